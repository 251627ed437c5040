import type { Locale } from './locale.ts';

const styles = {
  /** 3 March 2026 */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** 27 May */
  day: { day: 'numeric', month: 'long' },
  /** Wednesday */
  weekdayName: { weekday: 'long' },
  /** Wednesday 27 May */
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
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

/** English dates are written the European way: the day first. */
const tags: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' };
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
    writer = new Intl.DateTimeFormat(tags[place.locale], { ...styles[style], timeZone });
    writers.set(key, writer);
  }
  return writer.format(typeof at === 'string' ? new Date(`${at}T12:00:00Z`) : at);
}

/** A day as people type it: 27.5.2026. */
export function typedDay(day: string): string {
  return day.split('-').map(Number).reverse().join('.');
}

/** Reads a day as people write it: 27.5.2026, 27/5/26, 2026-05-27. Undefined where there is no such day. */
export function readDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const written = /^(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4}|\d{2})$/.exec(text.trim());
  const [year, month, day] = iso
    ? [iso[1]!, iso[2]!, iso[3]!]
    : written
      ? [written[3]!.padStart(4, '20'), written[2]!, written[1]!]
      : [];
  if (!year || !month || !day) return undefined;
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${found}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(found) ? found : undefined;
}
