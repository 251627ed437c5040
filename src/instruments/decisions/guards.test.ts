import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let leads: string[];
beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  leads = talks.partners.map(({ lead }) => lead!);
}, 120_000);
afterAll(() => town.close());

const begin = (results = 'open') =>
  propose(town, talks, { way: 'majority', title: 'A race', text: 'Now?', quorum: '1', results }, leads[0]!);
it('what others said is read by raw SQL no sooner than on the page', async () => {
  const count = async (as: string, path: string) =>
    town.database.read(await town.scopeFor(as), async ({ db }) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from decision_voice where decision_id = ${idOf(path)}`.execute(db);
      return rows[0]!.n;
    });
  const administrator = await town.addAdministrator();
  for (const [results, before] of [
    ['open', 1],
    ['voted', 0],
    ['closed', 0],
  ] as const) {
    const at = await begin(results);
    await town.post(`${at}/voice`, { version: '1', stance: 'yes', reason: 'Mine' }, { as: leads[0]! });
    expect(await count(leads[0]!, at), results).toBe(1);
    for (const as of [leads[1]!, talks.facilitator, talks.observer])
      expect(await count(as, at), results).toBe(before);
    expect(await count(administrator, at)).toBe(0);
    await town.post(`${at}/voice`, { version: '1', stance: 'no' }, { as: leads[1]! });
    expect(await count(leads[1]!, at), results).toBe(results === 'closed' ? 1 : 2);
    await endNow(town, idOf(at));
    expect(await count(talks.observer, at)).toBe(2);
    expect(await count(administrator, at)).toBe(0);
  }
});

it('what was said under a promise stays closed when it is put in other words, and when it is taken back', async () => {
  const count = async (as: string, path: string) =>
    town.database.read(await town.scopeFor(as), async ({ db }) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from decision_voice where decision_id = ${idOf(path)}`.execute(db);
      return rows[0]!.n;
    });
  const at = await begin('closed');
  await town.post(`${at}/voice`, { version: '1', stance: 'no', reason: 'Secret' }, { as: leads[1]! });
  const anew = { text: 'Now!', because: 'One sign', base: '1' };
  expect((await town.post(`${at}/wording`, anew, { as: leads[0]! })).status).toBe(303);
  for (const as of [leads[0]!, talks.facilitator]) expect(await count(as, at)).toBe(0);
  await town.post(`${at}/withdrawal`, {}, { as: leads[0]! });
  await town.database.outer.query(`update decision set due_at = app_now() - interval '1 day' where id = $1`, [
    idOf(at),
  ]);
  for (const as of [leads[0]!, talks.facilitator]) expect(await count(as, at)).toBe(0);
});

it('nobody steers what another has proposed by raw SQL, nor writes down what was not counted', async () => {
  const at = await begin();
  const id = idOf(at);
  const run = async (as: string, statement: ReturnType<typeof sql>) =>
    town.database
      .change(await town.scopeFor(as), async ({ db }) =>
        Number((await statement.execute(db)).numAffectedRows ?? 0),
      )
      .catch((error) => (error as { code?: string }).code ?? String(error));
  const refused = '42501';
  const steers = (as: string) => [
    sql`update decision set due_at = due_at + interval '300 days' where id = ${id}`,
    sql`update decision set withdrawn_at = app_now() where id = ${id}`,
    sql`insert into decision_version (id, space_id, decision_id, number, text, locale, by_person)
      values (gen_random_uuid(), ${talks.id}, ${id}, 2, 'Mine', 'en', ${as})`,
    sql`insert into decision_extension (id, space_id, decision_id, was_due_at, due_at, reason, locale, by_person)
      values (gen_random_uuid(), ${talks.id}, ${id}, app_now(), app_now() + interval '1 day', 'x', 'en', ${as})`,
  ];
  for (const statement of steers(leads[1]!)) expect(await run(leads[1]!, statement)).toBe(refused);
  await town.post(`${at}/voice`, { version: '1', stance: 'no' }, { as: leads[0]! });
  await endNow(town, id);
  await settleEnded(town);
  const write = (as: string, holds: boolean) =>
    run(
      as,
      sql`insert into decision_statement (id, space_id, decision_id, holds, text, locale, by_person)
        values (gen_random_uuid(), ${talks.id}, ${id}, ${holds}, 'x', 'en', ${as})`,
    );
  expect(await write(leads[0]!, true), 'it does not hold').toBe(refused);
  expect(await write(leads[1]!, false)).toBe(refused);
  expect(await write(leads[0]!, false)).toBe(1);
});

