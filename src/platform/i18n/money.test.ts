import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from './locale.ts';
import { readMoney, typedMoney, writeMoney } from './money.ts';

const amount = fc.integer({ min: 1, max: 100_000_000_000_000 });

describe('an amount', () => {
  it('that stands in a field is read as it was, to the last hundredth, in each language', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(...locales), (hundredths, locale) => {
        expect(readMoney(typedMoney(hundredths, locale), locale)).toBe(hundredths);
      }),
    );
  });

  it('is read as people of a language write it', () => {
    expect(readMoney('1,500.50', 'en')).toBe(150_050);
    expect(readMoney('1.500,50', 'de')).toBe(150_050);
    expect(readMoney('1 500,5', 'nb')).toBe(150_050);
    expect(readMoney('500', 'nl')).toBe(50_000);
  });

  it('is none without a number, at zero, below it, or with parts of hundredths', () => {
    for (const typed of ['', 'much', '0', '-5', '1.005', '0.001', '9'.repeat(15)])
      expect(readMoney(typed, 'en'), typed).toBeUndefined();
  });

  it('is written with the sign of its currency, and with hundredths where there are some', () => {
    expect(writeMoney(150_000, { locale: 'en', currency: 'EUR' })).toBe('€1,500');
    expect(writeMoney(150_050, { locale: 'en', currency: 'EUR' })).toBe('€1,500.50');
    expect(writeMoney(150_050, { locale: 'de', currency: 'EUR' }).replaceAll('\u00a0', ' ')).toBe(
      '1.500,50 €',
    );
    expect(writeMoney(5, { locale: 'nl', currency: 'EUR' }).replaceAll('\u00a0', ' ')).toBe('€ 0,05');
  });
});
