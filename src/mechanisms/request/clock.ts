import {
  addWorkingDays,
  dayOf,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../platform/working-days.ts';
import { type Act, isAnswer, type State } from './rules.ts';

/**
 * The clock of a promised reply, in working days of the city. A request keeps it as facts of its acts, so a
 * day on which the town hall closes later on moves no promise that was already given.
 */
export type Clock = {
  /** The day by whose end the unit promised to answer, YYYY-MM-DD; null while it does not run. */
  due: string | null;
  /** Working days left when it was stopped by a question or an offer; null while it runs or is over. */
  left: number | null;
  /** The promise in force, in working days. */
  promise: number;
};

/** After a reply the unit has at least this many working days, however late it had asked. */
export const leastAfterReply = 2;
/** A unit that promised nothing is held to this, in working days. */
export const usualPromise = 10;

/**
 * The clock after an act at `at`. It starts when a unit gets the request (sent, forwarded, opened again),
 * with that unit's `promise`; stops while the asker is to answer; goes on after the reply with the days that
 * were left, at least two; and is over with the answer. `before` is null for the first act.
 */
export function clockAfter(
  before: Clock | null,
  move: { act: Act; state: State; at: Date; promise: number },
  calendar: WorkingCalendar,
): Clock {
  const today = dayOf(move.at, calendar.timeZone);
  const promise = Math.max(1, Math.trunc(move.promise));
  if (move.state === 'with-unit') {
    const restarts = !before || move.act === 'sent' || move.act === 'forwarded' || move.act === 'reopened';
    if (restarts) return { due: addWorkingDays(today, promise, calendar), left: null, promise };
    if (before.due) return before;
    const days = Math.max(leastAfterReply, before.left ?? 0);
    return { due: addWorkingDays(today, days, calendar), left: null, promise: before.promise };
  }
  if (move.state === 'with-asker' || move.state === 'countered') {
    const left = before?.due ? workingDaysBetween(today, before.due, calendar) : (before?.left ?? 0);
    return { due: null, left, promise: before?.promise ?? promise };
  }
  return { due: null, left: null, promise: before?.promise ?? promise };
}

/**
 * What an act counts for in the statistics: null unless it is the first answer. `days` are the working days
 * since the request was first sent, forwards and other units' time included, because that is how long the
 * asker waited; `late` the working days after the day promised by the unit that answers (0: in time). A question
 * back is no answer; one that was asked after the promised day does not make up for being late.
 */
export function answerTime(
  act: Act,
  earlier: readonly { act: Act; at: Date; due: string | null }[],
  at: Date,
  calendar: WorkingCalendar,
): { days: number; late: number } | null {
  const sent = earlier[0];
  if (!sent || !isAnswer(act) || earlier.some((one) => isAnswer(one.act))) return null;
  const today = dayOf(at, calendar.timeZone);
  let due: string | null = null;
  let late = 0;
  for (const one of [...earlier, { act, at, due: null }]) {
    const day = dayOf(one.at, calendar.timeZone);
    // The unit that has it now answers for its own days only.
    if (one.act === 'forwarded' || one.act === 'reopened') late = 0;
    else if (due && one.due === null) late += workingDaysBetween(due, day, calendar);
    due = one.due;
  }
  return { days: workingDaysBetween(dayOf(sent.at, calendar.timeZone), today, calendar), late };
}

/** When a unit is reminded: shortly before the promised day, on it, and after it. */
export const reminderStages = ['soon', 'today', 'late'] as const;
export type ReminderStage = (typeof reminderStages)[number];

/** "Soon" is this many working days before the promised day. */
export const soonIs = 2;

/**
 * Which reminder a request asks for today, if any. `since` is the day on which the unit got it: on that day
 * it has just been told.
 */
export function reminderFor(
  today: string,
  due: string,
  since: string,
  calendar: Pick<WorkingCalendar, 'closedDays'>,
): ReminderStage | undefined {
  if (today > due) return 'late';
  if (today === due) return 'today';
  if (today > since && workingDaysBetween(today, due, calendar) <= soonIs) return 'soon';
  return undefined;
}

/** How many working days a promise is overdue; 0 on the promised day itself. */
export function daysLate(today: string, due: string, calendar: Pick<WorkingCalendar, 'closedDays'>): number {
  return workingDaysBetween(due, today, calendar);
}
