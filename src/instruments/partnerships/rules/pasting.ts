import { isMailAddress } from '../../../platform/address.ts';

/** Somebody who is to be invited. The name is empty where only an address was given. */
export type Invited = { email: string; name: string };
/** A line that names nobody we could write to. */
export type Faulty = { line: number; text: string };
export type Pasted = {
  invited: Invited[];
  faulty: Faulty[];
  /** How often somebody was named once more. */
  twice: number;
};

/** More at once is a mailing, not an invitation; the rest can follow afterwards. */
export const mostAtOnce = 100;

/**
 * Reads addresses as they come out of mail programs and tables: `Name <mail>`, `mail`, `Name; mail`,
 * `mail, Name`, several in a line. A line that has no address in it, or something that looks like one and is
 * none, is told; none of its addresses is taken before it is mended.
 */
export function readPasted(text: string): Pasted {
  const pasted: Pasted = { invited: [], faulty: [], twice: 0 };
  const known = new Map<string, Invited>();
  for (const [at, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    const found = readLine(line);
    if (!found) {
      pasted.faulty.push({ line: at + 1, text: line.trim().slice(0, 120) });
      continue;
    }
    for (const one of found) {
      const before = known.get(one.email);
      if (before) {
        pasted.twice += 1;
        before.name ||= one.name;
      } else {
        known.set(one.email, one);
        pasted.invited.push(one);
      }
    }
  }
  return pasted;
}

/** `undefined` where the line cannot be read as a whole. */
function readLine(line: string): Invited[] | undefined {
  const found: Invited[] = [];
  /** A name that waits for its address: `Name; mail`, or the first half of `Miller, Ada <mail>`. */
  let waiting: string[] = [];
  for (const piece of line.split(/[,;\t]/)) {
    const words = piece.trim();
    if (!words) continue;
    if (!words.includes('@')) {
      waiting.push(nameIn(words));
      continue;
    }
    const [, before = '', address = ''] = /^(.*?)\s*<?(?:mailto:)?([^\s<>]+)>?$/i.exec(words) ?? [];
    if (!isMailAddress(address) || before.includes('@')) return undefined;
    const name = [nameIn(before), ...waiting].filter(Boolean).join(' ');
    waiting = [];
    found.push({ email: address.toLowerCase(), name: name.slice(0, 120) });
  }
  const last = found.at(-1);
  if (!last) return undefined;
  // `mail; Name`, the other way round.
  if (waiting.length > 0 && !last.name) last.name = waiting.filter(Boolean).join(' ').slice(0, 120);
  return found;
}

function nameIn(words: string): string {
  return words
    .replace(/^["'„“«(]+|["'“”»)]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
