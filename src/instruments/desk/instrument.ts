import type { House } from '../../platform/house.ts';
import { known } from '../../platform/http/route.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { routes } from './routes.tsx';

export function desk(house: House): Instrument {
  return {
    name: 'desk',
    routes: routes(house),
    nav: [{ href: '/desk', may: known, label: (locale) => words(locale)('desk'), order: 90 }],
  };
}
