import { z } from 'zod';
import type { Locale } from '../platform/i18n/locale.ts';
import type { ElementId } from './elements.ts';
import de from './lessons/de.json' with { type: 'json' };
import en from './lessons/en.json' with { type: 'json' };
import nb from './lessons/nb.json' with { type: 'json' };
import nl from './lessons/nl.json' with { type: 'json' };

/** Forms at which one of the lessons helps: one is about to … */
export const moments = ['write', 'complain', 'ask', 'answer', 'agree', 'end'] as const;
export type Moment = (typeof moments)[number];

/** `elements`: the steps it belongs to, the first being where it leads on. `readings`: works of the library. */
type Shape = { elements: readonly [ElementId, ...ElementId[]]; readings: readonly string[]; at?: Moment };

const shapes = {
  'first-talk': { elements: ['partners', 'champions'], readings: ['councillors'], at: 'write' },
  asking: { elements: ['openness', 'interdependence'], readings: [], at: 'complain' },
  'answering-alone': { elements: ['vision'], readings: [], at: 'answer' },
  'plain-words': { elements: ['facts', 'measures', 'story'], readings: [], at: 'ask' },
  meeting: { elements: ['manager', 'progress'], readings: ['euarenas'] },
  consent: { elements: ['authority', 'governance'], readings: [], at: 'agree' },
  power: { elements: ['authority', 'resources'], readings: ['trust'] },
  promise: { elements: ['commitments'], readings: [] },
  stuck: { elements: ['progress', 'history'], readings: ['scotland'] },
  closing: { elements: ['moving-on', 'evaluation'], readings: [], at: 'end' },
} as const satisfies Record<string, Shape>;

export type LessonId = keyof typeof shapes;
export type Lesson = Shape & { id: LessonId };

export const lessonIds = Object.keys(shapes) as [LessonId, ...LessonId[]];

/** All lessons, in the order of the way that a partnership goes. */
export const lessons: readonly Lesson[] = lessonIds.map((id) => ({ id, ...shapes[id] }));

export function findLesson(id: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.id === id);
}

/** Longest texts, in characters. */
const glance = z.string().trim().min(3).max(160);
const passage = z.string().trim().min(3).max(400);

const lessonText = z.strictObject({
  title: z.string().trim().min(3).max(60),
  /** What it comes down to, in one line. */
  about: glance,
  /** For whom, and when. */
  when: glance,
  /** What goes wrong without it. */
  wrong: passage,
  /** What to do, step by step. */
  do: z.array(passage).min(3).max(5),
  example: passage,
  /** To check for oneself: `says` answers to a choice, and nobody counts. */
  check: z
    .array(
      z.strictObject({
        question: glance,
        choices: z
          .array(z.strictObject({ choice: glance, says: passage }))
          .min(2)
          .max(3),
      }),
    )
    .min(2)
    .max(3),
});
export type LessonText = z.output<typeof lessonText>;

const lessonTexts = z.strictObject(
  Object.fromEntries(lessonIds.map((id) => [id, lessonText])) as Record<LessonId, typeof lessonText>,
);

const texts: Record<Locale, unknown> = { en, de, nb, nl };
const read = new Map<Locale, Record<LessonId, LessonText>>();

/** The lessons in a language. Throws a `ZodError` naming the place if a text is missing, or one too many. */
export function lessonsIn(locale: Locale): Record<LessonId, LessonText> {
  const known = read.get(locale);
  if (known) return known;
  const all = lessonTexts.parse(texts[locale]);
  read.set(locale, all);
  return all;
}

/**
 * Words a minute, for who reads slowly, in a second language or on a phone. Adults read about 238 words of English a
 * minute silently and 183 aloud (Brysbaert 2019, a review of 190 studies); this is less than half of the first.
 */
export const wordsAMinute = 110;

/** Minutes that somebody needs for a lesson with its questions, who opens the longest answer to each of them. */
export function minutesFor({ check, do: steps, title, about, when, wrong, example }: LessonText): number {
  const count = (text: string) => text.split(/\s+/).length;
  const asked = check.flatMap(({ question, choices }) => [
    question,
    ...choices.map(({ choice }) => choice),
    choices.map(({ says }) => says).toSorted((a, b) => count(b) - count(a))[0]!,
  ]);
  const all = [title, about, when, wrong, ...steps, example, ...asked];
  return all.reduce((sum, text) => sum + count(text), 0) / wordsAMinute;
}

/** Where a lesson is, and what it is called. */
export type LessonLink = { href: string; title: string };

const linkTo = (id: LessonId, locale: Locale): LessonLink => ({
  href: `/guide/lessons/${id}`,
  title: lessonsIn(locale)[id].title,
});

/** The lesson for who is about to fill in such a form. */
export function lessonFor(moment: Moment, locale: Locale): LessonLink {
  return linkTo(lessons.find(({ at }) => at === moment)!.id, locale);
}

/** The lessons that help with a step of the guide. */
export function lessonsOf(element: ElementId, locale: Locale): LessonLink[] {
  return lessons.filter(({ elements }) => elements.includes(element)).map(({ id }) => linkTo(id, locale));
}
