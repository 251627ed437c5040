import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';

export async function forgetSessions({ db, now }: Tx): Promise<void> {
  await sql`delete from auth_session where "expiresAt" < ${now}`.execute(db);
}

/** Links that sign in, and what somebody was in the middle of, once they count no more. */
export async function forgetLinks({ db, now }: Tx): Promise<void> {
  await sql`delete from auth_verification where "expiresAt" < ${now}`.execute(db);
  await db.deleteFrom('account_step').where('expires_at', '<', now).execute();
}

export async function forgetAttempts({ db, now }: Tx): Promise<void> {
  await sql`delete from rate_limit where expire < ${now.getTime()}`.execute(db);
}

/** Those that nobody can take up any more, and those that have been taken up. */
export async function forgetInvitations({ db }: Tx, before: Date): Promise<void> {
  await sql`delete from invitation
    where coalesce(accepted_at, withdrawn_at, expires_at) < ${before}`.execute(db);
}

/** Accounts that nobody has opened again. One that was merged goes with the one that stays. */
export function listClosed({ db }: Tx, before: Date): Promise<{ id: string }[]> {
  return db
    .selectFrom('person')
    .select('id')
    .where('deactivated_at', '<', before)
    .where('merged_into', 'is', null)
    .execute();
}
