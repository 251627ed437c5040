import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { idOf, propose } from './testing.ts';

/** The second guard of what is said about decisions: what the database refuses, whatever a page would ask of it. */
let town: TestTown;
let talks: FoundedPartnership;
let repair: FoundedPartnership;
let lead: string;
let peer: string;
let stranger: string;
/** Of each partnership a decision that is talked about, and its comment. */
let decision: string;
let comment: string;
let foreign: { lead: string; decision: string; comment: string };

const refused = '42501';

async function settle(founded: FoundedPartnership) {
  const by = founded.partners[0]!.lead!;
  const path = await propose(town, founded, { way: 'consent', title: 'A race', text: 'Now?' }, by);
  await town.post(`${path}/talk`, { text: 'Mine' }, { as: by });
  const { rows } = await town.database.outer.query(
    'select id from discussion_comment where discussion_id = $1',
    [idOf(path)],
  );
  return { lead: by, decision: idOf(path), comment: rows[0].id as string };
}

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  repair = await foundPartnership(town, { name: 'Street Repair' });
  ({ lead, decision, comment } = await settle(talks));
  foreign = await settle(repair);
  peer = talks.partners[1]!.lead!;
  stranger = await town.addPerson('Stranger');
}, 120_000);
afterAll(() => town.close());

const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    )
    .catch((error) => (error as { code?: string }).code ?? String(error));

const count = async (as: string, table: string) =>
  town.database.read(await town.scopeFor(as), async ({ db }) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db);
    return rows[0]!.n;
  });

type Said = { as?: string; space?: string; about?: string; number?: number };
const saying = ({ as = lead, space = talks.id, about = decision, number }: Said) =>
  sql`insert into discussion_comment (id, space_id, discussion_id, number, text, locale, by_person)
    values (gen_random_uuid(), ${space}, ${about}, ${number ?? null}, 'x', 'en', ${as})`;

it('is read by those in the partnership, and by nobody else', async () => {
  const administrator = await town.addAdministrator();
  for (const table of ['discussion', 'discussion_comment']) {
    for (const as of [lead, peer, talks.facilitator, talks.observer])
      expect(await count(as, table), table).toBe(1);
    for (const as of [stranger, administrator]) expect(await count(as, table), table).toBe(0);
  }
});

it('is said by those who contribute, in their own name, now, in their own partnership', async () => {
  expect(await run(peer, saying({ as: peer }))).toBe(1);
  expect(await run(peer, saying({ as: lead })), 'in another’s name').toBe(refused);
  for (const as of [talks.observer, stranger, foreign.lead])
    expect(await run(as, saying({ as }))).toBe(refused);
  const old = sql`insert into discussion_comment (id, space_id, discussion_id, text, locale, by_person, at)
    values (gen_random_uuid(), ${talks.id}, ${decision}, 'x', 'en', ${peer}, app_now() - interval '1 day')`;
  expect(await run(peer, old)).toBe(refused);
});

it('is about a decision of its own partnership', async () => {
  expect(await run(lead, saying({ about: foreign.decision }))).toBe(refused);
  expect(await run(lead, saying({ about: foreign.decision, space: repair.id }))).toBe(refused);
  const other = await propose(
    town,
    repair,
    { way: 'consent', title: 'Not talked about', text: 'So?' },
    foreign.lead,
  );
  const begin = (about: string, id = about) =>
    sql`insert into discussion (id, space_id, decision_id) values (${id}, ${talks.id}, ${about})`;
  expect(await run(lead, begin(idOf(other)))).toBe('23503');
  expect(await run(lead, begin(newId()))).toBe('23503');
  const own = await propose(town, talks, { way: 'consent', title: 'Ours', text: 'So?' }, lead);
  expect(await run(lead, begin(idOf(own), newId())), 'under another id').toBe('23514');
  const long = sql`insert into discussion (id, space_id, decision_id, length) values (${idOf(own)}, ${talks.id}, ${idOf(own)}, 9)`;
  expect(await run(lead, long)).toBe(refused);
});

it('has numbers without gaps, whoever asks for another, also of many at once', async () => {
  expect(await run(lead, saying({ number: 77 }))).toBe(1);
  await Promise.all(
    Array.from({ length: 6 }, (_, n) => run([lead, peer][n % 2]!, saying({ as: [lead, peer][n % 2]! }))),
  );
  const { rows } = await town.database.outer.query(
    'select array_agg(number order by number) as numbers from discussion_comment where discussion_id = $1',
    [decision],
  );
  expect(rows[0].numbers).toEqual(Array.from({ length: rows[0].numbers.length }, (_, n) => n + 1));
  expect(await run(lead, sql`update discussion set length = 0 where id = ${decision}`)).toBe(refused);
  expect(await run(lead, sql`update discussion_comment set number = 9 where id = ${comment}`)).toBe(refused);
});

