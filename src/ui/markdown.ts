import MarkdownIt, { type Token } from 'markdown-it';

/**
 * What people write with a few signs: paragraphs, emphasis, lists, quotes, code inside a line, and links. All else is
 * text, as it was typed: HTML, headings, pictures, tables. Nothing of it becomes HTML here; `Written` makes elements.
 */
export type Piece = string | Part;
export type Part =
  | { is: 'p' | 'ul' | 'li' | 'blockquote' | 'em' | 'strong'; inside: Piece[] }
  | { is: 'ol'; start: number; inside: Piece[] }
  | { is: 'a'; href: string; inside: Piece[] }
  | { is: 'code'; text: string }
  | { is: 'br' };

/** Where a link may lead. Relative ones are none: what is written here is also read in mails and in files. */
const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Deeper than this nobody quotes. What is nested deeper would be left out, so all of it is then shown as text. */
const deepest = 12;

// Only what is named is on: a rule that the library learns later stays off.
const reader = new MarkdownIt('zero', { html: false, linkify: true, maxNesting: deepest }).enable([
  ...['blockquote', 'list', 'backticks', 'emphasis', 'balance_pairs', 'fragments_join'],
  ...['link', 'autolink', 'escape', 'entity', 'newline', 'linkify'],
]);
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
reader.validateLink = isAllowed;

function isAllowed(href: string): boolean {
  return URL.canParse(href) && allowed.has(new URL(href).protocol);
}

export function readMarkdown(text: string): Piece[] {
  const tokens = reader.parse(text, {});
  if (tokens.some(isTooDeep)) return [{ is: 'p', inside: linesOf(text) }];
  return piecesOf(tokens);
}

function isTooDeep({ level, children }: Token): boolean {
  return level >= deepest - 1 || (children?.some(isTooDeep) ?? false);
}

/** The words alone, for the search and for lists. */
export function plainText(text: string): string {
  const within = (pieces: readonly Piece[]): string =>
    pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        if (piece.is === 'br') return ' ';
        if (piece.is === 'code') return piece.text;
        return within(piece.inside) + (isBlock(piece) ? ' ' : '');
      })
      .join('');
  return within(readMarkdown(text)).replace(/\s+/g, ' ').trim();
}

function isBlock({ is }: Part): boolean {
  return is === 'p' || is === 'li' || is === 'blockquote' || is === 'ul' || is === 'ol';
}

function linesOf(text: string): Piece[] {
  return text.split('\n').flatMap((line, n): Piece[] => (n > 0 ? [{ is: 'br' }, line] : [line]));
}

function piecesOf(tokens: readonly Token[]): Piece[] {
  const all: Piece[] = [];
  // Those that are open, the innermost last: what comes next goes into it.
  const open: Piece[][] = [all];
  for (const token of tokens) {
    if (token.nesting < 0) open.pop();
    else if (token.nesting > 0) {
      const part = partOf(token);
      // A line of a tight list is no paragraph: its words stand in what is around it.
      if (part) open.at(-1)!.push(part);
      open.push(part?.inside ?? open.at(-1)!);
    } else open.at(-1)!.push(...leavesOf(token));
  }
  return all;
}

function leavesOf(token: Token): Piece[] {
  if (token.type === 'inline') return piecesOf(token.children ?? []);
  if (token.type === 'softbreak' || token.type === 'hardbreak') return [{ is: 'br' }];
  if (token.type === 'code_inline') return [{ is: 'code', text: token.content }];
  return token.content ? [token.content] : [];
}

function partOf(token: Token): Exclude<Part, { is: 'code' | 'br' }> | undefined {
  const inside: Piece[] = [];
  switch (token.type) {
    case 'paragraph_open':
      return token.hidden ? undefined : { is: 'p', inside };
    case 'bullet_list_open':
      return { is: 'ul', inside };
    case 'ordered_list_open':
      return { is: 'ol', start: Number(token.attrGet('start') ?? 1), inside };
    case 'list_item_open':
      return { is: 'li', inside };
    case 'blockquote_open':
      return { is: 'blockquote', inside };
    case 'em_open':
      return { is: 'em', inside };
    case 'strong_open':
      return { is: 'strong', inside };
    case 'link_open': {
      const href = String(token.attrGet('href') ?? '');
      // Asked once more where it is made, whatever the library lets through.
      return isAllowed(href) ? { is: 'a', href, inside } : undefined;
    }
    default:
      return undefined;
  }
}
