/** The languages the program itself speaks. A city chooses among them. */
export const locales = ['en', 'de', 'nb', 'nl'] as const;
export type Locale = (typeof locales)[number];

/** How each language calls itself, for the switch on every page. */
export const ownName: Record<Locale, string> = {
  en: 'English',
  de: 'Deutsch',
  nb: 'Norsk',
  nl: 'Nederlands',
};

/** Languages in which one of ours is read as well: Norwegian without further word, and Nynorsk. */
const readAs: Readonly<Record<string, Locale>> = { no: 'nb', nn: 'nb' };

export function isLocale(value: unknown): value is Locale {
  return (locales as readonly unknown[]).includes(value);
}

/** Languages in the order in which a form asks for them: the reader's own first. */
export function readersFirst(offered: readonly Locale[], reader: Locale): readonly Locale[] {
  return offered.toSorted((a, b) => Number(b === reader) - Number(a === reader));
}

/** What somebody wrote; `lang` where it may be in another language than the page. */
export type Said = { text: string; lang?: string | undefined };

/** A text that the city or an organisation wrote, in the languages they wrote it in (a jsonb column). */
export type Localised = Partial<Record<Locale, string>>;

/**
 * The text in the reader's language, else in the city's, else in any there is.
 * `lang` is the language it really is in, so that a view can say so to screen readers.
 */
export function textIn(text: Localised, locale: Locale, fallback: Locale): { text: string; lang: Locale } {
  for (const lang of [locale, fallback, ...locales]) {
    const found = text[lang];
    if (found) return { text: found, lang };
  }
  return { text: '', lang: locale };
}

/** Chooses the best of the offered languages for an `Accept-Language` header (RFC 9110, quality values). */
export function localeFromHeader(header: string | undefined, offered: readonly Locale[]): Locale | undefined {
  if (!header) return undefined;
  const wishes = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      const [language = ''] = tag.toLowerCase().split('-');
      return { language: readAs[language] ?? language, quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const wish of wishes) {
    const match = offered.find((locale) => locale === wish.language);
    if (match) return match;
  }
  return undefined;
}
