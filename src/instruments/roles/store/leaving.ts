import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Erased } from '../../../platform/personal/declared.ts';
import './tables.ts';

/** Who is erased holds no role any more, and stands for none. What they wanted to grow into was theirs alone. */
export async function endTermsOf(tx: Tx, { ids }: Erased): Promise<void> {
  await sql`update role_term set ended_at = coalesce(ended_at, app_now()), growth = ''
    where person_id = any (${ids}::uuid[])`.execute(tx.db);
  await sql`update role_proposal set closed_at = app_now(), outcome = 'withdrawn'
    where person_id = any (${ids}::uuid[]) and closed_at is null`.execute(tx.db);
}
