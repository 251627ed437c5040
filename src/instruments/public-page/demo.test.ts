import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importCityFile } from '../../platform/import/run-import.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let file: string;

beforeAll(async () => {
  town = await openTestTown();
  file = await readFile(join(import.meta.dirname, '../../../demo/elvestad.yaml'), 'utf8');
  await importCityFile(town.house, file, { demo: true });
});
afterAll(() => town.close());

it('is met by a resident on the home page, on pages of its partners and of its goal, and by the search', async () => {
  const goal = (
    await town.database.outer.query(`select id from city_goal where title ->> 'en' like 'Half the food%'`)
  ).rows[0].id;
  for (const [path, words] of [
    ['/', 'Kantinengespräche'],
    ['/organisations/environment', 'Macht mit bei'],
    [`/goals/${goal}`, 'Partnerschaften für dieses Ziel'],
    ['/search?q=pflanzlich', 'Kantinengespräche'],
    ['/open', 'Wir kochen erst zusammen'],
  ] as const) {
    const { html, status } = await town.get(path, { locale: 'de' });
    expect(status, path).toBe(200);
    expect(html, path).toContain(words);
    expect(html, path).toContain('href="/open/canteen-talks"');
  }
  expect((await town.get('/organisations/growers')).html).not.toContain('/open/canteen-talks');
});

it('is read in the languages of the city: translated, in part, and as it was written', async () => {
  const german = await town.get('/open/canteen-talks', { locale: 'de' });
  expect(german.html).toContain('Wer kocht, entscheidet mit.');
  expect(german.html).toContain('die Moderation');
  expect(german.html).not.toContain('Noch nicht übersetzt.');
  expect(german.html).toContain('und 2 weitere Partner');
  expect(german.html).not.toContain('Growers');
  const dutch = await town.get('/open/canteen-talks', { locale: 'nl' });
  expect(dutch.html).toContain('<span lang="en">Everybody who eats in a canteen');
  expect(dutch.html).toContain('Een deel is nog niet vertaald in het Nederlands');
});

it('stays as it is when the file comes in again', async () => {
  await importCityFile(town.house, file, { demo: true });
  const { rows } = await town.database.outer.query('select count(*)::int as n from public_version');
  expect(rows[0].n).toBe(1);
});

it('comes out of no file where people have made a version of their own', async () => {
  await town.database.outer.query("delete from import_item where source like 'publicPages%'");
  await importCityFile(town.house, file, { demo: true });
  const { rows } = await town.database.outer.query('select count(*)::int as n from public_version');
  expect(rows[0].n).toBe(1);
});
