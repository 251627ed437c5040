import { createHash } from 'node:crypto';
import type { Page } from '../../../platform/http/page.ts';
import { atomOf, type Feed } from '../exports.ts';

export function answerFeed(page: Page, feed: Feed): Response | Promise<Response> {
  const body = atomOf(feed);
  const tag = printed(body);
  // Asked for again each time: what was taken off is gone at once.
  const headers = {
    'Content-Type': 'application/atom+xml; charset=utf-8',
    'Cache-Control': 'no-cache',
    ETag: tag,
  };
  return page.headers.get('if-none-match') === tag
    ? new Response(null, { status: 304, headers })
    : page.body(body, headers);
}

/** By which a browser asks whether it has changed. */
export function printed(text: string): string {
  return `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
}
