import type { House } from '../../../platform/house.ts';
import { partCookie } from '../../../platform/http/open-page.ts';
import type { Page } from '../../../platform/http/page.ts';
import { partToken } from '../rules.ts';

const year = 31_536_000;

/** Lets this browser go on as somebody who takes part by link. On https the house adds `Secure`. */
export function rememberGuest(house: House, page: Page, person: string): void {
  setPart(page, partToken(house, person), year);
}

export function forgetGuest(page: Page): void {
  setPart(page, '', 0);
}

function setPart(page: Page, token: string, age: number): void {
  page.setHeader(
    'Set-Cookie',
    `${partCookie}=${token}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax`,
    true,
  );
}

/** What the browser holds, whether or not somebody is signed in besides. */
export function rememberedToken(page: Page): string | undefined {
  const cookies = (page.headers.get('cookie') ?? '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${partCookie}=`))?.slice(partCookie.length + 1);
}
