import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../working-days.ts';
import {
  dayInField,
  exampleAhead,
  exampleDay,
  readDay,
  typedDay,
  writeDate,
  writeNearDate,
} from './dates.ts';
import { locales } from './locale.ts';

const today = '2026-05-13';

describe('a day as people type it', () => {
  it.each([
    ['27.5.2026', '2026-05-27'],
    ['27.05.2026', '2026-05-27'],
    [' 27. 5. 2026 ', '2026-05-27'],
    ['27/5/2026', '2026-05-27'],
    ['27-5-2026', '2026-05-27'],
    ['27-05-26', '2026-05-27'],
    ['27-5', '2026-05-27'],
    ['27.5.26', '2026-05-27'],
    ['2026-05-27', '2026-05-27'],
    ['27 May 2026', '2026-05-27'],
    ['27. Mai 2026', '2026-05-27'],
    ['27. März 2027', '2027-03-27'],
    ['27. mai 2026', '2026-05-27'],
    ['3. des. 2026', '2026-12-03'],
    ['27 mei 2026', '2026-05-27'],
    ['1 mrt 2027', '2027-03-01'],
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
          `${date}-${month}-${year}`,
          ...locales.map((locale) => writeDate(day, 'long', { locale, timeZone: 'UTC' })),
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

  it('needs a year where no day is told from which to count', () => {
    expect(readDay('27.5.')).toBeUndefined();
    expect(readDay('27 May')).toBeUndefined();
    expect(readDay('27 May 2026')).toBe('2026-05-27');
  });
});

it('says the year of a day only where it is not this one, by the clocks of the city', () => {
  const place = { locale: 'en', timeZone: 'Europe/Oslo' } as const;
  const write = (at: Date | string) => writeNearDate(at, 'weekday', '2026-11-29', place);
  expect(write('2026-12-05')).toBe('Saturday 5 December');
  expect(write('2027-11-01')).toBe('Monday, 1 November 2027');
  expect(write(new Date('2026-12-31T23:30:00Z'))).toBe('Friday, 1 January 2027');
  expect(writeNearDate('2027-11-01', 'day', '2026-11-29', place)).toBe('1 November 2027');
});

it('shows how a day is typed with its month in words, and reads that in every language', () => {
  expect(exampleDay('2026-12-05', 'en')).toBe('5 December 2026');
  expect(exampleDay('2026-12-05', 'de')).toBe('5. Dezember 2026');
  for (const locale of locales)
    for (let month = 1; month <= 12; month += 1) {
      const day = `2027-${String(month).padStart(2, '0')}-05`;
      expect(readDay(exampleDay(day, locale)), exampleDay(day, locale)).toBe(day);
    }
});

it('a day stands in a field so that nobody asks which figure is the month, and is read as that day', () => {
  expect(dayInField('14.12.2026', 'en')).toBe('14 Dec 2026');
  expect(dayInField('14.12.2026', 'de')).toBe('14.12.2026');
  for (const other of ['', '31.2.2027', '3.4.', '3/4/2026', 'in spring'])
    expect(dayInField(other, 'en')).toBe(other);
  for (let month = 1; month <= 12; month += 1) {
    const day = `2026-${String(month).padStart(2, '0')}-05`;
    for (const locale of locales) expect(readDay(dayInField(typedDay(day), locale))).toBe(day);
  }
});

it('an example of a day ahead is one that somebody could mean today, by the clocks of the city', () => {
  const at = { now: new Date('2026-12-20T23:30:00Z'), city: { timeZone: 'Europe/Oslo' } };
  for (const locale of locales) expect(readDay(exampleAhead({ ...at, locale }))).toBe('2027-01-04');
});
