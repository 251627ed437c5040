import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { routes } from './routes.ts';

export function live(house: House): Instrument {
  return { name: 'live', routes: routes(house) };
}
