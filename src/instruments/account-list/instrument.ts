import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { mailStanding } from './emails.tsx';
import { words } from './messages/index.ts';
import { routes } from './routes.tsx';

/** Who has an account here, for administrators. */
export function accountList(house: House): Instrument {
  return {
    name: 'account-list',
    routes: routes(house),
    settings: [
      {
        href: '/settings/accounts',
        label: (locale) => words(locale)('accounts'),
        about: (locale) => words(locale)('accounts.about'),
      },
    ],
    reactions: { 'account.closed': mailStanding, 'account.opened': mailStanding },
  };
}
