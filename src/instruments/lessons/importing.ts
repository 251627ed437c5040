import { z } from 'zod';
import { lessonIds } from '../../guide/lessons.ts';
import type { Localised } from '../../platform/i18n/locale.ts';
import { key, localised, momentOf, text } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { momentAt, readTime } from '../../platform/moment.ts';
import { dayOf } from '../../platform/working-days.ts';
import { mostLessons } from './rules.ts';
import { insertTraining } from './store.ts';

const time = z
  .string()
  .refine((typed) => readTime(typed) !== undefined, 'Must be a time such as 18:00')
  .transform((typed) => readTime(typed)!);

const training = z
  .strictObject({
    key,
    lessons: z.array(z.enum(lessonIds)).min(1).max(mostLessons),
    inDays: z.int().min(1).max(730),
    from: time,
    until: time,
    place: text(200),
    /** Codes of ISO 639-1. */
    languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
    coming: localised(600).optional(),
    seats: z.int().min(1).max(10_000).optional(),
  })
  .refine(({ from, until }) => until > from, { message: 'Must be after “from”', path: ['until'] });

/** Training sessions, by days after the import. What was done with one since counts for more. */
export const trainings: ImportSection<z.output<typeof training>> = {
  name: 'trainings',
  item: training,
  async load(tx, item, { city, before }) {
    if (before) return { space: city.space, subject: before };
    const day = dayOf(momentOf(tx, -item.inDays), city.timeZone);
    const id = await insertTraining(tx, city.space, {
      lessons: item.lessons,
      begins_at: momentAt(day, item.from, city.timeZone),
      ends_at: momentAt(day, item.until, city.timeZone),
      place: item.place,
      languages: item.languages,
      coming: (item.coming ?? {}) as Localised,
      seats: item.seats ?? null,
    });
    await tx.record({ space: city.space, kind: 'training.added', subject: id, audience: 'public' });
    return { space: city.space, subject: id };
  },
};
