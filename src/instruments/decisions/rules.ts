import { z } from 'zod';
import { fallbackChoices } from '../../mechanisms/decision/fallback.ts';
import type { Process, Share, Stance } from '../../mechanisms/decision/process.ts';
import { levels, mayPromise, numberOf, usualLevel } from '../../mechanisms/decision/promise.ts';
import { stages } from '../../mechanisms/decision/stages.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { typedDay } from '../../platform/i18n/dates.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';

/** Days before its review day that a decision comes up on desks. */
export const reviewAhead = 7;
/** Days after which what was decided is usually looked at again: half a year. */
const usualReview = 182;

const fewestOptions = 2;
const mostOptions = 20;
const longestOption = 200;

const line = (wanted: string, most: number) =>
  z.string({ error: wanted }).trim().min(1, wanted).max(most, 'text.long');

/** Options as they are typed: one in each line, each of them once. */
const options = z
  .string()
  .default('')
  .transform((typed) => [
    ...new Set(
      typed
        .split(/\r?\n/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ]);

/** A proposal is words; what is chosen from needs none. */
const textFor = ({ ballot }: Pick<Process, 'ballot'>) =>
  ballot.kind === 'stance'
    ? line('text.wanted', 10_000)
    : z.string().trim().max(10_000, 'text.long').default('');

/** Shares that can be asked for, by the names under which forms and words know them. */
export const shareNames = ['half', 'two-thirds', 'three-quarters', 'all'] as const;
export type ShareName = (typeof shareNames)[number];
const shares: Readonly<Record<ShareName, Share>> = {
  half: { of: 1, in: 2 },
  'two-thirds': { of: 2, in: 3 },
  'three-quarters': { of: 3, in: 4 },
  all: { of: 1, in: 1 },
};

export const shareNamed = (name: ShareName | '') => (name ? shares[name] : undefined);

/** The name of a share; undefined for one that this house does not offer. */
export function nameOfShare(share: Share): ShareName | undefined {
  return shareNames.find((name) => shares[name].of * share.in === shares[name].in * share.of);
}

/** Shares that ask for more than the way to decide does already. */
export function sharesAbove({ settled }: Pick<Process, 'settled'>): readonly ShareName[] {
  const least = settled.by === 'share' ? settled.share : { of: 1, in: 2 };
  return shareNames.filter((name) => shares[name].of * least.in > least.of * shares[name].in);
}

/** Who is asked, and how many they are. */
export type Asked = { voices: 'partners' | 'people'; heads: number };

export const quorumComplaint = (voices: Asked['voices']) =>
  voices === 'people' ? 'quorum.many.people' : 'quorum.many';

/** Something put to those who decide, to be decided in this way by `heads` of them. */
export function proposalForm(process: Pick<Process, 'ballot' | 'settled'>, { voices, heads }: Asked) {
  const { ballot } = process;
  const chosen = ballot.kind !== 'stance';
  return z.object({
    title: line('title.wanted', 200),
    text: textFor({ ballot }),
    options: chosen
      ? options
          .refine((all) => all.length >= fewestOptions, 'options.few')
          .refine((all) => all.length <= mostOptions, 'options.many')
          .refine((all) => all.every((one) => one.length <= longestOption), 'option.long')
      : z
          .unknown()
          .optional()
          .transform((): string[] => []),
    results: z.enum(['voted', 'closed', 'open'], 'results.wanted'),
    stage: z.enum(stages, 'stage.wanted').default('decide'),
    promise: z
      .enum(levels, 'promise.wanted')
      .default(usualLevel(process))
      .transform((level) => (mayPromise(process) ? numberOf(level) : undefined)),
    fallback: z
      .string()
      .default('leave')
      .refine((typed) => fallbackChoices.has(typed), 'fallback.wanted')
      .transform((typed) => fallbackChoices.get(typed) ?? null),
    quorum: z
      .string()
      .trim()
      .regex(/^\d{0,6}$/, 'quorum.wanted')
      // Left empty it is the usual one.
      .transform((typed) => (typed === '' ? undefined : Number(typed)))
      .refine((quorum = 0) => heads === 0 || quorum <= heads, quorumComplaint(voices))
      .optional(),
    sectors: z.enum(['yes']).optional().catch(undefined),
    voices: z.enum(['partners', 'people']).catch('partners'),
    share: z.enum(['', ...shareNames]).catch(''),
    sectorShare: z.enum(['', ...shareNames]).catch(''),
    /** The group in which it is decided; empty for the whole partnership. */
    circle: z.string().trim().max(40).default(''),
    day: z.string().trim().max(40, 'text.long').default(''),
    time: z.string().trim().max(20, 'text.long').default(''),
    /** From when on voices are taken; empty: as is said in `stage`. */
    from: z.string().trim().max(40, 'text.long').default(''),
    fromTime: z.string().trim().max(20, 'text.long').default(''),
  });
}

export type ProposalInput = z.output<ReturnType<typeof proposalForm>>;

/** Heads that have to speak unless it is said otherwise: more than half. */
export function usualQuorum(heads: number): number {
  return Math.floor(heads / 2) + 1;
}

/** The day (YYYY-MM-DD) on which what was decided is usually looked at again. */
export function usualReviewDay(now: Date, timeZone: string): string {
  return addDays(dayOf(now, timeZone), usualReview);
}

/** The proposal in other words; `base` is the version that was read. */
export const wordingForm = z.object({
  text: line('text.wanted', 10_000),
  because: line('because.wanted', 2_000),
  base: z.coerce.number().int().catch(0),
});

/** What is wanted next, until when; and why, where it goes back. */
export const stageForm = z.object({
  stage: z.enum(stages, 'stage.wanted'),
  day: z.string().trim().max(40, 'text.long').default(''),
  time: z.string().trim().max(20, 'text.long').default(''),
  reason: z.string().trim().max(1_000, 'text.long').default(''),
});
export type StageInput = z.output<typeof stageForm>;

/** What is promised to those who are concerned, and why that changes. */
export const promiseForm = z.object({
  promise: z.enum(levels, 'promise.wanted'),
  because: line('promise.because.wanted', 1_000),
});

/** A later end, and why. */
export const laterForm = z.object({
  day: z.string().trim().max(40, 'text.long').default(''),
  time: z.string().trim().max(20, 'text.long').default(''),
  reason: line('reason.wanted', 1_000),
});

/** What was decided: whether it holds and what is chosen only where the count leaves that open. */
export const outcomeForm = z.object({
  holds: z.enum(['yes', 'no']).optional().catch(undefined),
  option: z.string().default(''),
  text: line('statement.wanted', 4_000),
  because: z.string().trim().max(2_000, 'text.long').default(''),
  review: z.string().trim().max(40, 'text.long').default(''),
});
export type OutcomeInput = z.output<typeof outcomeForm>;

/** That what was written down was read; for a partner that does not sign in, with how and when it was told. */
export const readForm = z.object({
  partner: z.string().default(''),
  statement: z.string().default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: z.string().trim().max(40, 'text.long').default(''),
});

/** What was written down of an outcome, and whether everybody may read it, as the fields of its form say it. */
export function typedOutcome(
  said: { holds: boolean; option: string | null; text: string; reviewOn: string | null } | undefined,
  open: boolean,
): Record<string, string> {
  return {
    open: open ? 'yes' : '',
    holds: said ? (said.holds ? 'yes' : 'no') : '',
    option: said?.option ?? '',
    text: said?.text ?? '',
    review: said?.reviewOn ? typedDay(said.reviewOn) : '',
  };
}

/** Taken up again: why, and what is proposed now; to options words may be added. */
export const reopeningForm = (process: Pick<Process, 'ballot'>) =>
  z.object({
    because: line('reopen.wanted', 2_000),
    text: textFor(process),
    day: z.string().trim().max(40, 'text.long').default(''),
    time: z.string().trim().max(20, 'text.long').default(''),
  });

/** Why an objection is to be set aside. */
export const asideForm = z.object({ reason: line('aside.wanted', 2_000) });

/** A partner's word to it, by the button that was pressed; written down for one that does not sign in, with how and when. */
export const asideWordForm = z.object({
  partner: z.string().default(''),
  says: z.enum(['yes', 'no', 'back']).catch('yes'),
  reason: z.string().trim().max(2_000, 'text.long').default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: z.string().trim().max(40, 'text.long').default(''),
});

export type AsideWordInput = z.output<typeof asideWordForm>;

/** What somebody said to a proposal, as its way of deciding knows it; undefined where options are chosen. */
export function stanceOf({ ballot }: Pick<Process, 'ballot'>, stance: string | null): Stance | undefined {
  return ballot.kind === 'stance' ? ballot.stances.find(({ key }) => key === stance) : undefined;
}
