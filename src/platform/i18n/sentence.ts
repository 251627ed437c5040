/** Words that elsewhere stand inside a sentence, where they begin one; `locale` is the language that they are in. */
export const sentence = (text: string, locale: string): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
