import { z } from 'zod';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';

/**
 * The steps of the ladder, lowest first: each asks for more help from others than the one before. As in the dispute terms
 * of common contracts (Common Paper, Bonterms): talk, talk higher up, mediate, decide.
 */
export const steps = ['raised', 'direct', 'facilitated', 'mediator', 'decision'] as const;
export type Step = (typeof steps)[number];
export type Place = Step | 'ended';

export const abouts = [
  ...(['authority', 'structure', 'decision', 'promise', 'money', 'behaviour'] as const),
  ...(['facilitation', 'other'] as const),
];
export type About = (typeof abouts)[number];

export const ends = ['settled', 'decided', 'left', 'withdrawn'] as const;
export type End = (typeof ends)[number];

export const fairness = ['yes', 'partly', 'no'] as const;
export type Fairness = (typeof fairness)[number];

/** Days for each step where a partnership has not said otherwise: a week to answer, six to find and hear a mediator. */
export const usualDays: Readonly<Record<Step, number>> = {
  raised: 7,
  direct: 14,
  facilitated: 21,
  mediator: 42,
  decision: 30,
};
const mostDays = 365;
/** Days after which an agreement is usually looked at again: a quarter shows whether it carries. */
const usualReview = 91;
/** Days before its day that an agreement comes up on desks. */
export const reviewAhead = 7;

/** The next step up; undefined from the highest one, and once it is over. */
export function nextStep(place: Place): Step | undefined {
  return place === 'ended' ? undefined : steps[steps.indexOf(place) + 1];
}

/** The moment at which a step that begins now runs out: the end of its last day by the clocks of the city. */
export function runsOut(now: Date, days: number, timeZone: string): Date {
  return endOfDay(addDays(dayOf(now, timeZone), days), timeZone);
}

export const usualReviewDay = (now: Date, timeZone: string) => addDays(dayOf(now, timeZone), usualReview);

type Logged = { kind: string; step: Place; dueAt: Date | null; at: Date };

/** Where a dispute stands after these entries, the first one first: at which step, since and until when, and whether its time is over. */
export function standingOf(entries: readonly Logged[], now: Date) {
  const { step, dueAt } = entries.at(-1)!;
  const begun = entries.findLast(({ kind }) => kind === 'raised' || kind === 'moved');
  return { step, dueAt, since: begun!.at, ranOut: dueAt !== null && dueAt <= now };
}
export type Standing = ReturnType<typeof standingOf>;

export type Answer = { offer: string | null; partner: string | null; kind: string };
type Put = { id: string; kind: string; step: string };

/** Who has said yes to an offer, by these entries: whoever puts it says yes by that. */
export function yesTo(offer: string, entries: readonly Answer[]): Set<string> {
  return new Set(
    entries.flatMap((one) =>
      one.offer === offer && one.partner && (one.kind === 'offered' || one.kind === 'agreed')
        ? [one.partner]
        : [],
    ),
  );
}

/** It holds once every side that is still in has said yes. */
export function isAgreed(sides: readonly string[], yes: ReadonlySet<string>): boolean {
  return sides.length > 0 && sides.every((side) => yes.has(side));
}

/**
 * The offers that wait for somebody, the first one first: put on this step, the last of their kind, and neither declined
 * nor carried out.
 */
export function openOffers<Offer extends Put>(
  offers: readonly Offer[],
  entries: readonly Answer[],
  place: Place,
): Offer[] {
  const over = new Set(
    entries
      .filter(({ kind }) => ['declined', 'extended', 'named', 'ended'].includes(kind))
      .map((one) => one.offer),
  );
  return offers.filter(
    (one) =>
      one.step === place && !over.has(one.id) && offers.findLast(({ kind }) => kind === one.kind) === one,
  );
}

/** Whoever has a say only goes up with a reason, unless the time of the step is over or nobody has talked yet. */
export const needsReason = ({ step, ranOut }: Pick<Standing, 'step' | 'ranOut'>) =>
  step !== 'raised' && !ranOut;

export type Waits = 'answer' | 'record' | 'ran-out' | 'raised' | 'helper' | 'help' | 'review' | 'fair';

type Desk = {
  standing: Pick<Standing, 'step' | 'ranOut'>;
  /** The partner that raised it. */
  by: string;
  sides: readonly { partner: string; silent: boolean }[];
  offers: readonly { id: string; yes: ReadonlySet<string> }[];
  /** Somebody who helps is named on this step. */
  helped: boolean;
  /** The reader is the one who is named. */
  helper: boolean;
  rated: ReadonlySet<string>;
  reviewDue: boolean;
  /** The side whose word the reader gives, and whether they write down that of others. */
  speaks: string | undefined;
  records: boolean;
};

