import type { State } from '../../mechanisms/request/rules.ts';
import { addDays } from '../../platform/working-days.ts';

/** Figures of a unit are shown from this many answers up: one of a single request would tell of that request. */
export const fewestAnswers = 3;
/** A page that was begun and not sent is thrown away after this many days without a change. */
export const briefLives = 30;
/** A link in a mail to a unit opens its answer for this many days. */
export const answerLinkLives = 60;

/** What a page says, by the fields of its forms. Kinds: `brief` (rows 13 and 25), `composed` (row 96). */
export type BriefContent = {
  title?: string;
  want?: string;
  bring?: string;
  ask?: string;
  /** YYYY-MM-DD */
  neededBy?: string;
  /** Is a meeting wished for? */
  meet?: 'yes' | 'no';
  /** When we could meet, where a meeting is wished for. */
  meeting?: string;
  /** How both sides will know that it is done. */
  knownBy?: string;
  name?: string;
  email?: string;
  /** The group or organisation, where it has no account here. */
  group?: string;
  /** The language of the text: one of ours, or 'und'. */
  language?: string;
  /** May others read it once it is answered? */
  open?: 'yes' | 'no';
};

/** The three steps of each kind of page, in their order. */
export const stepsOf = {
  brief: ['plan', 'ask', 'writer'],
  composed: ['request', 'writer'],
} as const;
export type Step = 'plan' | 'ask' | 'request' | 'writer';

const wanted: Record<Step, readonly (keyof BriefContent)[]> = {
  plan: ['title', 'want', 'bring'],
  ask: ['ask'],
  request: ['title', 'ask', 'neededBy', 'knownBy'],
  writer: ['name'],
};

/** The first step that still lacks something, or undefined when the page can be sent. A guest needs an address. */
export function openStep(
  kind: 'brief' | 'composed',
  content: BriefContent,
  guest: boolean,
): Step | undefined {
  return stepsOf[kind].find(
    (step) => wanted[step].some((field) => !content[field]) || (step === 'writer' && guest && !content.email),
  );
}

export type Suspicion = 'fast' | 'links';

/** Nobody writes a page in less, in seconds. */
const fastest = 10;
/** More addresses of web pages than this are unusual in one page about a plan. */
const usualLinks = 2;

/**
 * Why a page of somebody without an account is looked at by the liaison desk before a unit gets it, if at
 * all. `seconds` is the time from the first form to the sending. Nobody has to solve a puzzle.
 */
export function suspicionOf(content: BriefContent, seconds: number): Suspicion | undefined {
  if (seconds < fastest) return 'fast';
  if (linksIn(Object.values(content).join('\n')) > usualLinks) return 'links';
  return undefined;
}

export function linksIn(text: string): number {
  return text.match(/https?:\/\/|www\.|\[url|<a\s/gi)?.length ?? 0;
}

/** A day by which something is needed lies ahead, and not further than this many days. */
const furthest = 1100;

/** What is wrong with a day by which an answer or a thing is needed, as a message key. */
export function complaintAbout(day: string | undefined, today: string): string | undefined {
  if (!day) return 'day.unread';
  if (day < today) return 'day.past';
  if (day > addDays(today, furthest)) return 'day.far';
  return undefined;
}

/** Is this public? Each side's latest word counts, and it takes both. Works on rows sorted by time. */
export function isPublic(
  words: readonly { side: 'asker' | 'unit'; choice: 'public' | 'private' }[],
): boolean {
  const latest = (side: 'asker' | 'unit') => words.findLast((word) => word.side === side)?.choice;
  return latest('asker') === 'public' && latest('unit') === 'public';
}

/** What became of a request, for those who were not part of it. */
export type Outcome = 'accepted' | 'countered' | 'declined' | 'done' | 'withdrawn';

/** The outcome so far, or undefined where there is none that could be told. */
export function outcomeOf(state: State): Outcome | undefined {
  if (state === 'promised') return 'accepted';
  if (state === 'confirmed' || state === 'done') return 'done';
  if (state === 'countered' || state === 'declined' || state === 'withdrawn') return state;
  return undefined;
}

/** Which units had it before and sent it on, and when they last did. Works on acts in their order. */
export function hadItUntil(
  done: readonly { act: string; unit: string | null; at: Date }[],
): ReadonlyMap<string, Date> {
  return new Map(
    done.flatMap(({ act, at }, n) => {
      const before = done[n - 1]?.unit;
      return act === 'forwarded' && before ? [[before, at] as const] : [];
    }),
  );
}

/** The act that says it: the last answer of the unit, whose words others may find useful. */
export function answerOf<A extends { act: string }>(done: readonly A[]): A | undefined {
  return done.findLast(({ act }) => act === 'accepted' || act === 'countered' || act === 'declined');
}

/** The liaison desk as its form shows it. */
export function typedLiaison(unit: { slug: string } | undefined) {
  return { unit: unit?.slug ?? '' };
}
