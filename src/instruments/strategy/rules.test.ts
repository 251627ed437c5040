import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Counted,
  criteria,
  needs,
  partsOfHundred,
  rankNeeds,
  scoreItems,
  sheetForm,
  triggers,
} from './rules.ts';

const chosen = fc.option(
  fc.nat({ max: needs.length - 1 }).map((n) => String(n)),
  { nil: '' },
);
const answers: fc.Arbitrary<Counted[]> = fc
  .array(fc.tuple(chosen, chosen, chosen), { maxLength: 12 })
  .map((all) =>
    all.map(([one, two, three], n) => ({
      partner: `p${n}`,
      content: { 'need-1': one, 'need-2': two, 'need-3': three },
    })),
  );

it('counts three, two and one point, once for each partner, and no more', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const ranked = rankNeeds(given);
      const sum = ranked.reduce((all, { points }) => all + points, 0);
      const expected = given.reduce((all, { content }) => {
        const best = new Map<string, number>();
        for (const [place, points] of [1, 2, 3].map((one) => [one, 4 - one] as const)) {
          const need = content[`need-${place}`]!;
          if (need) best.set(need, Math.max(best.get(need) ?? 0, points));
        }
        return all + [...best.values()].reduce((a, b) => a + b, 0);
      }, 0);
      expect(sum).toBe(expected);
      expect(new Set(ranked.map(({ need }) => need)).size).toBe(ranked.length);
    }),
  );
});

it('ranks by points; equal points share a rank, and the next is as far down as if they did not', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const ranked = rankNeeds(given);
      for (const one of ranked)
        expect(one.rank).toBe(1 + ranked.filter(({ points }) => points > one.points).length);
      expect(ranked.map(({ rank }) => rank)).toEqual(
        ranked.map(({ rank }) => rank).toSorted((a, b) => a - b),
      );
    }),
  );
});

it('who answered first counts no more than who answered last', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const short = (all: Counted[]) =>
        rankNeeds(all).map(({ need, rank, points }) => ({ need, rank, points }));
      expect(short([...given].reverse())).toEqual(short(given));
    }),
  );
});

it('one more answer with a need first never lowers it', () => {
  fc.assert(
    fc.property(answers, fc.nat({ max: needs.length - 1 }), (given, n) => {
      const rankOf = (all: Counted[]) =>
        rankNeeds(all).find(({ need }) => need === needs[n])?.rank ?? Infinity;
      const more = [...given, { partner: 'new', content: { 'need-1': String(n) } }];
      expect(rankOf(more)).toBeLessThanOrEqual(rankOf(given));
    }),
  );
});

it('a need that a partner names twice counts once, with both of its words', () => {
  const content = { 'need-1': '0', 'need-1-words': 'Rent', 'need-3': '0', 'need-3-words': 'Wages' };
  expect(rankNeeds([{ partner: 'a', content }])).toEqual([
    { need: 'money', rank: 1, points: 3, named: [{ partner: 'a', place: 1, words: 'Rent · Wages' }] },
  ]);
});

it('scores two for a clear yes, one in part, and leaves out who cannot say', () => {
  const said = (score: string, words = '') => ({ aim: score, 'aim-words': words });
  const [first] = scoreItems(triggers, [
    { partner: 'a', content: said('0', 'Their statutes') },
    { partner: 'b', content: said('1') },
    { partner: 'c', content: said('2', ' ') },
    { partner: 'd', content: said('3') },
    { partner: 'e', content: {} },
  ]);
  expect(first).toEqual({
    item: 'aim',
    points: 3,
    most: 6,
    said: { yes: ['a'], partly: ['b'], no: ['c'], unknown: ['d'] },
    evidence: [{ partner: 'a', words: 'Their statutes' }],
  });
});

it('points lie between none and most, whatever was chosen', () => {
  const content = fc.record(
    Object.fromEntries(triggers.map((one) => [one, fc.constantFrom('0', '1', '2', '3', '')])),
  );
  fc.assert(
    fc.property(fc.array(content, { maxLength: 9 }), (all) => {
      for (const { points, most, said } of scoreItems(
        triggers,
        all.map((one, n) => ({ partner: String(n), content: one as Record<string, string> })),
      )) {
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(most);
        expect(most).toBe(2 * (said.yes.length + said.partly.length + said.no.length));
      }
    }),
  );
});

it('weights become whole parts of a hundred that add up, and keep their order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 8 }), (given) => {
      const parts = partsOfHundred(given);
      const sum = given.reduce((a, b) => a + b, 0);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(sum === 0 ? 0 : 100);
      for (const [n, one] of parts.entries()) {
        expect(Number.isInteger(one)).toBe(true);
        if (sum > 0) expect(Math.abs(one - (given[n]! * 100) / sum)).toBeLessThan(1);
        for (const [m, other] of parts.entries())
          if (given[n]! > given[m]!) expect(one).toBeGreaterThanOrEqual(other);
      }
    }),
  );
  expect(partsOfHundred([1, 1, 1])).toEqual([34, 33, 33]);
});

it('a sheet names a kind of partner, one thing that counts, a method and a tie', () => {
  const wrong = sheetForm.safeParse({ kinds: 'nobody' });
  expect(wrong.error?.issues.map(({ message }) => message)).toEqual([
    'kinds.wanted',
    'criteria.wanted',
    'method.wanted',
    'tie.wanted',
  ]);
  const nothingCounts = sheetForm.safeParse({ kinds: 'business', method: 'call', tie: 'mutual' });
  expect(nothingCounts.error?.issues).toMatchObject([
    { message: 'criteria.wanted', path: [`weight-${criteria[0]}`] },
  ]);
});
