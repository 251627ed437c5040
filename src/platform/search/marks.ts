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
