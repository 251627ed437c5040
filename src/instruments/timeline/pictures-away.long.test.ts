// Pictures lie in a store elsewhere, and it does not answer.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBucket, type TestBucket } from '../../platform/files/testing-bucket.ts';
import { openTestTimeline, withPicture } from './testing.ts';

let bucket: TestBucket;
let opened: Awaited<ReturnType<typeof openTestTimeline>>;
beforeAll(async () => {
  bucket = await openTestBucket();
  opened = await openTestTimeline({ bucket: bucket.at() });
}, 60_000);
afterAll(async () => {
  await opened?.town.close();
  await bucket?.close();
});

it('shows a stand-in of the same size, keeps what was typed, and goes on with all else', async () => {
  const { town, talks, others, timeline, lead, see } = opened;
  const { html } = await town.postAndFollow(timeline, await withPicture(), { as: lead });
  const file = /<a href="(\/files\/[^"]+)">/.exec(html)![1]!;
  expect((await see(talks.observer, file)).status).toBe(200);
  const before = await bucket.keys();
  expect(before).toHaveLength(2);

  await bucket.stop();
  for (const path of [file, `${file}/small`]) {
    const away = await see(talks.observer, path, 'de');
    expect(away.status).toBe(503);
    expect(away.html).toContain('Das Bild kann gerade nicht gezeigt werden.');
    const { headers } = away;
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(away.html).toMatch(/^<svg [^>]*width="900" height="600" viewBox="0 0 480 320">/);
    await town.isClosed(path, { as: others.facilitator });
  }

  const form = await withPicture({ text: 'Typed while the store is away' });
  const refused = await town.post(timeline, form, { as: lead });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('We cannot keep pictures right now.');
  for (const typed of ['Typed while the store is away', '3.3.2024', 'Six people around a pot'])
    expect(refused.html).toContain(typed);
  const without = await town.postAndFollow(timeline, { text: 'Without', day: '1.1.2024' }, { as: lead });
  expect(without.html).toContain('Without');
  expect(without.html).not.toContain('Typed while the store is away');

  await bucket.start();
  // What is read is not asked for again at once.
  await expect.poll(async () => (await see(talks.observer, file)).status).toBe(200);
  const added = await town.postAndFollow(timeline, form, { as: lead });
  expect(added.html).toContain('Typed while the store is away');
  // Nothing stays of the attempt that failed, not even after the sweep.
  await town.house.files.sweep();
  expect(await bucket.keys()).toHaveLength(4);
});
