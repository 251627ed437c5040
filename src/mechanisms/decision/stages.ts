/**
 * What is wanted of all while something is put to them: to talk about it, to find words for it, or to say yes or no. The
 * three are common in facilitation; what matters is that it is said at every moment which one it is.
 */
export const stages = ['explore', 'shape', 'decide'] as const;
export type Stage = (typeof stages)[number];

/** Whether that goes back, to one that comes before. */
export function isBack(was: Stage, stage: Stage): boolean {
  return stages.indexOf(stage) < stages.indexOf(was);
}

type Timed = { stage: Stage; dueAt: Date; settledAt: Date | null; withdrawnAt: Date | null };

/** Whether voices are taken: the same as `app_decision_open` says, for what is shown. */
export function isOpen({ stage, dueAt, settledAt, withdrawnAt }: Timed, now: Date): boolean {
  return stage === 'decide' && !settledAt && !withdrawnAt && dueAt > now;
}

/** Whether it goes on: it is open, or voices are not taken yet. The same as `app_decision_going`. */
export function isGoing(one: Timed, now: Date): boolean {
  return isOpen(one, now) || (one.stage !== 'decide' && !one.settledAt && !one.withdrawnAt);
}

/** Whether it is neither counted nor taken back: nothing takes its place, whether its end has come or not. */
export function isUndecided({ settledAt, withdrawnAt }: Pick<Timed, 'settledAt' | 'withdrawnAt'>): boolean {
  return !settledAt && !withdrawnAt;
}

/** When it opens by itself, where it does and has not yet. */
export function opensOf({ stage, opensAt }: { stage: Stage; opensAt: Date | null }): Date | null {
  return stage === 'decide' ? null : opensAt;
}

/** Whether it is over, and the house has not counted it yet. */
export function isToCount(one: Timed, now: Date): boolean {
  return !one.settledAt && !one.withdrawnAt && !isGoing(one, now);
}
