import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { listNamed } from '../directory/store/reading.ts';
import { maySeeAllies } from './access.ts';
import { routes } from './routes.tsx';
import { listStandings } from './store.ts';
import { alliesLink } from './views/allies.tsx';

/** A private map of those inside the city who are open to a group's plans. */
export function allies(_house: House): Instrument {
  return {
    name: 'allies',
    routes: routes(),
    async organisationPage(page, tx, organisation) {
      if (!maySeeAllies(page.scope, organisation)) return undefined;
      const named = (await listNamed(tx, [organisation])).get(organisation);
      if (!named || named.kind === 'department') return undefined;
      return alliesLink(page, named.slug, (await listStandings(tx, organisation)).length);
    },
  };
}
