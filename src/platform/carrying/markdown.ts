import { wordsOf } from '../search/words.ts';

/** Signs that mean something in Markdown, wherever they stand (CommonMark 2.4). */
const signs = /[\\`*_[\]<>#|~&]/g;
/** What means something at the beginning of a line only: lists and lines. */
const beginnings = /^(\s*)([-+=]|\d+(?=[.)]))/;

/** What people wrote, on one line, as it is read: none of its signs means anything. */
export function inline(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll(signs, '\\$&').replace(beginnings, atBeginning);
}

/** What people wrote, with its lines and paragraphs. */
export function written(text: string): string {
  return linesOf(text)
    .map((line) => line.replace(beginnings, atBeginning))
    .join('  \n')
    .replaceAll(paragraphs, '\n\n');
}

const paragraphs = /( {2}\n){2,}/g;

const linesOf = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().replaceAll(signs, '\\$&'));

const atBeginning = (_: string, space: string, sign: string) =>
  /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`;

/** Something that is left out where it is empty. */
export type Part = string | undefined | null | false;

/** Paragraphs, headings and lists, one below the other. */
export function page(...parts: Part[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

export const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** Short facts side by side: none of them need begin like a sentence. */
export const facts = (...parts: Part[]): string => parts.filter(Boolean).join(' · ');

/** What people wrote, behind what it answers. Nothing where they wrote nothing. */
export function labelled(label: string, text: string): string | undefined {
  const [first, ...more] = linesOf(text);
  if (!first) return undefined;
  const lines = [`**${/[:?]$/.test(label) ? label : `${label}:`}** ${first}`];
  for (const line of more) lines.push(line.replace(beginnings, atBeginning));
  return lines.join('  \n').replaceAll(paragraphs, '\n\n');
}

/** The name of a part of a file: a number, so that each is another one, and what tells it apart. */
export function pathOf(folder: string, number: number, title: string): string {
  const words = wordsOf(title)
    .map(({ folded }) => folded)
    .filter((word) => /^[a-z0-9]+$/.test(word))
    .slice(0, 6);
  return `${folder}/${[String(number).padStart(2, '0'), ...words].join('-').slice(0, 60)}.md`;
}
