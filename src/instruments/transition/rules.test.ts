import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../platform/working-days.ts';
import { apart, checksForm, outcomeForm, placed, readinessOf } from './rules.ts';

const day = fc.integer({ min: -900, max: 900 }).map((days) => addDays('2026-05-13', days));

it('places milestones in the order of their days, none over another, all on the line', () => {
  fc.assert(
    fc.property(fc.array(day, { maxLength: 30 }), (days) => {
      const { today, marks } = placed(days, '2026-05-13');
      expect(marks).toHaveLength(days.length);
      expect(today).toBeGreaterThanOrEqual(0);
      expect(today).toBeLessThanOrEqual(1);
      for (const [n, one] of marks.entries()) {
        expect(one.at).toBeGreaterThanOrEqual(0);
        expect(one.at).toBeLessThanOrEqual(1);
        if (days[n]! < '2026-05-13') expect(one.at).toBeLessThan(today);
        for (const [m, other] of marks.entries()) {
          if (days[n]! < days[m]!) expect(one.at).toBeLessThan(other.at);
          if (m !== n && one.level === other.level)
            expect(Math.abs(one.at - other.at)).toBeGreaterThanOrEqual(apart);
        }
      }
    }),
  );
});

it('stands in the middle where there is only today', () => {
  expect(placed(['2026-05-13'], '2026-05-13')).toEqual({ today: 0.5, marks: [{ at: 0.5, level: 0 }] });
});

it('takes ticks that it knows, and no others', () => {
  expect(checksForm.parse({ ticked: ['means', 'gold'] }).ticked).toEqual(['means']);
  expect(checksForm.parse({}).ticked).toEqual([]);
});

it('wants to know why something was not reached', () => {
  const missed = outcomeForm.safeParse({ as: 'missed' });
  expect(missed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['note', 'note.wanted'],
  ]);
  expect(outcomeForm.safeParse({ as: 'reached' }).success).toBe(true);
});

it('reads how ready a partner is', () => {
  expect(readinessOf({ ready: '1' })).toBe('if');
  expect(readinessOf({})).toBeUndefined();
});
