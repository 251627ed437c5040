import { z } from 'zod';
import { locales } from '../i18n/locale.ts';

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
