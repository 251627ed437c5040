import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locale } from '../../platform/i18n/locale.ts';
import { importCityFile } from '../../platform/import/run-import.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

const file = (organisations: string) => `samvirke: 1\norganisations:\n${organisations}`;
const load = (organisations: string) => importCityFile(town.house, file(organisations), { demo: false });
const two = `
  - key: streets
    kind: department
    name: { en: Streets, de: Straßen }
    decides:
      - { text: { en: Benches }, words: { en: [seat] } }
    notDecided:
      - { text: { en: Parking }, instead: mobility }
    replyDays: 10
    confirmedDaysAgo: 20
    confirmedBy: { en: the head }
  - key: mobility
    kind: department
    name: { en: Mobility }
    notDecided:
      - { text: { en: Benches }, instead: streets }
  - key: towns
    kind: consortium
    name: { en: Towns }
    members: [streets, mobility]
`;

test('organisations may name each other in a circle, and further down the file', async () => {
  expect(await load(two)).toEqual({ added: 3, changed: 0, unchanged: 0 });
  const page = await town.get('/organisations/streets');
  expect(page.html).toMatch(/Benches[\s\S]*Parking[\s\S]*href="\/organisations\/mobility"/);
  expect(page.html).toMatch(/Confirmed on [^.]* by the head/);
  expect((await town.get('/organisations/towns')).html).toMatch(/Members[\s\S]*Mobility[\s\S]*Streets/);
});

test('the same file changes nothing; a changed item is brought in again', async () => {
  expect(await load(two)).toEqual({ added: 0, changed: 0, unchanged: 3 });
  expect(
    await load(two.replace('{ text: { en: Benches }, words: { en: [seat] } }', '{ text: { en: Lanterns } }')),
  ).toMatchObject({ changed: 1 });
  expect((await town.get('/who-does-what?q=lantern')).html).toContain('Streets');
  expect((await town.get('/who-does-what?q=seat')).html).toContain('We found nobody');
});

test.each([
  ['an unknown kind', two.replace('kind: consortium', 'kind: club'), 'kind'],
  ['a name that nobody has', two.replace('instead: mobility', 'instead: moblity'), 'notDecided.0.instead'],
  ['a member that nobody is', two.replace('[streets, mobility]', '[streets, mobillity]'), 'members.1'],
  ['a promise beyond all measure', two.replace('replyDays: 10', 'replyDays: 1000'), 'replyDays'],
  ['a field that does not exist', two.replace('confirmedBy', 'confirmedFrom'), 'streets'],
  ['a link that is a program', two.replace('replyDays: 10', 'website: "javascript:alert(1)"'), 'website'],
])('%s is refused whole, with line and field', async (_, text, field) => {
  const before = await town.database.system(({ db }) =>
    db.selectFrom('organisation').select(['slug', 'name']).orderBy('slug').execute(),
  );
  const problem = await load(text.replace('Streets,', 'Changed,')).then(
    () => undefined,
    (error) => error as AggregateError,
  );
  const first = (problem?.errors?.[0] ?? problem) as { field: string; line: number };
  expect(first.field).toContain(field);
  expect(first.line).toBeGreaterThan(2);
  expect(
    await town.database.system(({ db }) =>
      db.selectFrom('organisation').select(['slug', 'name']).orderBy('slug').execute(),
    ),
  ).toEqual(before);
});

test('names stand in the order of the reader’s alphabet, also those in another language', async () => {
  const libraries = [
    '{ en: Zoo library, nb: Zoobiblioteket }',
    '{ nb: Åsen bibliotek }',
    '{ nb: Ærlig bokhylle }',
    '{ nb: Østby bibliotek }',
    '{ nl: Oude leeszaal }',
  ];
  await load(libraries.map((name, n) => `  - { key: shelf-${n}, kind: library, name: ${name} }\n`).join(''));
  const names = async (locale: Locale) => {
    const { html } = await town.get('/organisations?kind=library', { locale });
    return [...html.matchAll(/href="\/organisations\/shelf-(\d)"/g)].map((match) => Number(match[1]));
  };
  expect(await names('nb')).toEqual([4, 0, 2, 3, 1]);
  expect((await names('en')).filter((n) => n !== 2)).toEqual([1, 3, 4, 0]);
});
