import type { Locale } from './locale.ts';

// Making one of these takes longer than all the words of a page; there are as many as languages of ours.
const languages = keptFor((locale) => new Intl.DisplayNames([locale], { type: 'language' }));
const lists = keptFor((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** What a language is called in another: "German", "Deutsch"; its tag where it has no name. */
export function languageName(tag: string, locale: Locale): string {
  // Dutch says "Noors - Bokmål", which reads like two things.
  return (
    languages(locale)
      .of(tag)
      ?.replace(/ - (.+)$/, ' ($1)') ?? tag
  );
}

/** "A, B and C". */
export function listed(words: readonly string[], locale: Locale): string {
  return lists(locale).format(words);
}

/** The same in parts, for who marks the words. */
export function listedParts(words: readonly string[], locale: Locale): { type: string; value: string }[] {
  return lists(locale).formatToParts(words);
}

function keptFor<Kept>(make: (locale: Locale) => Kept): (locale: Locale) => Kept {
  const kept = new Map<Locale, Kept>();
  return (locale) => {
    const found = kept.get(locale) ?? make(locale);
    kept.set(locale, found);
    return found;
  };
}
