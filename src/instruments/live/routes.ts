import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, known, post, type Route } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';

export function routes(house: House): Route[] {
  /** Whoever opens the address as a page is led to their desk. */
  function stream(page: Page): Response {
    if (!page.headers.get('accept')?.includes('text/event-stream')) return page.redirect('/desk');
    const body = house.live.open(page.scope);
    // 204 tells a browser not to ask again.
    if (!body) return new Response(null, { status: 204 });
    return new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        // Nobody on the way may keep it, pack it or wait until it is full.
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    });
  }

  /** A browser tells that somebody has a text open to change it, and when they leave it. */
  async function writing(page: Page): Promise<Response> {
    const { values } = await page.submitted();
    const { space, subject } = values;
    if (!isId(space) || !isId(subject)) throw new NotFound();
    if (!house.live.write(page.scope, space, subject, values.left === undefined)) throw new NotFound();
    return new Response(null, { status: 204 });
  }

  return [get('/live', known, stream), post('/live/writing', known, writing)];
}
