import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, countAims, fits, readReview, stateAt, sumOf, type Weight, weighingForm } from './rules.ts';

const options = ['a', 'b', 'c'];
const criteria = ['x', 'y'];
const partners = ['p', 'q', 'r', 's'];
/** Each pair at most once for each partner, as the store gives them. */
const weights: fc.Arbitrary<Weight[]> = fc.uniqueArray(
  fc.record({
    option: fc.constantFrom(...options),
    criterion: fc.constantFrom(...criteria),
    partner: fc.constantFrom(...partners),
    fits: fc.integer({ min: 0, max: 2 }),
  }),
  { selector: ({ option, criterion, partner }) => option + criterion + partner },
);

describe('weighing', () => {
  it('counts every weight in one cell, and sums them up exactly', () => {
    fc.assert(
      fc.property(weights, (all) => {
        let counted = 0;
        for (const option of options) {
          let points = 0;
          for (const criterion of criteria) {
            const cell = cellOf(all, option, criterion);
            for (const fit of fits) {
              counted += cell[fit];
              points += cell[fit] * Number(fit);
            }
          }
          const sum = sumOf(all, option);
          expect(sum.points).toBe(points);
          expect(sum.points).toBeGreaterThanOrEqual(0);
          expect(sum.points).toBeLessThanOrEqual(sum.of);
        }
        expect(counted).toBe(all.length);
      }),
    );
  });

  it('gives an option more for a better weight, whoever gives it', () => {
    fc.assert(
      fc.property(weights, fc.constantFrom(...partners), (all, partner) => {
        const others = all.filter(
          (one) => one.partner !== partner || one.option !== 'a' || one.criterion !== 'x',
        );
        const with_ = (n: number) =>
          sumOf([...others, { option: 'a', criterion: 'x', partner, fits: n }], 'a').points;
        expect([with_(1) - with_(0), with_(2) - with_(1)]).toEqual([1, 1]);
      }),
    );
  });

  it('reads what is no step as nothing said', () => {
    expect(weighingForm([{ name: 'w' }]).parse({ w: '7' })).toEqual({ w: '' });
    expect(weighingForm([{ name: 'w' }]).parse({})).toEqual({ w: '' });
  });
});

describe('a difference', () => {
  it('is about the end or the means, as partners say', () => {
    const said = (aim?: string): { content: Record<string, string> } => ({ content: aim ? { aim } : {} });
    expect(countAims([said('0'), said('1'), said('1'), said(), said('9')])).toEqual({ end: 1, means: 2 });
  });

  it('has an outcome until its day comes', () => {
    const way = (settled: boolean, reviewOn: string) => ({
      settledAt: settled ? new Date() : null,
      reviewOn,
    });
    const at = (stage: 'closed' | 'open' | 'withdrawn', one?: ReturnType<typeof way>) =>
      stateAt(stage, one, '2026-05-13');
    expect(at('withdrawn')).toBe('withdrawn');
    expect(at('closed')).toBe('sealed');
    expect(at('open')).toBe('talk');
    expect(at('open', way(false, '2026-05-01')), 'nothing is agreed that could be looked at').toBe('asked');
    expect(at('open', way(true, '2026-05-14'))).toBe('settled');
    expect(at('open', way(true, '2026-05-13'))).toBe('revisit');
  });

  it('is looked at again on a day ahead, not further than two years', () => {
    expect(readReview('14.5.2026', '2026-05-13')).toEqual({ day: '2026-05-14' });
    expect(readReview('13.5.2026', '2026-05-13')).toEqual({ key: 'day.past' });
    expect(readReview('31.2.2027', '2026-05-13')).toEqual({ key: 'day.none' });
    expect(readReview('', '2026-05-13')).toEqual({ key: 'day.wanted' });
    expect(readReview('14.5.2029', '2026-05-13')).toEqual({ key: 'day.far' });
  });
});
