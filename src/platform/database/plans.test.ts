import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { Plans } from './plans.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

it('gives a name from the second time on, to each role its own', () => {
  const plans = new Plans();
  expect(plans.nameOf('select 1', 'reader')).toBeUndefined();
  const name = plans.nameOf('select 1', 'reader');
  expect(name).toMatch(/^\w+_1$/);
  expect(plans.nameOf('select 1', 'reader')).toBe(name);
  expect(plans.nameOf('select 1', 'house')).toBeUndefined();
  expect(plans.nameOf('select 1', 'house')).toMatch(/^\w+_2$/);
});

it('gives none to what changes with a table, and not without end', () => {
  const plans = new Plans();
  for (const statement of ['select * from a', 'select a.* from a', 'insert into a values (1) returning *'])
    for (let time = 0; time < 3; time += 1) expect(plans.nameOf(statement, 'reader')).toBeUndefined();
  const named = Array.from({ length: 500 }, (_, n) => {
    plans.nameOf(`select ${n}`, 'reader');
    return plans.nameOf(`select ${n}`, 'reader');
  });
  expect(named.filter(Boolean)).toHaveLength(400);
});

it('plans once what is asked again, and whoever asks sees only what is theirs', async () => {
  const { space: id } = await town.house.city.get();
  const administrator = await town.scopeFor(await town.addAdministrator());
  const stranger = await town.scopeFor(await town.addPerson('Stranger'));
  const memberships = (scope: typeof stranger) =>
    town.database.read(scope, async ({ db }) => {
      const found = await db.selectFrom('membership').select('role').where('space_id', '=', id).execute();
      const kept = await sql<{
        n: number;
      }>`select generic_plans::int as n from pg_prepared_statements where statement = ${'select "role" from "membership" where "space_id" = $1'}`.execute(
        db,
      );
      return { roles: found.map(({ role }) => role), planned: kept.rows.map(({ n }) => n) };
    });
  const asked = [];
  for (const scope of [administrator, stranger, administrator, stranger])
    asked.push(await memberships(scope));
  expect(asked.map(({ roles }) => roles)).toEqual([['administrator'], [], ['administrator'], []]);
  expect(asked[0]!.planned).toEqual([]);
  expect(asked.at(-1)!.planned.length).toBeGreaterThan(0);
});
