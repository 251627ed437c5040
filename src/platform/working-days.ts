/** The days on which the town hall works: Monday to Friday, but for its closed days (YYYY-MM-DD). */
export type WorkingCalendar = { readonly timeZone: string; readonly closedDays: readonly string[] };

const writers = new Map<string, Intl.DateTimeFormat>();

/** The day (YYYY-MM-DD) on which a moment falls, by the clocks of the city. */
export function dayOf(at: Date, timeZone: string): string {
  let writer = writers.get(timeZone);
  if (!writer) {
    writer = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    writers.set(timeZone, writer);
  }
  // English as in Canada writes days as ISO 8601 does; taking the parts apart costs three times as much.
  return writer.format(at).padStart(10, '0');
}

/** A day as the moment of its UTC noon: far from midnight in either direction, so that counting days needs no time zone. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** The day `days` calendar days after (before, if negative) a day. */
export function addDays(day: string, days: number): string {
  const noon = noonOf(day);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

export function isWorkingDay(day: string, calendar: Pick<WorkingCalendar, 'closedDays'>): boolean {
  const weekday = noonOf(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.closedDays.includes(day);
}

/**
 * The `days`-th working day after `day`, which itself does not count (a period begins on the day after
 * the event: Regulation (EEC, Euratom) No 1182/71, article 3). `days` is a whole number from 1 up.
 */
export function addWorkingDays(
  day: string,
  days: number,
  calendar: Pick<WorkingCalendar, 'closedDays'>,
): string {
  let left = days;
  let found = day;
  while (left > 0) {
    found = addDays(found, 1);
    if (isWorkingDay(found, calendar)) left -= 1;
  }
  return found;
}

/** How many working days lie after `from`, up to and with `to`; 0 where `to` is not later. */
export function workingDaysBetween(
  from: string,
  to: string,
  calendar: Pick<WorkingCalendar, 'closedDays'>,
): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

/** The last moment of a day by the clocks of the city. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = addDays(day, 1);
  // Midnight in UTC is at most 14 hours from midnight in the city: look for the hour in which the day changes.
  let early = Date.parse(`${next}T00:00:00Z`) - 15 * 3_600_000;
  let late = early + 30 * 3_600_000;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (dayOf(new Date(middle), timeZone) < next) early = middle;
    else late = middle;
  }
  return new Date(early);
}
