import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapOf, gapSign, levelAt, levels, livedOf, numberOf, promisedOf, tallyOf } from './promise.ts';

const level = fc.integer({ min: 1, max: 5 });
const ratings = (partners: number, least = 0, most = 12) =>
  fc.array(fc.record({ partner: fc.integer({ min: 1, max: partners }).map(String), level }), {
    minLength: least,
    maxLength: most,
  });

describe('what all answered', () => {
  it('is counted exactly from five answers on', () => {
    fc.assert(
      fc.property(ratings(4, 5), (all) => {
        const { answers, counts, lived } = livedOf(all);
        expect(answers).toBe(all.length);
        expect(counts!.reduce((sum, n) => sum + n, 0)).toBe(all.length);
        for (const [n, count] of counts!.entries())
          expect(count).toBe(all.filter((one) => one.level === n + 1).length);
        expect(lived).toEqual({ sum: all.reduce((sum, one) => sum + one.level, 0), of: all.length });
      }),
    );
  });

  it('has no counts below five answers, and nothing at all from fewer than three partners', () => {
    fc.assert(
      fc.property(ratings(4, 0, 4), (all) => {
        const { answers, counts, lived } = livedOf(all);
        expect(answers).toBe(all.length);
        expect(counts).toBeUndefined();
        const partners = new Set(all.map(({ partner }) => partner)).size;
        expect(lived !== undefined).toBe(partners >= 3);
        // One of the levels that were answered, and one that at least half of the partners do not lie below.
        if (lived) expect(all.map((one) => one.level)).toContain(lived.sum);
      }),
    );
  });

  it('says the same in whatever order answers came', () => {
    fc.assert(
      fc.property(ratings(4), fc.infiniteStream(fc.nat()), (all, keys) => {
        const shuffled = all
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(livedOf(shuffled)).toEqual(livedOf(all));
      }),
    );
  });

  it('takes the lower of two middles, of the people of a partner and of partners', () => {
    const of = (...all: [string, number][]) => livedOf(all.map(([partner, level]) => ({ partner, level })));
    expect(of(['a', 1], ['a', 5], ['b', 4], ['c', 5]).lived).toEqual({ sum: 4, of: 1 });
    expect(of(['a', 1], ['b', 2], ['c', 4], ['d', 5]).lived).toEqual({ sum: 2, of: 1 });
  });
});

describe('what was promised', () => {
  it('is the highest that ever was, so that lowering it makes no difference smaller', () => {
    expect(promisedOf([])).toBeUndefined();
    fc.assert(
      fc.property(fc.array(level, { minLength: 1 }), level, (all, last) => {
        const of = (numbers: number[]) => promisedOf(numbers.map((one) => ({ level: one })))!;
        expect(of([...all, last])).toBeGreaterThanOrEqual(of(all));
        expect(of(all)).toBe(Math.max(...all));
      }),
    );
  });

  it('is a level by its number, and a number by its level', () => {
    for (const one of levels) expect(levelAt(numberOf(one))).toBe(one);
    expect(levelAt(2.4)).toBe('asked');
  });
});

describe('the difference', () => {
  it('is less, as promised or more, with half a level on each side', () => {
    expect(gapSign(gapOf(4, { sum: 7, of: 2 }))).toBe('less');
    expect(gapSign(gapOf(4, { sum: 18, of: 5 }))).toBe('as');
    expect(gapSign(gapOf(2, { sum: 5, of: 2 }))).toBe('more');
  });

  it('of several is the difference of their means, each of which counts the same', () => {
    const one = fc.record({ promised: level, lived: level });
    const mean = (of: readonly number[]) => of.reduce((sum, number) => sum + number, 0) / of.length;
    const year = fc.array(one, { minLength: 1 });
    fc.assert(
      fc.property(fc.array(year), (years) => {
        const tally = tallyOf(
          years.map((those) => ({
            promised: mean(those.map(({ promised }) => promised)),
            lived: mean(those.map(({ lived }) => lived)),
            n: those.length,
          })),
        );
        const all = years.flat();
        expect(tally?.n ?? 0).toBe(all.length);
        if (!tally) return;
        expect(tally.promised).toBeCloseTo(mean(all.map(({ promised }) => promised)));
        expect(tally.lived).toBeCloseTo(mean(all.map(({ lived }) => lived)));
      }),
    );
  });
});
