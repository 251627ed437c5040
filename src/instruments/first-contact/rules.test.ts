import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/working-days.ts';
import { complaintAbout, isPublic, openStep, readDay, suspicionOf } from './rules.ts';

const today = '2026-05-13';

describe('a day as people type it', () => {
  it.each([
    ['27.5.2026', '2026-05-27'],
    ['27.05.2026', '2026-05-27'],
    [' 27. 5. 2026 ', '2026-05-27'],
    ['27/5/2026', '2026-05-27'],
    ['27.5.26', '2026-05-27'],
    ['2026-05-27', '2026-05-27'],
    ['27 May 2026', '2026-05-27'],
    ['27. Mai 2026', '2026-05-27'],
    ['27. März 2027', '2027-03-27'],
    ['May 27th, 2026', '2026-05-27'],
    ['27.5.', '2026-05-27'],
    ['1.5.', '2027-05-01'],
    ['29.2.', undefined],
    ['29.2.2028', '2028-02-29'],
    ['31.4.2026', undefined],
    ['31.13.2026', undefined],
    ['soon', undefined],
    ['27 Smarch 2026', undefined],
    ['', undefined],
  ])('“%s” is %s', (typed, expected) => expect(readDay(typed, today)).toBe(expected));

  it('is read back from every way of writing it', () => {
    const days = fc.nat(3000).map((n) => addDays('2024-01-01', n));
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = day.split('-').map(Number);
        for (const typed of [
          day,
          `${date}.${month}.${year}`,
          `${date}/${month}/${year}`,
          `${date} ${month} ${year}`,
        ]) {
          expect(readDay(typed, today)).toBe(day);
        }
      }),
    );
  });

  it('is never read from noise in a way that breaks', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const day = readDay(typed, today);
        if (day !== undefined) expect(addDays(day, 0)).toBe(day);
      }),
      { numRuns: 2000 },
    );
  });

  it('has to lie ahead, and not in another life', () => {
    expect(complaintAbout(undefined, today)).toBe('day.unread');
    expect(complaintAbout('2026-05-12', today)).toBe('day.past');
    expect(complaintAbout('2036-05-12', today)).toBe('day.far');
    expect(complaintAbout('2026-05-13', today)).toBeUndefined();
  });
});

describe('a page', () => {
  const whole = { title: 'a', want: 'b', bring: 'c', ask: 'd', neededBy: today, name: 'e', email: 'f@g.h' };

  it('says which step is next', () => {
    expect(openStep('brief', {}, true)).toBe('plan');
    expect(openStep('brief', { title: 'a', want: 'b', bring: 'c' }, true)).toBe('ask');
    expect(openStep('brief', { ...whole, email: '' }, true)).toBe('writer');
    expect(openStep('brief', { ...whole, email: '' }, false)).toBeUndefined();
    expect(openStep('composed', whole, true)).toBe('request');
    expect(openStep('composed', { ...whole, knownBy: 'x' }, true)).toBeUndefined();
  });

  it('is looked at by a person when a machine may have written it', () => {
    expect(suspicionOf(whole, 300)).toBeUndefined();
    expect(suspicionOf(whole, 2)).toBe('fast');
    expect(suspicionOf({ ...whole, want: 'http://a http://b www.c' }, 300)).toBe('links');
  });
});

describe('publishing', () => {
  it('takes the latest word of both sides', () => {
    expect(isPublic([])).toBe(false);
    expect(isPublic([{ side: 'asker', choice: 'public' }])).toBe(false);
    const both = [
      { side: 'asker' as const, choice: 'public' as const },
      { side: 'unit' as const, choice: 'public' as const },
    ];
    expect(isPublic(both)).toBe(true);
    expect(isPublic([...both, { side: 'asker', choice: 'private' }])).toBe(false);
  });
});
