import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  dayOf,
  endOfDay,
  isWorkingDay,
  noonOf,
  workingDaysBetween,
} from './working-days.ts';

const none = { closedDays: [] };
const days = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const closedDays = fc.array(days, { maxLength: 30 });

describe('working days', () => {
  it('leave out weekends and closed days', () => {
    expect(addWorkingDays('2026-05-13', 1, none)).toBe('2026-05-14');
    expect(addWorkingDays('2026-05-13', 10, none)).toBe('2026-05-27');
    // Ascension Day and the Friday after it.
    expect(addWorkingDays('2026-05-13', 1, { closedDays: ['2026-05-14', '2026-05-15'] })).toBe('2026-05-18');
    expect(addWorkingDays('2026-05-16', 1, none)).toBe('2026-05-18');
  });

  it('run over ends of months and years, and over a leap day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addWorkingDays('2026-12-31', 1, { closedDays: ['2027-01-01'] })).toBe('2027-01-04');
    expect(addWorkingDays('2026-01-30', 1, none)).toBe('2026-02-02');
  });

  it('know the day by the clocks of the city, on both sides of summer time', () => {
    expect(dayOf(new Date('2026-03-28T22:59:59Z'), 'Europe/Oslo')).toBe('2026-03-28');
    expect(dayOf(new Date('2026-03-28T23:00:00Z'), 'Europe/Oslo')).toBe('2026-03-29');
    expect(dayOf(new Date('2026-03-29T21:59:59Z'), 'Europe/Oslo')).toBe('2026-03-29');
    expect(dayOf(new Date('2026-03-29T22:00:00Z'), 'Europe/Oslo')).toBe('2026-03-30');
    expect(dayOf(new Date('2026-10-25T22:59:59Z'), 'Europe/Oslo')).toBe('2026-10-25');
    expect(dayOf(new Date('2026-05-13T23:30:00Z'), 'Pacific/Auckland')).toBe('2026-05-14');
  });

  it('end on a working day, and counting back gives what was added', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), closedDays, (day, n, closed) => {
        const calendar = { closedDays: closed };
        const due = addWorkingDays(day, n, calendar);
        expect(isWorkingDay(due, calendar)).toBe(true);
        expect(workingDaysBetween(day, due, calendar)).toBe(n);
        expect(workingDaysBetween(day, addDays(due, -1), calendar)).toBe(n - 1);
      }),
      { numRuns: 1000 },
    );
  });

  it('add up: through any day in between the count is the same', () => {
    fc.assert(
      fc.property(days, fc.nat(90), fc.nat(90), closedDays, (from, first, second, closed) => {
        const calendar = { closedDays: closed };
        const middle = addDays(from, first);
        const to = addDays(middle, second);
        expect(workingDaysBetween(from, to, calendar)).toBe(
          workingDaysBetween(from, middle, calendar) + workingDaysBetween(middle, to, calendar),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('never skip or repeat a day where the clocks change', () => {
    const zones = fc.constantFrom(
      'Europe/Oslo',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    );
    fc.assert(
      fc.property(
        zones,
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
        (zone, at) => {
          const before = dayOf(at, zone);
          const after = dayOf(new Date(at.getTime() + 23 * 3_600_000), zone);
          expect([before, addDays(before, 1)]).toContain(after);
          expect(noonOf(before).toISOString().slice(0, 10)).toBe(before);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('end with the last millisecond before midnight in the city', () => {
    expect(endOfDay('2026-03-29', 'Europe/Oslo').toISOString()).toBe('2026-03-29T21:59:59.999Z');
    expect(endOfDay('2026-10-25', 'Europe/Oslo').toISOString()).toBe('2026-10-25T22:59:59.999Z');
    expect(endOfDay('2026-05-13', 'Pacific/Auckland').toISOString()).toBe('2026-05-13T11:59:59.999Z');
  });
});
