import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleGroups, setUpGroup } from './testing.ts';

// What pages refuse, raw SQL under the role of the same person is refused too.
let town: TestTown;
let talks: FoundedPartnership;
let foreign: FoundedPartnership;
let ids: Record<string, string>;
let lead: string;
let peer: string;
let third: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  foreign = await foundPartnership(town, { name: 'Street Repair' });
  [lead, peer, third] = talks.partners.map((one) => one.lead) as [string, string, string];
  ids = await settleGroups(town, talks);
}, 120_000);
afterAll(() => town.close());

const refused = '42501';
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

const group = (by: string, space = talks.id) =>
  sql`insert into working_group (id, space_id, name, purpose, review_on, locale, by_person)
    values (${newId()}, ${space}, 'x', 'x', '2030-01-01', 'en', ${by})`;
const part = (by: string, person: string, as: string) =>
  sql`insert into circle_part (id, space_id, circle_id, person_id, part, by_person)
    values (${newId()}, ${talks.id}, ${ids.group}, ${person}, ${as}, ${by})`;
const link = (by: string, below: string, above: string) =>
  sql`insert into circle_link (id, space_id, circle_id, above_id, by_person)
    values (${newId()}, ${talks.id}, ${below}, ${above}, ${by})`;

it('only who facilitates sets up groups, changes and links them', async () => {
  const { facilitator } = talks;
  expect(await run(facilitator, group(facilitator))).toBe(1);
  expect(await run(facilitator, group(lead))).toBe(refused);
  expect(await run(lead, group(lead))).toBe(refused);
  expect(await run(foreign.facilitator, group(foreign.facilitator))).toBe(refused);
  const change = sql`update working_group set purpose = 'Mine' where id = ${ids.group}`;
  expect(await run(facilitator, change)).toBe(1);
  for (const as of [lead, peer, talks.observer, foreign.facilitator]) expect(await run(as, change)).toBe(0);
  const other = await setUpGroup(town, talks, { name: 'Other' });
  expect(await run(facilitator, link(facilitator, other, ids.group!))).toBe(1);
  expect(await run(lead, link(lead, other, ids.group!))).toBe(refused);
});

it('nothing stands above itself, nor in another partnership', async () => {
  const { facilitator } = talks;
  expect(await run(facilitator, link(facilitator, ids.group!, ids.below!))).toBe('23514');
  const elsewhere = await setUpGroup(town, foreign, { name: 'Diggers' });
  expect(await run(facilitator, link(facilitator, ids.group!, elsewhere))).toBe('23503');
});

it('who leads it takes people in and names nobody who links it; nobody takes themselves in', async () => {
  expect(await run(lead, part(lead, third, 'member'))).toBe(1);
  expect(await run(lead, part(lead, third, 'representative'))).toBe(refused);
  expect(await run(third, part(third, third, 'member'))).toBe(refused);
  expect(await run(talks.facilitator, part(talks.facilitator, talks.observer, 'member'))).toBe(refused);
  expect(await run(talks.facilitator, part(talks.facilitator, foreign.facilitator, 'member'))).toBe(refused);
});

it('everybody leaves by themselves, and nobody rewrites who was in it when', async () => {
  const leaves = (person: string) =>
    sql`update circle_part set ended_at = app_now()
      where circle_id = ${ids.group} and person_id = ${person} and part = 'member'`;
  expect(await run(peer, leaves(peer))).toBe(1);
  expect(await run(lead, leaves(peer))).toBe(1);
  expect(await run(third, leaves(peer))).toBe(0);
  expect(
    await run(peer, sql`update circle_part set ended_at = '2020-01-01' where circle_id = ${ids.group}`),
  ).toBe(refused);
  expect(await run(talks.facilitator, sql`update circle_part set person_id = ${third}`)).toBe(refused);
  expect(await run(talks.facilitator, sql`delete from circle_part`)).toBe(refused);
});

it('what has ended stays as it was', async () => {
  const over = await setUpGroup(town, talks, { name: 'Over' }, [lead]);
  await town.post(`/partnerships/${talks.id}/groups/${over}/ending`, {}, { as: talks.facilitator });
  const again = sql`update working_group set ended_at = null where id = ${over}`;
  expect(await run(talks.facilitator, again)).toBe(0);
  const out = sql`update circle_part set ended_at = app_now() where circle_id = ${over}`;
  expect(await run(talks.facilitator, out)).toBe(0);
});

it('groups are read by those who take part, and nobody else', async () => {
  const count = async (as: string) =>
    town.database.read(await town.scopeFor(as), async ({ db }) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from circle_part
        where space_id = ${talks.id}`.execute(db);
      return rows[0]!.n;
    });
  expect(await count(talks.observer)).toBeGreaterThan(3);
  expect(await count(foreign.facilitator)).toBe(0);
  expect(await count(await town.addAdministrator())).toBe(0);
});
