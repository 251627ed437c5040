import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';
import type { Tx } from './database.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

const person = (name: string, id = newId()) => ({
  id,
  kind: 'person' as const,
  name,
  email: null,
  locale: 'en' as const,
  login_id: null,
  deactivated_at: null,
});
const add = (tx: Tx, row: ReturnType<typeof person>) => tx.db.insertInto('person').values(row).execute();
const namesOf = (ids: readonly string[]) =>
  town.database.system(async ({ db }) => {
    const rows = await db.selectFrom('person').select('name').where('id', 'in', ids).orderBy('id').execute();
    return rows.map(({ name }) => name);
  });

test('an insert is there for the next statement, and for whoever comes after', async () => {
  const id = newId();
  const seen = await town.database.system(async (tx) => {
    await add(tx, person('Seen', id));
    return tx.db.selectFrom('person').select('name').where('id', '=', id).execute();
  });
  expect(seen).toEqual([{ name: 'Seen' }]);
  expect(await namesOf([id])).toEqual(['Seen']);
});

test('every sign comes in as it is', async () => {
  const names = [
    "O'Neill",
    'back\\slash',
    "'; drop table person; --",
    "\\'",
    'ümläut ∆ 🌱',
    '$1 and $2',
    'a\nb',
  ];
  const ids = names.map(() => newId()).sort();
  await town.database.system(async (tx) => {
    for (const [n, name] of names.entries()) await add(tx, person(name, ids[n]));
  });
  expect(await namesOf(ids)).toEqual(names);
  await expect(town.database.system((tx) => add(tx, person('zero\0byte')))).rejects.toThrow();
});

test('what an insert breaks is told at the end, and nothing of the change stays', async () => {
  const [first, second] = [newId(), newId()];
  await expect(
    town.database.system(async (tx) => {
      await add(tx, person('First', first));
      await add(tx, person('Twice', second));
      await add(tx, person('Twice', second));
    }),
  ).rejects.toThrow(/duplicate key/);
  expect(await namesOf([first, second])).toEqual([]);
  // The connection is as good as before.
  await Promise.all(
    Array.from({ length: 12 }, () => town.database.system(({ db }) => sql`select 1`.execute(db))),
  );
});

test('nothing is written where something is only read, and that is told', async () => {
  const id = newId();
  await expect(
    town.database.read(await town.scopeFor(await town.addPerson('Reader')), (tx) =>
      add(tx, person('Unread', id)),
    ),
  ).rejects.toThrow(/read-only transaction/);
  expect(await namesOf([id])).toEqual([]);
});

test('what was tried in vain takes its inserts along, and those before stay', async () => {
  const [kept, tried] = [newId(), newId()];
  await town.database.system(async (tx) => {
    await add(tx, person('Kept', kept));
    await tx
      .attempt(async () => {
        await add(tx, person('Tried', tried));
        throw new Error('in vain');
      })
      .catch(() => {});
  });
  expect(await namesOf([kept, tried])).toEqual(['Kept']);
});
