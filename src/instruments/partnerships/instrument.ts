import type { House } from '../../platform/house.ts';
import { known } from '../../platform/http/route.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { findHandedOver } from './actions/guests.ts';
import { deskOf, proposeNext } from './desk.ts';
import { mailInvitation, mailWayBack } from './emails.tsx';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { partnerships as imported, partners } from './importing.ts';
import { words } from './messages/index.ts';
import { narrates } from './narrating.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { indexPartnersOf } from './store.ts';

export function partnerships(house: House): Instrument {
  return {
    name: 'partnerships',
    personal,
    routes: routes(house),
    nav: [{ href: '/partnerships', may: known, label: (locale) => words(locale)('partnerships'), order: 40 }],
    desk: deskOf(house),
    dueIn: async () => [],
    found,
    inside: [
      { path: '', label: (locale) => words(locale)('overview'), order: 0 },
      { path: 'people', label: (locale) => words(locale)('people'), order: 75 },
    ],
    next: proposeNext,
    importing: [imported, partners],
    exporting,
    narrates,
    reactions: {
      'partner.invited': mailInvitation,
      'partner.joined': mailWayBack,
      'participant.joined': mailWayBack,
      'participant.account-made': async ({ instruments }, tx, entry) => {
        const succession = await findHandedOver(tx, entry);
        if (succession) for (const { passesOn } of instruments) await passesOn?.(tx, succession);
      },
      // Found by what it is called now, in each language.
      'organisation.changed': async (_, tx, { subject_id }) => indexPartnersOf(tx, subject_id ?? ''),
    },
  };
}
