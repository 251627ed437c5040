import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Counts,
  countSaid,
  fitOf,
  goalFrom,
  gradeOf,
  hasFallen,
  pairsOf,
  ratingForm,
  sayings,
  typedRating,
} from './rules.ts';

const small = fc.integer({ min: 0, max: 49 });
const counts: fc.Arbitrary<Counts> = fc
  .record({ supports: small, neutral: small, tensions: small })
  .filter(({ supports, neutral, tensions }) => supports + neutral + tensions > 0);
const rated = (supports: number, neutral: number, tensions: number): Counts => ({
  supports,
  neutral,
  tensions,
});

describe('a fit', () => {
  it('is supports less tensions, of all that was rated', () => {
    expect(fitOf(rated(3, 1, 2))).toEqual({ top: 1, of: 6 });
    expect(fitOf(rated(0, 0, 0))).toBeUndefined();
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...sayings), { minLength: 1 }), (all) => {
        const { top, of } = fitOf(countSaid(all.map((says) => ({ says }))))!;
        expect(of).toBe(all.length);
        expect(top).toBe(
          all.reduce((sum, says) => sum + (says === 'supports' ? 1 : says === 'tension' ? -1 : 0), 0),
        );
        expect(Math.abs(top)).toBeLessThanOrEqual(of);
      }),
    );
  });

  it('stands on the step that its fraction lies in, to the very end of each', () => {
    expect([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((top) => gradeOf(of(top, 5)))).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4,
    ]);
    fc.assert(
      fc.property(counts, (one) => {
        const { top, of: all } = fitOf(one)!;
        const grade = gradeOf(one)!;
        // From −1 in fifths of 2: grade/5 ≤ (top + all) / (2 · all) < (grade + 1)/5, in whole numbers.
        expect(grade * 2 * all).toBeLessThanOrEqual((top + all) * 5);
        if (grade < 4) expect((top + all) * 5).toBeLessThan((grade + 1) * 2 * all);
      }),
    );
    function of(top: number, all: number): Counts {
      return top < 0 ? rated(0, all + top, -top) : rated(top, all - top, 0);
    }
  });

  it('never stands higher for a support that became a tension', () => {
    fc.assert(
      fc.property(
        counts.filter(({ supports }) => supports > 0),
        (one) => {
          const worse = { ...one, supports: one.supports - 1, tensions: one.tensions + 1 };
          expect(gradeOf(worse)!).toBeLessThanOrEqual(gradeOf(one)!);
        },
      ),
    );
  });
});

describe('a fall', () => {
  const talked = (one: Counts) => ({ ...one, talked: true });
  const silent = (one: Counts) => ({ ...one, talked: false });

  it('is a step below the best since it was talked about, however small each of several falls was', () => {
    expect(hasFallen([], rated(0, 0, 5)), 'a first rating falls from nothing').toBe(false);
    expect(hasFallen([silent(rated(5, 0, 0))], rated(4, 1, 0)), 'still on the same step').toBe(false);
    expect(hasFallen([silent(rated(5, 0, 0))], rated(2, 3, 0))).toBe(true);
    expect(
      hasFallen([silent(rated(5, 0, 0)), silent(rated(4, 1, 0)), silent(rated(3, 2, 0))], rated(2, 3, 0)),
    ).toBe(true);
    expect(
      hasFallen([silent(rated(5, 0, 0)), silent(rated(0, 5, 0))], rated(0, 5, 0)),
      'rated the same again',
    ).toBe(true);
    expect(hasFallen([silent(rated(5, 0, 0)), talked(rated(0, 5, 0))], rated(0, 5, 0)), 'talked about').toBe(
      false,
    );
    expect(hasFallen([talked(rated(0, 5, 0))], rated(0, 2, 3))).toBe(true);
  });

  it('is none where the fit is as good as ever, or nothing was rated', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(counts, fc.boolean())), counts, (all, now) => {
        const before = all.map(([one, was]) => ({ ...one, talked: was }));
        const best = Math.max(-1, ...before.map((one) => gradeOf(one)!));
        if (gradeOf(now)! >= best) expect(hasFallen(before, now)).toBe(false);
        expect(hasFallen(before, rated(0, 0, 0))).toBe(false);
        expect(hasFallen([...before, { ...now, talked: true }], now)).toBe(false);
      }),
    );
  });
});

describe('a rating', () => {
  const pairs = pairsOf([{ id: 'own' }], [{ id: 'a' }, { id: 'b' }]);

  it('wants a sentence for a tension, shares nothing else, and leaves out what was not said', () => {
    expect(ratingForm(pairs).safeParse({ 'says-own-a': 'tension' }).error?.issues[0]).toMatchObject({
      message: 'why.wanted',
      path: ['why-own-a'],
    });
    const typed = { 'says-own-a': 'supports', 'why-own-a': 'x', 'share-own-a': 'yes', 'says-own-b': 'other' };
    expect(ratingForm(pairs).parse(typed).marks).toEqual([
      { own: 'own', goal: 'a', says: 'supports', reason: '', shared: false },
    ]);
  });

  it('is in its form again as it was sent', () => {
    const typed = { 'says-own-b': 'tension', 'why-own-b': 'Costs', 'share-own-b': 'yes', 'says-own-a': '' };
    const { marks } = ratingForm(pairs).parse(typed);
    expect(typedRating(pairs, marks)).toMatchObject(typed);
    expect(ratingForm(pairs).parse(typedRating(pairs, marks))).toEqual({ marks });
  });

  it('has a goal of a section: its heading and first sentence, no longer than a goal may be', () => {
    expect(goalFrom('For whom', 'Guests of all canteens. All of them.', 'en')).toBe(
      'For whom: Guests of all canteens.',
    );
    expect(goalFrom('For whom', 'x'.repeat(400), 'en')).toHaveLength(300);
  });
});
