import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { audiences, firstTasks } from './rules.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

describe('row 28: each kind of reader gets three first tasks', () => {
  test('who one is stands in the address only', async () => {
    const page = await town.get('/welcome');
    for (const audience of audiences) expect(page.html).toContain(`href="/welcome?who=${audience}"`);
    expect((await town.get('/welcome?who=group')).cookie).toBe('');
    expect((await town.get('/welcome?who=<script>')).html).toContain('Where do I begin?');
  });

  test.each(audiences)('%s: three links that lead somewhere, in every language', async (audience) => {
    for (const locale of locales) {
      const { html } = await town.get(`/welcome?who=${audience}`, { locale });
      for (const href of firstTasks[audience])
        expect(html).toContain(`href="${href.replaceAll('&', '&amp;')}"`);
    }
    for (const href of firstTasks[audience]) {
      const { status } = await town.get(href);
      expect([200, 303], href).toContain(status);
    }
  });
});
