import { isMailAddress } from '../../../platform/address.ts';
import { isLocale, type Locale, locales, ownName } from '../../../platform/i18n/locale.ts';

/** Somebody who is to be invited. The name is empty where only an address was given; in which language, if it says so. */
export type Invited = { email: string; name: string; locale?: Locale };
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
 * `mail, Name`, several in a line; behind an address the language in which to write there. A line that has no address
 * in it, or something that looks like one and is none, is told; none of its addresses is taken before it is mended.
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
        if (one.locale) before.locale ??= one.locale;
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
      const latest = found.at(-1);
      const locale = languageIn(words);
      if (latest && locale) latest.locale ??= locale;
      else waiting.push(nameIn(words));
      continue;
    }
    const { written, locale } = withoutLanguage(words);
    const [, before = '', address = ''] = /^(.*?)\s*<?(?:mailto:)?([^\s<>]+)>?$/i.exec(written) ?? [];
    if (!isMailAddress(address) || before.includes('@')) return undefined;
    const name = [nameIn(before), ...waiting].filter(Boolean).join(' ');
    waiting = [];
    found.push({ email: address.toLowerCase(), name: name.slice(0, 120), ...(locale && { locale }) });
  }
  const last = found.at(-1);
  if (!last) return undefined;
  // `mail; Name`, the other way round.
  if (waiting.length > 0 && !last.name) last.name = waiting.filter(Boolean).join(' ').slice(0, 120);
  return found;
}

/** `de`, `Deutsch`; `no` as many write it for Norwegian. */
function languageIn(words: string): Locale | undefined {
  const said = words.toLowerCase();
  if (said === 'no') return 'nb';
  return isLocale(said) ? said : locales.find((locale) => ownName[locale].toLowerCase() === said);
}

/** `Ada <mail> de`: the address and, behind it, its language. */
function withoutLanguage(words: string): { written: string; locale?: Locale } {
  const [, written, behind] = /^(.*@\S+)\s+(\p{L}+)$/u.exec(words) ?? [];
  const locale = behind && languageIn(behind);
  return locale ? { written: written!, locale } : { written: words };
}

function nameIn(words: string): string {
  return words
    .replace(/^["'„“«(]+|["'“”»)]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