/** What waits for one reader in a dispute, what is most pressing first; offers and partners by their ids. */
export function waitsFor(desk: Desk): { what: Waits; offer?: string; partner?: string }[] {
  const { standing, sides, speaks, records, rated } = desk;
  const silent = records ? sides.filter((one) => one.silent).map(({ partner }) => partner) : [];
  if (standing.step === 'ended') {
    const unrated = [...(speaks ? [speaks] : []), ...silent].filter((one) => !rated.has(one));
    return [
      ...(desk.reviewDue && speaks ? [{ what: 'review' as const }] : []),
      ...unrated.map((partner) => ({ what: 'fair' as const, ...(partner !== speaks && { partner }) })),
    ];
  }
  const answers = desk.offers.flatMap(({ id: offer, yes }) => [
    ...(speaks && !yes.has(speaks) ? [{ what: 'answer' as const, offer }] : []),
    ...silent.filter((one) => !yes.has(one)).map((partner) => ({ what: 'record' as const, offer, partner })),
  ]);
  if (answers.length > 0) return answers;
  if (!speaks) return desk.helper && !standing.ranOut ? [{ what: 'help' }] : [];
  if (standing.ranOut) return [{ what: 'ran-out' }];
  if (standing.step === 'raised') return speaks === desk.by ? [] : [{ what: 'raised' }];
  const helps = standing.step === 'facilitated' || standing.step === 'mediator';
  return helps && !desk.helped && desk.offers.length === 0 ? [{ what: 'helper' }] : [];
}

const line = (wanted: string, most: number) =>
  z.string({ error: wanted }).trim().min(1, wanted).max(most, 'text.long');
const loose = (most: number) => z.string().trim().max(most, 'text.long').default('');

export const raiseForm = z.object({
  title: line('title.wanted', 200),
  with: z
    .union([z.string(), z.array(z.string())], { error: 'with.wanted' })
    .transform((value) => [...new Set([value].flat())])
    .refine((all) => all.length > 0, 'with.wanted'),
  about: z.enum(abouts, 'about.wanted'),
  decision: z.string().default(''),
  happened: line('happened.wanted', 4_000),
  wants: line('wants.wanted', 2_000),
});
export type RaiseInput = z.output<typeof raiseForm>;

/** `from`: the step that was read, so that nobody who sends it late climbs two. */
export const moveForm = z.object({ reason: loose(2_000), from: z.enum(steps) });
export const settleForm = z.object({ text: line('text.wanted', 4_000), review: loose(40) });
export const timeForm = z.object({ day: loose(40), reason: line('reason.wanted', 1_000) });
export const helperForm = z.object({
  person: z.string().default(''),
  name: loose(200),
  reason: loose(1_000),
});
export const answerForm = z.object({
  answer: z.enum(['yes', 'no'], 'answer.wanted'),
  reason: loose(2_000),
  partner: z.string().default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: loose(40),
});
export type AnswerInput = z.output<typeof answerForm>;
export const noteForm = z.object({ text: line('fact.wanted', 2_000), day: loose(40) });
export const viewForm = z.object({ text: line('view.wanted', 2_000) });
export const putForm = z.object({
  title: line('title.wanted', 200),
  text: line('put.wanted', 10_000),
  day: loose(40),
  time: loose(20),
});
export const lookForm = z.object({ text: line('look.wanted', 2_000), review: loose(40) });
export const fairForm = z.object({
  fair: z.enum(fairness, 'fair.wanted'),
  partner: z.string().default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: loose(40),
});

const days = z
  .string({ error: 'days.wanted' })
  .trim()
  .regex(/^\d{1,3}$/, 'days.wanted')
  .transform(Number)
  .refine((n) => n >= 1 && n <= mostDays, 'days.wanted');
export const clockForm = z.object({
  ...{ raised: days, direct: days, facilitated: days, mediator: days, decision: days },
});

/** Days of each step, as the fields of its form say them. */
export function typedClock(clock: Readonly<Record<Step, number>>): Record<Step, string> {
  const typed = steps.map((step) => [step, String(clock[step])]);
  return Object.fromEntries(typed) as Record<Step, string>;
}
