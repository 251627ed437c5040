import { findFile } from '../../platform/files/files.ts';
import type { Size } from '../../platform/files/store.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, participants, type Route } from '../../platform/http/route.ts';

export function routes(house: House): Route[] {
  const serve = (size: Size) => async (page: Page) => {
    const file = await page.read((tx) => findFile(tx, page.param('file')));
    if (!file) throw new NotFound();
    const tag = `"${size}-${file.sha256.toString('hex').slice(0, 32)}"`;
    const headers = {
      'Content-Type': file.type,
      // Under a name of ours: that of the file which was brought is kept nowhere.
      'Content-Disposition': `inline; filename="${file.id}.webp"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      // Kept by nobody but the reader's browser, which asks each time whether it may still show it.
      'Cache-Control': 'private, no-cache',
      ETag: tag,
    };
    if (page.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
    const bytes = await house.files.read(file.id, size);
    if (!bytes) throw new NotFound();
    return page.body(bytes, headers);
  };

  return [
    get('/files/:file', participants, serve('large')),
    get('/files/:file/small', participants, serve('small')),
  ];
}
