/**
 * The moment at which the clocks of a city show a day (YYYY-MM-DD) and a time (HH:MM). Where they show it twice, in
 * autumn, it is the first; where they skip it, in spring, it is as long after the last minute before.
 */
export function momentAt(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // Offsets a day before and after: between them the clocks change once at most.
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map((at) => offsetAt(at, timeZone));
  const found = offsets
    .map((offset) => wanted - offset)
    .filter((at) => at + offsetAt(at, timeZone) === wanted);
  return new Date(found.length > 0 ? Math.min(...found) : wanted - offsets[0]!);
}

/** The time of day (HH:MM) that the clocks of a city show. */
export function timeOf(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(11, 16);
}

/** A time as people type it: 9, 9:30, 09.30, 9 Uhr, 17h, 5 pm. Undefined where it is none. */
export function readTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.h]\s?(\d{2}))?\s*(uhr|h|am|pm)?\.?$/i.exec(typed.trim());
  if (!found) return undefined;
  const half = found[3]?.toLowerCase();
  const typedHour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if ((half === 'am' || half === 'pm') && (typedHour < 1 || typedHour > 12)) return undefined;
  const hour = half === 'pm' ? (typedHour % 12) + 12 : half === 'am' ? typedHour % 12 : typedHour;
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const writers = new Map<string, Intl.DateTimeFormat>();

/** By how many milliseconds the clocks of a city are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  let writer = writers.get(timeZone);
  if (!writer) {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    writer = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone, hourCycle: 'h23' });
    writers.set(timeZone, writer);
  }
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${writer.format(minute).replace(', ', 'T')}:00Z`) - minute;
}
