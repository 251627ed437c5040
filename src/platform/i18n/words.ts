import { IntlMessageFormat } from 'intl-messageformat';
import { type Locale, locales } from './locale.ts';

type Values = Record<string, string | number | Date>;

/** Says one sentence of a room in one language. */
export type Say<Key extends string = string> = (key: Key, values?: Values) => string;

/** Stands behind a value that ends in a full stop while a sentence is put together. From the private use area. */
const afterStop = '\uE000';

/** A sentence that ends in a name such as "Water e. V." ends in one full stop, not in two. */
function withOneStop(message: IntlMessageFormat, values: Values = {}): string {
  const marked = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' && value.endsWith('.') ? value + afterStop : value,
  ]);
  return (message.format(Object.fromEntries(marked)) as string).replaceAll(/\uE000\.?/g, '');
}

/**
 * The sentences of one room. Keys are those of the English file; `bin/check` holds the other
 * languages to it. Texts are ICU MessageFormat; one without placeholders is returned as it is.
 * What a room does not say itself is said as in `shared`: sentences of the mechanism that it is built on.
 */
export function defineWords<English extends Record<string, string>, Shared extends string = never>(
  texts: { en: English } & Record<Locale, Record<keyof English & string, string>>,
  shared?: (locale: Locale) => Say<Shared>,
): (locale: Locale) => Say<(keyof English & string) | Shared> {
  type Key = keyof English & string;
  const sayIn = Object.fromEntries(locales.map((locale) => [locale, sayerFor(locale)])) as Record<
    Locale,
    Say<Key | Shared>
  >;

  function sayerFor(locale: Locale): Say<Key | Shared> {
    const compiled = new Map<string, IntlMessageFormat | string>();
    return (key, values) => {
      let message = compiled.get(key);
      if (message === undefined) {
        const text = texts[locale][key as Key];
        if (text === undefined) {
          if (shared) return shared(locale)(key as Shared, values);
          throw new Error(`No message "${key}" in ${locale}`);
        }
        message = /[{}']/.test(text) ? new IntlMessageFormat(text, locale) : text;
        compiled.set(key, message);
      }
      return typeof message === 'string' ? message : withOneStop(message, values);
    };
  }
  return (locale) => sayIn[locale];
}
