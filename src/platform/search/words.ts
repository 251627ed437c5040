/** A word of a text: as written, in small letters, and without accents. */
export type Word = { shown: string; lower: string; folded: string };

/** Longer ones are no words of a language; they would only fill the index. */
const longestWord = 40;

/** The words of a text in their order. Hyphens and apostrophes part words: "neighbours’ day" has three. */
export function wordsOf(text: string): Word[] {
  const found = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return found
    .filter((word) => word.length <= longestWord)
    .map((shown) => {
      const lower = shown.toLowerCase();
      return { shown, lower, folded: fold(lower) };
    });
}

/**
 * A sentence of which the index would keep one word only ("where can I park") as one word of its own:
 * with the others it means something else than that word does alone. Its underscores stand in no other word.
 */
export function sentenceOf(words: readonly Word[], kept: number): string | undefined {
  return kept === 1 && words.length > 1 ? words.map((word) => word.folded).join('_') : undefined;
}

/** Without accents, so that "cafe" finds the café and "Strasse" the Straße. */
export function fold(lower: string): string {
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae');
}

/** How a German word may be meant that was typed without umlauts: Muelltonne, Mulltonne. */
export function withoutUmlautSpelling(folded: string): string {
  return folded.replace(/([aou])e/g, '$1');
}

/**
 * How many slips of the keyboard lie between two words: a letter too many, too few, another one, or two
 * exchanged (optimal string alignment distance). Stops counting above `most`.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, before[j - 2]! + 1);
      }
      row.push(slips);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** Slips that may be forgiven: none in words so short that every slip makes another word. */
export function forgivenSlips(length: number): number {
  if (length < 4) return 0;
  if (length < 7) return 1;
  return 2;
}

/** Beginnings and ends of a compound that may be words of their own; other languages join what English writes apart. */
export function piecesOf(folded: string): string[] {
  const pieces: string[] = [];
  for (let length = shortestPiece; length <= folded.length - 3; length += 1) {
    pieces.push(folded.slice(0, length), folded.slice(-length));
  }
  return [...new Set(pieces)];
}

/** Shorter pieces are found by chance inside other words. */
export const shortestPiece = 4;
