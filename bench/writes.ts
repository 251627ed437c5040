import type { Database } from '../src/platform/database/database.ts';
import { newId } from '../src/platform/id.ts';
import { nobody } from '../src/platform/scope.ts';

const amount = 3_000;
const hands = 8;

/** Bare inserts of a row, and the same row with its journal entry under both guards, as writes a second. */
export async function measureWrites(
  database: Database,
  space: string,
): Promise<{ bare: number; journalled: number }> {
  await database.outer.query(
    'create table if not exists bench_note (id uuid primary key, space_id uuid not null, audience text not null, audience_id uuid, words text not null)',
  );
  await database.outer.query("do $$ begin call guard('bench_note'); exception when others then null; end $$");
  const words = 'We would like to close Mill Street for two months in summer.';

  const bare = await rate(() =>
    database.outer.query('insert into bench_note (id, space_id, audience, words) values ($1, $2, $3, $4)', [
      newId(),
      space,
      'space',
      words,
    ]),
  );
  const journalled = await rate(() =>
    database.change(
      nobody,
      async (tx) => {
        const id = newId();
        await tx.db
          .insertInto('bench_note' as never)
          .values({ id, space_id: space, audience: 'space', words } as never)
          .execute();
        await tx.record({ space, kind: 'note.written', subject: id, audience: 'space', personal: { words } });
      },
      { grant: [space] },
    ),
  );
  await database.outer.query('drop table bench_note');
  return { bare, journalled };
}

async function rate(write: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 100; n += 1) await write();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (let n = 0; n < amount / hands; n += 1) await write();
    }),
  );
  return amount / ((performance.now() - begun) / 1000);
}
