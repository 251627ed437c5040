import { addDays, dayOf } from '../working-days.ts';
import type { Locale } from './locale.ts';

const styles = {
  /** 3 March 2026 */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** March 2026 */
  month: { month: 'long', year: 'numeric' },
  /** 3 Mar 2026 */
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  /** 27 May */
  day: { day: 'numeric', month: 'long' },
  /** Wednesday */
  weekdayName: { weekday: 'long' },
  /** Wednesday 27 May */
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  /** Wednesday, 27 May 2026 */
  weekdayOfYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** 15:00 */
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  /** Tuesday 9 June, 15:00 */
  moment: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The same with the year, for a day that lies in another one than today's. */
const withYear = { day: 'long', weekday: 'weekdayOfYear' } as const;

/** English dates are written the European way: the day first. */
export const dateTags: Record<Locale, string> = { en: 'en-GB', de: 'de-DE', nb: 'nb-NO', nl: 'nl-NL' };
/** What is written behind a time of day. */
const afterTime: Record<Locale, string> = { en: '', de: ' Uhr', nb: '', nl: ' uur' };
const writers = new Map<string, Intl.DateTimeFormat>();

/** Writes a date in a language, by the clocks of the city. A day (YYYY-MM-DD) is that day everywhere. */
export function writeDate(
  at: Date | string,
  style: keyof typeof styles,
  place: { locale: Locale; timeZone: string },
): string {
  const timeZone = typeof at === 'string' ? 'UTC' : place.timeZone;
  const key = `${place.locale} ${style} ${timeZone}`;
  let writer = writers.get(key);
  if (!writer) {
    writer = new Intl.DateTimeFormat(dateTags[place.locale], { ...styles[style], timeZone });
    writers.set(key, writer);
  }
  const written = writer.format(typeof at === 'string' ? new Date(`${at}T12:00:00Z`) : at);
  return written + (style === 'moment' ? afterTime[place.locale] : '');
}

/** As `writeDate`, and which year it is where that is not this one: `today` is YYYY-MM-DD. */
export function writeNearDate(
  at: Date | string,
  style: keyof typeof withYear,
  today: string,
  place: { locale: Locale; timeZone: string },
): string {
  const year = typeof at === 'string' ? at.slice(0, 4) : dayOf(at, place.timeZone).slice(0, 4);
  return writeDate(at, year === today.slice(0, 4) ? style : withYear[style], place);
}

/** A day as people type it: 27.5.2026. */
export function typedDay(day: string): string {
  return day.split('-').map(Number).reverse().join('.');
}

/**
 * A day that `typedDay` wrote, as a field shows it. English is read in countries that put the month first: there its name
 * says which figure is the day. Other words, such as those of a reader, stay as they are. `readDay` reads both.
 */
export function dayInField(typed: string, locale: Locale): string {
  const day = locale === 'en' && /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(typed) && readDay(typed);
  return day ? writeDate(day, 'short', { locale, timeZone: 'UTC' }) : typed;
}

/** A day as the example of a hint: its month in words, so that nobody asks which figure is the month. `readDay` reads it. */
export function exampleDay(day: string, locale: Locale): string {
  return writeDate(day, 'long', { locale, timeZone: 'UTC' });
}

/** The same for what lies ahead: a day in two weeks, which somebody could really mean. */
export function exampleAhead({
  now,
  locale,
  city,
}: {
  now: Date;
  locale: Locale;
  city: { timeZone: string };
}): string {
  return exampleDay(addDays(dayOf(now, city.timeZone), 14), locale);
}

const months: Record<string, number> = Object.fromEntries(
  [
    'jan januar january januari',
    'feb februar february februari',
    'mar mär mrz mrt märz march mars maart',
    'apr april',
    'may mai mei',
    'jun juni june',
    'jul juli july',
    'aug august augustus',
    'sep sept september',
    'oct okt october oktober',
    'nov november',
    'dec dez des december dezember desember',
  ].flatMap((names, n) => names.split(' ').map((name) => [name, n + 1])),
);

/**
 * A day as people type it: 27.5.2026, 27/5/2026, 27-5-2026, 27.5.26, 2026-05-27, 27 May 2026, 27. Mai 2026,
 * May 27 2026; the names of months in every language of the program.
 * Day before month, as in Europe. Without a year it is the next such day from `today` on. Undefined where it
 * is no day.
 */
export function readDay(typed: string, today?: string): string | undefined {
  const parts = partsOf(typed);
  return parts && dayFrom(parts.year, parts.month, parts.day, today);
}

/** Written like a day, and no calendar has it: 31.2.2027. */
export function isNoSuchDay(typed: string): boolean {
  return partsOf(typed) !== undefined && readDay(typed, '2000-01-01') === undefined;
}

type Parts = { year: string | undefined; month: number; day: number };

function partsOf(typed: string): Parts | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ').replace(/,/g, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return { year: iso[1], month: Number(iso[2]), day: Number(iso[3]) };
  const figures = /^(\d{1,2})[-./ ] ?(\d{1,2})(?:[-./ ] ?(\d{4}|\d{2})?)?$/.exec(text);
  if (figures) return { year: figures[3], month: Number(figures[2]), day: Number(figures[1]) };
  const inWords = (year: string | undefined, month: string, day: string): Parts | undefined =>
    months[month] ? { year, month: months[month], day: Number(day) } : undefined;
  const named = /^(\d{1,2})\.? ([a-zä]+)\.?(?: (\d{4}))?$/.exec(text);
  if (named) return inWords(named[3], named[2]!, named[1]!);
  const american = /^([a-zä]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text);
  return american ? inWords(american[3], american[1]!, american[2]!) : undefined;
}

function dayFrom(year: string | undefined, month: number, day: number, today?: string): string | undefined {
  if (!year) {
    if (!today) return undefined;
    const thisYear = dayFrom(today.slice(0, 4), month, day, today);
    if (thisYear && thisYear >= today) return thisYear;
    return dayFrom(String(Number(today.slice(0, 4)) + 1), month, day, today);
  }
  const full = year.length === 2 ? `20${year}` : year;
  const text = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  // 31 April would become 1 May: a day that changes when it is counted is none.
  return addDays(text, 0) === text ? text : undefined;
}
