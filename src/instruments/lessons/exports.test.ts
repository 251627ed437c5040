import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEntry, calendarFile } from './exports.ts';

const entry: CalendarEntry = {
  id: '0190',
  host: 'town.test',
  revision: 2,
  now: new Date('2027-05-01T08:00:00.123Z'),
  begins: new Date('2027-06-09T16:00:00Z'),
  ends: new Date('2027-06-09T18:00:00Z'),
  title: 'A meeting worth coming to',
  about: 'Ring the bell; second floor, left.\nSoup at six.',
  place: 'Mill Street 4',
  href: 'http://town.test/training/0190',
  cancelled: false,
};

/** Read as RFC 5545 says: lines that go on are joined, and texts lose their backslashes. */
function read(file: string): Record<string, string> {
  const lines = file.replaceAll('\r\n ', '').split('\r\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([A-Z-]+):(.*)$/s.exec(line)!;
      return [name!, value!.replaceAll(/\\(.)/gs, (_, one: string) => (one === 'n' ? '\n' : one))];
    }),
  );
}

describe('the file of a session for calendars', () => {
  it('says when, where, what and which version of it, in UTC', () => {
    expect(calendarFile(entry).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Samvirke//Training sessions//EN',
      'BEGIN:VEVENT',
      'UID:0190@town.test',
      'SEQUENCE:2',
      'DTSTAMP:20270501T080000Z',
      'DTSTART:20270609T160000Z',
      'DTEND:20270609T180000Z',
      'SUMMARY:A meeting worth coming to',
      'DESCRIPTION:Ring the bell\\; second floor\\, left.\\nSoup at six.',
      'LOCATION:Mill Street 4',
      'URL:http://town.test/training/0190',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    expect(read(calendarFile({ ...entry, cancelled: true }))).toMatchObject({ STATUS: 'CANCELLED' });
    expect(calendarFile({ ...entry, about: '' })).not.toContain('DESCRIPTION');
  });

  it('gives back every text as it was written, in lines of 75 octets at most', () => {
    const words = fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .map((text) => text.replaceAll(/\p{Cc}/gu, ''));
    const lines = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('\n'));
    fc.assert(
      fc.property(lines, words, (about, place) => {
        const file = calendarFile({ ...entry, about, place });
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(read(file).LOCATION).toBe(place);
        if (about) expect(read(file).DESCRIPTION).toBe(about);
      }),
    );
  });

  it('lets nobody write a line of their own into it', () => {
    const file = calendarFile({ ...entry, place: 'Here\r\nATTACH:http://elsewhere.test/' });
    expect(file).toContain('LOCATION:Here\\nATTACH:http://elsewhere.test/\r\n');
    expect(file).not.toMatch(/^ATTACH/m);
  });
});
