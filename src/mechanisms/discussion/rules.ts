import { z } from 'zod';

/** Comments on a page, and beside what they are about. */
const pageLength = 25;
const lastShown = 5;
/** Whoever calls more people than this calls nobody in particular. */
const mostCalled = 20;

/** Comments by their numbers, counted from 1, both ends included. Empty: `to` is less than `from`. */
export type Span = { from: number; to: number };
type Standing = { length: number; upto: number };

export const commentForm = z.object({
  text: z
    .string({ error: 'text.wanted' })
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, 'text.wanted').max(5_000, 'text.long')),
});

/**
 * The comments of a page: from the number that is asked for; without one, from the first that the reader has not read.
 * A page is as long as there are comments for it, so one that would begin at the end shows some of those before.
 */
export function spanFrom(asked: string, { length, upto }: Standing): Span {
  const wanted = /^\d{1,9}$/.test(asked) ? Number(asked) : upto + 1;
  const from = Math.max(1, Math.min(wanted, length - pageLength + 1));
  return { from, to: Math.min(length, from + pageLength - 1) };
}

/** The last few, beside what they are about. */
export function spanOfLast({ length }: Standing): Span {
  return { from: Math.max(1, length - lastShown + 1), to: length };
}

/** How far somebody has read who sees these: no further than before where there is something unread in front of them. */
export function readUpto({ from, to }: Span, { upto }: Standing): number {
  return from <= upto + 1 ? Math.max(upto, to) : upto;
}

/** Where pages before and behind these begin, and the first and the last one; those that there are. */
export function pagesAround({ from, to }: Span, { length }: Standing) {
  const last = Math.max(1, length - pageLength + 1);
  return {
    oldest: from > 1 ? 1 : undefined,
    earlier: from > pageLength + 1 ? from - pageLength : undefined,
    later: to < length && to + 1 < last ? to + 1 : undefined,
    newest: to < length ? last : undefined,
  };
}

export type Named = { id: string; name: string };

const sign = /(?<![\p{L}\p{N}_.@/-])@(?=\p{L})/gu;
const isWord = /^[\p{L}\p{N}]/u;
const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase('en');

/**
 * Who is called in a text by @ and their whole name; or by the first part of it, where nobody else's name begins with that.
 * `unclear`: first parts that several people share, as they were typed.
 */
export function findCalled(text: string, people: readonly Named[]): { called: string[]; unclear: string[] } {
  const known = people.map(({ id, name }) => ({
    id,
    whole: plain(name),
    first: plain(name).split(/\s/)[0]!,
  }));
  const longest = Math.max(0, ...known.map(({ whole }) => whole.length));
  const called = new Set<string>();
  const unclear = new Set<string>();
  const said = text.normalize('NFC');
  for (const { index } of said.matchAll(sign)) {
    const typed = said.slice(index + 1, index + 2 + longest);
    const rest = plain(typed).replace(/\s/g, ' ');
    const begins = (name: string) => rest.startsWith(name) && !isWord.test(rest.slice(name.length));
    const whole = known.filter((one) => begins(one.whole));
    const length = Math.max(0, ...whole.map((one) => one.whole.length));
    // Of Anna and Anna Berg the longer name is meant. Two of one name are both called: nothing tells them apart.
    const meant = length
      ? whole.filter((one) => one.whole.length === length)
      : known.filter(({ first }) => begins(first));
    if (length || meant.length === 1) for (const { id } of meant) called.add(id);
    else if (meant.length > 1) unclear.add(typed.slice(0, meant[0]!.first.length));
  }
  return { called: [...called], unclear: [...unclear] };
}

/** Whether more are called than somebody can mean. */
export function callsTooMany(called: readonly string[]): boolean {
  return called.length > mostCalled;
}

/** People among whom it is looked how much of a name is enough; where there are more, whole names are shown. */
export const mostNamed = 200;

/** What to write behind the @ for each of these: the first part of a name, where that is enough. */
export function shortNames(people: readonly Named[]): string[] {
  const first = ({ name }: Named) => name.split(/\s/)[0]!;
  const counts = new Map<string, number>();
  for (const one of people) counts.set(plain(first(one)), (counts.get(plain(first(one))) ?? 0) + 1);
  return people.map((one) => (counts.get(plain(first(one))) === 1 ? first(one) : one.name));
}
