import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attemptForm, inOrder, linkIn, readYears, writeYears } from './rules.ts';

it('reads a year or a span as people write it', () => {
  expect(readYears('2014')).toEqual({ since: 2014, until: null });
  for (const typed of ['1998-2001', ' 1998 – 2001 ', '1998 bis 2001', '1998 tot 2001', '1998 til 2001'])
    expect(readYears(typed)).toEqual({ since: 1998, until: 2001 });
  expect(readYears('2014-2014')).toEqual({ since: 2014, until: null });
  for (const typed of ['', '14', '2001-1998', '2001-', 'spring 2001', '0998', '20011'])
    expect(readYears(typed), typed).toBeUndefined();
});

it('writes what it reads, and reads what it writes', () => {
  const year = fc.integer({ min: 1000, max: 2999 });
  fc.assert(
    fc.property(year, fc.option(year), (since, until) => {
      const years = { since, until: until !== null && until > since ? until : null };
      expect(readYears(writeYears(years))).toEqual(years);
    }),
  );
});

it('lays attempts in the order of their years, each once, whatever the order they came in', () => {
  const attempt = fc
    .record({ id: fc.uuid(), since: fc.integer({ min: 1990, max: 2000 }), long: fc.nat(5) })
    .map(({ long, ...one }) => ({ ...one, until: long === 0 ? null : one.since + long }));
  fc.assert(
    fc.property(fc.uniqueArray(attempt, { selector: ({ id }) => id }), (attempts) => {
      const laid = inOrder(attempts);
      expect(laid.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        attempts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
      expect(inOrder(attempts.toReversed())).toEqual(laid);
      for (const [n, one] of laid.entries()) {
        const next = laid[n + 1];
        if (!next) continue;
        expect(one.since <= next.since).toBe(true);
        if (one.since === next.since)
          expect((one.until ?? one.since) <= (next.until ?? next.since)).toBe(true);
      }
    }),
  );
});

it('wants what has begun already', () => {
  const form = { what: 'x', byWhom: 'x', ended: 'x' };
  const read = (years: string) =>
    attemptForm('2026-05-01')
      .safeParse({ ...form, years })
      .error?.issues.map(({ message }) => message);
  expect(read('2026')).toBeUndefined();
  expect(read('2025-2027')).toEqual(['years.ahead']);
  expect(read('2027')).toEqual(['years.ahead']);
  expect(read('soon')).toEqual(['years.wrong']);
  expect(read('')).toEqual(['years.wanted']);
});

it('leads only to an address of the web', () => {
  expect(linkIn('https://city.example/plan')).toBe('https://city.example/plan');
  for (const source of ['javascript:alert(1)', 'Minutes of 3 May', 'https://', 'see https://city.example'])
    expect(linkIn(source), source).toBeUndefined();
});
