import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { arrivingIn } from './arriving.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { beside } from './views/beside.tsx';

/** A partnership as a file: to keep, and to another city and back. */
export function carrying(house: House): Instrument {
  const arriving = arrivingIn(house);
  return {
    name: 'carrying',
    personal,
    routes: routes(house, arriving),
    insideAside: beside,
    settings: [
      {
        href: '/settings/partnership-imports',
        label: (locale) => words(locale)('import'),
        about: (locale) => words(locale)('import.about'),
      },
    ],
    jobs: [{ name: 'arrivals', cron: '43 * * * *', run: () => arriving.sweep() }],
  };
}
