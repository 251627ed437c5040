import type { House } from '../../platform/house.ts';
import { anyone } from '../../platform/http/route.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';

/** The method, to be read by anybody. */
export function guide(house: House): Instrument {
  return {
    name: 'guide',
    routes: routes(house),
    personal,
    settings: [
      {
        href: '/settings/guide',
        label: (locale) => words(locale)('adapt'),
        about: (locale) => words(locale)('adapt.about'),
      },
    ],
    nav: [
      {
        href: '/guide',
        covers: ['/training'],
        may: anyone,
        label: (locale) => words(locale)('nav'),
        order: 20,
      },
    ],
  };
}
