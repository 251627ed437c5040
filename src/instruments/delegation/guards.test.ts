import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { addRole, settleDelegation } from './testing.ts';

// What the pages refuse, the database refuses by itself.
let town: TestTown;
let talks: FoundedPartnership;
let foreign: FoundedPartnership;
let ids: Record<string, string>;
let lead: string;
let peer: string;
const refused = '42501';
const taken = '23505';

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  foreign = await foundPartnership(town, { name: 'Street Repair' });
  [lead, peer] = talks.partners.map((one) => one.lead) as [string, string];
  ids = await settleDelegation(town, talks);
}, 120_000);
afterAll(() => town.close());

class Undone extends Error {}

/** How many rows a statement reaches under somebody's role (it is undone), or how it is refused. */
async function run(as: string, statement: ReturnType<typeof sql>): Promise<number | string> {
  let n = 0;
  try {
    await town.database.change(await town.scopeFor(as), async ({ db }) => {
      n = Number((await statement.execute(db)).numAffectedRows ?? 0);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) return (error as { code?: string }).code ?? String(error);
  }
  return n;
}

const rule = (
  by: string,
  {
    to = ids.rules,
    kind = 'money',
    area = 'x',
    upTo = 9 as number | null,
    decider = 'role',
    role = ids.buyer,
  } = {},
) =>
  sql`insert into delegation_rule (id, space_id, delegation_id, kind, area, up_to, decider, role_id, by_person)
    values (gen_random_uuid(), ${talks.id}, ${to}, ${kind}, ${area}, ${upTo}, ${decider},
      ${decider === 'role' ? role : null}, ${by})`;
const decides = (by: string, amount: number | null, of = ids.limit) =>
  sql`insert into delegated_decision (id, space_id, rule_id, title, text, because, amount, locale, by_person)
    values (gen_random_uuid(), ${talks.id}, ${of}, 'x', 'x', 'x', ${amount}, 'en', ${by})`;

describe('rules', () => {
  it('are written by who facilitates, in their own name, and by nobody else', async () => {
    expect(await run(talks.facilitator, rule(talks.facilitator))).toBe(1);
    expect(await run(talks.facilitator, rule(lead))).toBe(refused);
    for (const as of [lead, talks.observer, foreign.facilitator])
      expect(await run(as, rule(as))).toBe(refused);
    const gone = sql`delete from delegation_rule where id = ${ids.rule}`;
    expect(await run(talks.facilitator, gone)).toBe(1);
    for (const as of [lead, talks.observer, foreign.facilitator]) expect(await run(as, gone)).toBe(0);
  });

  it('are not changed any more once they were put to all', async () => {
    const { rows } = await town.database.outer.query(
      'select delegation_id as id from delegation_rule where id = $1',
      [ids.limit],
    );
    expect(await run(talks.facilitator, rule(talks.facilitator, { to: rows[0].id }))).toBe(refused);
    const gone = sql`delete from delegation_rule where id = ${ids.limit}`;
    expect(await run(talks.facilitator, gone)).toBe(0);
    const moved = sql`update delegation set review_on = app_now()::date where id = ${rows[0].id}`;
    expect(await run(talks.facilitator, moved)).toBe(0);
    const larger = sql`update delegation_rule set up_to = 99 where id = ${ids.limit}`;
    expect(await run(talks.facilitator, larger)).toBe(refused);
  });

  it('have one who decides in each step, of one kind, and more never goes to fewer', async () => {
    const food = { area: 'BUYING FOOD' };
    const as = talks.facilitator;
    expect(await run(as, rule(as, { ...food, upTo: 50_000 }))).toBe(taken);
    expect(await run(as, rule(as, { ...food, upTo: 600_000 })), 'above a group').toBe(refused);
    expect(await run(as, rule(as, { ...food, kind: 'daily', upTo: null }))).toBe(refused);
    expect(await run(as, rule(as, { ...food, upTo: 100 }))).toBe(1);
    expect(await run(as, rule(as, { upTo: null })), 'money of a role has an amount').toBe('23514');
  });

  it('name roles of the same partnership that are there', async () => {
    const as = talks.facilitator;
    const other = await addRole(town, foreign, 'Mason', foreign.partners[0]!.lead);
    expect(await run(as, rule(as, { role: other }))).toBe(refused);
    const gone = await addRole(town, talks, 'Gone', lead);
    expect(await run(as, rule(as, { role: gone }))).toBe(1);
    await town.database.outer.query('update role set removed_at = app_now() where id = $1', [gone]);
    expect(await run(as, rule(as, { role: gone }))).toBe(refused);
  });

  it('are one set at a time, and hold only by a decision of all', async () => {
    const set = sql`insert into delegation (id, space_id, locale, by_person)
      values (gen_random_uuid(), ${talks.id}, 'en', ${talks.facilitator})`;
    expect(await run(talks.facilitator, set)).toBe(refused);
    const adopt = sql`insert into adoption (id, space_id, decision_id, number, kind, delegation_id, by_person)
      select gen_random_uuid(), space_id, decision_id, 2, 'limits', ${ids.rules}, ${talks.facilitator}
      from adoption where kind = 'limits' and space_id = ${talks.id}`;
    expect(await run(talks.facilitator, adopt)).not.toBe(1);
    const now = sql`update adoption set adopted_at = app_now() where kind = 'limits'`;
    expect(await run(talks.facilitator, now)).toBe(refused);
  });
});

describe('what one decides for all', () => {
  it('is written by who holds the role, within the amount, in their own name', async () => {
    expect(await run(lead, decides(lead, 50_000))).toBe(1);
    expect(await run(lead, decides(lead, 50_001))).toBe(refused);
    expect(await run(lead, decides(lead, null))).toBe(refused);
    expect(await run(lead, decides(peer, 5))).toBe(refused);
    for (const as of [peer, talks.facilitator, talks.observer, foreign.facilitator])
      expect(await run(as, decides(as, 5))).toBe(refused);
  });

  it('needs a rule that holds: not one that is being written', async () => {
    expect(await run(lead, decides(lead, 5, ids.rule))).toBe(refused);
  });

  it('stays as it was said', async () => {
    expect(await run(lead, sql`update delegated_decision set text = 'y'`)).toBe(refused);
    expect(await run(lead, sql`delete from delegated_decision`)).toBe(refused);
  });
});

it('is read by who takes part, and by nobody else', async () => {
  const read = async (as: string) =>
    town.database.read(await town.scopeFor(as), async ({ db }) => {
      const counts = [];
      for (const table of ['delegation', 'delegation_rule', 'delegated_decision']) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
          db,
        );
        counts.push(rows[0]!.n);
      }
      return counts;
    });
  expect(await read(talks.observer)).toEqual([2, 4, 1]);
  expect(await read(foreign.facilitator)).toEqual([0, 0, 0]);
  expect(await run(lead, sql`select from decision_week_told`)).toBe(refused);
});
