import type { BackupSettings } from '../../config.ts';
import { momentAt } from '../moment.ts';
import { addDays, dayOf } from '../working-days.ts';

export type Run = { began_at: Date; ended_at: Date | null; problem: string | null };

/** Hours after which a backup that has not ended never will: its program is gone. */
const longest = 6;
/** One that failed is tried again after an hour, twice. */
const attempts = 3;
const pause = 1;

const hours = (amount: number) => amount * 3_600_000;

/** The last moment at which a backup was to be made: the hour that began, or the time of day by the city's clocks. */
export function lastDue(now: Date, every: NonNullable<BackupSettings['every']>, timeZone: string): Date {
  if (every === 'hour') return new Date(Math.floor(now.getTime() / hours(1)) * hours(1));
  const today = dayOf(now, timeZone);
  const at = momentAt(today, every.at, timeZone);
  return at <= now ? at : momentAt(addDays(today, -1), every.at, timeZone);
}

/** Whether one is to be made now, by those that were begun since the last moment for it. */
export function isDue(now: Date, due: Date, runs: readonly Run[]): boolean {
  const since = runs.filter((run) => run.began_at >= due);
  if (since.some((run) => run.ended_at && run.problem === null)) return false;
  if (since.some((run) => isUnderWay(run, now)) || since.length >= attempts) return false;
  return since.every((run) => run.began_at.getTime() <= now.getTime() - hours(pause));
}

export function isUnderWay(run: Run, now: Date): boolean {
  return !run.ended_at && run.began_at.getTime() > now.getTime() - hours(longest);
}
