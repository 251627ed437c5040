import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { routes } from './routes.tsx';

/** Ways to decide that a city has adapted. */
export function ways(_house: House): Instrument {
  return {
    name: 'ways',
    routes,
    settings: [
      {
        href: '/settings/ways',
        label: (locale) => words(locale)('title'),
        about: (locale) => words(locale)('settings.about'),
      },
    ],
  };
}
