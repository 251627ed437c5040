import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { eraseDue } from './actions.ts';
import { mailStep } from './emails.tsx';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';

/** What is held about people: told to them, and erased. */
export function myData(house: House): Instrument {
  return {
    name: 'my-data',
    personal,
    routes: routes(house),
    reactions: { 'erasure.asked': mailStep, 'erasure.undone': mailStep },
    jobs: [{ name: 'erasures', cron: '*/30 * * * *', run: eraseDue }],
  };
}
