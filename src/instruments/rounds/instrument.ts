import { noteOpened } from '../../mechanisms/sealed-round/actions.ts';
import { listSpacesDue } from '../../mechanisms/sealed-round/store.ts';
import type { House } from '../../platform/house.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { ownKind } from './actions.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { rounds as imported } from './importing.ts';
import { words } from './messages/index.ts';
import { nameOf } from './named.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { standing } from './standing.tsx';

type Key = Parameters<ReturnType<typeof words>>[0];

/** Rounds are told by their title, which is in what may be erased. */
function told(key: Key, more: (happened: Happened) => Key = () => key): Narration {
  return {
    say: (locale, happened) => {
      const t = words(locale);
      const { title } = happened.personal ?? {};
      return t(more(happened), {
        title: nameOf(locale, {
          title: typeof title === 'string' ? title : t('untitled'),
          previous: happened.content.previous,
        }),
        actor: happened.actor || t('somebody'),
        partner: happened.partner || t('some-partner'),
      });
    },
    href: ({ space, subject }) => `/partnerships/${space}/rounds/${subject}`,
  };
}

export function rounds(house: House): Instrument {
  return {
    name: 'rounds',
    personal,
    routes: routes(house),
    inside: [{ path: 'rounds', label: (locale) => words(locale)('rounds'), order: 20 }],
    steps: {
      offers: [
        {
          element: 'vision',
          order: 10,
          path: 'rounds/new?with=origins',
          label: (locale) => words(locale)('offer.origins'),
          about: (locale) => words(locale)('starter.origins.about'),
        },
      ],
    },
    asks: [ownKind],
    desk: deskItems,
    standing: { order: 20, lines: standing },
    dueIn: (tx, span) => listSpacesDue(tx, ownKind, span),
    importing: [imported],
    exporting,
    found,
    narrates: {
      'round.asked': told('told.asked'),
      'round.asked-also': told('told.asked-also'),
      'round.sealed': told('told.sealed', ({ content }) =>
        content.onBehalf ? 'told.sealed-for' : content.late ? 'told.sealed-late' : 'told.sealed',
      ),
      'round.taken-back': told('told.taken-back'),
      'round.extended': told('told.extended'),
      'round.withdrawn': told('told.withdrawn'),
      'round.revealed': {
        ...told('told.revealed', ({ content }) =>
          content.by === 'all' ? 'told.revealed' : 'told.revealed-by-date',
        ),
        marked: true,
      },
      'round.marked': told('told.marked', ({ content }) =>
        content.as === 'differs' ? 'told.marked-differs' : 'told.marked',
      ),
      'round.added-to': told('told.added-to'),
    },
    // A round opens by the clock of the database; this writes it into the record within a minute.
    jobs: [{ name: 'rounds-opened', cron: '* * * * *', run: (house) => house.database.system(noteOpened) }],
  };
}
