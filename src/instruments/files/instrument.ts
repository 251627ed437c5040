import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { routes } from './routes.ts';

/** Serves what people brought to those who may see it. */
export function files(house: House): Instrument {
  return { name: 'files', routes: routes(house) };
}
