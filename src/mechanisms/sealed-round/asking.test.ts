import { expect, it } from 'vitest';
import { Refusal } from '../../platform/http/problems.ts';
import { readDate } from './asking.ts';

const now = new Date('2026-05-13T08:00:00Z');

function wrongIn(day: string, time: string): [string, string][] {
  try {
    readDate({ day, time }, now, 'Europe/Oslo');
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error, ...error.also].map(({ field, key }) => [field, key]);
  }
}

it('says of a day and of a time what is wrong, each at its own field', () => {
  expect(wrongIn('', '')).toEqual([
    ['day', 'day.wanted'],
    ['time', 'time.wanted'],
  ]);
  expect(wrongIn('31.6.2026', '25:00')).toEqual([
    ['day', 'day.none'],
    ['time', 'time.wanted'],
  ]);
  expect(wrongIn('27.5.2026', 'noon')).toEqual([['time', 'time.wanted']]);
  expect(wrongIn('soon', '12:00')).toEqual([['day', 'day.wanted']]);
});

it('reads a moment that is to come, by the clocks of the city, within a year', () => {
  expect(readDate({ day: '27.5.2026', time: '12:00' }, now, 'Europe/Oslo')).toEqual(
    new Date('2026-05-27T10:00:00Z'),
  );
  expect(wrongIn('12.5.2026', '12:00')).toEqual([['day', 'due.past']]);
  expect(wrongIn('27.5.2028', '12:00')).toEqual([['day', 'due.far']]);
});
