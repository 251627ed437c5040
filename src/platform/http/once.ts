import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

/**
 * Keeps the key of a form that had its effect, in the same transaction. A second one with the same key
 * waits here for the first, fails on the key, and is undone as a whole.
 */
export async function keepOnce(
  tx: Tx,
  key: string,
  body: Buffer,
  led: { location: string | null; told: string | null },
): Promise<void> {
  await tx.db
    .insertInto('once')
    .values({ key, body, ...led })
    .execute();
}

type Before = { body: Buffer | null; location: string | null; told: string | null };

/** Where the first one led, and what was said then: `location` is null where the choice was secret. */
export async function findOnce(tx: Tx, key: string): Promise<Before | undefined> {
  const { rows } = await sql<Before>`select * from once_find(${key})`.execute(tx.db);
  return rows[0];
}
