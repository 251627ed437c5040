import { addDays, dayOf, noonOf } from '../../platform/working-days.ts';

export type Pile = 'late' | 'week' | 'later';
export const piles: readonly Pile[] = ['late', 'week', 'later'];

/** What the reader did in so many days stands below what waits, and no more than so many of it. */
export const lately = { days: 14, most: 8 } as const;

export type Waiting = { due: Date | null };

/** The last day (Sunday) of the week in which a day lies. Weeks begin on Monday (ISO 8601). */
export function endOfWeek(day: string): string {
  const weekday = noonOf(day).getUTCDay();
  return addDays(day, weekday === 0 ? 0 : 7 - weekday);
}

/**
 * What is over is late; what ends by Sunday is due this week, and so is what ends within the next two
 * days, or Saturday's desk would hide Monday's work. All else, and what has no day at all, comes later.
 */
export function pileOf({ due }: Waiting, now: Date, timeZone: string): Pile {
  if (!due) return 'later';
  if (due < now) return 'late';
  const today = dayOf(now, timeZone);
  const soon = [endOfWeek(today), addDays(today, 2)].sort().at(-1)!;
  return dayOf(due, timeZone) <= soon ? 'week' : 'later';
}

/** Calendar days from one moment to another by the clocks of the city; negative if it is over. */
export function daysUntil(due: Date, now: Date, timeZone: string): number {
  const days = noonOf(dayOf(due, timeZone)).getTime() - noonOf(dayOf(now, timeZone)).getTime();
  return Math.round(days / 86_400_000);
}

/** In the order of their days, what has none at the end; equals stay as they came. */
export function inOrder<Item extends Waiting>(items: readonly Item[]): Item[] {
  const at = (item: Item) => item.due?.getTime() ?? Number.POSITIVE_INFINITY;
  return items.toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
