import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Locale, locales } from '../../platform/i18n/locale.ts';
import { importCityFile } from '../../platform/import/run-import.ts';
import { nobody } from '../../platform/scope.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { findDeciders } from './store/searching.ts';

const demo = join(import.meta.dirname, '../../../demo');
const questions = parse(await readFile(join(demo, 'questions.yaml'), 'utf8')) as Record<
  Locale,
  { ask: string; first: string }[]
>;

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
  const { organisations } = parse(await readFile(join(demo, 'elvestad.yaml'), 'utf8'));
  await importCityFile(town.house, stringify({ samvirke: 1, organisations }), { demo: true });
});
afterAll(() => town.close());

const ask = (text: string, locale: Locale) =>
  town.database.read(nobody, (tx) => findDeciders(tx, text, { locale, locales, defaultLocale: 'en' }));

describe.each(locales)('twenty questions as people ask them (%s)', (locale) => {
  test.each(questions[locale])('“$ask” leads to $first', async ({ ask: text, first }) => {
    const { deciders } = await ask(text, locale);
    expect(deciders[0]?.organisation.slug).toBe(first);
  });
});

test('a slip of the keyboard is put right, and the page says so', async () => {
  const { html } = await town.get('/who-does-what?q=sumer+street');
  expect(html).toContain('<h1');
  expect(html).toContain('We also looked for <strong>summer</strong>.');
  expect(html).toMatch(/Best match[\s\S]*Streets and Public Space/);
  expect(html).toContain('<mark>summer</mark>');
});

test.each([
  ['en', 'reparing bycicle', 'mobility'],
  ['en', 'rubish colection', 'environment'],
  ['en', 'parkng permitt', 'mobility'],
  ['de', 'kindrgarten plaz', 'schools'],
  ['de', 'Sperrmul abholn', 'environment'],
  ['nb', 'barnhageplas til dater', 'schools'],
  ['nl', 'parkeervergunnig aanvragn', 'mobility'],
] as const)('two slips in one question are put right as well (%s: %s)', async (locale, text, first) => {
  expect((await ask(text, locale)).deciders[0]?.organisation.slug).toBe(first);
});

test.each([
  ['en', 'parking', 'mobility'],
  ['en', 'parking ticket', 'mobility'],
  ['en', 'where can I park', 'mobility'],
  ['de', 'Parken', 'mobility'],
  ['de', 'Parkplatz', 'mobility'],
  ['en', 'parks', 'parks'],
  ['en', 'a picnic in the park', 'parks'],
] as const)(
  'the very word counts more than one that shares its stem (%s: %s)',
  async (locale, text, first) => {
    expect((await ask(text, locale)).deciders[0]?.organisation.slug).toBe(first);
  },
);

test('a word of which a known one is made is no slip: a summer is not asked as “to come”', async () => {
  const { deciders, insteadOf } = await ask('Straße im Sommer sperren', 'de');
  expect(insteadOf).toEqual([]);
  expect(deciders.map(({ organisation }) => organisation.slug)).not.toContain('schools');
  expect(deciders[0]?.organisation.slug).toBe('streets');
});

test('who asks about a dog finds the same offices in every language', async () => {
  for (const [locale, text] of [
    ['en', 'dog'],
    ['de', 'Hund'],
    ['nb', 'hund'],
    ['nl', 'hond'],
  ] as const) {
    const { deciders } = await ask(text, locale);
    const slugs = deciders.map(({ organisation }) => organisation.slug);
    expect(slugs).toEqual(expect.arrayContaining(['parks', 'environment', 'public-order']));
  }
});

test('where nobody is found, the way to the liaison desk is offered once', async () => {
  const { html } = await town.get('/who-does-what?q=xylophone');
  expect(html.match(/Ask the liaison desk/g)).toHaveLength(1);
});
