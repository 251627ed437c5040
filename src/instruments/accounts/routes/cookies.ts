import type { Page } from '../../../platform/http/page.ts';

/** Passes a session's cookies on to the browser. */
export function withCookies(page: Page, headers: Headers): Page {
  for (const cookie of headers.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
  return page;
}
