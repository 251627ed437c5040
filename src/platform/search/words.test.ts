import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesWithMarks } from './marks.ts';
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
