import { adoptWhatHolds } from '../../mechanisms/adoption/actions.ts';
import { waysToAdopt } from '../../mechanisms/adoption/rules.ts';
import { words as ways } from '../../mechanisms/decision/messages/index.ts';
import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { terms } from './actions.ts';
import { exporting } from './exporting.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';

/** How partners adopt: by everybody's yes, or in a way of deciding that they chose; and the adopting itself. */
export function adoptions(house: House): Instrument {
  return {
    name: 'adoptions',
    personal,
    routes: routes(house),
    inside: [{ path: 'adoptions', label: (locale) => words(locale)('title'), order: 36 }],
    steps: {
      offers: [
        {
          element: 'authority',
          order: 30,
          path: 'adoptions',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
    },
    exporting,
    adopts: { terms },
    reactions: { 'decision.settled': adoptWhatHolds, 'decision.written-down': adoptWhatHolds },
    narrates: {
      'adoption.chosen': {
        marked: true,
        say: (locale, { content, personal }) => {
          const t = words(locale);
          const key = waysToAdopt.find((one) => one.key === content.way)?.key ?? 'everybody';
          const way = content.way === 'all' ? t('way.all') : ways(locale)(`${key}.name` as 'consent.name');
          return content.document
            ? t('told.chosen.text', { way, title: String(personal?.title ?? t('untitled')) })
            : t('told.chosen', { way });
        },
        href: ({ space }) => `/partnerships/${space}/adoptions`,
      },
    },
  };
}
