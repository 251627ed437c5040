import { describe, expect, it } from 'vitest';
import { locales } from '../platform/i18n/locale.ts';
import { elementIds, elements, findElement, phases } from './elements.ts';
import { guideIn } from './guide.ts';
import { readings } from './library.ts';

/** The toolkit's fifteen tools, each with how many questions it asks there: counted in the source itself. */
const toolkit = {
  V: 5,
  R: 4,
  O: 6,
  F: 4,
  M: 4,
  D: 4,
  S: 5,
  G: 7,
  N: 5,
  I: 4,
  C: 8,
  P: 5,
  X: 5,
  E: 2,
  T: 6,
};

const codesOf = (letter: string) =>
  elements.flatMap(({ codes }) => codes).filter((code) => code[0] === letter);

describe('the guide', () => {
  it('asks all 74 questions of the toolkit, by their codes, and those of the three elements that are added', () => {
    for (const [letter, n] of Object.entries(toolkit))
      expect(codesOf(letter), letter).toEqual(Array.from({ length: n }, (_, at) => `${letter}${at + 1}`));
    const all = elements.flatMap(({ codes }) => codes);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((code) => code[0]! in toolkit)).toHaveLength(74);
    expect(elements.filter(({ codes }) => codes[0]![0]! in toolkit)).toHaveLength(15);
    const added = elements.filter(({ codes }) => !(codes[0]![0]! in toolkit));
    expect(added.map(({ id }) => id)).toEqual(['partners', 'history', 'moving-on']);
  });

  it('goes through four phases in order, each with elements', () => {
    const order = elements.map(({ phase }) => phases.indexOf(phase));
    expect(order).toEqual(order.toSorted());
    expect(new Set(order).size).toBe(4);
    expect(findElement('vision')!.codes).toEqual(['V1', 'V2', 'V3', 'V4', 'V5']);
    expect(findElement('nothing')).toBeUndefined();
  });

  it.each(locales)('says all of it in %s, each question as one', (locale) => {
    const guide = guideIn(locale);
    for (const id of elementIds) {
      const { questions } = guide.elements[id];
      for (const [code, question] of Object.entries(questions)) expect(question, code).toMatch(/\?$/);
      expect(new Set(Object.values(questions)).size).toBe(Object.keys(questions).length);
    }
    const names = elementIds.map((id) => guide.elements[id].name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says nothing in one language in the words of another', () => {
    const sentences = (locale: (typeof locales)[number]) =>
      elementIds.flatMap((id) => {
        const { why, questions, do: steps } = guideIn(locale).elements[id];
        return [why, ...steps, ...Object.values(questions)];
      });
    const all = locales.flatMap(sentences);
    expect(new Set(all).size).toBe(all.length);
  });

  it('names for further reading only elements that it has, each work once', () => {
    expect(new Set(readings.map(({ href }) => href)).size).toBe(readings.length);
    for (const reading of readings) {
      expect(reading.href).toMatch(/^https:\/\//);
      for (const id of reading.elements) expect(elementIds).toContain(id);
    }
  });
});
