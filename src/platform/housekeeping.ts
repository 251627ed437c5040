import { sql } from 'kysely';
import type { Database } from './database/database.ts';

/** Days for which the key of a form is kept: a page left open over a weekend still has no second effect. */
const onceKept = 7;

/**
 * Throws away what has served: keys of forms (where they led may be a link that opens a door), counted
 * attempts, sessions and sign-in links that have run out.
 */
export async function throwAway(database: Database): Promise<void> {
  await database.system(async ({ db, now }) => {
    await db
      .deleteFrom('once')
      .where('at', '<', new Date(now.getTime() - onceKept * 86_400_000))
      .execute();
    await sql`delete from rate_limit where expire < ${now.getTime()}`.execute(db);
    await sql`delete from auth_session where "expiresAt" < ${now}`.execute(db);
    await sql`delete from auth_verification where "expiresAt" < ${now}`.execute(db);
  });
}
