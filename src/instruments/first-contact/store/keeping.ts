import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import './tables.ts';

/** Who asked without an account, and whose last request was closed before. What was asked and answered stays. */
export async function listGoneGuests(tx: Tx, before: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    where p.kind = 'guest'
      and exists (select from request r where r.asker_person = p.id)
      and not exists (select from request r where r.asker_person = p.id
        and (r.moved_at >= ${before} or r.state not in ('declined', 'withdrawn', 'confirmed', 'done')))
      and not exists (select from brief b where b.writer_id = p.id and b.saved_at >= ${before}
        and not exists (select from request r where r.id = b.id))
      and not exists (select from membership m join space s on s.id = m.space_id and s.kind <> 'request'
        where m.person_id = p.id and m.until is null)`.execute(tx.db);
  return rows;
}

export async function forgetReports({ db }: Tx, before: Date): Promise<void> {
  await db.deleteFrom('abuse_report').where('closed_at', '<', before).execute();
}
