import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differences, isChanged } from './differences.ts';

const text = fc
  .array(fc.constantFrom('der', 'Rat', 'beschließt', 'Obst,', 'né', '\n', '  ', ' ', '.', '„Ziel“', '👩‍🌾'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(' '));

it('Both texts can be put together again from their differences', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (before, after) => {
      const parts = differences(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect(without('removed')).toBe(after);
      expect(without('added')).toBe(before);
      expect(isChanged(parts)).toBe(before !== after);
      expect(parts.every((part) => part.text !== '')).toBe(true);
    }),
  );
});

it('Words that changed side by side are one change', () => {
  expect(differences('A third at least comes from here.', 'Half our meals comes from here.')).toEqual([
    { kind: 'removed', text: 'A third at least' },
    { kind: 'added', text: 'Half our meals' },
    { kind: 'same', text: ' comes from here.' },
  ]);
  expect(differences('one\ntwo', 'ein\nzwei')).toEqual([
    { kind: 'removed', text: 'one' },
    { kind: 'added', text: 'ein' },
    { kind: 'same', text: '\n' },
    { kind: 'removed', text: 'two' },
    { kind: 'added', text: 'zwei' },
  ]);
});

it('Two long texts with nothing in common are not compared for ever', () => {
  const words = (stem: string) => Array.from({ length: 20_000 }, (_, n) => `${stem}${n}`).join(' ');
  const start = performance.now();
  const parts = differences(words('a'), words('b'));
  expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  expect(performance.now() - start).toBeLessThan(5000);
});