it('who steers gives no time by raw SQL without a word, and to no other moment than that says', async () => {
  const id = idOf(await begin());
  const later = (days: number) =>
    sql`update decision set due_at = due_at + make_interval(days => ${days}) where id = ${id}`;
  const word = (as: string) =>
    sql`insert into decision_extension (id, space_id, decision_id, was_due_at, due_at, reason, locale, by_person)
      select gen_random_uuid(), space_id, id, due_at, due_at + interval '3 days', 'Snow', 'en', ${as}
      from decision where id = ${id}`;
  const run = async (as: string, ...statements: ReturnType<typeof sql>[]) =>
    town.database
      .change(await town.scopeFor(as), async ({ db }) => {
        for (const statement of statements) await statement.execute(db);
        return 'done';
      })
      .catch((error) => (error as { code?: string }).code ?? String(error));
  for (const as of [leads[0]!, talks.facilitator]) {
    expect(await run(as, later(300))).toBe('42501');
    expect(await run(as, word(as), later(300))).toBe('42501');
  }
  expect(await run(leads[0]!, word(leads[0]!), later(3))).toBe('done');
  expect(await run(leads[0]!, later(3)), 'said once, given once').toBe('42501');
});

it('nobody ends it early, speaks for another or counts by raw SQL', async () => {
  const at = await begin('closed');
  const id = idOf(at);
  const run = async (as: string, statement: ReturnType<typeof sql>) =>
    town.database
      .change(await town.scopeFor(as), async ({ db }) =>
        Number((await statement.execute(db)).numAffectedRows ?? 0),
      )
      .catch((error) => (error as { code?: string }).code ?? String(error));
  const refused = '42501';
  for (const as of [leads[0]!, talks.facilitator]) {
    expect(await run(as, sql`update decision set due_at = app_now() where id = ${id}`)).toBe(refused);
    expect(
      await run(as, sql`update decision set settled_at = app_now(), outcome = '{}' where id = ${id}`),
    ).toBe(refused);
    expect(await run(as, sql`delete from decision_voice`)).toBe(refused);
  }
  const voice = (as: string, partner: string) =>
    run(
      as,
      sql`insert into decision_voice (id, space_id, decision_id, version, partner_id, stance, locale, by_person)
        values (gen_random_uuid(), ${talks.id}, ${id}, 1, ${partner}, 'yes', 'en', ${as})`,
    );
  const [first, second] = talks.partners;
  expect(await voice(leads[0]!, second!.id)).toBe(refused);
  expect(await voice(talks.facilitator, first!.id)).toBe(refused);
  expect(await voice(leads[0]!, first!.id)).toBe(1);
  await endNow(town, id);
  expect(await voice(leads[1]!, second!.id)).toBe(refused);
});

it('no objection is set aside by raw SQL: not by its owner, not for another, not one that does not stand', async () => {
  const at = await propose(
    town,
    talks,
    { way: 'consent', title: 'Aside', text: 'Now?', quorum: '1' },
    leads[0]!,
  );
  const id = idOf(at);
  const run = async (as: string, statement: ReturnType<typeof sql>) =>
    town.database
      .change(await town.scopeFor(as), async ({ db }) =>
        Number((await statement.execute(db)).numAffectedRows ?? 0),
      )
      .catch((error) => (error as { code?: string }).code ?? String(error));
  const say = (stance: string, as: string) =>
    town.post(`${at}/voice`, { version: '1', stance, reason: 'Because' }, { as });
  await say('concern', leads[0]!);
  await say('objection', leads[1]!);
  const { rows } = await town.database.outer.query(
    'select id, partner_id as partner from decision_voice where decision_id = $1 order by at, id',
    [id],
  );
  const [concern, objection] = rows as { id: string; partner: string }[];
  const aside = (as: string, voice: string, by = as) =>
    run(
      as,
      sql`insert into decision_aside (id, space_id, decision_id, voice_id, reason, locale, by_person)
        values (gen_random_uuid(), ${talks.id}, ${id}, ${voice}, 'x', 'en', ${by})`,
    );
  const refused = '42501';
  expect(await aside(leads[0]!, concern!.id), 'a concern keeps nothing from holding').toBe(refused);
  expect(await aside(leads[0]!, objection!.id, leads[1]!)).toBe(refused);
  expect(await aside(talks.observer, objection!.id)).toBe(refused);
  expect(await aside(leads[0]!, objection!.id)).toBe(1);
  const yes = (as: string, partner: string) =>
    run(
      as,
      sql`insert into decision_aside_yes (id, space_id, aside_id, partner_id, by_person)
        select gen_random_uuid(), ${talks.id}, a.id, ${partner}, ${as} from decision_aside a where a.decision_id = ${id}`,
    );
  expect(await yes(leads[1]!, objection!.partner), 'its owner').toBe(refused);
  expect(await yes(leads[1]!, concern!.partner), 'for another').toBe(refused);
  expect(await yes(talks.facilitator, concern!.partner)).toBe(refused);
  expect(await yes(leads[0]!, concern!.partner)).toBe(1);
  await say('consent', leads[1]!);
  expect(await yes(leads[2]!, talks.partners[2]!.id), 'withdrawn by its owner').toBe(refused);
  for (const statement of [sql`update decision_aside set reason = 'y'`, sql`delete from decision_aside_yes`])
    expect(await run(leads[0]!, statement)).toBe(refused);
});
