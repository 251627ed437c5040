import { sql } from 'kysely';
import type { Database, Tx } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { newId } from '../id.ts';
import { problemOf } from '../log.ts';

/** A sealed entry, as a reaction reads it. */
export type Recorded = {
  id: string;
  space_id: string;
  kind: string;
  subject_id: string | null;
  at: Date;
  audience: Tables['journal_entry']['audience'];
  actor_id: string | null;
  content: Record<string, unknown>;
  personal: Record<string, unknown> | null;
};

/** Answers to one kind of entry. Runs once for each entry; run again, it must change nothing. */
export type Reaction = (tx: Tx, entry: Recorded) => Promise<void>;

export type Reader = { name: string; reactions: ReadonlyMap<string, readonly Reaction[]> };

const attemptsBeforeAside = 5;

/**
 * Reads on from where the reader stood: each entry's reactions and the reader's new mark are one
 * transaction, so a killed program neither loses nor repeats a reaction. An entry whose reactions
 * keep failing is put aside for the administrator, and the stream goes on. Returns how many it read.
 */
export async function readOn(
  database: Database,
  reader: Reader,
  failures: Map<string, number>,
): Promise<number> {
  let count = 0;
  for (;;) {
    const next = await database.system((tx) => findNext(tx, reader));
    if (!next) return count;
    try {
      await database.system(async (tx) => {
        // The mark moves first: a second program that read the same entry waits here and then sees it done.
        const moved = await tx.db
          .updateTable('journal_reader')
          .set({ number: next.number })
          .where('name', '=', reader.name)
          .where('number', '<', next.number)
          .executeTakeFirst();
        if (moved.numUpdatedRows === 0n) return;
        for (const react of reader.reactions.get(next.kind) ?? []) await react(tx, next);
      });
      failures.delete(next.id);
    } catch (error) {
      const attempts = (failures.get(next.id) ?? 0) + 1;
      failures.set(next.id, attempts);
      if (attempts < attemptsBeforeAside) throw error;
      failures.delete(next.id);
      await database.system(async ({ db }) => {
        await db
          .insertInto('journal_stuck')
          .values({
            id: newId(),
            reader: reader.name,
            entry_id: next.id,
            problem: problemOf(error),
            attempts,
          })
          .execute();
        await db
          .updateTable('journal_reader')
          .set({ number: next.number })
          .where('name', '=', reader.name)
          .execute();
      });
    }
    count += 1;
  }
}

/** The next entry the reader has an answer to; past all others its mark moves here, or they would be read for ever. */
async function findNext({ db }: Tx, reader: Reader): Promise<(Recorded & { number: number }) | undefined> {
  const { last } = await db
    .selectFrom('journal_seal')
    .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow();
  const mark = await db
    .selectFrom('journal_reader')
    .select('number')
    .where('name', '=', reader.name)
    .executeTakeFirst();
  if (!mark) {
    await db
      .insertInto('journal_reader')
      .values({ name: reader.name, number: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const number = mark?.number ?? 0;
  const kinds = [...reader.reactions.keys()];
  if (last <= number || kinds.length === 0) return undefined;
  const entry = await db
    .selectFrom('journal_seal as s')
    .innerJoin('journal_entry as e', 'e.id', 's.entry_id')
    .select([
      's.number',
      'e.id',
      'e.space_id',
      'e.kind',
      'e.subject_id',
      'e.at',
      'e.audience',
      'e.actor_id',
      'e.content',
      'e.personal',
    ])
    .where('s.number', '>', number)
    .where('s.number', '<=', last)
    .where('e.kind', 'in', kinds)
    .orderBy('s.number')
    .limit(1)
    .executeTakeFirst();
  if (entry) return entry;
  await db
    .updateTable('journal_reader')
    .set({ number: last })
    .where('name', '=', reader.name)
    .where('number', '<', last)
    .execute();
  return undefined;
}

export type Stuck = { id: string; kind: string; problem: string; attempts: number; since: Date };

/** The entries that were put aside, for the administrator: kinds and problems, nothing of what they tell. */
export async function listStuck(database: Database, most: number): Promise<Stuck[]> {
  return database.system(({ db }) =>
    db
      .selectFrom('journal_stuck as k')
      .innerJoin('journal_entry as e', 'e.id', 'k.entry_id')
      .select(['k.id', 'e.kind', 'k.problem', 'k.attempts', 'k.since'])
      .orderBy('k.id', 'desc')
      .limit(most)
      .execute(),
  );
}

/** Tries the entries that were put aside once more; those that work now are forgotten. Returns how many worked. */
export async function retryStuck(database: Database, reader: Reader): Promise<number> {
  const stuck = await database.system(({ db }) =>
    db
      .selectFrom('journal_stuck as k')
      .innerJoin('journal_entry as e', 'e.id', 'k.entry_id')
      .select([
        'k.id as stuck',
        'e.id',
        'e.space_id',
        'e.kind',
        'e.subject_id',
        'e.at',
        'e.audience',
        'e.actor_id',
        'e.content',
        'e.personal',
      ])
      .where('k.reader', '=', reader.name)
      .execute(),
  );
  let worked = 0;
  for (const { stuck: id, ...entry } of stuck) {
    try {
      await database.system(async (tx) => {
        for (const react of reader.reactions.get(entry.kind) ?? []) await react(tx, entry);
        await tx.db.deleteFrom('journal_stuck').where('id', '=', id).execute();
      });
      worked += 1;
    } catch (error) {
      await database.system(({ db }) =>
        db
          .updateTable('journal_stuck')
          .set({ problem: problemOf(error) })
          .where('id', '=', id)
          .execute(),
      );
    }
  }
  return worked;
}
