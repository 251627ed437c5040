import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { mailInvitation } from './emails.tsx';
import { people } from './importing.ts';
import { routes } from './routes.ts';

export function accounts(house: House): Instrument {
  return {
    name: 'accounts',
    routes: routes(house),
    reactions: { 'invitation.sent': mailInvitation },
    importing: [people],
  };
}
