import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

/**
 * Keeps the key of a form that had its effect, in the same transaction. A second one with the same key
 * waits here for the first, fails on the key, and is undone as a whole.
 */
export async function keepOnce(
  tx: Tx,
  key: string,
  body: Buffer | null,
  location: string | null,
): Promise<void> {
  await tx.db.insertInto('once').values({ key, body, location }).execute();
}

/** Where the first one led: `location` is null where the choice was secret. */
export async function findOnce(
  tx: Tx,
  key: string,
): Promise<{ body: Buffer | null; location: string | null } | undefined> {
  const { rows } = await sql<{
    body: Buffer | null;
    location: string | null;
  }>`select * from once_find(${key})`.execute(tx.db);
  return rows[0];
}
