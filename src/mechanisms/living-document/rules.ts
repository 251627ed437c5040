import { addDays } from '../../platform/working-days.ts';
import { tallyOf } from '../consent/rules.ts';

/**
 * A text of several blocks that its partners adopt together. Every change of a block is a version; a version that
 * all partners said yes to holds, until another one does. So one can propose and talk as long as it takes, and
 * always knows what is agreed.
 */

/** What a partner says to a version. There is no no: who does not say yes says what is missing. */
export const answers = ['yes', 'not-yet'] as const;
export type Answer = (typeof answers)[number];

export type Said = { partner: string; answer: Answer };

export function isYes({ answer }: Said): boolean {
  return answer === 'yes';
}

/**
 * What a text is looked at again for besides its day: an event that people say has come, a partner that joined, one that
 * left. The last two the house sees itself.
 */
export type OccasionKind = 'event' | 'joined' | 'left';

/**
 * What has come since a text was agreed or said to hold, of all that it is to be looked at again for: events, and
 * partners. `joined`: those who are in and were not then. `gone`: those who were in then and are not.
 */
export type Reasons = { happened: number; joined: number; gone: number };
/** Nothing has come. */
export const noReasons: Reasons = { happened: 0, joined: 0, gone: 0 };

/** Whether anything has come for which all wanted to look at it again. */
export function isCalledFor({ happened, joined, gone }: Reasons): boolean {
  return happened + joined + gone > 0;
}

/** Where a text stands: `revisit` when its day has come, or something for which all wanted to look at it again. */
export type State = 'none' | 'begun' | 'agreed' | 'revisit';

/** Of a block: the number of its last version, and of the last one that all adopted. 0: there is none. */
export type Numbers = { latest: number; agreed: number };

/** Adopted when every partner says yes. Nobody's silence is a yes, and where nobody is, nothing is adopted. */
export function isAdopted(partners: readonly string[], said: readonly Said[]): boolean {
  return tallyOf(partners, said, isYes).agreed;
}

/** The whole is agreed once more when each of its blocks holds as it was last written. */
export function isWhole(blocks: readonly Numbers[]): boolean {
  return blocks.length > 0 && blocks.every(({ latest, agreed }) => latest > 0 && latest === agreed);
}

/** Something of it holds. From then on all decide what belongs to it: nobody adds to what holds or takes from it alone. */
export function isHeld(blocks: readonly Pick<Numbers, 'agreed'>[]): boolean {
  return blocks.some(({ agreed }) => agreed > 0);
}

/** A change that is talked about: something is written that does not hold, or not yet. */
export function isOpen({ latest, agreed }: Numbers): boolean {
  return latest !== agreed;
}

/**
 * Where a text stands on a day. What was agreed once stays so until it is to be looked at again, also while it is
 * being changed.
 */
export function stateOf(
  { written, editions, revisitOn, reasons }: Standing,
  /** YYYY-MM-DD. */
  today: string,
): State {
  if (editions === 0) return written ? 'begun' : 'none';
  return isDue(revisitOn, today) || isCalledFor(reasons) ? 'revisit' : 'agreed';
}

/** Whether a day to look again has come. */
export function isDue(revisitOn: string | null, today: string): boolean {
  return revisitOn !== null && revisitOn <= today;
}

/** Of a text: whether something is written, how often all of it was agreed, and what calls for it to be looked at. */
type Standing = { written: boolean; editions: number; revisitOn: string | null; reasons: Reasons };

/** What was agreed is looked at again after half a year, unless those who agreed chose another day. */
export const usualDays = 182;
/** Later than in five years nobody remembers why. */
export const furthestDays = 1827;

/** The day to look again, once the whole is agreed: the chosen one if it lies ahead. */
export function revisitAfter(chosen: string | null, today: string): string {
  return chosen !== null && chosen > today ? chosen : addDays(today, usualDays);
}

/** What is wrong with a day to look again, as a message key. */
export function complaintAboutDay(day: string | undefined, today: string): string | undefined {
  if (!day) return 'day.unread';
  if (day <= today) return 'day.past';
  if (day > addDays(today, furthestDays)) return 'day.far';
  return undefined;
}
