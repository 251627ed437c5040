import { z } from 'zod';
import type { Tx } from '../database/database.ts';
import { type Localised, locales, textIn } from '../i18n/locale.ts';
import type { Importing } from '../instrument.ts';

/** What many sections of a city file have. Its readers are people who run the city: complaints are in English. */

/** The name by which others in the file name it. */
export const key = z.string().regex(/^[a-z0-9-]+$/, 'A key has small letters, figures and hyphens');

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
