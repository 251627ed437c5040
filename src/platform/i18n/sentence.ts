import type { Locale } from './locale.ts';

/** Words that elsewhere stand inside a sentence, where they begin one. */
export const sentence = (text: string, locale: Locale): string =>
  text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
