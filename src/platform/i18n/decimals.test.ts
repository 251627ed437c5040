import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minusDecimal, readDecimal, typedDecimal, writeDecimal } from './decimals.ts';
import { locales } from './locale.ts';

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.stringMatching(/^\d{0,6}$/))
  .map(([negative, whole, behind]) => {
    const isZero = whole === 0n && /^0*$/.test(behind);
    return `${negative && !isZero ? '-' : ''}${whole}${behind && `.${behind}`}`;
  });
const locale = fc.constantFrom(...locales);

it('a number that was written is read as the same number, digit for digit, in each language', () => {
  fc.assert(
    fc.property(decimal, locale, (value, language) => {
      expect(readDecimal(writeDecimal(value, language), language)).toBe(value);
    }),
  );
});

it('a number in a field is read as the same one', () => {
  fc.assert(
    fc.property(decimal, locale, (value, language) => {
      expect(readDecimal(typedDecimal(value, language), language)).toBe(value);
    }),
  );
});

it('subtracts exactly', () => {
  const scaled = (value: string) => {
    const [whole = '', behind = ''] = value.split('.');
    return BigInt(whole + behind.padEnd(6, '0'));
  };
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      expect(scaled(minusDecimal(one, other))).toBe(scaled(one) - scaled(other));
      expect(minusDecimal(one, one)).toMatch(/^0(\.0+)?$/);
    }),
  );
  expect(minusDecimal('0.3', '0.1')).toBe('0.2');
  expect(minusDecimal('0.05', '1')).toBe('-0.95');
});

it.each([
  ['1250', 'en', '1250'],
  ['1,250.50', 'en', '1250.50'],
  ['1.250,5', 'de', '1250.5'],
  ['1.250', 'de', '1250'],
  ['1.250', 'en', '1.250'],
  ['1.5', 'de', '1.5'],
  ['0.125', 'de', '0.125'],
  ['12,5', 'en', '12.5'],
  ['1 250,5', 'nb', '1250.5'],
  ["1'250", 'de', '1250'],
  ['−3', 'nl', '-3'],
  ['+7', 'en', '7'],
  ['007', 'en', '7'],
  ['-0', 'en', '0'],
  ['0.000001', 'en', '0.000001'],
] as const)('%s in %s is %s', (typed, language, value) => {
  expect(readDecimal(typed, language)).toBe(value);
});

it.each([
  '',
  ' ',
  'many',
  '1.2.3',
  '12 %',
  '1e5',
  '1,25,0',
  '.5',
  '5.',
  '1234567890123456',
  '0.1234567',
  '--1',
  'Infinity',
])('"%s" is no number', (typed) => {
  for (const language of locales) expect(readDecimal(typed, language)).toBeUndefined();
});
