import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../testing.ts';
import { forgetOld } from './housekeeping.ts';
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
  await forgetOld(town.house);
  for (const table of tables) expect(await count(table), table).toBeGreaterThan(0);
  await town.moveTime('40 days');
  await forgetOld(town.house);
  for (const table of tables) expect(await count(table), table).toBe(0);
});

it('keeps a mail that went for a month, and one that did not for three, as nobody sends it then any more', async () => {
  const mail = (subject: string, state: { sent_at: Date | null; failed_at: Date | null }, now: Date) => ({
    ...{ id: newId(), space_id: town.city, audience_id: null, person_id: null, reason: null, problem: null },
    ...{ address: 'ada@people.test', locale: 'en' as const, kind: 'test', html: '', text: '', due_at: now },
    ...{ subject, ...state },
  });
  await town.database.system(({ db, now }) =>
    db
      .insertInto('mail')
      .values([
        mail('went', { sent_at: now, failed_at: null }, now),
        mail('failed', { sent_at: null, failed_at: now }, now),
        mail('shown in a sample city', { sent_at: null, failed_at: null }, now),
      ])
      .execute(),
  );
  const left = async (days: number) => {
    await town.moveTime(`${days} days`);
    await forgetOld(town.house);
    const { rows } = await town.database.outer.query('select subject from mail order by subject');
    return rows.map((row) => row.subject);
  };
  expect(await left(29)).toEqual(['failed', 'shown in a sample city', 'went']);
  expect(await left(2)).toEqual(['failed', 'shown in a sample city']);
  expect(await left(58)).toEqual(['failed', 'shown in a sample city']);
  expect(await left(2)).toEqual([]);
});
