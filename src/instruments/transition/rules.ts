import { z } from 'zod';
import type { Question } from '../../mechanisms/sealed-round/rules.ts';
import { dueField, ownerField, typedOwner } from '../to-dos/rules.ts';

/** Of the round that asks what worries partners, of what is put to them, and of the text that the plan becomes. */
export const ownKind = 'transition';
export const planKind = 'action-plan';

/** Texts that are in place when all have agreed to them, by the step that they belong to. */
export const foundations = ['vision', 'governance', 'resources', 'commitments'] as const;
export type Foundation = (typeof foundations)[number];

/** What only a partner itself can know (source A: restricted authority, too narrow a role, resources, risks). */
export const checks = ['people', 'mandate', 'means', 'risks'] as const;
export type Check = (typeof checks)[number];

/** What was ticked of these, in their order. `partner` is an id, or '' for the partner that the reader speaks for. */
export const checksForm = z.object({
  partner: z.string().default(''),
  ticked: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => checks.filter((check) => [value ?? []].flat().includes(check))),
});

/** As what each partner sees itself before the work begins; the order of the options. */
export const readiness = ['ready', 'if', 'not-yet'] as const;
export type Readiness = (typeof readiness)[number];

type QuestionWords = 'q.ready' | 'q.ready.help' | `q.ready.${Readiness}` | 'q.worries' | 'q.worries.help';

/** What each partner answers alone before the work begins. */
export function questionsIn(say: (key: QuestionWords) => string): Question[] {
  return [
    {
      key: 'ready',
      kind: 'choice',
      text: say('q.ready'),
      help: say('q.ready.help'),
      options: readiness.map((one) => say(`q.ready.${one}`)),
    },
    { key: 'worries', kind: 'text', text: say('q.worries'), help: say('q.worries.help') },
  ];
}

/** How ready a partner is: its answer keeps the number of the option, from 0. Undefined where it said nothing of it. */
export function readinessOf(content: Readonly<Record<string, string>>): Readiness | undefined {
  return content.ready === undefined ? undefined : readiness[Number(content.ready)];
}

/** What is put to all; only going needs no word on what must happen first. */
export const ways = ['go', 'hold'] as const;
export type Way = (typeof ways)[number];
/** What becomes of a milestone. */
export const outcomes = ['reached', 'missed', 'dropped'] as const;
export type Outcome = (typeof outcomes)[number];

const what = z.string().trim().min(1, 'what.wanted').max(200, 'what.long');
const knownBy = z.string().trim().min(1, 'known.wanted').max(600, 'text.long');

/**
 * A new milestone, a day with it as it was typed; `today` (YYYY-MM-DD) is what a day without a year is read from. That it
 * lies ahead is checked where it is kept.
 */
export function milestoneForm(today: string) {
  return z.object({ what, due: dueField(today), owner: ownerField, known: knownBy });
}
/** What can be changed of one later: not its day, which is moved with a reason. */
export const changeForm = z.object({ what, owner: ownerField, known: knownBy });
export type MilestoneInput = z.output<typeof changeForm>;

/** The day that it is moved to, as for a new one, and why. */
export function moveForm(today: string) {
  return z.object({
    due: dueField(today),
    reason: z.string().trim().min(1, 'reason.wanted').max(600, 'text.long'),
  });
}

/** What was not reached says why: others learn from it. */
export const outcomeForm = z
  .object({
    as: z.enum(outcomes, 'as.wanted'),
    note: z.string().trim().max(600, 'text.long').default(''),
  })
  .refine(({ as, note }) => as === 'reached' || note !== '', { message: 'note.wanted', path: ['note'] });

/** A milestone as the form shows it in which it is changed. Its day is moved by itself, with a reason. */
export function typedMilestone(of: Parameters<typeof typedOwner>[0] & { what: string; knownBy: string }) {
  return { what: of.what, known: of.knownBy, owner: typedOwner(of) };
}

/** Days before its day that a milestone comes up on a desk: a month, in which something can still be done. */
export const ahead = 30;

export type Placed = { at: number; level: number };

/** So far apart two marks on one level are, as a part of the line: else one would cover the other. */
export const apart = 0.08;

/**
 * Where milestones stand on a line of time: `at` from 0 (the first day shown) to 1 (the last), today among them;
 * `level` 0 on the line, 1 above it and so on, so that no two cover each other. Days are YYYY-MM-DD, in any order.
 */
export function placed(days: readonly string[], today: string): { today: number; marks: Placed[] } {
  const moments = days.map((day) => Date.parse(day));
  const now = Date.parse(today);
  const first = Math.min(now, ...moments);
  const span = Math.max(now, ...moments) - first;
  const at = (moment: number) => (span === 0 ? 0.5 : (moment - first) / span);
  const last: number[] = [];
  const marks: Placed[] = days.map(() => ({ at: 0, level: 0 }));
  const inOrder = moments.map((moment, n) => ({ n, at: at(moment) })).toSorted((a, b) => a.at - b.at);
  for (const one of inOrder) {
    const free = last.findIndex((before) => one.at - before >= apart);
    const level = free < 0 ? last.length : free;
    last[level] = one.at;
    marks[one.n] = { at: one.at, level };
  }
  return { today: at(now), marks };
}
