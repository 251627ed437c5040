import type { House } from '../house.ts';
import type { Page } from '../http/page.ts';
import { NotFound } from '../http/problems.ts';
import { standIn } from './stand-in.ts';
import { type Size, StoreAway } from './store.ts';

/** A browser takes it for what it is, and runs nothing of it. */
const guarded = {
  'Content-Disposition': 'inline',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

type Found = { id: string; type: string; sha256: Buffer; width: number; height: number };

/** A picture of which the caller has found the row: whoever asks may see it. `away`: what is said where it cannot be had. */
export async function pictureAnswer(
  { files, log }: Pick<House, 'files' | 'log'>,
  page: Page,
  file: Found,
  size: Size,
  away: string,
): Promise<Response> {
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
    const bytes = await files.read(file.id, size);
    if (!bytes) throw new NotFound();
    return await page.body(bytes, headers);
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error;
    log.error({ err: error }, 'a picture cannot be read');
    const gone = {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': '30',
    };
    return page.body(standIn(file, away), { ...guarded, ...gone }, 503);
  }
}
