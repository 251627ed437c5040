import { z } from 'zod';
import type { ElementId } from '../../guide/elements.ts';
import { fewest, when } from '../../mechanisms/sealed-round/asking.ts';
import {
  fewestOptions,
  type MarkKind,
  markKinds,
  mostOptions,
  mostQuestions,
  type Question,
  type QuestionKind,
  questionKinds,
} from '../../mechanisms/sealed-round/rules.ts';

export { alsoForm, dateForm, readDate, usualDate } from '../../mechanisms/sealed-round/asking.ts';

/** Numbers of the questions that a form has room for. */
export const places = Array.from({ length: mostQuestions }, (_, n) => n + 1);

/** Days for which freshly opened answers wait on a desk to be marked; later they are read where they are. */
export const markDays = 14;
/** With more answers than these nobody looks for a sentence in a list of all: its words are copied then. */
export const mostToTick = 30;
/** Characters of one thing that can be chosen: a line. */
const longestOption = 120;

/** A partner that is invited and has not said who it is has no name, and cannot be asked. */
export function areEnough(partners: readonly { name: string }[]): boolean {
  return partners.filter(({ name }) => name !== '').length >= fewest;
}

const one = (key: string, most: number) =>
  z
    .string({ error: `${key}.wanted` })
    .trim()
    .max(most, 'text.long');
const list = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat())
  .optional()
  .transform((value) => value ?? []);

const questionFields = Object.fromEntries(
  places.flatMap((n) => [
    [`q${n}`, z.string().trim().max(300, 'text.long').default('')],
    [`q${n}help`, z.string().trim().max(600, 'text.long').default('')],
    [`q${n}kind`, z.enum(questionKinds).catch('text')],
    [`q${n}options`, z.string().default('')],
    ...['low', 'high'].map((end) => [
      `q${n}${end}`,
      z.string().trim().max(longestOption, 'options.long').default(''),
    ]),
  ]),
) as Record<string, z.ZodType<string>>;

/** Asking: a title, one to five questions, who, and until when. */
export const askForm = z
  .object({
    title: one('title', 120).refine(Boolean, 'title.wanted'),
    about: z.string().trim().max(1000, 'text.long').default(''),
    who: list,
    ...when,
    ...questionFields,
  })
  .transform((typed, context) => {
    const fields = typed as unknown as Record<string, string>;
    const questions: Question[] = [];
    for (const n of places) {
      const text = fields[`q${n}`]!;
      if (!text) continue;
      const kind = fields[`q${n}kind`] as QuestionKind;
      const ends = [fields[`q${n}low`]!, fields[`q${n}high`]!];
      const options = kind === 'scale' ? ends : kind === 'choice' ? lines(fields[`q${n}options`]!) : [];
      const wrong = optionsWrong(kind, options);
      if (wrong) context.addIssue({ code: 'custom', message: wrong, path: [`q${n}options`] });
      questions.push({
        key: `q${questions.length + 1}`,
        kind,
        text,
        ...(fields[`q${n}help`] && { help: fields[`q${n}help`]! }),
        ...(options.some(Boolean) && { options }),
      });
    }
    if (questions.length === 0) context.addIssue({ code: 'custom', message: 'q.wanted', path: ['q1'] });
    if (typed.who.length < fewest) context.addIssue({ code: 'custom', message: 'who.wanted', path: ['who'] });
    const { title, about, who, opens, day, time } = typed;
    return { title, about, who, opens, day, time, questions };
  });

/** Asking the same once more: the questions stay as they are. */
export const againForm = z.object({
  about: z.string().trim().max(1000, 'text.long').default(''),
  who: list.refine((who) => who.length >= fewest, 'who.wanted'),
  ...when,
});

function lines(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);
}

function optionsWrong(kind: QuestionKind, options: readonly string[]): string | undefined {
  if (options.some((option) => option.length > longestOption)) return 'options.long';
  if (kind === 'choice' && (options.length < fewestOptions || options.length > mostOptions))
    return 'options.wanted';
  return undefined;
}

const copied = z.string().trim().max(1000, 'text.long').default('');

/** A mark in open answers: what is shared or differs, in a few words, with the words of answers it stands for. */
export const markForm = z.object({
  question: z.string().default('q1'),
  kind: z.enum(markKinds as unknown as [MarkKind, ...MarkKind[]], 'kind.wanted'),
  label: one('label', 120).refine(Boolean, 'label.wanted'),
  words: copied,
  /** Of answers, chosen instead of copied. */
  sentences: list,
});

/** More words of answers for a mark: copied ones, or sentences that were ticked. */
export const passageForm = z
  .object({ words: copied, sentences: list })
  .refine(({ words, sentences }) => words || sentences.length > 0, {
    message: 'words.wanted',
    path: ['words'],
  });
/** Whether a partner sees what a mark says so too. */
export const voiceForm = z.object({ so: z.enum(['yes', 'no']).catch('yes') });
/** What a partner adds to its open answer. */
export const noteForm = z.object({ note: one('note', 2000).refine(Boolean, 'note.wanted') });

/** Ready questions to begin with, in our own words; which of the method's they follow stands beside each. */
export const starters = {
  /** Where each comes from: priorities, mandates, strengths (instrument row 29). */
  origins: ['1', '2', '3'],
  /** The five parts of a vision, which each partner drafts alone (row 30). */
  vision: ['1', '2', '3', '4', '5'],
  /** What each brings and what is missing (row 33). */
  resources: ['1', '2'],
} as const;
export type Starter = keyof typeof starters;

/** The step of the guide that ready questions belong to. */
export const elementOf: Record<Starter, ElementId> = {
  origins: 'vision',
  vision: 'vision',
  resources: 'resources',
};

/** Whether a name is that of ready questions of ours. */
export function isStarter(name: string): name is Starter {
  return Object.hasOwn(starters, name);
}

/** Answers that are read beside each other and lead to further questions: no text is made of them. */
export function isOnlyCompared({ ready }: { ready: string | null }): boolean {
  return ready === 'origins' || ready === 'difference';
}

/** Where one goes on from an opened round, behind the address of its partnership, if that is not to a text of it. */
export function leadsTo({ id, ready }: { id: string; ready: string | null }): string | undefined {
  if (ready === 'origins') return 'vision';
  return ready === 'difference' ? `differences/${id}` : undefined;
}
