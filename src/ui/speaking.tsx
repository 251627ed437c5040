import type { ComponentChildren } from 'preact';
import type { Locale } from '../platform/i18n/locale.ts';
import { words } from './messages/index.ts';
import { tellable } from './tellable.ts';

type SpeakingProps = {
  locale: Locale;
  /** Those in which forms ask for texts, in their order. */
  languages?: readonly Locale[];
  children: ComponentChildren;
};

const Language = tellable<Required<Omit<SpeakingProps, 'children'>>>();

/** Tells the parts inside which language they speak. `Layout` does it for a whole page. */
export function Speaking({ locale, languages = [locale], children }: SpeakingProps) {
  return <Language.Tell value={{ locale, languages }}>{children}</Language.Tell>;
}

function useLanguage() {
  const language = Language.useTold();
  // A silent fall back to English would be found by a reader instead of by us.
  if (!language) throw new Error('This part speaks: render it inside <Layout> or <Speaking locale={…}>.');
  return language;
}

export const useLocale = () => useLanguage().locale;
export const useLanguages = () => useLanguage().languages;

/** The kit's own sentences in the language of the page. */
export function useWords() {
  return words(useLocale());
}
