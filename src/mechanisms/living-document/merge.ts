import { diffArrays, diffWordsWithSpace } from 'diff';

/** The same place, as two people left it. */
export type Clash = { before: string; theirs: string; mine: string };

/** Steps after which two texts count as different altogether, so that no text takes a second to compare. */
const mostSteps = 2000;

export type Merged = {
  /** Both changes; where both changed the same place, mine. */
  text: string;
  /** The places that both changed, each in another way. */
  clashes: Clash[];
};

/**
 * Two changes of the same text in one. Lines first, so that a line that somebody added stays a line; inside lines
 * that both changed, words. What both changed in different ways is never decided here, only shown.
 */
export function merge(before: string, theirs: string, mine: string): Merged {
  // Where nothing is written yet there is no line, not an empty one.
  const lines = (text: string) => (text === '' ? [] : text.split('\n'));
  const result: string[] = [];
  const clashes: Clash[] = [];
  for (const region of regionsOf(lines(before), lines(theirs), lines(mine))) {
    const kept = settled(region);
    if (kept) {
      result.push(...kept);
      continue;
    }
    // Both added lines here: theirs came first, and none is lost.
    if (region.before.length === 0) {
      result.push(...region.theirs, ...region.mine);
      continue;
    }
    const pairs = region.before.length;
    if (region.theirs.length !== pairs || region.mine.length !== pairs) {
      clashes.push(joined(region, '\n'));
      result.push(...region.mine);
      continue;
    }
    for (const [n, line] of region.before.entries()) {
      const merged = mergeLine(line, region.theirs[n]!, region.mine[n]!);
      clashes.push(...merged.clashes);
      result.push(merged.text);
    }
  }
  return { text: result.join('\n'), clashes };
}

/** Words of one line. Where words clash, the whole line is shown: three words alone tell nobody what is meant. */
function mergeLine(before: string, theirs: string, mine: string): Merged {
  const changed = [theirs, mine].filter((line) => line !== before);
  // Written anew, it is another line: the change of the other one was not meant for it.
  if (changed.length === 2 && theirs !== mine && !changed.every((line) => keepsMost(before, line)))
    return { text: mine, clashes: [{ before, theirs, mine }] };
  const regions = regionsOf(wordsOf(before), wordsOf(theirs), wordsOf(mine));
  const parts = regions.map(settled);
  if (parts.every((part) => part !== undefined)) return { text: parts.flat().join(''), clashes: [] };
  return { text: mine, clashes: [{ before, theirs, mine }] };
}

/** The same for a heading: it is one thing, and not merged. */
export function mergeHeading(before: string, theirs: string, mine: string): Merged {
  const [text] = settled({ before: [before], theirs: [theirs], mine: [mine] }) ?? [];
  return text === undefined ? { text: mine, clashes: [{ before, theirs, mine }] } : { text, clashes: [] };
}

type Region = { before: string[]; theirs: string[]; mine: string[] };

/** What a place becomes if only one has changed it, or both in the same way. */
function settled({ before, theirs, mine }: Region): string[] | undefined {
  if (same(theirs, mine) || same(before, theirs)) return mine;
  if (same(before, mine)) return theirs;
  return undefined;
}

/** Words, the space between them, and each sign, as the comparison of words has them too. */
function wordsOf(text: string): string[] {
  return diffWordsWithSpace(text, text, { oneChangePerToken: true }).map(({ value }) => value);
}

/** Whether more than half of the words of a line stand in it after a change. */
function keepsMost(before: string, after: string): boolean {
  const words = wordsOf(before).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const kept = (diffArrays(words, wordsOf(after), { maxEditLength: mostSteps }) ?? [])
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  return kept * 2 > words.length;
}

type Hunk = { from: number; to: number; parts: string[] };

/** Where `after` differs from `before`, as places in `before` and what stands there instead. */
function hunksOf(before: string[], after: string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: Hunk | undefined;
  const parts = diffArrays(before, after, { maxEditLength: mostSteps });
  if (!parts) return [{ from: 0, to: before.length, parts: after }];
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      open = undefined;
      at += value.length;
      continue;
    }
    if (!open) {
      open = { from: at, to: at, parts: [] };
      hunks.push(open);
    }
    if (added) open.parts.push(...value);
    else at += value.length;
    open.to = at;
  }
  return hunks;
}

/**
 * The text cut into places: those that neither touched or that only one did, and those where changes of both meet.
 * Changes that only touch each other meet as well: whether they fit is for people to say.
 */
function regionsOf(before: string[], theirs: string[], mine: string[]): Region[] {
  const hunks = [
    ...hunksOf(before, theirs).map((hunk) => ({ ...hunk, by: 'theirs' as const })),
    ...hunksOf(before, mine).map((hunk) => ({ ...hunk, by: 'mine' as const })),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const regions: Region[] = [];
  let at = 0;
  for (let n = 0; n < hunks.length; ) {
    const { from } = hunks[n]!;
    let { to } = hunks[n]!;
    const meeting: typeof hunks = [];
    while (n < hunks.length && hunks[n]!.from <= to) {
      to = Math.max(to, hunks[n]!.to);
      meeting.push(hunks[n]!);
      n += 1;
    }
    const version = (by: 'theirs' | 'mine') => {
      const parts: string[] = [];
      let reached = from;
      for (const hunk of meeting.filter((one) => one.by === by)) {
        parts.push(...before.slice(reached, hunk.from), ...hunk.parts);
        reached = hunk.to;
      }
      return [...parts, ...before.slice(reached, to)];
    };
    const untouched = before.slice(at, from);
    regions.push({ before: untouched, theirs: untouched, mine: untouched });
    regions.push({ before: before.slice(from, to), theirs: version('theirs'), mine: version('mine') });
    at = to;
  }
  const rest = before.slice(at);
  return [...regions, { before: rest, theirs: rest, mine: rest }];
}

function joined(region: Region, by: string): Clash {
  return {
    before: region.before.join(by),
    theirs: region.theirs.join(by),
    mine: region.mine.join(by),
  };
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, n) => part === b[n]);
}
