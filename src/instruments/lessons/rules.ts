import { z } from 'zod';
import { findLesson, type LessonId, lessonIds, lessons, lessonsIn } from '../../guide/lessons.ts';
import { isNoSuchDay, readDay, typedDay } from '../../platform/i18n/dates.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { localisedShape, typedLocalised } from '../../platform/i18n/localised.ts';
import { languageName } from '../../platform/i18n/names.ts';
import { momentAt, readTime, timeOf } from '../../platform/moment.ts';
import { fold, wordsOf } from '../../platform/search/words.ts';
import { dayOf } from '../../platform/working-days.ts';
import { readLanguages } from '../directory/rules.ts';

/** Three minutes of reading each become an hour of practice: more than three do not fit into an evening. */
export const mostLessons = 3;
/** Days ahead: a day typed with a wrong year is not announced. */
const farthest = 730;
const mostSeats = 10_000;

/** What a training session says. Times are moments; `languages` are codes of ISO 639-1. */
export type TrainingFields = {
  lessons: LessonId[];
  begins_at: Date;
  ends_at: Date;
  place: string;
  languages: string[];
  coming: Localised;
  seats: number | null;
};

/**
 * A training session; when it is, is read by `readWhen`. `locales`: the languages of the city, in which it says
 * who should come.
 */
export function trainingForm(locales: readonly Locale[]) {
  return z.object({
    lessons: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((chosen) => lessonIds.filter((id) => [chosen].flat().includes(id)))
      .refine((chosen) => chosen.length > 0, 'lessons.wanted')
      .refine((chosen) => chosen.length <= mostLessons, 'lessons.many'),
    day: z.string().trim().default(''),
    from: z.string().trim().default(''),
    until: z.string().trim().default(''),
    place: z.string().trim().min(1, 'place.wanted').max(200, 'place.long'),
    languages: z
      .string()
      .trim()
      .default('')
      .refine((typed) => typed !== '', 'languages.wanted')
      .transform((typed, context) => {
        const tags = readLanguages(typed);
        if (!tags) context.addIssue({ code: 'custom', message: 'languages.unknown' });
        return tags ?? [];
      }),
    ...localisedShape('coming', locales, 600, 'coming.long'),
    seats: z
      .string()
      .trim()
      .default('')
      .refine(
        (typed) =>
          typed === '' || (/^\d{1,5}$/.test(typed) && Number(typed) > 0 && Number(typed) <= mostSeats),
        'seats.wanted',
      )
      .transform((typed) => (typed ? Number(typed) : null)),
  });
}

/** Why a session does not take place: those who wanted to come read it. */
export const cancellationForm = z.object({
  reason: z.string().trim().min(1, 'reason.wanted').max(400, 'reason.long'),
});

type Wrong = { field: 'day' | 'from' | 'until'; key: string };

/** The moments that a day and two times of it mean by the clocks of the city; or what is wrong, all of it at once. */
export function readWhen(
  typed: { day: string; from: string; until: string },
  now: Date,
  timeZone: string,
): { begins: Date; ends: Date } | { wrong: Wrong[] } {
  const day = readDay(typed.day, dayOf(now, timeZone));
  const [from, until] = [readTime(typed.from), readTime(typed.until)];
  const wrong: Wrong[] = [];
  if (!day) wrong.push({ field: 'day', key: isNoSuchDay(typed.day) ? 'day.none' : 'day.wanted' });
  if (!from) wrong.push({ field: 'from', key: 'time.wanted' });
  if (!until) wrong.push({ field: 'until', key: 'time.wanted' });
  if (!day || !from || !until) return { wrong };
  const begins = momentAt(day, from, timeZone);
  const ends = momentAt(day, until, timeZone);
  if (begins <= now) wrong.push({ field: 'day', key: 'day.past' });
  if (begins.getTime() - now.getTime() > farthest * 86_400_000) wrong.push({ field: 'day', key: 'day.far' });
  if (ends <= begins) wrong.push({ field: 'until', key: 'until.before' });
  return wrong.length > 0 ? { wrong } : { begins, ends };
}

/** A session as its form shows it. */
export function typedTraining(
  training: TrainingFields,
  { locales, locale, timeZone }: { locales: readonly Locale[]; locale: Locale; timeZone: string },
) {
  return {
    lessons: training.lessons as string[],
    day: typedDay(dayOf(training.begins_at, timeZone)),
    from: timeOf(training.begins_at, timeZone),
    until: timeOf(training.ends_at, timeZone),
    place: training.place,
    languages: training.languages.map((tag) => languageName(tag, locale)).join(', '),
    ...typedLocalised(training.coming, 'coming', locales),
    seats: training.seats?.toString() ?? '',
  };
}

/** What a session is called: the titles of its lessons. */
export function titleOf({ lessons: chosen }: Pick<TrainingFields, 'lessons'>, locale: Locale): string {
  // One that the guide has no more is not named.
  return chosen.flatMap((id) => (findLesson(id) ? [lessonsIn(locale)[id].title] : [])).join(' · ');
}

/** The address that a place is a link to, where people meet online; undefined where it is an address in town. */
export function linkOf(place: string): string | undefined {
  return /^https:\/\/\S+$/.test(place) && URL.canParse(place) ? place : undefined;
}

/**
 * The lessons in which each of the words that were typed begins a word, those first that say them in their title. Slips
 * are not forgiven: the titles are few, and all of them stand on one page.
 */
export function lookForLessons(typed: string, locale: Locale): LessonId[] {
  const asked = wordsOf(typed).map(({ folded }) => folded);
  if (asked.length === 0) return [];
  const says = (texts: readonly string[]) => {
    const words = texts.flatMap((text) => wordsOf(text).map(({ lower }) => fold(lower)));
    return asked.every((one) => words.some((word) => word.startsWith(one)));
  };
  const met = lessons.flatMap(({ id }) => {
    const { title, about, when, wrong, do: steps } = lessonsIn(locale)[id];
    if (says([title])) return [{ id, rank: 0 }];
    return says([title, about, when, wrong, ...steps]) ? [{ id, rank: 1 }] : [];
  });
  return met.toSorted((a, b) => a.rank - b.rank).map(({ id }) => id);
}
