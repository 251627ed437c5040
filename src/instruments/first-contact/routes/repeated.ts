import { findOnce } from '../../../platform/http/once.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { type Handler, post, type Route, type Rule } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';

/**
 * A POST that may take away the ground it stands on: a page that is sent is no page any more, a request that
 * is forwarded is no longer this unit's. Whoever sends the same form twice is led to where the first one led,
 * instead of being told that there is nothing.
 */
export function change(path: string, may: Rule, handler: Handler): Route {
  return post(path, may, async (page) => {
    try {
      return await handler(page);
    } catch (error) {
      const location = error instanceof NotFound ? await locationBefore(page) : undefined;
      if (location === undefined) throw error;
      return page.redirect(location);
    }
  });
}

async function locationBefore(page: Page): Promise<string | undefined> {
  const { once } = await page.submitted();
  if (!isId(once)) return undefined;
  const before = await page.read((tx) => findOnce(tx, once));
  return before?.location ?? undefined;
}
