import { NotFound } from '../../../platform/http/problems.ts';
import { type Handler, post, type Route, type Rule } from '../../../platform/http/route.ts';

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
      const location = error instanceof NotFound ? await page.ledBefore() : undefined;
      if (location === undefined) throw error;
      return page.redirect(location);
    }
  });
}
