import { createHash } from 'node:crypto';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import type { Scope } from '../../../platform/scope.ts';
import { isClosed } from '../../accounts/store.ts';
import { asGuest, mayWrite } from '../access.ts';
import { briefLives, openStep } from '../rules.ts';
import { type Brief, findBrief, listDrafts } from '../store/briefs.ts';

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

/** Lets this browser go on with a page. The cookie is sent to that page's addresses only, and to where one begins. */
export function rememberWriter(house: House, page: Page, brief: string, person: string): void {
  const token = house.links.make('brief', brief, person);
  for (const place of [brief, 'new']) {
    page.setHeader(
      'Set-Cookie',
      `${cookieName}=${token}; Path=/briefs/${place}; Max-Age=${briefLives * 86_400}; HttpOnly; SameSite=Lax`,
      true,
    );
  }
}

/** What the cookies of pages name: page and writer. */
function cookiesOf(house: House, page: Page): { brief: string; person: string }[] {
  return (page.headers.get('cookie') ?? '').split(/;\s*/).flatMap((cookie) => {
    if (!cookie.startsWith(`${cookieName}=`)) return [];
    const [brief, person] = house.links.open('brief', cookie.slice(cookieName.length + 1)) ?? [];
    return brief && person ? [{ brief, person }] : [];
  });
}

/** Where somebody who begins a page could go on instead: with the one they have begun and not sent. */
export async function findBegun(house: House, page: Page): Promise<string | undefined> {
  const drafts = page.person ? await page.read((tx) => listDrafts(tx, page.person!.id)) : [];
  for (const { brief, person } of page.person ? [] : cookiesOf(house, page)) {
    const found = await page.read((tx) => findBrief(tx, brief), asGuest(person, brief));
    if (found && !found.sentAt) drafts.push(found);
  }
  const [begun] = drafts;
  if (!begun) return undefined;
  const step = openStep(begun.kind, begun.content, page.person === null);
  return `/briefs/${begun.id}${step ? `/steps/${step}` : ''}`;
}

/** As whom somebody writes on: by the cookie of this page, else by their account. */
function writerOf(house: House, page: Page, id: string): Scope {
  const known = cookiesOf(house, page).find(({ brief }) => brief === id);
  return known ? asGuest(known.person, id) : page.scope;
}

export async function loadWriting(house: House, page: Page): Promise<Writing> {
  const id = page.param('id');
  if (!isId(id)) throw new NotFound();
  page.setHeader('Cache-Control', 'private, no-store');
  const scope = writerOf(house, page, id);
  const brief = await page.read(
    async (tx) => ((await isClosed(tx, scope)) ? undefined : findBrief(tx, id)),
    scope,
  );
  if (!brief || !mayWrite(scope, brief)) throw new NotFound();
  return { brief, scope, guest: scope.person?.kind === 'guest' };
}
