import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type FoundedPartnership, foundPartnership } from '../../instruments/partnerships/testing.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import type { Instrument } from '../instrument.ts';
import { type Asked, listHappened, narrate } from './happened.ts';

type Peer = { id: string; lead: string };

const telling: Instrument = {
  name: 'telling',
  routes: [],
  narrates: {
    'thing.done': {
      say: (locale, { actor, partner, content }) =>
        locale === 'de' ? `${actor} (${partner}) tat ${content.n}` : `${actor} (${partner}) did ${content.n}`,
      href: ({ space, subject }) => `/partnerships/${space}/things/${subject}`,
    },
    'thing.quiet': { say: () => '' },
    'thing.often': { say: () => 'One of many', together: true },
    'thing.quoted': { say: (_, { content }) => `Somebody said “${content.words}”.` },
  },
};
let town: TestTown;
let talks: FoundedPartnership;
let other: FoundedPartnership;

beforeAll(async () => {
  town = await openTestTown({ rooms: [() => telling] });
  talks = await foundPartnership(town);
  other = await foundPartnership(town, { name: 'Street Repair' });
});
afterAll(() => town.close());

async function record(by: string, space: string, n: number, more: object = {}) {
  const scope = await town.scopeFor(by);
  return town.database.system(
    (tx) =>
      tx.record({
        space,
        kind: 'thing.done',
        subject: space,
        content: { n, partner: talks.partners[0]!.id },
        ...more,
      }),
    scope,
  );
}
async function ask(by: string, asked: Asked, locale: 'en' | 'de' = 'en') {
  const found = await town.database.read(await town.scopeFor(by), (tx) =>
    listHappened(tx, town.house, asked),
  );
  return found.map((one) => narrate(town.house, locale, one, { guide: [] })?.sentence);
}

it('tells a space newest first and page by page, with the names that its reader may know', async () => {
  const lead = talks.partners[0]!.lead;
  const ids = [];
  for (const n of [1, 2, 3]) ids.push(await record(lead, talks.id, n));
  await record(lead, talks.id, 4, { kind: 'thing.untold' });
  const name = (await town.scopeFor(lead)).person!.name;
  const spaces = [talks.id];
  expect(await ask(talks.facilitator, { spaces, most: 2 })).toEqual([
    `${name} (Food Office) did 3`,
    `${name} (Food Office) did 2`,
  ]);
  expect(await ask(talks.facilitator, { spaces, most: 2, before: ids[1] }, 'de')).toEqual([
    `${name} (Food Office) tat 1`,
  ]);
  expect(await ask(talks.facilitator, { spaces, most: 2, before: 'none' })).toEqual([]);
  expect(await ask(other.facilitator, { spaces, most: 9 })).toEqual([]);
});

it('tells of a partner’s own space to its people only, also among several spaces', async () => {
  const [food, harvest] = talks.partners as unknown as [Peer, Peer];
  await record(harvest.lead, harvest.id, 7);
  const spaces = [talks.id, food.id, harvest.id];
  expect((await ask(food.lead, { spaces, most: 9 })).some((line) => line?.includes('did 7'))).toBe(false);
  expect((await ask(harvest.lead, { spaces, most: 1 }))[0]).toContain('did 7');
});

it('tells what somebody did, since when it is asked, and leads there', async () => {
  const by = talks.partners[2]!.lead;
  await record(by, talks.id, 8);
  await town.moveTime('3 days');
  const since = await town.database.system(async ({ now }) => new Date(now.getTime() - 86_400_000));
  await record(by, talks.id, 9);
  expect((await ask(by, { actor: by, most: 9 })).length).toBe(2);
  expect((await ask(by, { actor: by, most: 9, since })).length).toBe(1);
  const [one] = await town.database.read(await town.scopeFor(by), (tx) =>
    listHappened(tx, town.house, { actor: by, most: 1 }),
  );
  expect(narrate(town.house, 'en', one!, { guide: [] })?.href).toBe(
    `/partnerships/${talks.id}/things/${talks.id}`,
  );
  expect(narrate(town.house, 'en', { ...one!, kind: 'thing.quiet' }, { guide: [] })).toBeUndefined();
});

