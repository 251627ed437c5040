import { describe, expect, it } from 'vitest';
import { locales } from '../platform/i18n/locale.ts';
import { elementIds } from './elements.ts';
import {
  type LessonText,
  lessonFor,
  lessonIds,
  lessons,
  lessonsIn,
  lessonsOf,
  minutesFor,
  moments,
  wordsAMinute,
} from './lessons.ts';
import { readings } from './library.ts';

const sentencesOf = ({ check, do: steps, title, about, when, wrong, example }: LessonText) => [
  ...[title, about, when, wrong, example, ...steps],
  ...check.flatMap(({ question, choices }) => [
    question,
    ...choices.flatMap(({ choice, says }) => [choice, says]),
  ]),
];

describe('the short lessons', () => {
  it.each(locales)('are read in three minutes each, slowly, in %s', (locale) => {
    for (const id of lessonIds) {
      const minutes = minutesFor(lessonsIn(locale)[id]);
      expect(minutes, id).toBeLessThanOrEqual(3);
      expect(minutes, id).toBeGreaterThan(1.5);
    }
  });

  it('counts the words that one reader reads: of the answers to a question, the longest', () => {
    const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ');
    const lesson: LessonText = {
      title: words(2),
      about: words(3),
      when: words(4),
      wrong: words(20),
      do: [words(10), words(10), words(10)],
      example: words(30),
      check: [
        {
          question: words(5),
          choices: [
            { choice: words(3), says: words(4) },
            { choice: words(3), says: words(9) },
          ],
        },
      ],
    };
    expect(minutesFor(lesson)).toBeCloseTo((2 + 3 + 4 + 20 + 30 + 30 + 5 + 6 + 9) / wordsAMinute);
  });

  it('ask the same number of questions with the same number of choices in each language', () => {
    for (const id of lessonIds) {
      const shape = (locale: (typeof locales)[number]) =>
        lessonsIn(locale)[id].check.map(({ choices }) => choices.length);
      for (const locale of locales) {
        expect(shape(locale), `${id} in ${locale}`).toEqual(shape('en'));
        expect(lessonsIn(locale)[id].do.length, `${id} in ${locale}`).toBe(lessonsIn('en')[id].do.length);
        for (const { question } of lessonsIn(locale)[id].check) expect(question).toMatch(/\?$/);
      }
    }
  });

  it('say nothing in one language in the words of another, and nothing twice', () => {
    const all = locales.flatMap((locale) => lessonIds.flatMap((id) => sentencesOf(lessonsIn(locale)[id])));
    expect(all.filter((one, n) => all.indexOf(one) !== n)).toEqual([]);
  });

  it('belong to steps of the guide and to works of the library that are there', () => {
    for (const { elements, readings: works } of lessons) {
      for (const id of elements) expect(elementIds).toContain(id);
      for (const id of works) expect(readings.map((reading) => reading.id)).toContain(id);
    }
    expect(lessonsOf('authority', 'en').map(({ href }) => href)).toEqual([
      '/guide/lessons/consent',
      '/guide/lessons/power',
    ]);
    expect(lessonsOf('data', 'en')).toEqual([]);
  });

  it('have one lesson for each moment, in the language of the page', () => {
    for (const moment of moments) expect(lessons.filter(({ at }) => at === moment)).toHaveLength(1);
    expect(lessonFor('answer', 'de')).toEqual({
      href: '/guide/lessons/answering-alone',
      title: 'Erst allein antworten, dann reden',
    });
  });
});
