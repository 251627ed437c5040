import type { House } from '../../platform/house.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { partOfSet } from '../rounds/actions/manifest.ts';
import { deskItems } from './desk.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { ownKind, type Standing, standings } from './rules.ts';
import { standing } from './standing.tsx';
import { listSpacesToReview } from './store.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

function told(key: Key | ((happened: Happened) => Key)): Narration {
  return {
    say: (locale, happened) => {
      const t = words(locale);
      return t(typeof key === 'string' ? key : key(happened), {
        actor: happened.actor || t('somebody'),
        partner: happened.partner || t('some-partner'),
      });
    },
    href: ({ space, subject }) => `/partnerships/${space}/gate/${subject}`,
  };
}

const isStanding = (value: unknown): value is Standing => standings.some((one) => one === value);

const set = partOfSet({
  kind: ownKind,
  label: (locale) => words(locale)('title'),
  whatTold: (locale) => words(locale)('told.what'),
  order: 34,
});

/** Partner or not: asked before working together, and again whenever that is in doubt. */
export function gate(house: House): Instrument {
  return {
    name: 'gate',
    personal,
    routes: routes(house),
    inside: [{ path: 'gate', label: (locale) => words(locale)('title'), order: 70 }],
    steps: {
      offers: [
        {
          element: 'partners',
          order: 90,
          path: 'gate',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
    },
    asks: set.asks,
    desk: deskItems,
    standing: { order: 25, lines: standing },
    found: set.found,
    dueIn: async (tx, span) => [...(await set.dueIn(tx, span)), ...(await listSpacesToReview(tx, span))],
    narrates: {
      ...set.narrates,
      'gate.stated': told(({ content: { choice } }) => `told.stated.${isStanding(choice) ? choice : 'talk'}`),
      'gate.consented': told(({ content }) =>
        content.public ? 'told.public' : content.yes ? 'told.consented' : 'told.unconsented',
      ),
    },
  };
}
