import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  dayOf,
  isWorkingDay,
  workingDaysBetween,
} from '../../platform/working-days.ts';
import { answerTime, type Clock, clockAfter, daysLate, reminderFor } from './clock.ts';
import { type Act, acts, type Side, type State, stateAfter } from './rules.ts';

const oslo = { timeZone: 'Europe/Oslo', closedDays: ['2026-05-14', '2026-05-25', '2026-12-25'] };
const at = (text: string) => new Date(text);

function run(moves: readonly [Side, Act, string, number?][], calendar = oslo) {
  let state: State | null = null;
  let clock: Clock | null = null;
  for (const [side, act, when, promise] of moves) {
    state = stateAfter(state, side, act) ?? expect.fail(`${act} after ${state}`);
    clock = clockAfter(clock, { act, state, at: at(when), promise: promise ?? 10 }, calendar);
  }
  return clock!;
}

describe('the clock of a promised reply', () => {
  it('counts working days of the city, without its closed days', () => {
    // Wednesday 13 May 2026; Thursday is Ascension Day, Monday 25 May is Whit Monday.
    expect(run([['asker', 'sent', '2026-05-13T10:00:00Z']]).due).toBe('2026-05-29');
  });

  it('starts on the day by the clocks of the city', () => {
    expect(run([['asker', 'sent', '2026-06-01T21:59:00Z', 1]]).due).toBe('2026-06-02');
    expect(run([['asker', 'sent', '2026-06-01T22:01:00Z', 1]]).due).toBe('2026-06-03');
    // The night in which summer time ends has 25 hours.
    expect(run([['asker', 'sent', '2026-10-25T22:30:00Z', 1]]).due).toBe('2026-10-26');
    expect(run([['asker', 'sent', '2026-10-25T23:30:00Z', 1]]).due).toBe('2026-10-27');
  });

  it('starts anew with the promise of the unit that a request is forwarded to', () => {
    const clock = run([
      ['asker', 'sent', '2026-06-01T10:00:00Z', 10],
      ['unit', 'forwarded', '2026-06-11T10:00:00Z', 15],
    ]);
    expect(clock).toEqual({ due: '2026-07-02', left: null, promise: 15 });
  });

  it('stops while a question waits for the asker and goes on with the days that were left', () => {
    const asked = run([
      ['asker', 'sent', '2026-06-01T10:00:00Z', 10],
      ['unit', 'asked-back', '2026-06-04T10:00:00Z'],
    ]);
    expect(asked).toEqual({ due: null, left: 7, promise: 10 });
    const replied = run([
      ['asker', 'sent', '2026-06-01T10:00:00Z', 10],
      ['unit', 'asked-back', '2026-06-04T10:00:00Z'],
      ['asker', 'added', '2026-08-03T10:00:00Z'],
    ]);
    expect(replied.due).toBe('2026-08-12');
  });

  it('leaves the unit at least two working days after a reply, also when it had asked too late', () => {
    const clock = run([
      ['asker', 'sent', '2026-06-01T10:00:00Z', 3],
      ['unit', 'asked-back', '2026-06-19T10:00:00Z'],
      ['asker', 'added', '2026-06-19T15:00:00Z'],
    ]);
    expect(clock.due).toBe('2026-06-23');
  });

  it('is not moved by what the asker adds while the unit has it', () => {
    const clock = run([
      ['asker', 'sent', '2026-06-01T10:00:00Z', 10],
      ['asker', 'added', '2026-06-10T10:00:00Z'],
    ]);
    expect(clock.due).toBe('2026-06-15');
  });

  it('keeps its laws on every possible way', () => {
    const walk = fc.array(
      fc.record({
        side: fc.constantFrom<Side>('asker', 'unit'),
        act: fc.constantFrom(...acts),
        hours: fc.integer({ min: 0, max: 500 }),
        promise: fc.integer({ min: 1, max: 30 }),
      }),
      { maxLength: 25 },
    );
    const start = fc.date({ min: at('2024-01-01'), max: at('2030-12-31'), noInvalidDate: true });
    const zone = fc.constantFrom('Europe/Oslo', 'America/Sao_Paulo', 'Pacific/Auckland', 'UTC');
    const closed = fc.array(
      fc.nat(3000).map((n) => addDays('2024-01-01', n)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(walk, start, zone, closed, (tried, first, timeZone, closedDays) => {
        const calendar = { timeZone, closedDays };
        let moment = first;
        let state: State = 'with-unit';
        let clock = clockAfter(null, { act: 'sent', state, at: moment, promise: 5 }, calendar);
        for (const { side, act, hours, promise } of tried) {
          const next = stateAfter(state, side, act);
          if (!next) continue;
          moment = new Date(moment.getTime() + hours * 3_600_000);
          const before = clock;
          clock = clockAfter(before, { act, state: next, at: moment, promise }, calendar);
          const today = dayOf(moment, timeZone);
          // It runs exactly while the unit has to answer, and remembers days exactly while it is stopped.
          expect(clock.due !== null).toBe(next === 'with-unit');
          expect(clock.left !== null).toBe(next === 'with-asker' || next === 'countered');
          if (clock.due) expect(isWorkingDay(clock.due, calendar)).toBe(true);
          if (clock.due && act === 'forwarded')
            expect(clock.due).toBe(addWorkingDays(today, promise, calendar));
          if (clock.due && before.left !== null && act === 'added') {
            expect(workingDaysBetween(today, clock.due, calendar)).toBe(Math.max(2, before.left));
          }
          if (clock.left !== null) expect(clock.left).toBeLessThanOrEqual(30);
          state = next;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the time of an answer', () => {
  const earlier = [
    { act: 'sent' as const, at: at('2026-06-01T10:00:00Z'), due: '2026-06-15' },
    { act: 'forwarded' as const, at: at('2026-06-03T10:00:00Z'), due: '2026-06-10' },
  ];

  it('counts from the first sending, with the time that other units used', () => {
    expect(answerTime('accepted', earlier, at('2026-06-10T10:00:00Z'), oslo)).toEqual({ days: 7, late: 0 });
    expect(answerTime('declined', earlier, at('2026-06-12T10:00:00Z'), oslo)).toEqual({ days: 9, late: 2 });
  });

  it('counts once, and neither a forward nor a question back is an answer', () => {
    expect(answerTime('forwarded', earlier, at('2026-06-10T10:00:00Z'), oslo)).toBeNull();
    const asked = [...earlier, { act: 'asked-back' as const, at: at('2026-06-04T10:00:00Z'), due: null }];
    expect(answerTime('asked-back', earlier, at('2026-06-04T10:00:00Z'), oslo)).toBeNull();
    expect(answerTime('accepted', asked, at('2026-06-10T10:00:00Z'), oslo)).toEqual({ days: 7, late: 0 });
    const answered = [...asked, { act: 'countered' as const, at: at('2026-06-10T10:00:00Z'), due: null }];
    expect(answerTime('accepted', answered, at('2026-06-11T10:00:00Z'), oslo)).toBeNull();
  });

  it('does not forgive a delay because a question was asked after the promised day', () => {
    const asked = [
      ...earlier,
      { act: 'asked-back' as const, at: at('2026-06-12T10:00:00Z'), due: null },
      { act: 'added' as const, at: at('2026-06-12T12:00:00Z'), due: '2026-06-16' },
    ];
    expect(answerTime('accepted', asked, at('2026-06-15T10:00:00Z'), oslo)).toEqual({ days: 10, late: 2 });
    const passedOn = [
      ...asked,
      { act: 'forwarded' as const, at: at('2026-06-15T10:00:00Z'), due: '2026-06-25' },
    ];
    expect(answerTime('accepted', passedOn, at('2026-06-16T10:00:00Z'), oslo)).toEqual({ days: 11, late: 0 });
  });
});

describe('a reminder', () => {
  it('comes two working days before, on the day, and when it is late, and not on the day of arrival', () => {
    const remind = (today: string) => reminderFor(today, '2026-06-15', '2026-06-01', oslo);
    expect(remind('2026-06-10')).toBeUndefined();
    expect(remind('2026-06-11')).toBe('soon');
    expect(remind('2026-06-14')).toBe('soon');
    expect(remind('2026-06-15')).toBe('today');
    expect(remind('2026-06-16')).toBe('late');
    expect(reminderFor('2026-06-01', '2026-06-02', '2026-06-01', oslo)).toBeUndefined();
  });

  it('tells how many working days it is late', () => {
    expect(daysLate('2026-06-15', '2026-06-15', oslo)).toBe(0);
    expect(daysLate('2026-06-13', '2026-06-12', oslo)).toBe(0);
    expect(daysLate('2026-06-16', '2026-06-12', oslo)).toBe(2);
  });
});
