import type { House } from '../../platform/house.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { partOfSet } from '../rounds/actions/manifest.ts';
import { workOfSet } from '../rounds/actions/sets.ts';
import { imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { ownKind } from './rules.ts';

const title = (locale: Locale) => words(locale)('title');

/** Who leads, owns, pays and bears the risk: of all answers one choice that all agree to. */
export function structure(house: House): Instrument {
  return {
    name: ownKind,
    personal,
    routes: routes(house),
    importing: [imported],
    steps: {
      offers: [
        {
          element: 'governance',
          order: 20,
          path: ownKind,
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: (tx, partnership) => workOfSet(tx, partnership, ownKind, { element: 'governance', label: title }),
    },
    ...partOfSet({ kind: ownKind, label: title, order: 36 }),
  };
}
