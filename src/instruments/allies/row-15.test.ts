import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let administrator: string;
let lead: string;
let member: string;
let stranger: string;
const allies = '/organisations/mill-street/allies';

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  lead = await town.addPerson('Lead');
  stranger = await town.addPerson('Stranger');
  for (const name of ['Streets', 'Parks'])
    await town.post('/registration', { kind: 'department', name_en: name }, { as: administrator });
  await town.post('/registration', { kind: 'community', name_en: 'Mill Street' }, { as: lead });
  await town.post('/registration', { kind: 'community', name_en: 'Others' }, { as: stranger });
  member = await town.addPerson('Member', { space: await idOf('mill-street'), role: 'member' });
});
afterAll(() => town.close());

const idOf = async (slug: string) =>
  (
    await town.database.system(({ db }) =>
      db.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirstOrThrow(),
    )
  ).id;

test('row 15: people, openness and a ladder of small asks become a score of departments covered', async () => {
  expect((await town.get(allies, { as: lead })).html).toContain('Nobody is on the map yet');
  const wrong = await town.post(allies, { name: '', openness: 'open' }, { as: lead });
  expect(wrong.html).toContain('Write who it is');

  const first = await town.postAndFollow(
    allies,
    { name: 'Planner for squares', department: await idOf('streets'), openness: 'open', note: 'Loves trees' },
    { as: lead },
  );
  expect(first.html).toContain('What would be a small first ask?');
  const page = /action="([^"]+)\/asks"/.exec(first.html)![1]!;
  await town.postAndFollow(`${page}/asks`, { ask: 'A call of ten minutes' }, { as: lead });
  const ladder = await town.postAndFollow(`${page}/asks`, { ask: 'Read our one page' }, { as: lead });
  const done = /action="([^"]+\/done)"/.exec(ladder.html)![1]!;
  await town.postAndFollow(done, { done: 'yes' }, { as: lead });

  const one = await town.get(allies, { as: member });
  expect(one.html).toContain('Next: Read our one page');
  expect(one.html).toContain('1 of 2 asks done');
  expect(one.html).toContain('hangs on one department');

  await town.postAndFollow(
    allies,
    { name: 'Tree officer', department: await idOf('parks'), openness: 'ally' },
    { as: member },
  );
  const both = await town.get(allies, { as: lead, locale: 'de' });
  expect(both.html).toContain('2 Personen sind offen, in 2 Abteilungen.');
  expect(both.html).toContain('Sie hätten immer noch einen Weg hinein.');

  await town.postAndFollow(`${page}/removal`, {}, { as: lead });
  expect((await town.get(allies, { as: lead })).html).toContain('hangs on one department');
  await town.postAndFollow(`${page}/return`, {}, { as: lead });
  expect((await town.get(allies, { as: lead })).html).toContain('still have a way in');
});

test('nobody but the own organisation ever sees it: pages, tables, journal, raw SQL, exports', async () => {
  const one = /href="(\/organisations\/mill-street\/allies\/[0-9a-f-]+)"/.exec(
    (await town.get(allies, { as: lead })).html,
  )![1]!;
  for (const as of [undefined, stranger, administrator]) {
    for (const path of [allies, one]) await town.isClosed(path, { as });
    expect((await town.post(allies, { name: 'Spy', openness: 'open' }, { as })).status).toBe(404);
    expect((await town.post(`${one}/removal`, {}, { as })).status).toBe(404);
    expect((await town.get('/organisations/mill-street', { as })).html).not.toContain('llies');
    expect((await town.get('/who-does-what?q=planner+for+squares', { as })).html).not.toContain(
      'Planner for squares',
    );
  }
  for (const person of [stranger, administrator]) {
    const scope = await town.scopeFor(person);
    const seen = await town.database.read(scope, async ({ db }) => ({
      allies: await db.selectFrom('ally').selectAll().execute(),
      asks: await db.selectFrom('ally_ask').selectAll().execute(),
      journal: await db.selectFrom('journal_entry').selectAll().where('kind', 'like', 'ally.%').execute(),
    }));
    expect(seen).toEqual({ allies: [], asks: [], journal: [] });
  }
  const organisations = await town.get('/directory-files/organisations.csv', { as: administrator });
  const responsibilities = await town.get('/directory-files/responsibilities.csv', { as: administrator });
  expect(organisations.html + responsibilities.html).not.toMatch(/Planner for squares|ten minutes/);
  // The journal says that something changed, and nothing of what.
  const entries = await town.database.system(({ db }) =>
    db.selectFrom('journal_entry').selectAll().where('kind', 'like', 'ally.%').execute(),
  );
  for (const { content, personal, subject_id } of entries)
    expect([content, personal, subject_id]).toEqual([{}, null, null]);
});

test('a row can be made visible to nobody else, whatever an action does', async () => {
  const scope = await town.scopeFor(lead);
  await expect(
    town.database.change(scope, ({ db }) =>
      sql`update ally set audience = 'public', audience_id = null`.execute(db),
    ),
  ).rejects.toThrow(/check constraint/);
});

test('everybody on the map is found, from page to page, and counts for how resilient it is', async () => {
  const other = '/organisations/others';
  const id = await idOf('others');
  await town.database.outer.query(
    `with made as (
       insert into ally (id, space_id, audience, audience_id, name, place, openness, removed_at)
       select gen_random_uuid(), $1, 'organisation', $1, case when n > 230 then 'Former ' else 'Person ' end || n,
         'Office ' || n, 'open', case when n > 230 then app_now() end from generate_series(1, 460) n returning id, name)
     insert into ally_ask (id, space_id, audience, audience_id, ally_id, text, position)
     select gen_random_uuid(), $1, 'organisation', $1, id, 'Call ' || name, 1 from made`,
    [id],
  );
  for (const [first, name] of [
    [`${other}/allies`, 'Person'],
    [`${other}/allies`, 'Former'],
  ] as const) {
    const found = new Set<string>();
    let next: string | undefined = first;
    for (let pages = 0; next && pages < 5; pages += 1) {
      const { html } = await town.get(next, { as: stranger });
      expect(html).toContain('230');
      for (const [, one] of html.matchAll(new RegExp(`>(${name} \\d+)<`, 'g'))) found.add(one!);
      const links = [...html.matchAll(/href="([^"]*)"[^>]*rel="next"/g)].map((match) => match[1]!);
      next = links.find((link) => link.includes(name === 'Person' ? 'after=' : 'removed='));
      if (name === 'Person' && pages === 1) expect(html).toMatch(/Next: Call Person \d+/);
    }
    expect(found.size).toBe(230);
  }
});
