import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';

/** The directory as tables, coming in and going out. */
export function exchange(house: House): Instrument {
  return {
    name: 'exchange',
    personal,
    routes: routes(house),
    settings: [
      {
        href: '/directory-files',
        label: (locale) => words(locale)('title'),
        about: (locale) => words(locale)('settings'),
      },
    ],
  };
}
