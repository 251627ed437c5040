import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { routes } from './routes.tsx';

/** What real cities did, with the source named. */
export function stories(_house: House): Instrument {
  return { name: 'stories', routes: routes() };
}
