import { z } from 'zod';
import { Refusal, refuseAll } from '../../platform/http/problems.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import { momentAt, readTime } from '../../platform/moment.ts';
import { addDays, dayOf, isWorkingDay, type WorkingCalendar } from '../../platform/working-days.ts';
import { stageOf } from './rules.ts';

/** Partners that a question goes to at least: answers are there to be compared. */
export const fewest = 2;
/** Days that are proposed for answering: each partner has to ask its own people first. */
const usualDays = 10;
/** No round is asked further ahead than this: who remembers a question of last year? */
const longestDays = 366;

/** The day (YYYY-MM-DD) and time that a form proposes: noon of a working day, so many days from now or later. */
export function usualDate(
  now: Date,
  calendar: WorkingCalendar,
  days = usualDays,
): { day: string; time: string } {
  let day = addDays(dayOf(now, calendar.timeZone), days);
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return { day, time: '12:00' };
}

/**
 * A date as it was typed in two `fields`, as a moment. Throws Refusals of each field that is wrong: `day.wanted`, `day.none`, `due.past`,
 * `due.far`; `time.wanted`.
 */
export function readDate(
  typed: { day: string; time: string },
  now: Date,
  timeZone: string,
  fields = { day: 'day', time: 'time' },
): Date {
  const day = readDay(typed.day, dayOf(now, timeZone));
  const time = readTime(typed.time);
  const wrong: Refusal[] = [];
  if (!day) wrong.push(new Refusal(isNoSuchDay(typed.day) ? 'day.none' : 'day.wanted', fields.day));
  if (!time) wrong.push(new Refusal('time.wanted', fields.time));
  refuseAll(wrong);
  const at = momentAt(day!, time!, timeZone);
  if (at <= now) throw new Refusal('due.past', fields.day);
  if (at.getTime() - now.getTime() > longestDays * 86_400_000) throw new Refusal('due.far', fields.day);
  return at;
}

/** Who is asked: those who have joined, not those who are only invited. */
export function joinedOf<Partner extends { joinedAt: Date | null }>(partners: readonly Partner[]): Partner[] {
  return partners.filter(({ joinedAt }) => joinedAt);
}

/** Why a kind of rounds is not asked now: one of them still runs, or there is nobody to compare with. */
export function whyNotNow(
  rounds: readonly Parameters<typeof stageOf>[0][],
  joined: number,
  now: Date,
): 'running' | 'few' | undefined {
  if (rounds.some((round) => stageOf(round, now) === 'closed')) return 'running';
  return joined < fewest ? 'few' : undefined;
}

const one = (key: string, most: number) =>
  z
    .string({ error: `${key}.wanted` })
    .trim()
    .max(most, 'text.long');
const list = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat())
  .optional()
  .transform((value) => value ?? []);

/** When answers open. */
export const when = {
  opens: z.enum(['all', 'date'], 'opens.wanted'),
  day: one('day', 40),
  time: one('time', 20),
};

/** Putting a room's own questions to all partners. */
export const openForm = z.object({
  about: z.string().trim().max(1000, 'text.long').default(''),
  opens: when.opens,
  day: z.string().trim().max(40, 'text.long'),
  time: z.string().trim().max(20, 'text.long'),
});
export type Opening = z.output<typeof openForm>;

/** More time for all: another date, and why. The moment is read by `readDate`. */
export const dateForm = z.object({
  day: when.day,
  time: when.time,
  reason: one('reason', 500).refine(Boolean, 'reason.wanted'),
});

/** Who else is asked: ids of partners, one at least. */
export const alsoForm = z.object({ who: list.refine((who) => who.length > 0, 'also.wanted') });
