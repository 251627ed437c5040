import { z } from 'zod';
import type { Part as Questions } from '../../mechanisms/same-questions/room.ts';
import { type Content, recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import { addDays } from '../../platform/working-days.ts';

/** What a partner tells of itself, in this order. */
export const parts = ['capabilities', 'experience', 'relationships', 'expertise', 'resources'] as const;
type Part = (typeof parts)[number];
/** By the name of the part; what was left empty is not there. */
export type Words = Readonly<Partial<Record<Part, string>>>;

/** Of the sealed round, of the text, and in entries of the journal. */
export const trialKind = 'trial';

const words = (most: number) => z.string().trim().max(most, 'text.long').default('');

export const statementForm = z.object({
  ...(Object.fromEntries(parts.map((part) => [part, words(4000)])) as Record<Part, ReturnType<typeof words>>),
  go: z.enum(['keep', 'give']).catch('keep'),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: words(40),
});
export type StatementInput = z.output<typeof statementForm>;

/** What was filled in. */
export function wordsIn(typed: Readonly<Record<Part, string>>): Words {
  return Object.fromEntries(parts.filter((part) => typed[part] !== '').map((part) => [part, typed[part]]));
}

export function sameWords(one: Words, other: Words): boolean {
  return parts.every((part) => (one[part] ?? '') === (other[part] ?? ''));
}

/** A statement as its form shows it. */
export function typedStatement(held: Words) {
  return Object.fromEntries(parts.map((part) => [part, held[part] ?? '']));
}

type Piece = { text: string; href?: string };

/**
 * A text cut where an address of the web stands in it, so that it can be followed. Pieces put together are the text; a
 * full stop or bracket behind an address belongs to the sentence.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    const href = found[0].replace(/[.,;:!?)\]}'’”»]+$/u, '');
    if (!URL.canParse(href)) continue;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    pieces.push({ text: href, href });
    from = found.index + href.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Days that a trial lasts at most: half a year. What takes longer is no trial any more. */
export const longestTrial = 183;
/** Days that all have to look back once they are asked. */
export const lookBackDays = 14;

/** A trial; `today` (YYYY-MM-DD) is what a day without a year is read from. */
export function trialForm(today: string) {
  return z.object({
    what: words(500).refine((typed) => typed !== '', 'what.wanted'),
    who: words(500).refine((typed) => typed !== '', 'who.wanted'),
    until: words(40).superRefine((typed, context) => {
      const day = readDay(typed, today);
      const key = !day
        ? isNoSuchDay(typed)
          ? 'until.none'
          : 'until.wanted'
        : day <= today
          ? 'until.past'
          : day > addDays(today, longestTrial)
            ? 'until.far'
            : undefined;
      if (key) context.addIssue({ code: 'custom', message: key });
    }),
    knownBy: words(1000).refine((typed) => typed !== '', 'known-by.wanted'),
  });
}
export type TrialInput = z.output<ReturnType<typeof trialForm>>;

export const outcomes = ['goOn', 'change', 'stop'] as const;
type Outcome = (typeof outcomes)[number];
export type Result = Record<Outcome, number>;

type QuestionKey = 'q.outcome' | 'q.outcome.help' | `q.outcome.${Outcome}` | 'q.learnt' | 'q.learnt.help';

/** What each partner is asked on the day of a trial, in somebody's words. */
export function questionsIn(say: (key: QuestionKey) => string): Questions[] {
  return [
    {
      questions: [
        {
          key: 'outcome',
          kind: 'choice',
          text: say('q.outcome'),
          help: say('q.outcome.help'),
          options: outcomes.map((outcome) => say(`q.outcome.${outcome}`)),
        },
        { key: 'learnt', kind: 'text', text: say('q.learnt'), help: say('q.learnt.help') },
      ],
    },
  ];
}

/** How many want to go on, to change, to stop. Each answer counts once; one without a choice counts for none. */
export function resultOf(answers: readonly Content[]): Result {
  const result: Result = { goOn: 0, change: 0, stop: 0 };
  for (const { outcome } of answers) {
    const chosen = outcome === undefined ? undefined : outcomes[Number(outcome)];
    if (chosen) result[chosen] += 1;
  }
  return result;
}

/** Whether all can look back: from the day of the trial on. */
export function isOver(until: string, today: string): boolean {
  return until <= today;
}
