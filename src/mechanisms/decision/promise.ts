import type { Process } from './process.ts';

/**
 * How far those who are concerned are involved, on the ladder of participation that the field uses (five levels as with
 * IAP2, which go back to Arnstein's ladder), in words of our own. Level 1 is the first.
 */
export const levels = ['told', 'asked', 'involved', 'together', 'theirs'] as const;
export type Level = (typeof levels)[number];

/** The level of a number from 1 to 5, rounded. */
export function levelAt(number: number): Level {
  return levels[Math.min(levels.length, Math.max(1, Math.round(number))) - 1]!;
}

export const numberOf = (level: Level): number => levels.indexOf(level) + 1;

/** Where nothing is decided, or only a time is found, nobody is promised a part in it. */
export function mayPromise({ settled, ballot }: Pick<Process, 'settled' | 'ballot'>): boolean {
  return settled.by !== 'nothing' && ballot.kind !== 'fits';
}

/** What a way to decide promises by itself. */
export function usualLevel({ settled }: Pick<Process, 'settled'>): Level {
  return settled.by === 'proposer' ? 'asked' : 'together';
}

/** Days in which those who took part answer, once it is over: as `decision_raters` says. */
export const ratingDays = 14;

/** Answers from which counts are shown: the threshold of common anonymous surveys. */
export const fewestShown = 5;
/** Partners from which, with fewer answers, the middle of them is shown: of two each would know the other's. */
export const fewestPartners = 3;

/** What was promised counts as the highest that ever was: lowering it is told, and makes no difference smaller. */
export function promisedOf(promises: readonly { level: number }[]): number | undefined {
  return promises.length > 0 ? Math.max(...promises.map(({ level }) => level)) : undefined;
}

/** An exact mean, as the sum of so many levels. */
export type Mean = { sum: number; of: number };

export type Lived = {
  answers: number;
  /** Answers of each level, the first first; undefined where too few came in. */
  counts: number[] | undefined;
  /** Undefined where nobody can be kept from being singled out. */
  lived: Mean | undefined;
};

/**
 * What all answered, so that nobody is singled out. It is counted once, when all have answered or two weeks are over: whoever
 * looks again after one more answer would else know that answer. From five answers on it is their counts and their mean. With
 * fewer, but from at least three partners, it is one level alone: the middle of the partners, each of which stands for the
 * middle of its people (of two middles the lower, so that nothing is made to look better). With fewer still, it is only how
 * many answered.
 *
 * @param ratings levels from 1 to 5, with the partner that each comes from
 */
export function livedOf(ratings: readonly { partner: string; level: number }[]): Lived {
  const answers = ratings.length;
  if (answers >= fewestShown) {
    const counts = levels.map((_, n) => ratings.filter(({ level }) => level === n + 1).length);
    const sum = ratings.reduce((all, { level }) => all + level, 0);
    return { answers, counts, lived: { sum, of: answers } };
  }
  const partners = [...Map.groupBy(ratings, ({ partner }) => partner).values()];
  if (partners.length < fewestPartners) return { answers, counts: undefined, lived: undefined };
  const middle = middleOf(partners.map((those) => middleOf(those.map(({ level }) => level))));
  return { answers, counts: undefined, lived: { sum: middle, of: 1 } };
}

function middleOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)]!;
}

/** Levels by which what was lived differs from what was promised; below zero where it was less. */
export function gapOf(promised: number, { sum, of }: Mean): number {
  return sum / of - promised;
}

/** How that reads: half a level is nothing to speak of. */
export function gapSign(gap: number): 'less' | 'as' | 'more' {
  return gap <= -0.5 ? 'less' : gap >= 0.5 ? 'more' : 'as';
}

export type Tally = { promised: number; lived: number; n: number };

/** The means of all, of those of some each: every decision counts the same. Undefined where nothing can be shown of any. */
export function tallyOf(those: readonly Tally[]): Tally | undefined {
  const n = those.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return undefined;
  const mean = (of: (one: Tally) => number) => those.reduce((sum, one) => sum + of(one) * one.n, 0) / n;
  return { promised: mean((one) => one.promised), lived: mean((one) => one.lived), n };
}