it('names nobody who was erased, and asks twice however much there is', async () => {
  const by = talks.partners[1]!.lead;
  await record(by, talks.id, 10);
  await town.database.outer.query('update journal_entry set actor_id = null where actor_id = $1', [by]);
  const scope = await town.scopeFor(talks.facilitator);
  const count = async (most: number) => {
    const queries = vi.spyOn(pg.Client.prototype, 'query');
    const found = await town.database.read(scope, (tx) =>
      listHappened(tx, town.house, { spaces: [talks.id], most }),
    );
    // Beside it the stream reads the journal as it always does.
    const asked = queries.mock.calls.filter(([query]) =>
      /journal_newest|from person where/.test((query as { text?: string }).text ?? ''),
    ).length;
    queries.mockRestore();
    return { found, asked };
  };
  const one = await count(1);
  expect(one.found[0]!.actor).toBe('');
  const many = await count(50);
  expect(many.found.length).toBeGreaterThan(4);
  expect([one.asked, many.asked]).toEqual([2, 2]);
});

it('reads no further than a page is long, at the start and in the middle, without statistics', async () => {
  await town.database.outer.query(
    `insert into journal_entry (id, space_id, audience, kind, at, content, commitment)
     select gen_random_uuid(), $1, 'space', 'thing.done', app_now(), '{}', '' from generate_series(1, 3000) n`,
    [other.id],
  );
  const middle = await town.database.outer.query(
    'select seq from journal_entry where space_id = $1 order by seq offset 1500 limit 1',
    [other.id],
  );
  const scope = await town.scopeFor(other.facilitator);
  const pages = (calls: string) =>
    town.database.read(scope, async ({ db }) => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`
        explain (analyze, buffers) select * from ${sql.raw(calls)}`.execute(db);
      return Number(/shared hit=(\d+)/.exec(rows.map((row) => row['QUERY PLAN']).join())![1]);
    });
  const kinds = `'{thing.done,thing.quiet}'`;
  for (const before of ['null', middle.rows[0].seq]) {
    const calls = `journal_newest('${other.id}', ${kinds}, true, ${before}, null, 30)`;
    // More than once: after five times PostgreSQL plans for any values, not for these.
    for (let n = 0; n < 7; n += 1) await pages(calls);
    expect(await pages(calls), before).toBeLessThan(200);
  }
  const marked = `journal_marked('${other.id}', 'thing.quiet', null, 30)`;
  await pages(marked);
  expect(await pages(marked)).toBeLessThan(200);
});

it('ends with one full stop what somebody had ended already', async () => {
  const lead = talks.partners[0]!.lead;
  for (const words of ['No', 'No.', 'No?', 'No …', 'Well...'])
    await record(lead, talks.id, 1, { kind: 'thing.quoted', content: { words } });
  const told = await ask(lead, { spaces: [talks.id], most: 5 });
  expect(told.toSorted()).toEqual(
    [
      'Somebody said “No”.',
      'Somebody said “No.”',
      'Somebody said “No?”',
      'Somebody said “No …”',
      'Somebody said “Well...”.',
    ].toSorted(),
  );
});

it('what is told together elsewhere is told to who did it, and to others only where they ask for it', async () => {
  const lead = talks.partners[0]!.lead;
  await record(lead, talks.id, 7, { kind: 'thing.often' });
  const [spaces, most] = [[talks.id], 1];
  expect(await ask(talks.facilitator, { spaces, most })).not.toEqual(['One of many']);
  expect(await ask(talks.facilitator, { spaces, most, kinds: ['thing.often'] })).toEqual(['One of many']);
  expect(await ask(lead, { actor: lead, most })).toEqual(['One of many']);
});
