import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

it('tells what Freiburg did, and whose account that is, in both languages', async () => {
  for (const [locale, name] of [
    ['en', 'Food Policy Council'],
    ['de', 'Ernährungsrat'],
  ] as const) {
    const { html } = await town.get('/stories/freiburg', { locale });
    expect(html).toContain(name);
    expect(html).toContain('Sophia Silverton, ICLEI Europe');
  }
});
