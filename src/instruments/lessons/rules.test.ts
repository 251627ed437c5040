import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonIds, lessonsIn } from '../../guide/lessons.ts';
import { locales } from '../../platform/i18n/locale.ts';
import { timeOf } from '../../platform/moment.ts';
import { dayOf } from '../../platform/working-days.ts';
import { linkOf, lookForLessons, readWhen } from './rules.ts';

const zone = 'Europe/Oslo';
const now = new Date('2027-03-01T12:00:00Z');

describe('when a session is', () => {
  it('is read by the clocks of the city, in summer as in winter', () => {
    expect(readWhen({ day: '9.6.2027', from: '18', until: '20:30' }, now, zone)).toEqual({
      begins: new Date('2027-06-09T16:00:00Z'),
      ends: new Date('2027-06-09T18:30:00Z'),
    });
    expect(readWhen({ day: '9.12.2027', from: '18 Uhr', until: '20' }, now, zone)).toEqual({
      begins: new Date('2027-12-09T17:00:00Z'),
      ends: new Date('2027-12-09T19:00:00Z'),
    });
  });

  it.each([
    [{ day: '', from: '', until: '' }, ['day.wanted', 'time.wanted', 'time.wanted']],
    [{ day: '31.2.2028', from: '18', until: '20' }, ['day.none']],
    [{ day: '28.2.2027', from: '18', until: '20' }, ['day.past']],
    [{ day: '1.3.2027', from: '13:00', until: '14' }, ['day.past']],
    [{ day: '9.6.2029', from: '18', until: '20' }, ['day.far']],
    [{ day: '9.6.2027', from: '18', until: '18' }, ['until.before']],
    [{ day: '9.6.2026', from: '18', until: '17' }, ['day.past', 'until.before']],
  ])('%o: %o', (typed, keys) => {
    const read = readWhen(typed, now, zone);
    expect('wrong' in read && read.wrong.map(({ key }) => key)).toEqual(keys);
  });

  it('ends later than it begins, on the same day, in whatever zone', () => {
    const zones = fc.constantFrom('Europe/Oslo', 'UTC', 'Pacific/Auckland', 'America/St_Johns');
    const minute = fc.integer({ min: 0, max: 1_439 });
    const typed = (m: number) => `${Math.floor(m / 60)}:${String(m % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(zones, minute, minute, (timeZone, from, until) => {
        const read = readWhen({ day: '9.6.2027', from: typed(from), until: typed(until) }, now, timeZone);
        if ('wrong' in read) {
          expect(until).toBeLessThanOrEqual(from);
          return;
        }
        expect(read.begins < read.ends).toBe(true);
        for (const at of [read.begins, read.ends]) expect(dayOf(at, timeZone)).toBe('2027-06-09');
        expect(timeOf(read.begins, timeZone)).toBe(typed(from).padStart(5, '0'));
      }),
    );
  });
});

describe('which lessons are meant', () => {
  it('finds each by its own title first, in every language', () => {
    for (const locale of locales)
      for (const id of lessonIds) expect(lookForLessons(lessonsIn(locale)[id].title, locale)[0]).toBe(id);
  });

  it('wants every word, by its beginning, with or without accents', () => {
    expect(lookForLessons('promis', 'en')).toContain('promise');
    expect(lookForLessons('gesprach rathaus', 'de')).toEqual(['first-talk']);
    expect(lookForLessons('promise zebra', 'en')).toEqual([]);
    expect(lookForLessons(' ?! ', 'en')).toEqual([]);
  });
});

it('a place is a link only if it is a web address with TLS, and nothing else', () => {
  expect(linkOf('https://meet.example/room')).toBe('https://meet.example/room');
  for (const place of [
    'Mill Street 4',
    'http://meet.example',
    'javascript:alert(1)',
    'https://a b',
    'https://',
  ])
    expect(linkOf(place), place).toBeUndefined();
});
