import { findFile } from '../../platform/files/files.ts';
import { type Size, StoreAway } from '../../platform/files/store.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, participants, type Route } from '../../platform/http/route.ts';
import { words } from './messages/index.ts';
import { standIn } from './stand-in.ts';

/** A browser takes it for what it is, and runs nothing of it. */
const guarded = {
  'Content-Disposition': 'inline',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

export function routes(house: House): Route[] {
  const serve = (size: Size) => async (page: Page) => {
    const file = await page.read((tx) => findFile(tx, page.param('file')));
    if (!file) throw new NotFound();
    const tag = `"${size}-${file.sha256.toString('hex').slice(0, 32)}"`;
    const headers = {
      ...guarded,
      'Content-Type': file.type,
      // Under a name of ours: that of the file which was brought is kept nowhere.
      'Content-Disposition': `inline; filename="${file.id}.webp"`,
      // Kept by nobody but the reader's browser, which asks each time whether it may still show it.
      'Cache-Control': 'private, no-cache',
      ETag: tag,
    };
    if (page.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
    try {
      const bytes = await house.files.read(file.id, size);
      if (!bytes) throw new NotFound();
      return page.body(bytes, headers);
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error;
      house.log.error({ err: error }, 'a picture cannot be read');
      const away = {
        'Content-Type': 'image/svg+xml; charset=utf-8',
        'Cache-Control': 'no-store',
        'Retry-After': '30',
      };
      return page.body(standIn(file, words(page.locale)('away')), { ...guarded, ...away }, 503);
    }
  };

  return [
    get('/files/:file', participants, serve('large')),
    get('/files/:file/small', participants, serve('small')),
  ];
}
