import fc from 'fast-check';
import { expect, it } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { benefitForm, checkForm, kinds, type Said, typedBenefit } from './rules.ts';

const today = '2026-03-10';
const locale = fc.constantFrom(...locales);
const text = fc.stringMatching(/^[A-Za-z][a-z ]{0,30}[a-z]$/);
const decimal = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.stringMatching(/^\d{0,4}$/))
  .map(([whole, behind]) => `${whole}${behind && `.${behind}`}`);
const day = (min: number, max: number) =>
  fc
    .integer({ min, max })
    .map((days) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10));

const said: fc.Arbitrary<Said> = fc.record({
  claim: text,
  who: text,
  indicator: text,
  unit: text,
  baseline: decimal,
  baselineOn: day(-3_000, 0),
  baselineSource: text,
  baselineWords: text,
  target: decimal,
  targetWords: text,
  checkOn: day(1, 3_000),
  checkerPerson: fc.constant(newId()),
  checkerPartner: fc.constant(null),
});

it('what a form shows of a claim is read as the same claim, in each language', () => {
  fc.assert(
    fc.property(said, locale, fc.constantFrom(...kinds), (claim, language, kind) => {
      const read = benefitForm({ locale: language, today }).parse({ ...typedBenefit(claim, language), kind });
      const { checkerPerson, checkerPartner: _, ...rest } = claim;
      expect(read).toEqual({ ...rest, kind, checker: `person:${checkerPerson}` });
    }),
  );
});

const complaints = (parsed: { error?: { issues: { message: string; path: PropertyKey[] }[] } | undefined }) =>
  Object.fromEntries((parsed.error?.issues ?? []).map(({ message, path }) => [path.join('.'), message]));

it('tells all that is missing at once', () => {
  expect(complaints(benefitForm({ locale: 'en', today }).safeParse({}))).toEqual({
    claim: 'claim.wanted',
    who: 'who.wanted',
    indicator: 'indicator.wanted',
    baseline: 'baseline.wanted',
    target: 'target.wanted',
    checkOn: 'day.wanted',
    checker: 'checker.wanted',
  });
  expect(complaints(checkForm({ locale: 'en', today }, 'kg').safeParse({}))).toEqual({
    verdict: 'verdict.wanted',
    measured: 'measured.wanted',
    evidence: 'evidence.wanted',
  });
});

it('a day that stands already may be over; another one may not', () => {
  const form = (checkOn: string, had?: string) =>
    complaints(benefitForm({ locale: 'en', today }, had).safeParse({ checkOn })).checkOn;
  expect(form('1.3.2026')).toBe('day.past');
  expect(form('10.3.2026')).toBe('day.past');
  expect(form('1.3.2026', '2026-03-01')).toBeUndefined();
  expect(form('11.3.2026')).toBeUndefined();
  expect(form('1.1.2046')).toBe('day.far');
  expect(form('31.2.2027')).toBe('day.none');
});

it('who cannot say anything need not have measured; a number needs a unit', () => {
  const form = (unit: string, typed: object) =>
    complaints(checkForm({ locale: 'de', today }, unit).safeParse(typed));
  expect(form('', { verdict: 'unclear' })).toEqual({});
  expect(form('', { verdict: 'held', evidence: 'x' })).toEqual({ measuredWords: 'measured.wanted' });
  expect(form('', { verdict: 'held', evidence: 'x', measured: '3' })).toEqual({
    measured: 'measured.unitless',
  });
  expect(form('kg', { verdict: 'held', evidence: 'x', measured: 'viel' })).toEqual({
    measured: 'number.wrong',
  });
  expect(form('kg', { verdict: 'held', evidence: 'x', measured: '1.250,5', againOn: '1.1.2026' })).toEqual({
    againOn: 'day.past',
  });
  const read = checkForm({ locale: 'de', today }, 'kg').parse({
    verdict: 'held',
    evidence: 'x',
    measured: '1.250,5',
  });
  expect(read).toMatchObject({ measured: '1250.5', againOn: null, seen: 0 });
});
