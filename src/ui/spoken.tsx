import type { Locale, Localised } from '../platform/i18n/locale.ts';
import { spoken } from '../platform/i18n/localised.ts';
import { useLocale } from './speaking.tsx';

/** A text of the city in the reader's language; in another one where there is none, and then it says so. */
export function Spoken({ text, fallback }: { text: Localised; fallback: Locale }) {
  const found = spoken(text, useLocale(), fallback);
  return found.lang ? <span lang={found.lang}>{found.text}</span> : found.text;
}
