import { dateTags } from './dates.ts';
import { readDecimal, typedDecimal } from './decimals.ts';
import type { Locale } from './locale.ts';

/** Amounts are whole hundredths of the city's currency, never floats. */

/** A million millions: what is more has slipped. */
const mostHundredths = 100_000_000_000_000;

/** An amount as it was typed, in hundredths; undefined for what is none, is not above zero, or has parts of hundredths. */
export function readMoney(typed: string, locale: Locale): number | undefined {
  const [whole, behind = ''] = readDecimal(typed, locale)?.split('.') ?? [];
  if (whole === undefined || behind.length > 2) return undefined;
  const hundredths = Number(whole) * 100 + Number(behind.padEnd(2, '0'));
  return hundredths > 0 && hundredths <= mostHundredths ? hundredths : undefined;
}

/** "€1,500" or "1.500,50 €": hundredths are shown where there are some. */
export function writeMoney(
  hundredths: number,
  { locale, currency }: { locale: Locale; currency: string },
): string {
  const behind = hundredths % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat(dateTags[locale], {
    ...{ style: 'currency', currency },
    ...{ minimumFractionDigits: behind, maximumFractionDigits: behind },
  }).format(decimalOf(hundredths) as `${number}`);
}

/** The same as it stands in a field. */
export function typedMoney(hundredths: number, locale: Locale): string {
  return typedDecimal(decimalOf(hundredths), locale);
}

function decimalOf(hundredths: number): string {
  const digits = String(hundredths).padStart(3, '0');
  const behind = digits.slice(-2);
  return `${digits.slice(0, -2)}${behind === '00' ? '' : `.${behind}`}`;
}
