import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import './tables.ts';

/** Hints that were settled, and claims that were decided. */
export async function forgetSettled({ db }: Tx, before: Date): Promise<void> {
  await db.deleteFrom('suggestion').where('settled_at', '<', before).execute();
  await db.deleteFrom('claim').where('decided_at', '<', before).execute();
}

export async function forgetAbsences({ db }: Tx, before: Date): Promise<void> {
  await sql`delete from absence where until_day < ${before}::date`.execute(db);
}
