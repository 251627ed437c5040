import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { routes } from './routes.tsx';

/** Search across all that the reader may see. */
export function search(house: House): Instrument {
  return { name: 'search', routes: routes(house) };
}
