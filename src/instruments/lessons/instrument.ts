import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { found } from './found.ts';
import { trainings } from './importing.ts';
import { words } from './messages/index.ts';
import { routes } from './routes.tsx';
import { listNearest } from './store.ts';
import { homeSection } from './views/trainings.tsx';

/** Short lessons on working together, and days on which people learn it together. */
export function lessons(house: House): Instrument {
  return {
    name: 'lessons',
    routes: routes(house),
    found,
    importing: [trainings],
    home: {
      order: 30,
      place: 'aside',
      section: async (page, tx) => homeSection(page, await listNearest(tx, 2)),
    },
    settings: [
      {
        href: '/training',
        label: (locale) => words(locale)('training'),
        about: (locale) => words(locale)('settings.about'),
      },
    ],
  };
}
