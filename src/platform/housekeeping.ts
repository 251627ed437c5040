import { sql } from 'kysely';
import type { Database } from './database/database.ts';

/** Days for which the key of a form is kept: a page left open over a weekend still has no second effect. */
const onceKept = 7;

/**
 * Days for which the rows of mails are kept, which name addresses: of a sent one to tell that it went, of any
 * other so that somebody can send it again. A mail that was not sent holds links that still open doors.
 */
const sentKept = 30;
const unsentKept = 90;

/** Mail servers try for up to five days. So the text of a sent mail is gone within a week, if it was kept at all. */
const sealedKept = 6;

/**
 * Throws away what has served: keys of forms (where they led may be a link that opens a door), mails,
 * counted attempts, sessions and sign-in links that have run out.
 */
export async function throwAway(database: Database): Promise<void> {
  await database.system(async ({ db, now }) => {
    const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
    await db.deleteFrom('once').where('at', '<', before(onceKept)).execute();
    await db
      .deleteFrom('mail')
      .where(({ or, eb }) =>
        or([eb('sent_at', '<', before(sentKept)), eb('created_at', '<', before(unsentKept))]),
      )
      .execute();
    await db
      .updateTable('mail')
      .set({ sealed: null })
      .where('sealed', 'is not', null)
      .where('sent_at', '<', before(sealedKept))
      .execute();
    await sql`delete from rate_limit where expire < ${now.getTime()}`.execute(db);
    await sql`delete from auth_session where "expiresAt" < ${now}`.execute(db);
    await db.deleteFrom('account_step').where('expires_at', '<', now).execute();
    await sql`delete from auth_verification where "expiresAt" < ${now}`.execute(db);
  });
}
