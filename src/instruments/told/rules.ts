import { createHash } from 'node:crypto';
import { z } from 'zod';
import { entryKind } from '../../mechanisms/sealed-round/rules.ts';
import { addDays, dayOf, endOfDay, noonOf } from '../../platform/working-days.ts';

export const rhythms = ['at-once', 'daily', 'weekly', 'never'] as const;
export type Rhythm = (typeof rhythms)[number];

/** How people are told who have chosen nothing. */
export const usual = { rhythm: 'daily', hour: 8 } as const satisfies { rhythm: Rhythm; hour: number };

/** Minutes between two mails at once: what comes meanwhile is told together. */
export const breath = 5;

/** Days before it is due that somebody is reminded of a thing. */
export const remindDays = 2;

/** What happened longer ago, in days, is not told any more: more than the week of who is told on Mondays. */
export const oldest = 8;

/** Lines of a mail about what waits, and about what happened; what is more can be read on the pages. */
export const mostLines = 10;

/** Kinds of entries with which something that has a day comes onto desks: who has it there is told of it at once. */
export function askingOf(rooms: readonly { asks?: readonly string[] }[]): readonly string[] {
  const rounds = rooms.flatMap(({ asks = [] }) => asks);
  return rounds.flatMap((kind) => [entryKind(kind, 'asked'), entryKind(kind, 'asked-also')]);
}

/**
 * How many of `most` lines each partnership gets, of as many as it has: one after the other gets one more, so that
 * none is silent because another is loud.
 */
export function sharesOf(lines: readonly number[], most: number): number[] {
  const shares = lines.map(() => 0);
  let left = Math.min(
    most,
    lines.reduce((sum, n) => sum + n, 0),
  );
  while (left > 0) {
    for (const [at, n] of lines.entries()) {
      if (left === 0 || shares[at]! >= n) continue;
      shares[at]! += 1;
      left -= 1;
    }
  }
  return shares;
}

/** Characters of what somebody wrote that a subject names: more is cut off by most programs that show mails. */
const longestInSubject = 80;

export function shortened(text: string): string {
  if (text.length <= longestInSubject) return text;
  return `${text.slice(0, longestInSubject).replace(/\s+\S*$/, '')} …`;
}

const rhythm = z.enum(rhythms, 'rhythm.wanted');

/** Fields named by a partnership say how it goes there; empty: as for everything. */
export const choiceForm = z
  .object({
    rhythm,
    hour: z
      .string('hour.wanted')
      .regex(/^(1?\d|2[0-3])$/, 'hour.wanted')
      .transform(Number),
  })
  .catchall(z.union([rhythm, z.literal('')], 'rhythm.wanted'));

export const fieldOf = (partnership: string) => `in-${partnership}`;

const writers = new Map<string, Intl.DateTimeFormat>();

function hourOf(at: Date, timeZone: string): number {
  let writer = writers.get(timeZone);
  if (!writer) {
    writer = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
    writers.set(timeZone, writer);
  }
  return Number(writer.format(at));
}

const quarter = 15 * 60_000;

/**
 * The moment of a day at which the city's clocks come to an hour, to the quarter: where they jump over it, the
 * moment of the jump; where it comes twice, the first time.
 */
export function hourStrikes(day: string, hour: number, timeZone: string): Date {
  // Midnight in UTC is at most 14 hours from midnight in the city: look for the quarter from which on it is so late.
  const begin = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000;
  let early = 0;
  let late = (54 * 3_600_000) / quarter;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    const at = new Date(begin + middle * quarter);
    const there = dayOf(at, timeZone);
    if (there > day || (there === day && hourOf(at, timeZone) >= hour)) late = middle;
    else early = middle;
  }
  return new Date(begin + late * quarter);
}

/** For each hour from 0 to 23 when it last struck, on any day and on a Monday. */
export function lastStrikes(now: Date, timeZone: string): { daily: Date[]; weekly: Date[] } {
  const today = dayOf(now, timeZone);
  const monday = addDays(today, -((noonOf(today).getUTCDay() + 6) % 7));
  const last = (day: string, every: number) => (hour: number) => {
    const at = hourStrikes(day, hour, timeZone);
    return at <= now ? at : hourStrikes(addDays(day, -every), hour, timeZone);
  };
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return { daily: hours.map(last(today, 1)), weekly: hours.map(last(monday, 7)) };
}

/** The partnership that something on a desk belongs to, as its address tells. */
export function partnershipOf(href: string): string | undefined {
  return /^\/partnerships\/([0-9a-f-]{36})(?:[/?#]|$)/.exec(href)?.[1];
}

/** From now to the end of the last day of which somebody is reminded now. */
export function soonSpan(now: Date, timeZone: string) {
  const firstDay = dayOf(now, timeZone);
  const lastDay = addDays(firstDay, remindDays);
  return { from: now, until: endOfDay(lastDay, timeZone), firstDay, lastDay };
}

/** Is it time to remind somebody of a thing? What is late was due before. */
export function dueSoon({ due }: { due: Date | null }, now: Date, timeZone: string): boolean {
  if (!due || due < now) return false;
  return dayOf(due, timeZone) <= addDays(dayOf(now, timeZone), remindDays);
}

/** By what it is known that somebody was reminded of this: moved to another day, it is another thing. */
export function keyOf({ id }: { id: string }, { href, due }: { href: string; due: Date | null }): Buffer {
  return createHash('sha256')
    .update(`${id}\n${href}\n${due?.toISOString() ?? ''}`)
    .digest();
}

/** A fingerprint as an id (RFC 9562, version 8). */
export function idFrom(key: Buffer): string {
  const hex = key.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
