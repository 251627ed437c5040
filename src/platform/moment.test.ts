import fc from 'fast-check';
import { expect, it } from 'vitest';
import { momentAt, readTime, timeOf } from './moment.ts';
import { dayOf } from './working-days.ts';

it('A day and a time by the clocks of a city are the moment at which they show them', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'Europe/Lisbon',
    'Pacific/Auckland',
    'America/New_York',
    'UTC',
  );
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      zones,
      (at, zone) => {
        const [day, time] = [dayOf(at, zone), timeOf(at, zone)];
        const found = momentAt(day, time, zone);
        expect([dayOf(found, zone), timeOf(found, zone)]).toEqual([day, time]);
      },
    ),
  );
});

it('An hour that comes twice is the first, one that is skipped is as late as it would have been', () => {
  expect(momentAt('2026-10-25', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  expect(momentAt('2026-03-29', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

it.each([
  ['9', '09:00'],
  ['9:05', '09:05'],
  ['17.30', '17:30'],
  ['9 Uhr', '09:00'],
  ['17h30', '17:30'],
  ['5 pm', '17:00'],
  ['12 am', '00:00'],
  ['24', undefined],
  ['13 pm', undefined],
  ['9:75', undefined],
  ['noon', undefined],
])('%s is the time %s', (typed, time) => {
  expect(readTime(typed)).toBe(time);
});
