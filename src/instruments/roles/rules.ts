import { z } from 'zod';
import { isId } from '../../platform/id.ts';
import { addDays, noonOf } from '../../platform/working-days.ts';

/** When in the life of a partnership a role matters most; empty where it always does. */
export const stages = ['prepare', 'design', 'deliver', 'learn'] as const;
export type Stage = (typeof stages)[number] | '';

/**
 * Roles that most partnerships need (source A: managing, sponsors and champions, records, meetings; source B: reaching
 * further people, and a voice that asks), to begin with. Their words are messages: `suggestion.<name>.title` and so on.
 */
export const suggestions = [
  'coordinator',
  'facilitator',
  'recorder',
  'speaker',
  'treasurer',
  'sponsor',
  'champion',
  'connector',
  'critic',
] as const;
export type Suggestion = (typeof suggestions)[number];

/** When each of them matters most, and for how many months somebody usually holds it. */
export const usual: Readonly<Record<Suggestion, { stage: Stage; months: number }>> = {
  coordinator: { stage: 'design', months: 12 },
  facilitator: { stage: 'prepare', months: 6 },
  recorder: { stage: '', months: 3 },
  speaker: { stage: 'deliver', months: 12 },
  treasurer: { stage: 'deliver', months: 12 },
  sponsor: { stage: 'prepare', months: 24 },
  champion: { stage: 'design', months: 12 },
  connector: { stage: 'prepare', months: 12 },
  critic: { stage: 'learn', months: 6 },
};

const longText = z.string().trim().max(2_000, 'text.long');

/** A role: what it is for, what it may and has to do, and for how many months somebody holds it. */
export const roleForm = z.object({
  title: z.string().trim().min(1, 'title.wanted').max(120, 'title.long'),
  purpose: z.string().trim().min(1, 'purpose.wanted').max(2_000, 'text.long'),
  domain: longText.default(''),
  powers: longText.default(''),
  duties: longText.default(''),
  skills: longText.default(''),
  learns: longText.default(''),
  /** The role that could follow, of the same partnership. */
  next: z
    .union([z.literal(''), z.string().refine(isId, 'next.wanted')], 'next.wanted')
    .default('')
    .transform((id) => id || null),
  stage: z.enum(['', ...stages]).default(''),
  months: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, 'months.wrong')
    .transform(Number)
    .refine((months) => months >= 1 && months <= 60, 'months.wrong'),
});
export type RoleInput = z.output<typeof roleForm>;

/** A role as its form shows it. */
export function typedRole(role: RoleInput) {
  const { title, purpose, domain, powers, duties, skills, learns, stage } = role;
  const texts = { title, purpose, domain, powers, duties, skills, learns };
  return { ...texts, stage, next: role.next ?? '', months: String(role.months) };
}

const person = z.string().refine(isId, 'person.wanted');
const reason = z.string().trim().min(1, 'reason.wanted').max(1_000, 'text.long');
/** Who is named for a role, and why: arguments before names (source B: role selection). */
export const nominationForm = z.object({ person, reason });
/** Whether somebody who was named is willing. */
export const answerForm = z.object({ answer: z.enum(['yes', 'no'], 'answer.wanted') });
/** A partner's word to a candidate. An objection wants its reason. */
export const consentForm = z
  .object({
    choice: z.enum(['yes', 'objection'], 'choice.wanted'),
    reason: z.string().trim().max(1_000, 'text.long').default(''),
    /** Which candidate was read about. */
    proposal: z.string().default(''),
  })
  .refine(({ choice, reason }) => choice === 'yes' || reason !== '', {
    message: 'objection.reason',
    path: ['reason'],
  });

/** What a partner has said to a candidate, as the form shows it in which that is said anew. */
export function typedConsent(said: { choice: string; reason: string } | undefined) {
  return { choice: said?.choice ?? '', reason: said?.reason ?? '' };
}

/** What somebody hands over, and what they have learnt by the role. */
export const termForm = z.object({ handOver: longText.default(''), growth: longText.default('') });

/** The day (YYYY-MM-DD) on which a term of some months that begins on a day ends: the same day of the month, or its last. */
export function endOfTerm(since: string, months: number): string {
  const end = noonOf(since);
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + months);
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, last));
  return end.toISOString().slice(0, 10);
}

/** Days before the end of a term in which the hand-over is due: enough for a meeting in between. */
export const handOverDays = 30;

export type TermState = 'held' | 'ending' | 'over';

/** Where a term stands on a day. On its last day it still holds. */
export function termState(until: string, today: string): TermState {
  if (until < today) return 'over';
  return until <= addDays(today, handOverDays) ? 'ending' : 'held';
}

export type Said = { partner: string; choice: 'yes' | 'objection' };

/**
 * What the partners' latest words come to (source B: consent; Sociocracy 3.0, role selection): appointed once the
 * candidate is willing and every partner that is waited for has said yes; an objection that stands prevents it.
 * `said` in the order in which it was said.
 */
export function outcomeOf(
  willing: boolean,
  waitedFor: readonly string[],
  said: readonly Said[],
): { objections: string[]; missing: string[]; appointed: boolean } {
  const latest = new Map(said.map(({ partner, choice }) => [partner, choice]));
  const objections = [...latest].filter(([, choice]) => choice === 'objection').map(([partner]) => partner);
  const missing = waitedFor.filter((partner) => !latest.has(partner));
  return { objections, missing, appointed: willing && objections.length === 0 && missing.length === 0 };
}
