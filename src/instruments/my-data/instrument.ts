import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { eraseDue } from './actions.ts';
import { mailStep } from './emails.tsx';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { ownRoutes } from './routes/own.tsx';
import { registerRoutes } from './routes/register.tsx';

/** What is held about people: told to them, and erased. */
export function myData(house: House): Instrument {
  return {
    name: 'my-data',
    personal,
    routes: [...ownRoutes(house), ...registerRoutes(house)],
    settings: [
      {
        href: '/settings/processing',
        label: (locale) => words(locale)('register'),
        about: (locale) => words(locale)('register.about'),
      },
    ],
    reactions: { 'erasure.asked': mailStep, 'erasure.undone': mailStep },
    jobs: [{ name: 'erasures', cron: '*/30 * * * *', run: eraseDue }],
  };
}
