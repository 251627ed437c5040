import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { routes } from './routes.tsx';
import { beginSection } from './views.tsx';

/** The first three things to do, for each kind of reader. */
export function welcome(_house: House): Instrument {
  return {
    name: 'welcome',
    routes: routes(),
    home: { order: 5, place: 'aside', section: async (page) => beginSection(page) },
  };
}
