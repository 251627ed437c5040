import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, piecesWithMarks } from './marks.ts';
import {
  fold,
  forgivenSlips,
  piecesOf,
  sentenceOf,
  slipsBetween,
  withoutUmlautSpelling,
  wordsOf,
} from './words.ts';

test('words are parted at anything that is no letter and no figure', () => {
  expect(wordsOf('Neighbours’ day, Tempo-30 & Straße!').map((word) => word.folded)).toEqual([
    'neighbours',
    'day',
    'tempo',
    '30',
    'strasse',
  ]);
});

test('accents and umlauts come off', () => {
  expect(['café', 'müll', 'straße', 'sønderhavn', 'læge'].map(fold)).toEqual([
    'cafe',
    'mull',
    'strasse',
    'sonderhavn',
    'laege',
  ]);
  expect(withoutUmlautSpelling('muelltonne')).toBe('mulltonne');
});

test.each([
  ['steet', 'street', 1],
  ['frige', 'fridge', 1],
  ['libary', 'library', 1],
  ['borow', 'borrow', 1],
  ['gaaden', 'garden', 1],
  ['nosie', 'noise', 1],
])('%s is %s with %i slip', (asked, meant, slips) => {
  expect(slipsBetween(asked, meant, 3)).toBe(slips);
});

test('slips are counted the same from both sides, and none only between equal words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(slipsBetween(a, b, 8)).toBe(slipsBetween(b, a, 8));
      expect(slipsBetween(a, b, 8) === 0).toBe(a === b);
    }),
  );
});

test('short words are not corrected: every slip makes another word', () => {
  expect([3, 4, 6, 7].map(forgivenSlips)).toEqual([0, 1, 1, 2]);
});

test('a compound gives its beginnings and ends', () => {
  expect(piecesOf('sommerfest')).toEqual(expect.arrayContaining(['sommer', 'fest']));
  expect(piecesOf('rad')).toEqual([]);
});

test('marking changes no letter of a text', () => {
  fc.assert(
    fc.property(fc.string(), fc.func(fc.boolean()), (text, marked) => {
      expect(
        piecesWithMarks(text, marked)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

test('a sentence with one word that is kept is a word of its own; others are told by their words', () => {
  const words = wordsOf('Wo kann ich parken?');
  expect(sentenceOf(words, 1)).toBe('wo_kann_ich_parken');
  expect(sentenceOf(words, 2)).toBeUndefined();
  expect(sentenceOf(wordsOf('parken'), 1)).toBeUndefined();
});

test('of several lines that one is shown in which most of the words stand, cut between words', () => {
  const marked = (lower: string) => ['kubikmeter', 'regen'].includes(lower);
  const long = `${'Vorher steht viel, was niemand sucht. '.repeat(9)}Drei Kubikmeter im Jahr, sagt sie. ${'Danach auch. '.repeat(40)}`;
  const texts = [{ text: 'Vom Regen reden alle.' }, { text: `Erste Zeile\n${long}\nRegen und Kubikmeter` }];
  expect(excerptOf(texts, marked)).toEqual({
    of: texts[1],
    pieces: [
      { text: 'Regen', marked: true },
      { text: ' und ', marked: false },
      { text: 'Kubikmeter', marked: true },
    ],
  });
  const shown = excerptOf([{ text: long }], marked)!
    .pieces.map(({ text }) => text)
    .join('');
  expect(shown).toMatch(/^… \S.* Drei Kubikmeter im Jahr, sagt sie\. .*\S …$/);
  expect(shown.length).toBeLessThan(250);
  expect(excerptOf(texts, () => false)).toBeUndefined();
});

test('what is shown of a text stands in it, is short, and holds a word that was asked for', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'ö', '🙂', ' ', '.', '\n'), maxLength: 400 });
  fc.assert(
    fc.property(word, (text) => {
      const found = excerptOf([{ text }], (lower) => lower.startsWith('ö'));
      expect(found !== undefined).toBe(/(?<![aö])ö/u.test(text));
      if (!found) return;
      const shown = found.pieces.map((piece) => piece.text).join('');
      expect(found.pieces.some((piece) => piece.marked)).toBe(true);
      expect(text).toContain(shown.replace(/^… | …$/g, ''));
    }),
  );
});
