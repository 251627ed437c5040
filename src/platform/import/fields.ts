import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../database/database.ts';
import { type Localised, locales, textIn } from '../i18n/locale.ts';
import type { Importing } from '../instrument.ts';
import type { Entry } from '../journal/record.ts';

/** What many sections of a city file have. Its readers are people who run the city: complaints are in English. */

/** The name by which others in the file name it. */
export const key = z.string().regex(/^[a-z0-9-]+$/, 'A key has small letters, figures and hyphens');

/** How long before the import something happened. */
export const daysAgo = z.number().int().min(0).max(3_650);

export const text = (most: number) =>
  z.string().trim().min(1, 'Must not be empty').max(most, `At most ${most} characters`);

/** A text in one language or more. */
export const localised = (most: number) =>
  z
    .partialRecord(z.enum(locales), text(most))
    .refine((given) => Object.keys(given).length > 0, 'Needs at least one language');

/** What people write among themselves is in one language: that of the city. */
export function written(text: Localised | undefined, { city }: Pick<Importing, 'city'>): string {
  return textIn(text ?? {}, city.defaultLocale, city.defaultLocale).text;
}

/** Some days before the import; after it, if negative. */
export function momentOf(tx: Pick<Tx, 'now'>, daysAgo: number): Date {
  return new Date(tx.now.getTime() - daysAgo * 86_400_000);
}

/**
 * Writes into the journal what happened on a day before the import. Its entries stand in the order of their times, so
 * what comes into a space that has a journal already happened after the last of it.
 */
export async function recordOn(tx: Tx, at: Date, entry: Entry): Promise<void> {
  const last = await tx.db
    .selectFrom('journal_entry')
    .select('at')
    .where('space_id', '=', entry.space)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  await tx.record({ ...entry, at: last && last.at > at ? last.at : at });
}

/** Rows that a room has just brought in are of a day before the import, and of whoever wrote them. */
export async function dateRows(
  tx: Tx,
  table: string,
  ids: readonly string[],
  { at, by }: { at: Date; by: string | null },
): Promise<void> {
  await sql`update ${sql.table(table)} set at = ${at}, by_person = ${by} where id = any (${ids}::uuid[])`.execute(
    tx.db,
  );
}
