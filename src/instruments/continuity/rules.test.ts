import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/working-days.ts';
import {
  busFactor,
  endOf,
  endsAhead,
  type Held,
  holdersOf,
  isHeavy,
  isNear,
  lossesOf,
  warningOf,
} from './rules.ts';

const by = (key: string, department = key) => ({ key, name: key, department });
const held = (...holders: ReturnType<typeof by>[]): Held => ({ id: 'r', holders });

const relations = fc
  .array(
    fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        department: fc.constantFrom('Roads', ' roads ', 'Parks', 'Schools'),
      }),
      { maxLength: 4 },
    ),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map((holders, n) => ({ id: String(n), holders: holders.map((one) => ({ ...one, name: one.key })) })),
  );

describe('what a relation hangs on', () => {
  it('is too little where fewer than two hold it, or all are of one department', () => {
    expect(warningOf(held())).toBe('nobody');
    expect(warningOf(held(by('a')))).toBe('one');
    expect(warningOf(held(by('a'), by('a', 'Parks')))).toBe('one');
    expect(warningOf(held(by('a', 'Roads'), by('b', ' ROADS ')))).toBe('department');
    expect(warningOf(held(by('a', 'Roads'), by('b', 'Parks')))).toBeUndefined();
  });

  it('is less with every holder who leaves: after as many as the bus factor says, nobody is left', () => {
    fc.assert(
      fc.property(relations, (all) => {
        for (const relation of all) {
          let left: Held = relation;
          for (let n = busFactor(relation); n > 0; n -= 1) {
            expect(holdersOf(left)).toHaveLength(n);
            const [gone] = holdersOf(left);
            left = { ...left, holders: left.holders.filter(({ key }) => key !== gone!.key) };
          }
          expect(warningOf(left)).toBe('nobody');
        }
      }),
    );
  });
});

describe('what would be lost if somebody left', () => {
  it('is what nobody holds then, exactly', () => {
    fc.assert(
      fc.property(relations, (all) => {
        const nobody = (these: readonly Held[]) => these.filter((one) => warningOf(one) === 'nobody').length;
        const losses = lossesOf(all);
        for (const { holder, held: many, alone } of losses) {
          const without = all.map((one) => ({
            ...one,
            holders: one.holders.filter(({ key }) => key !== holder.key),
          }));
          expect(nobody(without) - nobody(all)).toBe(alone);
          expect(all.filter((one) => one.holders.some(({ key }) => key === holder.key))).toHaveLength(many);
        }
        const single = all.filter((one) => busFactor(one) === 1).length;
        expect(losses.reduce((sum, { alone }) => sum + alone, 0)).toBe(single);
        expect(losses.map(({ alone }) => alone)).toEqual(
          losses.map(({ alone }) => alone).toSorted((a, b) => b - a),
        );
      }),
    );
  });

  it('is too much above a third of all, from two on', () => {
    expect(isHeavy({ held: 1 }, 1)).toBe(false);
    expect(isHeavy({ held: 2 }, 6)).toBe(false);
    expect(isHeavy({ held: 2 }, 5)).toBe(true);
    expect(isHeavy({ held: 3 }, 9)).toBe(false);
    // Shared evenly among three nobody is above it.
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), (n) => !isHeavy({ held: n }, n * 3)));
  });
});

describe('an end', () => {
  const elections = [{ day: '2026-09-13' }, { day: '2025-09-14' }, { day: '2030-09-15' }];

  it('is its own day, or that of the first election since it was said, also when that is over', () => {
    expect(endOf({ ends: 'open', until: null }, elections, '2026-01-01')).toBeNull();
    expect(endOf({ ends: 'term', until: '2026-03-01' }, elections, '2026-01-01')).toBe('2026-03-01');
    expect(endOf({ ends: 'election', until: null }, elections, '2026-01-01')).toBe('2026-09-13');
    expect(endOf({ ends: 'election', until: null }, elections, '2026-09-13')).toBe('2026-09-13');
    expect(endOf({ ends: 'election', until: null }, elections, '2026-09-14')).toBe('2030-09-15');
    expect(endOf({ ends: 'election', until: null }, [], '2026-01-01')).toBeNull();
  });

  it('is near from sixty days before it, until somebody changes it', () => {
    expect(isNear(null, '2026-01-01')).toBe(false);
    expect(isNear(addDays('2026-01-01', endsAhead + 1), '2026-01-01')).toBe(false);
    expect(isNear(addDays('2026-01-01', endsAhead), '2026-01-01')).toBe(true);
    expect(isNear('2025-12-01', '2026-01-01')).toBe(true);
  });
});
