import { z } from 'zod';
import { locales } from '../../platform/i18n/locale.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { isTimeZone } from './rules.ts';

const localised = z.partialRecord(z.enum(locales), z.string().trim().min(1).max(200));

const item = z.strictObject({
  name: localised,
  /** Written by sample cities; whether one is a sample is told by how it comes in. */
  sample: z.boolean().optional(),
  timeZone: z.string().refine(isTimeZone, 'A time zone is written as Europe/Oslo'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'A currency has three capital letters, as EUR'),
  locales: z.array(z.enum(locales)).min(1),
  defaultLocale: z.enum(locales),
  theme: z.string().max(60),
  sizeBand: z.enum(['small', 'medium', 'large']).default('medium'),
  signUp: z.enum(['open', 'invitation', 'domain']).default('invitation'),
});

/** The settings of the city itself. A city that has been set up keeps its own: a file must not open its doors. */
export const citySection: ImportSection<z.output<typeof item>> = {
  name: 'city',
  item,
  async load(tx, given, { city, demo }) {
    if (city.setUp && !demo) return { space: city.space, subject: city.space };
    await tx.db
      .updateTable('city')
      .set({
        name: JSON.stringify(given.name),
        time_zone: given.timeZone,
        currency: given.currency,
        locales: given.locales,
        default_locale: given.defaultLocale,
        theme: given.theme,
        size_band: given.sizeBand,
        sign_up: given.signUp,
      })
      .execute();
    await tx.record({
      space: city.space,
      kind: 'city.changed',
      audience: 'public',
      content: { fields: Object.keys(given) },
    });
    return { space: city.space, subject: city.space };
  },
};
