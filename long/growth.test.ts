// A city of 10,000 organisations with 100,000 entries in its journal answers as before, with as many queries.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { growJournal, growOrganisations } from '../bench/grow.ts';
import { loadDemo } from '../src/demo.ts';
import { verifyJournal } from '../src/platform/journal/verify.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';
import { queriesOf } from './count-queries.ts';
import { crawl } from './crawl.ts';
import { home } from './program.ts';

const organisations = 10_000;
const entries = 100_000;
const readers = [
  undefined,
  'admin@elvestad.example',
  'streets.head@elvestad.example',
  'lead@neighbours.example',
];

let town: TestTown;
let people: Map<string | undefined, string | undefined>;
/** `who path` → queries, while the city was small. */
const before = new Map<string, string[]>();
const pagesOf = new Map<string | undefined, string[]>();

async function look(path: string, reader: string | undefined): Promise<{ html: string; queries: string[] }> {
  town.house.city.forget();
  let html = '';
  const queries = await queriesOf(async () => {
    const answer = await town.get(path, { as: people.get(reader) });
    expect(answer.status, path).toBe(200);
    html = answer.html;
  });
  return { html, queries };
}

beforeAll(async () => {
  town = await openTestTown({ config: { demo: true, mail: undefined } });
  await loadDemo(town.house, join(home, 'demo', 'elvestad.yaml'));
  const { rows } = await town.database.outer.query('select id, email from person');
  people = new Map(rows.map(({ id, email }) => [email, id]));
  for (const reader of readers) {
    const as = people.get(reader);
    await town.get('/', { as }); // signs in
    const { pages } = await crawl(town.house, (path) => town.get(path, { as }));
    pagesOf.set(reader, [...pages.values()].flat());
    for (const path of pagesOf.get(reader)!)
      before.set(`${reader} ${path}`, (await look(path, reader)).queries);
  }
  await growOrganisations(town.database, organisations);
  await growJournal(town.database, entries);
}, 900_000);
afterAll(() => town.close());

it('asks the database as often for each page as in a small city', async () => {
  const different: string[] = [];
  for (const reader of readers) {
    for (const path of pagesOf.get(reader)!) {
      const { queries } = await look(path, reader);
      const small = before.get(`${reader} ${path}`)!;
      if (queries.length !== small.length)
        different.push(`${path} as ${reader ?? 'a stranger'}: ${small.length} → ${queries.length}`);
    }
  }
  expect(different).toEqual([]);
  const counts = [...before.values()].map((queries) => queries.length);
  console.log(
    `${before.size} pages, ${Math.min(...counts)} to ${Math.max(...counts)} queries each, in both sizes`,
  );
});

it('still leads every question to the department that decides', async () => {
  const questions: Record<string, { ask: string; first: string }[]> = parse(
    await readFile(join(home, 'demo', 'questions.yaml'), 'utf8'),
  );
  const wrong: string[] = [];
  for (const [locale, asked] of Object.entries(questions)) {
    for (const { ask, first } of asked) {
      const { html } = await town.get(`/who-does-what?q=${encodeURIComponent(ask)}`, {
        locale: locale as 'en' | 'de',
      });
      const found = /<main[\s\S]*?href="\/organisations\/([^"/?#]+)"/.exec(html)?.[1];
      if (found !== first) wrong.push(`${ask}: ${found} instead of ${first}`);
    }
  }
  expect(wrong).toEqual([]);
});

it('finds one among ten thousand by its name, and shows its page', async () => {
  const { rows } = await town.database.outer.query(
    "select slug, name->>'en' as name from organisation where slug = 'grown-4711'",
  );
  const [{ slug, name }] = rows;
  expect((await town.get(`/organisations/${slug}`)).html).toContain(name);
  const { html } = await town.get(`/who-does-what?q=${encodeURIComponent(name)}`);
  expect(html).toContain(`/organisations/${slug}"`);
});

it('lists every organisation once, from page to page', async () => {
  // Departments are not among them: who does what lists those.
  const { rows } = await town.database.outer.query(
    "select count(*)::int as n from organisation where kind <> 'department'",
  );
  const listed: string[] = [];
  let path: string | undefined = '/organisations';
  while (path) {
    const { html } = await town.get(path);
    const main = /<main[\s\S]*<\/main>/.exec(html)![0];
    listed.push(
      ...new Set([...main.matchAll(/href="\/organisations\/([^"/?#]+)"/g)].map((match) => match[1]!)),
    );
    path = /<a[^>]*rel="next"[^>]*href="([^"]+)"|<a[^>]*href="([^"]+)"[^>]*rel="next"/
      .exec(html)
      ?.slice(1)
      .find(Boolean)
      ?.replaceAll('&amp;', '&');
  }
  expect(new Set(listed).size).toBe(rows[0].n);
  expect(listed.length, 'none twice').toBe(rows[0].n);
});

it('verifies a hundred thousand entries, and finds the one that was edited', async () => {
  const begun = performance.now();
  const whole = await verifyJournal(town.database);
  const took = performance.now() - begun;
  expect(whole.findings).toEqual([]);
  expect(whole.entries).toBeGreaterThanOrEqual(entries);
  const { rows } = await town.database.outer.query(`
    update journal_entry set content = '{"n":"another"}'
    where id = (select id from journal_entry where kind = 'grown.entry' order by seq offset 47110 limit 1) returning id`);
  const edited = await verifyJournal(town.database);
  expect(edited.findings).toMatchObject([{ harm: 'edited', entry: rows[0].id }]);
  console.log(`${whole.entries} entries in ${whole.spaces} chains verified in ${(took / 1000).toFixed(1)} s`);
});
