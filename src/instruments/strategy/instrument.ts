import type { House } from '../../platform/house.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { partOfSet } from '../rounds/actions/manifest.ts';
import { workOfSet } from '../rounds/actions/sets.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { ownKind } from './rules.ts';

const title = (locale: Locale) => words(locale)('title');

/** Why to work together, with whom, and how: of all answers one sheet. */
export function strategy(house: House): Instrument {
  return {
    name: ownKind,
    personal,
    routes: routes(house),
    steps: {
      offers: [
        {
          element: 'partners',
          order: 20,
          path: ownKind,
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: (tx, partnership) => workOfSet(tx, partnership, ownKind, { element: 'partners', label: title }),
    },
    ...partOfSet({ kind: ownKind, label: title, order: 35 }),
  };
}
