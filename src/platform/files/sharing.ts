import letters from './letters.json' with { type: 'json' };

/** As wide and high as those who show links ask for, in points. */
export const shareSize = { width: 1200, height: 630 } as const;

/** What stands on a picture by which a page is shared, in the colours of the city (hex numbers). */
export type ShareCard = { title: string; line: string; accent: string; turn: string };

type Glyph = [advance: number, path: string];

/**
 * Outlines of Source Sans 3 (Paul D. Hunt at Adobe, SIL Open Font License 1.1) at weight 650, a thousand units to the em:
 * which fonts a machine has, and whether any, makes no difference to what is drawn. Latin letters only.
 */
const glyphs = letters as unknown as Readonly<Record<string, Glyph | undefined>>;

const margin = 88;
const titleWidth = shareSize.width - 2 * margin - 150;
const mostLines = 4;
/** Sizes of the title, the largest first that holds it. */
const sizes = [92, 76, 62, 52] as const;

/** The letters of a text that can be drawn; an accent that we have no letter for is left out. */
function drawable(text: string): string {
  return [...text.normalize('NFC')]
    .flatMap((letter) =>
      glyphs[letter] ? [letter] : [...letter.normalize('NFD')].filter((one) => glyphs[one]),
    )
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function widthOf(text: string, size: number): number {
  return ([...text].reduce((sum, letter) => sum + (glyphs[letter]?.[0] ?? 0), 0) * size) / 1000;
}

/** Lines no wider than that; a word that is wider by itself is broken. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const letter of word) {
      if (line && widthOf(line + letter, size) > width) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return line ? [...lines, line] : lines;
}

function fitted(title: string): { size: number; lines: string[] } {
  for (const size of sizes) {
    const lines = wrapped(title, size, titleWidth);
    if (lines.length <= mostLines) return { size, lines };
  }
  const size = sizes.at(-1)!;
  const lines = wrapped(title, size, titleWidth).slice(0, mostLines);
  return { size, lines: [...lines.slice(0, -1), `${lines.at(-1)!.slice(0, -1).trimEnd()}…`] };
}

function lineAt(text: string, x: number, y: number, size: number, fill: string): string {
  let at = 0;
  const paths = [...text].map((letter) => {
    const [advance, path] = glyphs[letter] ?? [0, ''];
    const drawn = path && `<path transform="translate(${at} 0)" d="${path}"/>`;
    at += advance;
    return drawn;
  });
  return `<g fill="${fill}" transform="translate(${x} ${y}) scale(${size / 1000} ${-size / 1000})">${paths.join('')}</g>`;
}

const isColour = /^#[0-9a-f]{6}$/i;

/** The card as an SVG in which nothing is but numbers: what people wrote has become outlines. */
export function shareSvg(card: ShareCard): string {
  const [accent, turn] = [card.accent, card.turn].map((one) => (isColour.test(one) ? one : '#333333')) as [
    string,
    string,
  ];
  const { size, lines } = fitted(drawable(card.title));
  const [line = ''] = wrapped(drawable(card.line), 34, titleWidth);
  const leading = size * 1.16;
  const first = margin + 20 + size * 0.72;
  const title = lines.map((one, n) => lineAt(one, margin, first + n * leading, size, '#ffffff'));
  const { width, height } = shareSize;
  // Several lines become one.
  const mark = (path: string, colour: string) =>
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="3.4" stroke-linecap="round"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${accent}"/>
<g transform="translate(${width - margin - 132} ${margin - 12}) scale(4.6)">${mark('M5 6c0 10 11 6 11 15v6', '#ffffff')}${mark('M27 6c0 10-11 6-11 15', turn)}</g>
<rect x="${margin}" y="${height - margin - 62}" width="96" height="6" rx="3" fill="${turn}"/>
${title.join('\n')}
${lineAt(line, margin, height - margin, 34, '#ffffff')}
</svg>`;
}
