import type { House } from '../../../platform/house.ts';
import { byLink } from '../../../platform/http/route.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';

/** The link of an invitation, to be handed on: it names the row, and the row knows whether it still counts. */
export function invitationLink(house: House, id: string): string {
  return `${house.config.url}/partnership-invitations/${house.links.make('partner-invitation', id)}`;
}

/** The same in a mail, where it proves besides that its holder reads the mailbox. */
export function mailedInvitationLink(house: House, id: string, locale: Locale): string {
  const token = house.links.make('mailed-partner-invitation', id);
  return `${house.config.url}/partnership-invitations/${token}?in=${locale}`;
}

/** The invitation that a link opens, and whether it came by mail. */
export function openInvitationLink(house: House, token: string): { id: string; mailed: boolean } | undefined {
  const [mailed] = house.links.open('mailed-partner-invitation', token) ?? [];
  if (mailed) return { id: mailed, mailed: true };
  const [handed] = house.links.open('partner-invitation', token) ?? [];
  return handed ? { id: handed, mailed: false } : undefined;
}

/** What the cookie and the personal link of somebody without an account hold; it counts while they take part. */
export function partToken(house: House, person: string): string {
  return house.links.make('part', person);
}

/** The way in of somebody who takes part by link, to `path` or to their desk. Whoever has it acts as them. */
export function wayIn(house: House, person: string, path = ''): string {
  const next = path && `?next=${encodeURIComponent(path)}`;
  return `${house.config.url}/taking-part/${partToken(house, person)}${next}`;
}

/**
 * The address of a page in a mail. It opens nothing by itself, so that a mail can be passed on; a browser that does
 * not know who takes part by link is led to where they find their way in, instead of being asked for a password.
 */
export function addressFor(house: House, to: { guest: boolean }, path: string): string {
  const hint = to.guest ? `${path.includes('?') ? '&' : '?'}${byLink.name}=${byLink.value}` : '';
  return `${house.config.url}${path}${hint}`;
}
