import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';
import type { Tx } from './database.ts';

let town: TestTown;
let space: string;
beforeAll(async () => {
  town = await openTestTown();
  space = (await town.house.city.get()).space;
});
afterAll(() => town.close());

const person = (id: string) => ({
  id,
  kind: 'person' as const,
  name: 'Somebody',
  email: null,
  locale: 'en' as const,
  login_id: null,
  deactivated_at: null,
});
const add = ({ db }: Tx, id: string) => db.insertInto('person').values(person(id)).execute();
const isThere = async (id: string) =>
  (await town.database.outer.query('select from person where id = $1', [id])).rows.length === 1;

/** What the work sends to the database, message by message; what the stream reads beside it is left out. */
async function messagesOf(work: () => Promise<unknown>): Promise<string[]> {
  const queries = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const sent = queries.mock.calls.map(([query]) => (query as { text?: string }).text ?? String(query));
  queries.mockRestore();
  return sent.filter((text) => !/journal_(reader|seal|newest)/.test(text));
}

it('a change that only writes is one message, and one that reads first begins with that', async () => {
  const id = newId();
  const writing = await messagesOf(() =>
    town.database.system(async (tx) => {
      await add(tx, id);
      await tx.record({ space, kind: 'test.written' });
    }),
  );
  // The sealer may be at work beside it.
  const own = writing.filter((text) => text.includes('"person"'));
  expect(own).toEqual([
    expect.stringMatching(/^begin;select app_now[\s\S]*"person"[\s\S]*into journal_entry[\s\S]*;commit$/),
  ]);
  expect(await isThere(id)).toBe(true);
  await town.settle();
  const reading = await messagesOf(() => town.database.snapshot(({ db }) => sql`select 1`.execute(db)));
  expect(reading).toEqual([expect.stringMatching(/^begin isolation[\s\S]*;select 1$/), 'commit']);
});

it('nothing is sent for a transaction in which nothing is asked', async () => {
  expect(await messagesOf(() => town.database.system(async () => 1))).toEqual([]);
});

it('whoever wants to know the time first is run once more, and nothing stays of the first run', async () => {
  const ids: string[] = [];
  const told: unknown[] = [];
  const run = await town.database.system(async (tx) => {
    const id = newId();
    ids.push(id);
    await add(tx, id);
    told.push(await tx.record({ space, kind: 'test.timed' }));
    return tx.now;
  });
  expect(run).toBeInstanceOf(Date);
  expect(ids).toHaveLength(2);
  expect([await isThere(ids[0]!), await isThere(ids[1]!)]).toEqual([false, true]);
  const { rows } = await town.database.outer.query("select id from journal_entry where kind = 'test.timed'");
  expect(rows).toEqual([{ id: told[1] }]);
});

it('the time of one transaction is never that of another on the same connection', async () => {
  const held: Tx[] = [];
  for (let n = 0; n < 20; n += 1)
    await town.database.system(async (tx) => {
      held.push(tx);
      await sql`select pg_sleep(0.002)`.execute(tx.db);
    });
  const times = held.map(({ now }) => now.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(times).size).toBe(20);
});

it('a value that cannot be written out breaks its own change alone', async () => {
  const endless: unknown[] = [];
  endless.push({ toPostgres: () => endless[0] });
  const id = newId();
  await expect(
    town.database.system(async (tx) => {
      await add(tx, id);
      await sql`select ${endless[0]}::text`.execute(tx.db);
    }),
  ).rejects.toThrow(/circular/);
  expect(await isThere(id)).toBe(false);
  expect(await town.database.system(async ({ now }) => now)).toBeInstanceOf(Date);
});

it('many may ask the same for the first time at once, and what fails beside it does no harm', async () => {
  for (let round = 0; round < 5; round += 1) {
    const asked = Array.from({ length: 16 }, (_, n) =>
      town.database.system(async (tx) => {
        await sql`select ${n}::int / ${n % 4}::int as ${sql.ref(`part_${round}`)}`.execute(tx.db);
        await sql`select 1 as ${sql.ref(`rest_${round}`)}`.execute(tx.db);
      }),
    );
    const came = (await Promise.allSettled(asked)).map((one) => (one as { reason?: Error }).reason?.message);
    expect(came).toEqual(came.map((_, n) => (n % 4 === 0 ? 'division by zero' : undefined)));
  }
});

it('what still runs when its transaction has ended goes on in no other, and without guard in none', async () => {
  const scope = await town.scopeFor(await town.addPerson('Onlooker'));
  const roles: string[] = [];
  const late: unknown[] = [];
  const id = newId();
  await town.database.change(scope, async (tx) => {
    const asks = async () => {
      for (let n = 0; n < 5; n += 1) {
        const { rows } = await sql<{ role: string }>`select current_user as role`.execute(tx.db);
        roles.push(rows[0]!.role);
      }
    };
    const asking = asks().catch((error) => late.push(error));
    await Promise.all([asking, Promise.resolve().then(() => tx.now)]);
  });
  await expect(
    town.database.system(async (tx) => {
      setTimeout(() => add(tx, id).catch((error) => late.push(error)), 20);
      throw new Error('in vain');
    }),
  ).rejects.toThrow('in vain');
  await new Promise((resolve) => setTimeout(resolve, 60));
  for (let n = 0; n < 12; n += 1) await town.database.system(({ db }) => sql`select 1`.execute(db));
  expect(new Set(roles)).toEqual(new Set(['samvirke_app']));
  expect(await isThere(id)).toBe(false);
  expect(late.map(String)).toContain('Error: The transaction is over');
});

it('a failed statement that somebody caught is told at the end', async () => {
  const id = newId();
  const swallowing = town.database.system(async (tx) => {
    await sql`select 1`.execute(tx.db);
    await sql`select 1 / 0`.execute(tx.db).catch(() => {});
    await add(tx, id);
  });
  await expect(swallowing).rejects.toThrow();
  expect(await isThere(id)).toBe(false);
});

it('a session that has forgotten its statements is told them anew', async () => {
  const ask = () => town.database.system(({ db }) => sql`select 7 as seven`.execute(db));
  for (let n = 0; n < 40; n += 1) await ask();
  const clients = await Promise.all(Array.from({ length: 3 }, () => town.database.outer.connect()));
  for (const client of clients) await client.query('deallocate all');
  for (const client of clients) client.release();
  for (let n = 0; n < 40; n += 1) await ask().catch((error) => expect(error.code).toBe('26000'));
  for (let n = 0; n < 40; n += 1) expect((await ask()).rows).toEqual([{ seven: 7 }]);
});
