import type { House } from '../../platform/house.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { doings, isDone } from './rules.ts';
import { howFar } from './store.ts';

type Key = Extract<Parameters<ReturnType<typeof words>>[0], `told.${string}`>;

function told(keyOf: Key | ((happened: Happened) => Key)): Narration {
  return {
    say: (locale, happened) => {
      const t = words(locale);
      const { actor, partner, personal } = happened;
      return t(typeof keyOf === 'string' ? keyOf : keyOf(happened), {
        actor: actor || t('somebody'),
        partner: partner || t('some-partner'),
        name: String(personal?.name ?? t('erased')),
      });
    },
    href: ({ space, subject }) =>
      `/partnerships/${space}/engage${subject && subject !== space ? `/${subject}` : ''}`,
  };
}

/** Who else: a map of those affected and those with influence, and what is done about each. */
export function engage(_house: House): Instrument {
  return {
    name: 'engage',
    personal,
    routes: routes(),
    steps: {
      offers: [
        {
          element: 'partners',
          order: 10,
          path: 'engage',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: async (tx, partnership) => {
        const { begun, last, ...left } = await howFar(tx, partnership);
        if (!begun) return [];
        return [
          {
            element: 'partners',
            path: 'engage',
            label: (locale) => words(locale)('title'),
            begunAt: begun,
            agreedAt: isDone(left) ? last : null,
            revisitOn: null,
          },
        ];
      },
    },
    desk: deskItems,
    dueIn: async () => [],
    found: [found],
    exporting,
    importing: imported,
    narrates: {
      'concerned.added': told('told.added'),
      'concerned.rated': told('told.rated'),
      'concerned.asked': told(({ content }) => (content.named ? 'told.named' : 'told.nobody')),
      'concerned.decided': told(
        ({ content }) => `told.decided.${doings.find((one) => one === content.does) ?? 'talk'}`,
      ),
      'concerned.removed': told('told.removed'),
      'concerned.returned': told('told.returned'),
    },
  };
}
