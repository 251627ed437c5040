import type { House } from '../../platform/house.ts';
import { administrator } from '../../platform/http/route.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { mailTest } from './emails.tsx';
import { citySection } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { mailRoutes } from './routes/mail.tsx';
import { publicRoutes } from './routes/public.tsx';
import { settingsRoutes } from './routes/settings.tsx';
import { setupRoutes } from './routes/setup.tsx';

export function city(house: House): Instrument {
  return {
    name: 'city',
    personal,
    routes: [...publicRoutes(house), ...settingsRoutes(house), ...mailRoutes(house), ...setupRoutes(house)],
    nav: [
      {
        href: '/settings',
        may: administrator,
        label: (locale) => words(locale)('nav.settings'),
        order: 95,
      },
    ],
    importing: [citySection],
    reactions: { 'test-mail.asked': mailTest },
  };
}
