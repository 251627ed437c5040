import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf } from '../../platform/working-days.ts';
import { dueSoon, hourStrikes, lastStrikes, partnershipOf, sharesOf, shortened } from './rules.ts';

const oslo = 'Europe/Oslo';

it('knows when an hour strikes, on the days on which the clocks are set too', () => {
  expect(hourStrikes('2026-05-13', 8, oslo).toISOString()).toBe('2026-05-13T06:00:00.000Z');
  expect(hourStrikes('2026-01-13', 8, oslo).toISOString()).toBe('2026-01-13T07:00:00.000Z');
  // On 29 March 2026 two o'clock is three o'clock; on 25 October it comes twice.
  expect(hourStrikes('2026-03-29', 2, oslo).toISOString()).toBe('2026-03-29T01:00:00.000Z');
  expect(hourStrikes('2026-03-29', 8, oslo).toISOString()).toBe('2026-03-29T06:00:00.000Z');
  expect(hourStrikes('2026-10-25', 2, oslo).toISOString()).toBe('2026-10-25T00:00:00.000Z');
  expect(hourStrikes('2026-10-25', 8, oslo).toISOString()).toBe('2026-10-25T07:00:00.000Z');
  expect(hourStrikes('2026-05-13', 0, 'Asia/Kathmandu').toISOString()).toBe('2026-05-12T18:15:00.000Z');
});

it('never looks ahead, and never back over more than a day and its hour, or a week', () => {
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
  const zone = fc.constantFrom(oslo, 'UTC', 'America/St_Johns', 'Pacific/Auckland', 'Asia/Kathmandu');
  fc.assert(
    fc.property(moment, zone, (now, timeZone) => {
      const { daily, weekly } = lastStrikes(now, timeZone);
      for (const at of daily) {
        expect(at <= now).toBe(true);
        expect(now.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      }
      for (const at of weekly) {
        expect(at <= now).toBe(true);
        expect(now.getTime() - at.getTime()).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000);
        expect(new Date(`${dayOf(at, timeZone)}T12:00:00Z`).getUTCDay()).toBe(1);
      }
    }),
    { numRuns: 60 },
  );
});

it('finds the partnership in an address', () => {
  const id = '01890000-0000-7000-8000-000000000001';
  expect(partnershipOf(`/partnerships/${id}`)).toBe(id);
  expect(partnershipOf(`/partnerships/${id}/rounds/x`)).toBe(id);
  expect(partnershipOf(`/partnerships/${id}#now`)).toBe(id);
  expect(partnershipOf('/partnerships/new')).toBe(undefined);
  expect(partnershipOf(`/requests/${id}`)).toBe(undefined);
});

it('reminds from two days before by the calendar, and not of what is over', () => {
  const now = new Date('2026-05-13T10:00:00Z');
  const soon = (due: string | null) => dueSoon({ due: due ? new Date(due) : null }, now, oslo);
  expect(soon('2026-05-15T21:59:00Z')).toBe(true);
  expect(soon('2026-05-15T22:01:00Z')).toBe(false);
  expect(soon('2026-05-13T09:59:00Z')).toBe(false);
  expect(soon(null)).toBe(false);
});

it('gives each partnership its lines of a mail: as many as there are, no more than fit, the same to all that have them', () => {
  expect(sharesOf([30, 1, 4], 10)).toEqual([5, 1, 4]);
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 30 }), fc.nat(20), (lines, most) => {
      const shares = sharesOf(lines, most);
      const all = lines.reduce((sum, n) => sum + n, 0);
      expect(shares.reduce((sum, n) => sum + n, 0)).toBe(Math.min(most, all));
      const cut = shares.filter((n, at) => n < lines[at]!);
      for (const [at, n] of shares.entries()) {
        expect(n).toBeLessThanOrEqual(lines[at]!);
        // Who got less than they have got no less than anybody else, but for the last line.
        if (cut.length > 0) expect(n).toBeLessThanOrEqual(Math.min(...cut) + 1);
      }
    }),
  );
});

it('cuts what a subject names between words', () => {
  expect(shortened('A vision')).toBe('A vision');
  expect(shortened(`${'word '.repeat(30)}`)).toMatch(/^(word ){15,16}…$/);
});
