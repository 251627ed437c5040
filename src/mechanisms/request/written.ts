import { isLocale } from '../../platform/i18n/locale.ts';
import { type IndexedText, inAnyLanguage } from '../../platform/search/index-subject.ts';

/**
 * What somebody wrote, by the language it is in (BCP 47; 'und' where we do not know). Mostly one language;
 * the sample city has several.
 */
export type Written = Record<string, string>;

/** The language of a text of which nobody said in which it is (BCP 47: undetermined). */
export const unknownLanguage = 'und';

/** A text in one language; empty where nothing but spaces was written. */
export function write(text: string | undefined, language: string): Written {
  const words = text?.trim();
  return words ? { [language]: words } : {};
}

/**
 * The text for a reader, in their language where there is one. `lang` is what its element says, where it is
 * not the language of the page; an empty one tells screen readers that it is not known.
 */
export function wordsFor(written: Written, locale: string): { text: string; lang: string | undefined } {
  if (written[locale]) return { text: written[locale], lang: undefined };
  const [language, text] = Object.entries(written)[0] ?? [];
  if (!language || !text) return { text: '', lang: undefined };
  return { text, lang: language === unknownLanguage ? '' : language };
}

/** Whether anything is written, in whichever language. */
export function isWritten(written: Written): boolean {
  return Object.values(written).some((text) => text !== '');
}

/** As the search reads it: in the languages in which it is written, or in each where nobody said in which. */
export function inItsLanguages(part: string, written: Written, weight: number): IndexedText[] {
  return Object.entries(written).flatMap(([language, text]) =>
    isLocale(language) ? [{ part, locale: language, text, weight }] : inAnyLanguage(part, text, weight),
  );
}
