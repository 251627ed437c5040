import type { Tx } from '../../../platform/database/database.ts';
import type { Recorded } from '../../../platform/journal/reader.ts';
import './tables.ts';

/** Answers to an entry by which somebody asked something: those whom it waits for are to be told. */
export async function noteAsked(tx: Tx, { id, space_id, actor_id }: Recorded): Promise<void> {
  // What was imported was asked elsewhere, and before.
  if (!actor_id) return;
  await tx.db
    .insertInto('told_asked')
    .values({ entry_id: id, space_id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function listAsked(tx: Tx) {
  return tx.db
    .selectFrom('told_asked')
    .select(['entry_id as entry', 'space_id as partnership'])
    .orderBy('at')
    .limit(100)
    .execute();
}

/** False for the second of two who would tell the same. */
export async function closeAsked(tx: Tx, entry: string): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('told_asked')
    .where('entry_id', '=', entry)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Who takes part there and is told of what happens later; others are told at once, or want no mails. */
export async function listToldLater(tx: Tx, partnership: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('told_part')
    .select('person_id')
    .where('partnership_id', '=', partnership)
    .where('rhythm', 'in', ['daily', 'weekly'])
    .groupBy('person_id')
    .orderBy('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}
