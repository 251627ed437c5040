/** A piece of a text, and whether the reader asked for it. */
export type Piece = { text: string; marked: boolean };

/** Cuts a text into pieces, so that a view can mark the words that matched. */
export function piecesWithMarks(text: string, marked: (lower: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
    if (/^[\p{L}\p{N}]/u.test(part) && marked(part.normalize('NFC').toLowerCase())) {
      if (plain) pieces.push({ text: plain, marked: false });
      pieces.push({ text: part, marked: true });
      plain = '';
    } else {
      plain += part;
    }
  }
  if (plain) pieces.push({ text: plain, marked: false });
  return pieces;
}

/** Characters of a text that are shown of it, and how many of them at most before the first word that matched. */
const longestExcerpt = 240;
const mostBefore = 80;

/**
 * Of several texts the line in which most of the words stand, cut around the first of them: between words, and never
 * inside one. Undefined where none of them stands anywhere.
 */
export function excerptOf<Text extends { text: string }>(
  texts: readonly Text[],
  marked: (lower: string) => boolean,
): { of: Text; pieces: Piece[] } | undefined {
  let best: { of: Text; line: string; words: RegExpExecArray[]; different: number } | undefined;
  for (const of of texts) {
    for (const line of of.text.normalize('NFC').split(/\s*\n\s*/)) {
      const words = [...line.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word]) => marked(word.toLowerCase()));
      const different = new Set(words.map(([word]) => word.toLowerCase())).size;
      if (different > (best?.different ?? 0)) best = { of, line, words, different };
    }
  }
  if (!best) return undefined;
  return { of: best.of, pieces: piecesWithMarks(around(best.line, best.words[0]!), marked) };
}

function around(line: string, { index, 0: word }: RegExpExecArray): string {
  const gap = index > mostBefore ? line.indexOf(' ', index - mostBefore) : -1;
  const start = index <= mostBefore ? 0 : gap < 0 || gap >= index ? index : gap + 1;
  const least = index + word.length;
  const most = start + longestExcerpt;
  const stop = line.length <= most ? line.length : Math.max(line.lastIndexOf(' ', most), least);
  return `${start > 0 ? '… ' : ''}${line.slice(start, stop).trim()}${stop < line.length ? ' …' : ''}`;
}
