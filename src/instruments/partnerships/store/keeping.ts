import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import './tables.ts';

/** Those that nobody can take up any more, and those that have been taken up. */
export async function forgetInvitations({ db }: Tx, before: Date): Promise<void> {
  await sql`delete from partner_invitation
    where coalesce(accepted_at, withdrawn_at, declined_at, expires_at) < ${before}`.execute(db);
}

/** Who took part by link, and has left everywhere before. */
export async function listGoneGuests(tx: Tx, before: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    where p.kind = 'guest'
      and exists (select from membership m join partnership s on s.id = m.space_id where m.person_id = p.id)
      and not exists (select from membership m where m.person_id = p.id and (m.until is null or m.until >= ${before}))
      and not exists (select from request r where r.asker_person = p.id and r.moved_at >= ${before})`.execute(
    tx.db,
  );
  return rows;
}