it('is changed and taken back by who said it, and what it said before stays', async () => {
  for (const as of [peer, talks.facilitator]) {
    expect(await run(as, sql`update discussion_comment set text = 'Yours' where id = ${comment}`)).toBe(0);
    expect(
      await run(as, sql`update discussion_comment set taken_back_at = app_now() where id = ${comment}`),
    ).toBe(0);
    expect(await run(as, sql`delete from discussion_comment`)).toBe(refused);
  }
  const change = sql`update discussion_comment set text = 'Mine anew', locale = 'de' where id = ${comment}`;
  expect(await run(lead, change)).toBe(1);
  const earlier = async (as: string) =>
    town.database.read(await town.scopeFor(as), async ({ db }) =>
      db.selectFrom('discussion_earlier').select(['text', 'version', 'locale']).execute(),
    );
  expect(await earlier(talks.observer)).toEqual([{ text: 'Mine', version: 1, locale: 'en' }]);
  for (const statement of [
    sql`delete from discussion_earlier`,
    sql`update discussion_earlier set text = 'Never'`,
    sql`insert into discussion_earlier (id, space_id, comment_id, version, text, locale, at)
      values (gen_random_uuid(), ${talks.id}, ${comment}, 9, 'Said so', 'en', app_now())`,
    sql`update discussion_comment set version = 1, changed_at = null where id = ${comment}`,
    sql`update discussion_comment set by_person = ${peer} where id = ${comment}`,
  ])
    expect(await run(lead, statement)).toBe(refused);
  const back = (taken: string) =>
    sql`update discussion_comment set taken_back_at = ${taken}::timestamptz where id = ${comment}`;
  expect(await run(lead, back('2020-01-01'))).toBe(1);
  const { rows } = await town.database.outer.query(
    `select taken_back_at > app_now() - interval '1 day' as now from discussion_comment where id = $1`,
    [comment],
  );
  expect(rows[0].now, 'when is the database’s to say').toBe(true);
  expect(await earlier(peer), 'nor what it said before').toEqual([]);
  expect(await earlier(lead)).toHaveLength(1);
  expect(await run(lead, sql`update discussion_comment set text = 'Hidden' where id = ${comment}`)).toBe(
    '23514',
  );
  expect(await run(lead, sql`update discussion_comment set taken_back_at = null where id = ${comment}`)).toBe(
    1,
  );
});

it('calls those who take part, by who said it; whether they have seen it is theirs', async () => {
  const calling = (person: string, of = comment, space = talks.id) =>
    sql`insert into discussion_call (id, space_id, audience, audience_id, comment_id)
      values (gen_random_uuid(), ${space}, 'person', ${person}, ${of})`;
  expect(await run(peer, calling(talks.facilitator)), 'in another’s comment').toBe(refused);
  expect(await run(lead, calling(stranger))).toBe(refused);
  expect(await run(lead, calling(foreign.lead))).toBe(refused);
  expect(await run(lead, calling(peer, foreign.comment))).toBe(refused);
  expect(await run(lead, calling(foreign.lead, foreign.comment, repair.id))).toBe(refused);
  for (const person of [peer, talks.observer]) expect(await run(lead, calling(person))).toBe(1);
  for (const [as, n] of [
    [peer, 1],
    [talks.observer, 1],
    [lead, 0],
    [talks.facilitator, 0],
  ] as const)
    expect(await count(as, 'discussion_call')).toBe(n);
  const seeing = sql`update discussion_call set seen_at = app_now()`;
  expect(await run(lead, seeing)).toBe(0);
  expect(await run(talks.observer, seeing), 'also who looks on').toBe(1);
  expect(await run(peer, sql`delete from discussion_call`)).toBe(refused);
});

it('keeps for each person alone how far they have read', async () => {
  const reading = (person: string, about = decision, space = talks.id) =>
    sql`insert into discussion_read (id, space_id, audience, audience_id, discussion_id, upto)
      values (gen_random_uuid(), ${space}, 'person', ${person}, ${about}, 1)`;
  expect(await run(peer, reading(lead))).toBe(refused);
  expect(await run(stranger, reading(stranger))).toBe(refused);
  expect(await run(peer, reading(peer, foreign.decision))).toBe('23503');
  for (const as of [talks.observer, peer]) expect(await run(as, reading(as))).toBe(1);
  expect(await run(peer, reading(peer)), 'one row each').toBe('23505');
  expect(await count(peer, 'discussion_read')).toBe(1);
  expect(await run(peer, sql`update discussion_read set upto = 5`)).toBe(1);
  expect(await count(talks.facilitator, 'discussion_read')).toBe(0);
});

it('is added to and changed by nobody once the partnership has ended', async () => {
  await town.database.outer.query(
    `update partnership set ended_at = app_now() - interval '1 day' where id = $1`,
    [repair.id],
  );
  const { lead: as, decision: about, comment: one } = foreign;
  expect(await run(as, saying({ as, about, space: repair.id }))).toBe(refused);
  expect(await run(as, sql`update discussion_comment set text = 'x' where id = ${one}`)).toBe(0);
  expect(await run(as, sql`update discussion_comment set taken_back_at = app_now() where id = ${one}`)).toBe(
    0,
  );
  expect(await count(repair.observer, 'discussion_comment')).toBe(1);
});

it('is found along an index, however much was said', async () => {
  const plan = await town.database.read(await town.scopeFor(peer), async ({ db }) => {
    await sql`set local enable_seqscan = off`.execute(db);
    const { rows } = await sql<Record<'QUERY PLAN', string>>`explain select id from discussion_comment
      where discussion_id = ${decision} and number >= 1 and number <= 25 order by number`.execute(db);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toMatch(/Index.*discussion_comment_discussion_id_number_key/);
  expect(plan).toMatch(/Index Cond: .*discussion_id.*number >= 1.*number <= 25/s);
});
