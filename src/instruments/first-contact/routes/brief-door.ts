import { createHash } from 'node:crypto';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import type { Scope } from '../../../platform/scope.ts';
import { asGuest, mayWrite } from '../access.ts';
import { briefLives } from '../rules.ts';
import { type Brief, findBrief } from '../store/briefs.ts';

/** A page somebody is writing, and as whom. */
export type Writing = { brief: Brief; scope: Scope; guest: boolean };

/** The link that leads a writer without an account back to their page, on any device. */
export function writingPath(house: House, brief: string, person: string): string {
  return `/links/briefs/${house.links.make('brief', brief, person)}`;
}

/** The link that confirms an address; it counts for this address only. */
export function confirmationPath(house: House, brief: string, person: string, email: string): string {
  return `/links/confirmations/${house.links.make('confirm', brief, person, markOf(email))}`;
}

/** A short mark of an address, so that a link does not say it. */
export function markOf(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('base64url').slice(0, 12);
}

const cookieName = 'brief';

/** Lets this browser go on with a page. The cookie is sent to that page's addresses only. */
export function rememberWriter(house: House, page: Page, brief: string, person: string): void {
  const token = house.links.make('brief', brief, person);
  const secure = house.config.url.startsWith('https:') ? '; Secure' : '';
  page.setHeader(
    'Set-Cookie',
    `${cookieName}=${token}; Path=/briefs/${brief}; Max-Age=${briefLives * 86_400}; HttpOnly; SameSite=Lax${secure}`,
    true,
  );
}

/** As whom somebody writes on: by the cookie of this page, else by their account. */
function writerOf(house: House, page: Page, id: string): Scope {
  const cookies = (page.headers.get('cookie') ?? '').split(/;\s*/);
  for (const cookie of cookies) {
    if (!cookie.startsWith(`${cookieName}=`)) continue;
    const [brief, person] = house.links.open('brief', cookie.slice(cookieName.length + 1)) ?? [];
    if (brief === id && person) return asGuest(person, id);
  }
  return page.scope;
}

export async function loadWriting(house: House, page: Page): Promise<Writing> {
  const id = page.param('id');
  if (!isId(id)) throw new NotFound();
  page.setHeader('Cache-Control', 'private, no-store');
  const scope = writerOf(house, page, id);
  const brief = await page.read((tx) => findBrief(tx, id), scope);
  if (!brief || !mayWrite(scope, brief)) throw new NotFound();
  return { brief, scope, guest: scope.person?.kind === 'guest' };
}
