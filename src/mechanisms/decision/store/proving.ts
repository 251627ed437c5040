import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { ProvingEntry } from '../proof.ts';

/** The entry of the journal that proves a decision; undefined where the reader may not read it, or nothing was counted. */
export async function findProvingEntry(tx: Tx, decision: string): Promise<ProvingEntry | undefined> {
  const { rows } = await sql<ProvingEntry>`
    select entry, space, kind, subject, at, audience, audience_id as "audienceId", content, commitment, place as position,
      hash, hash_before as before from decision_entry(${decision})`.execute(tx.db);
  return rows[0];
}
