import { type Locale, locales } from '../i18n/locale.ts';

/** Stands around the name of somebody who was erased, and is not seen (U+2063). Where nobody translates, the words read. */
const around = '\u2063';

const words: Record<Locale, string> = {
  en: 'Former member',
  de: 'Ehemaliges Mitglied',
  nb: 'Tidligere medlem',
  nl: 'Voormalig lid',
};

/** The name under which a space remembers the n-th person whom it has lost, as it is kept. */
export function formerName(number: number, locale: Locale): string {
  return `${around}${words[locale]} ${number}${around}`;
}

const known = new RegExp(`${around}(?:${locales.map((one) => words[one]).join('|')}) (\\d+)${around}`, 'g');

/** A finished page or mail, with such names in the language of its reader. */
export function withFormerNames(text: string, locale: Locale): string {
  return text.includes(around) ? text.replaceAll(known, (_, number) => `${words[locale]} ${number}`) : text;
}
