import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { routes } from './routes.tsx';

export function city(house: House): Instrument {
  return { name: 'city', routes: routes(house) };
}
