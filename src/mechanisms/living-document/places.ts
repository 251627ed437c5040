import type { Locale } from '../../platform/i18n/locale.ts';

/** A piece of a text that one can point at: a sentence, and where it begins. */
export type Passage = { place: number; text: string };

/** The sentences of a text, line by line, in their order. */
export function passagesOf(text: string, locale: Locale): Passage[] {
  const sentences = new Intl.Segmenter(locale, { granularity: 'sentence' });
  const passages: Passage[] = [];
  for (const { segment, index } of sentences.segment(text)) {
    const words = segment.trim();
    if (words) passages.push({ place: index + segment.indexOf(words), text: words });
  }
  return passages;
}

/**
 * Where quoted words stand in a text that may have changed since: where they stood, or the nearest place where the
 * very words stand now. Undefined where they are gone.
 */
export function findAgain(quote: string, place: number, text: string): number | undefined {
  if (quote === '') return undefined;
  let found: number | undefined;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (found === undefined || Math.abs(at - place) < Math.abs(found - place)) found = at;
  }
  return found;
}
