import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale } from '../platform/i18n/locale.ts';
import { words } from './messages/index.ts';

const Language = createContext<Locale | undefined>(undefined);

/** Tells the parts inside which language they speak. `Layout` does it for a whole page. */
export function Speaking({ locale, children }: { locale: Locale; children: ComponentChildren }) {
  return <Language.Provider value={locale}>{children}</Language.Provider>;
}

export function useLocale(): Locale {
  const locale = useContext(Language);
  // A silent fall back to English would be found by a reader instead of by us.
  if (!locale) throw new Error('This part speaks: render it inside <Layout> or <Speaking locale={…}>.');
  return locale;
}

/** The kit's own sentences in the language of the page. */
export function useWords() {
  return words(useLocale());
}
