import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';

/** After a change of what signs somebody in: this session goes on under a new token, and all others end. */
export async function withNewToken(house: House, page: Page, more?: Headers): Promise<void> {
  const renewed = await house.accounts.sessions.renew(page.person!.id, page.headers);
  for (const cookie of [...renewed.getSetCookie(), ...(more?.getSetCookie() ?? [])])
    page.setHeader('Set-Cookie', cookie, true);
}
