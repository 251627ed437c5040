import { afterAll, beforeAll, expect, it } from 'vitest';
import { elements } from '../../guide/elements.ts';
import { methodVersion } from '../../guide/guide.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

it('row 108: says which version of the method this is, whose it is step by step, and the licence', async () => {
  const { html } = await town.get('/guide/method');
  expect(html).toContain(`This is version ${methodVersion} of the guide’s texts.`);
  expect(html).toContain('https://creativecommons.org/licenses/by-nc-sa/4.0/');
  expect(html).toContain('href="/sources"');
  const rows = html.split('<tr').slice(2);
  expect(rows).toHaveLength(elements.length);
  const of = (id: string) => rows.find((row) => row.includes(`/guide/${id}"`))!.replace(/<[^>]+>/g, ' ');
  expect(of('vision')).toContain('V1–V5');
  expect(of('vision')).toContain('Circular Oslo, Intersector Toolkit');
  expect(of('history')).not.toContain('Circular Oslo');
  expect(of('moving-on')).toContain('Partnering Toolbook');
  for (const id of ['vision', 'partners', 'moving-on'])
    expect((await town.get(`/guide/${id}`)).html).toContain('href="/guide/method"');
});
