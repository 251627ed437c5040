import { dateTags } from './dates.ts';
import type { Locale } from './locale.ts';

/**
 * Numbers as people measured them: decimal strings such as "1250" or "-12.50", from the form into the database and back,
 * never floats. "0.1" plus "0.2" is "0.3" here. Zeros at the end stay: they tell how exactly somebody measured.
 */

/** Digits before and behind the point that a number may have. */
const mostWhole = 15;
const mostBehind = 6;

const pointOf: Record<Locale, '.' | ','> = { en: '.', de: ',', nb: ',', nl: ',' };

/**
 * A number as it was typed: with the decimal sign of the language or the other one, groups of three parted by spaces,
 * apostrophes or the other sign. "1.250" is one thousand two hundred and fifty in German, and one and a quarter in
 * English. Undefined for what is no number, or has more than 15 digits before the point or 6 behind it.
 */
export function readDecimal(typed: string, locale: Locale): string | undefined {
  const plain = typed
    .trim()
    .replace(/^[−–]/u, '-')
    .replaceAll(/[\s\u00a0\u202f'’]/gu, '');
  const point = pointOf[locale];
  const group = point === '.' ? ',' : '.';
  const grouped = new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${point}\\d+)?$`);
  const pointed = grouped.test(plain) ? plain.replaceAll(group, '') : plain;
  const [, sign = '', whole = '', behind = ''] = /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(pointed) ?? [];
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (digits === '' || digits.length > mostWhole || behind.length > mostBehind) return undefined;
  const isZero = /^0*$/.test(digits + behind);
  return `${sign === '-' && !isZero ? '-' : ''}${digits}${behind && `.${behind}`}`;
}

/** A decimal string as it is read in a language, with all of its digits. */
export function writeDecimal(value: string, locale: Locale): string {
  const behind = value.split('.')[1]?.length ?? 0;
  const digits = { minimumFractionDigits: behind, maximumFractionDigits: behind };
  return new Intl.NumberFormat(dateTags[locale], digits).format(value as `${number}`);
}

/** The same as it stands in a field: without groups. */
export function typedDecimal(value: string, locale: Locale): string {
  return value.replace('.', pointOf[locale]);
}

/** One decimal string less another, exactly. */
export function minusDecimal(one: string, other: string): string {
  const behind = Math.max(...[one, other].map((value) => value.split('.')[1]?.length ?? 0));
  const scaled = (value: string) => {
    const [whole = '', part = ''] = value.split('.');
    return BigInt(whole + part.padEnd(behind, '0'));
  };
  const difference = scaled(one) - scaled(other);
  const digits = String(difference < 0n ? -difference : difference).padStart(behind + 1, '0');
  const cut = digits.length - behind;
  return `${difference < 0n ? '-' : ''}${digits.slice(0, cut)}${behind > 0 ? `.${digits.slice(cut)}` : ''}`;
}
