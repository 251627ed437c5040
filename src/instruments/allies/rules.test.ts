import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextAsk, opennesses, type Place, resilienceOf } from './rules.ts';

test('two open people in one department are one way in', () => {
  const people: Place[] = [
    { openness: 'open', department: 'streets' },
    { openness: 'ally', department: 'streets' },
    { openness: 'curious', department: 'parks' },
  ];
  expect(resilienceOf(people)).toEqual({ departments: 1, people: 2, single: 0, resilient: false });
});

test('it is resilient from two departments up, and says where it hangs on one person', () => {
  const people: Place[] = [
    { openness: 'open', department: 'streets' },
    { openness: 'ally', department: 'streets' },
    { openness: 'open', department: 'parks' },
    { openness: 'open', department: null },
  ];
  expect(resilienceOf(people)).toEqual({ departments: 2, people: 4, single: 1, resilient: true });
});

test('one person more never makes it less resilient', () => {
  const place = fc.record({
    openness: fc.constantFrom(...opennesses),
    department: fc.option(fc.constantFrom('a', 'b', 'c')),
  });
  fc.assert(
    fc.property(fc.array(place), place, (people, more) => {
      const before = resilienceOf(people);
      const after = resilienceOf([...people, more]);
      expect(after.departments).toBeGreaterThanOrEqual(before.departments);
      expect(after.single).toBeLessThanOrEqual(after.departments);
      expect(!before.resilient || after.resilient).toBe(true);
    }),
  );
});

test('the next rung is the first that is not done', () => {
  const done = new Date();
  expect(nextAsk([{ done_at: done }, { done_at: null, n: 2 } as never, { done_at: null }])).toMatchObject({
    n: 2,
  });
  expect(nextAsk([{ done_at: done }])).toBeUndefined();
});
