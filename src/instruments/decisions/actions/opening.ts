import { openOne } from '../../../mechanisms/decision/moving.ts';
import type { Stage } from '../../../mechanisms/decision/stages.ts';
import { readDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { House } from '../../../platform/house.ts';
import { Refusal } from '../../../platform/http/problems.ts';

/**
 * From when on voices are taken, as it was typed, and what is wanted until then; without a day as `stage` says. Throws
 * Refusals of `from` and `fromTime`.
 */
export function readOpening(
  { stage = 'decide', from = '', fromTime = '' }: { stage?: Stage; from?: string; fromTime?: string },
  dueAt: Date,
  now: Date,
  timeZone: string,
): { stage: Stage; opensAt: Date | null } {
  if (!from) return { stage, opensAt: null };
  const fields = { day: 'from', time: 'fromTime' };
  const opensAt = readDate({ day: from, time: fromTime }, now, timeZone, fields);
  if (opensAt >= dueAt) throw new Refusal('from.late', 'from');
  // Its words can still be changed.
  return { stage: stage === 'decide' ? 'shape' : stage, opensAt };
}

/** Tells of what has opened by itself, each in a transaction of its own. Run again it changes nothing. */
export async function tellOpened({ database }: Pick<House, 'database'>): Promise<void> {
  while (await database.system((tx) => openOne(tx)));
}
