import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';

/** Earlier drafts of rounds that were opened or withdrawn before: what was answered stands in the answers. */
export async function forgetDrafts({ db }: Tx, before: Date): Promise<void> {
  await sql`delete from earlier_draft d using round r
    where r.id = d.round_id and least(r.revealed_at, r.withdrawn_at, r.due_at) < ${before}`.execute(db);
}
