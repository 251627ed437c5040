import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { mailMerged } from './emails.tsx';
import { words } from './messages/index.ts';
import { routes } from './routes.tsx';

/** Two accounts of one person become one. */
export function merging(house: House): Instrument {
  return {
    name: 'merging',
    routes: routes(house),
    reactions: { 'account.merged': mailMerged },
    narrates: {
      'account.merged': {
        say: (locale, { actor }) => words(locale)('told', { actor: actor || words(locale)('somebody') }),
      },
    },
  };
}
