import type { House } from '../../platform/house.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { mailInvitation } from './emails.tsx';
import { people } from './importing.ts';
import { personal } from './personal.ts';
import { routes } from './routes.ts';

export function accounts(house: House): Instrument {
  return {
    name: 'accounts',
    personal,
    routes: routes(house),
    reactions: { 'invitation.sent': mailInvitation },
    importing: [people],
  };
}
