import type { House } from '../../platform/house.ts';
import { anyone } from '../../platform/http/route.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { deskItems } from './desk.ts';
import { mailHost, mailMember } from './emails.tsx';
import { found } from './found.ts';
import { organisations } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';

/** Who does what: organisations of every kind, what they decide, and how they are found. */
export function directory(house: House): Instrument {
  return {
    name: 'directory',
    personal,
    routes: routes(house),
    nav: [
      {
        href: '/who-does-what',
        covers: [
          '/organisations',
          '/goals',
          '/framework',
          '/value-cards',
          '/registration',
          '/claims',
          '/directory-files',
        ],
        may: anyone,
        label: (locale) => words(locale)('nav'),
        order: 10,
      },
    ],
    desk: deskItems,
    dueIn: async () => [],
    found: [found],
    reactions: {
      'organisation.registered': mailHost,
      'organisation.changed': mailHost,
      'organisation.member-named': mailMember,
    },
    importing: [organisations],
  };
}
