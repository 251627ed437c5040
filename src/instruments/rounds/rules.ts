import { z } from 'zod';
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
import { readDay } from '../../platform/i18n/dates.ts';
import { momentAt, readTime } from '../../platform/moment.ts';
import { addDays, dayOf, isWorkingDay, type WorkingCalendar } from '../../platform/working-days.ts';

/** Numbers of the questions that a form has room for. */
export const places = Array.from({ length: mostQuestions }, (_, n) => n + 1);

/** Days that are proposed for answering: each partner has to ask its own people first. */
const usualDays = 10;
/** Days for which freshly opened answers wait on a desk to be marked; later they are read where they are. */
export const markDays = 14;
/** With more answers than these nobody looks for a sentence in a list of all: its words are copied then. */
export const mostToTick = 30;
/** Characters of one thing that can be chosen: a line. */
const longestOption = 120;
/** No round is asked further ahead than this: who remembers a question of last year? */
const longestDays = 366;

/** The day and time that a form proposes: noon of a working day. */
export function usualDate(now: Date, calendar: WorkingCalendar): { day: string; time: string } {
  let day = addDays(dayOf(now, calendar.timeZone), usualDays);
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return { day, time: '12:00' };
}

/** Partners that a question goes to at least: answers are there to be compared. */
export const fewest = 2;

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

const when = { opens: z.enum(['all', 'date'], 'opens.wanted'), day: one('day', 40), time: one('time', 20) };

/** A date as it was typed, as a moment; or which field is wrong and why. */
export function readDate(
  typed: { day: string; time: string },
  now: Date,
  timeZone: string,
): { at: Date } | { field: 'day' | 'time'; key: string } {
  const day = readDay(typed.day, dayOf(now, timeZone));
  if (!day) return { field: 'day', key: 'day.wanted' };
  const time = readTime(typed.time);
  if (!time) return { field: 'time', key: 'time.wanted' };
  const at = momentAt(day, time, timeZone);
  if (at <= now) return { field: 'day', key: 'due.past' };
  if (at.getTime() - now.getTime() > longestDays * 86_400_000) return { field: 'day', key: 'due.far' };
  return { at };
}

const questionFields = Object.fromEntries(
  places.flatMap((n) => [
    [`q${n}`, z.string().trim().max(300, 'text.long').default('')],
    [`q${n}help`, z.string().trim().max(600, 'text.long').default('')],
    [`q${n}kind`, z.enum(questionKinds).catch('text')],
    [`q${n}options`, z.string().default('')],
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
      const options = lines(fields[`q${n}options`]!);
      const wrong = optionsWrong(kind, options);
      if (wrong) context.addIssue({ code: 'custom', message: wrong, path: [`q${n}options`] });
      questions.push({
        key: `q${questions.length + 1}`,
        kind,
        text,
        ...(fields[`q${n}help`] && { help: fields[`q${n}help`]! }),
        ...(kind !== 'text' && options.length > 0 && { options }),
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
  if (kind !== 'text' && options.some((option) => option.length > longestOption)) return 'options.long';
  if (kind === 'choice' && (options.length < fewestOptions || options.length > mostOptions))
    return 'options.wanted';
  if (kind === 'scale' && options.length !== 0 && options.length !== 2) return 'ends.wanted';
  return undefined;
}

export const dateForm = z.object({
  day: when.day,
  time: when.time,
  reason: one('reason', 500).refine(Boolean, 'reason.wanted'),
});

export const alsoForm = z.object({ who: list.refine((who) => who.length > 0, 'also.wanted') });

const copied = z.string().trim().max(1000, 'text.long').default('');

export const markForm = z.object({
  question: z.string().default('q1'),
  kind: z.enum(markKinds as unknown as [MarkKind, ...MarkKind[]], 'kind.wanted'),
  label: one('label', 120).refine(Boolean, 'label.wanted'),
  words: copied,
  /** Of answers, chosen instead of copied. */
  sentences: list,
});

export const passageForm = z
  .object({ words: copied, sentences: list })
  .refine(({ words, sentences }) => words || sentences.length > 0, {
    message: 'words.wanted',
    path: ['words'],
  });
export const voiceForm = z.object({ so: z.enum(['yes', 'no']).catch('yes') });
export const noteForm = z.object({ note: one('note', 2000).refine(Boolean, 'note.wanted') });

/** Ready questions to begin with, in our own words; which of the method's they follow stands beside each. */
export const starters = {
  /** Where each comes from: priorities, mandates, strengths (instrument row 29). */
  origins: ['1', '2', '3'],
  /** What should be different, for whom, and how it would be seen (rows 30 and 31). */
  vision: ['1', '2', '3'],
  /** What each brings and what is missing (row 33). */
  resources: ['1', '2'],
} as const;
export type Starter = keyof typeof starters;

export function isStarter(name: string): name is Starter {
  return name in starters;
}
