import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../testing.ts';
import { throwAway } from './housekeeping.ts';
import { newId } from './id.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

const count = async (table: string) =>
  (await town.database.outer.query(`select count(*) as n from ${table}`)).rows[0].n;

it('keeps keys, attempts, sessions and links as long as they count, and no longer', async () => {
  const person = await town.addPerson('Ada');
  await town.postAndFollow('/account', { name: 'Ada', locale: 'en', _once: newId() }, { as: person });
  await town.post('/sign-in', { email: 'ada@people.test', password: 'not the password' });
  await town.house.accounts.mintSignInToken('ada@people.test', 'Ada');
  const tables = ['once', 'rate_limit', 'auth_session', 'auth_verification'];
  await throwAway(town.database);
  for (const table of tables) expect(await count(table), table).toBeGreaterThan(0);
  await town.moveTime('40 days');
  await throwAway(town.database);
  for (const table of tables) expect(await count(table), table).toBe(0);
});
