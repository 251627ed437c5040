import { z } from 'zod';
import { addDays, endOfDay } from '../../platform/working-days.ts';
import type { Process } from '../decision/process.ts';
import { everybody, processes } from '../decision/processes.ts';
import { holdsBy, type Outcome } from '../decision/rules.ts';
import { isGoing, type Stage } from '../decision/stages.ts';

/**
 * Under which terms something is adopted: in which way of deciding, how many days it is asked, and how many heads have
 * to speak. Without a way everybody's yes adopts, said to the thing itself.
 */
export type Terms = { process: Process | null; days: number; quorum: number };

/** As it is where partners chose nothing. */
export const usualTerms: Terms = { process: null, days: everybody.days, quorum: 0 };

/** The ways in which something can be adopted: those that say of one proposal whether it holds. */
export const waysToAdopt: readonly Process[] = processes.filter(
  ({ ballot, settled }) => ballot.kind === 'stance' && settled.by !== 'nothing',
);

/** `all`: a text goes by what holds for all again. */
export const termsForm = (partners: number) =>
  z.object({
    way: z.enum(['everybody', 'all', ...waysToAdopt.map(({ key }) => key)], 'way.wanted'),
    days: z
      .string()
      .trim()
      .regex(/^\d{1,2}$/, 'days.wanted')
      .transform(Number)
      .refine((days) => days >= 1 && days <= 90, 'days.wanted'),
    quorum: z
      .string()
      .trim()
      .regex(/^\d{1,4}$/, 'quorum.wanted')
      .transform(Number)
      .refine((heads) => heads <= partners, 'quorum.many'),
    because: z.string({ error: 'because.wanted' }).trim().min(1, 'because.wanted').max(2_000, 'text.long'),
  });
export type TermsInput = z.output<ReturnType<typeof termsForm>>;

/** When what is put to all on a day (YYYY-MM-DD) ends: at the end of the last of so many days. */
export function endsAt(today: string, { days }: Pick<Terms, 'days'>, timeZone: string): Date {
  return endOfDay(addDays(today, days), timeZone);
}

export type Asked = {
  stage: Stage;
  dueAt: Date;
  settledAt: Date | null;
  withdrawnAt: Date | null;
  outcome: Outcome | null;
  /** What was written down last of it. */
  holds: boolean | null;
};

/**
 * Where something stands that was put to all: voices are taken (`going`), or it is over and not counted yet (`counting`);
 * it holds or not; or who proposed it still says whether it does (`open`).
 */
export function stageOf(asked: Asked, now: Date): 'going' | 'counting' | 'holds' | 'fails' | 'open' {
  if (!asked.outcome) return isGoing(asked, now) ? 'going' : 'counting';
  const holds = holdsBy(asked.outcome) ?? asked.holds;
  return holds === null ? 'open' : holds ? 'holds' : 'fails';
}
