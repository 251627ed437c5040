/** Characters of somebody's words that are quoted in a text; the whole of them stands beside their other answers. */
export const longestQuote = 240;
/** Characters of a section that is put together from answers: with room left below what a section may hold (12,000). */
export const longestSection = 10_000;

/** Words cut at a space, with an ellipsis where something is left out. */
export function quoteOf(words: string, most = longestQuote): string {
  const flat = words.trim().replaceAll(/\s+/g, ' ');
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > most / 2 ? space : cut.length)}…`;
}

/** Lines as one text, as many of them as find room; an ellipsis in a line of its own stands for the others. */
export function linesWithin(lines: readonly string[], most = longestSection): string {
  let text = '';
  for (const line of lines) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (longer.length + 2 > most) return `${text}\n…`.trim();
    text = longer;
  }
  return text;
}
