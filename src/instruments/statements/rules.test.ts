import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/working-days.ts';
import {
  isOver,
  longestTrial,
  outcomes,
  piecesOf,
  resultOf,
  sameWords,
  trialForm,
  wordsIn,
} from './rules.ts';

it('keeps what was filled in, and knows whether that is the same', () => {
  const empty = { capabilities: '', experience: '', relationships: '', expertise: '', resources: '' };
  expect(wordsIn({ ...empty, expertise: 'Soil' })).toEqual({ expertise: 'Soil' });
  expect(sameWords({}, wordsIn(empty))).toBe(true);
  expect(sameWords({ expertise: 'Soil' }, { expertise: 'Soils' })).toBe(false);
});

describe('addresses in a text', () => {
  it('can be followed, without the full stop behind them', () => {
    expect(piecesOf('See https://a.test/x (and http://b.test).')).toEqual([
      { text: 'See ' },
      { text: 'https://a.test/x', href: 'https://a.test/x' },
      { text: ' (and ' },
      { text: 'http://b.test', href: 'http://b.test' },
      { text: ').' },
    ]);
    expect(piecesOf('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }]);
  });

  it('leave the text as it is, and lead nowhere else than to the web', () => {
    const word = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('https://', ' ', '. ', '\n'));
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join('')),
        (text) => {
          const pieces = piecesOf(text);
          expect(pieces.map((piece) => piece.text).join('')).toBe(text);
          for (const { href } of pieces) if (href) expect(href).toMatch(/^https?:\/\//i);
        },
      ),
    );
  });
});

describe('a trial', () => {
  const read = (until: string) =>
    trialForm('2026-03-01')
      .safeParse({ what: 'x', who: 'x', knownBy: 'x', until })
      .error?.issues.map(({ message }) => message);

  it('lies ahead, and lasts half a year at most', () => {
    expect(read('2026-03-02')).toBeUndefined();
    expect(read(addDays('2026-03-01', longestTrial))).toBeUndefined();
    expect(read(addDays('2026-03-01', longestTrial + 1))).toEqual(['until.far']);
    expect(read('2026-03-01')).toEqual(['until.past']);
    expect(read('31.2.2026')).toEqual(['until.none']);
    expect(read('soon')).toEqual(['until.wanted']);
  });

  it('is looked back at from its day on', () => {
    expect(isOver('2026-03-01', '2026-02-28')).toBe(false);
    expect(isOver('2026-03-01', '2026-03-01')).toBe(true);
  });

  it('counts each answer once', () => {
    const answer = fc.record({ outcome: fc.constantFrom('0', '1', '2') }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        const result = resultOf(answers as { outcome: string }[]);
        expect(outcomes.reduce((sum, one) => sum + result[one], 0)).toBe(
          answers.filter(({ outcome }) => outcome !== undefined).length,
        );
        for (const [n, one] of outcomes.entries())
          expect(result[one]).toBe(answers.filter(({ outcome }) => outcome === String(n)).length);
      }),
    );
    expect(resultOf([{ outcome: '7' }])).toEqual({ goOn: 0, change: 0, stop: 0 });
  });
});
