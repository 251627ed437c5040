import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { routes } from './routes.tsx';

/** The way to a shared vision: drafted by each alone, made one text, agreed, looked at again. */
export function vision(_house: House): Instrument {
  return {
    name: 'vision',
    routes,
    steps: {
      offers: [
        {
          element: 'vision',
          order: 20,
          path: 'vision',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
    },
  };
}
