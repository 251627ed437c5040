import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { found } from './found.ts';
import { goals as importing } from './importing.ts';
import { routes } from './routes.tsx';
import { listGoalsOwnedBy } from './store.ts';
import { ownedGoals } from './views/goals.tsx';

/** The register of the city's goals. */
export function goals(house: House): Instrument {
  return {
    name: 'goals',
    routes: routes(house),
    importing: [importing],
    found: [found],
    async organisationPage(page, tx, organisation) {
      const owned = await listGoalsOwnedBy(tx, organisation);
      return owned.length > 0 ? ownedGoals(page, owned) : undefined;
    },
  };
}
