import { z } from 'zod';
import type { OwnQuestion, Part } from '../../mechanisms/same-questions/room.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import { addDays } from '../../platform/working-days.ts';

/** The kind of its rounds, and the last part of its address. */
export const ownKind = 'gate';

/** What a partner looks at before it chooses; each is a step of a scale, and a sentence. */
const aspects = ['values', 'role', 'benefit'] as const;
type Aspect = (typeof aspects)[number];
const steps = ['0', '1', '2', '3'] as const;

/**
 * The three outcomes (instrument row 1), none above another. Their order is kept in answers: a choice is its
 * number.
 */
export const standings = ['partner', 'talk', 'opposition'] as const;
export type Standing = (typeof standings)[number];

type QuestionWords =
  | `q.${Aspect}`
  | `q.${Aspect}.help`
  | `q.${Aspect}.why`
  | `q.${Aspect}.${(typeof steps)[number]}`
  | `short.${Aspect | 'choice'}`
  | 'q.choice'
  | 'q.choice.help'
  | Standing
  | `${Standing}.help`;

/** What every gate asks, in somebody's words. What is kept of an answer is the same in all languages. */
export function partsIn(say: (key: QuestionWords) => string): Part[] {
  const ofAspects = aspects.flatMap((aspect): OwnQuestion[] => [
    {
      key: aspect,
      kind: 'choice',
      text: say(`q.${aspect}`),
      short: say(`short.${aspect}`),
      help: say(`q.${aspect}.help`),
      options: steps.map((step) => say(`q.${aspect}.${step}`)),
    },
    { key: whyOf(aspect), kind: 'text', text: say(`q.${aspect}.why`) },
  ]);
  const choice: OwnQuestion = {
    key: 'choice',
    kind: 'choice',
    text: say('q.choice'),
    short: say('short.choice'),
    help: say('q.choice.help'),
    options: standings.map((standing) => say(standing)),
    meanings: standings.map((standing) => say(`${standing}.help`)),
  };
  return [{ questions: [...ofAspects, choice] }];
}

/** The key of the sentence beside a step. */
function whyOf(aspect: Aspect): `${Aspect}-why` {
  return `${aspect}-why`;
}

/** Where a partner stands. `review` is read by `readReview`; `how` and `on` only of a partner without people. */
export const outcomeForm = z.object({
  choice: z.enum(standings, 'choice.wanted'),
  review: z.string().trim().max(40, 'text.long').default(''),
  reason: z.string().trim().max(1000, 'text.long').default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: z.string().trim().max(40, 'text.long').default(''),
});
export type OutcomeInput = z.output<typeof outcomeForm>;

/** Where a partner stands as the form shows it in which that is said anew. */
export function typedOutcome(before: { choice: Standing; reason: string } | undefined) {
  return { choice: before?.choice ?? '', reason: before?.reason ?? '' };
}

/** A side's word about making an outcome public: to the one that was read, by its id. */
export const consentForm = z.object({
  outcome: z.string().default(''),
  side: z.enum(['partner', 'facilitator']).catch('partner'),
  yes: z.enum(['yes', 'no']).catch('no'),
});
export type Consent = z.output<typeof consentForm>;

/** Days until an outcome is usually looked at again: half a year, in which much changes in a city. */
export const usualReview = 182;
/** Nothing stands longer without being looked at. */
const furthestReview = 731;
/** Days before its review day that an outcome comes up on desks. */
export const reviewAhead = 7;

/** A review day as it was typed, or why not. */
export function readReview(typed: string, today: string): { day: string } | { key: string } {
  const day = readDay(typed, today);
  if (!day) return { key: isNoSuchDay(typed) ? 'review.none' : 'review.wanted' };
  if (day <= today) return { key: 'review.past' };
  return day > addDays(today, furthestReview) ? { key: 'review.far' } : { day };
}

/** An outcome is public while both sides say yes to that. */
export function isPublic(agreed: { partnerAgrees: boolean; facilitatorAgrees: boolean }): boolean {
  return agreed.partnerAgrees && agreed.facilitatorAgrees;
}
