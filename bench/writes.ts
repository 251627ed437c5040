import type { Database } from '../src/platform/database/database.ts';
import { newId } from '../src/platform/id.ts';
import { nobody } from '../src/platform/scope.ts';

const amount = 2_000;
const hands = 8;
/** The two are measured by turns, so that what else the machine does falls on both. */
const turns = 6;

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

  const bare = () =>
    database.outer.query('insert into bench_note (id, space_id, audience, words) values ($1, $2, $3, $4)', [
      newId(),
      space,
      'space',
      words,
    ]);
  const journalled = () =>
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
    );
  const times = { bare: 0, journalled: 0 };
  for (let turn = 0; turn < turns; turn += 1) {
    times.bare += await timeFor(bare);
    times.journalled += await timeFor(journalled);
  }
  await database.outer.query('drop table bench_note');
  const rate = (milliseconds: number) => (turns * amount * 1000) / milliseconds;
  return { bare: rate(times.bare), journalled: rate(times.journalled) };
}

async function timeFor(write: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 100; n += 1) await write();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (let n = 0; n < amount / hands; n += 1) await write();
    }),
  );
  return performance.now() - begun;
}
