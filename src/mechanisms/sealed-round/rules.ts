/**
 * A question to several, which each answers alone: nobody, whoever they are, reads the answer of another before
 * all open together. So nobody is anchored by who speaks first or loudest (the estimate-talk-estimate form of the
 * Delphi method: answer alone, compare, talk, answer again).
 *
 * Whether a round is open is decided by the database (`app_round_open` in the migrations); what is here decides what
 * a form may say and how things are shown.
 */

export type Opens = 'all' | 'date';
export type RecordedHow = 'phone' | 'visit' | 'letter';
/** How a partner that does not sign in has told what is written down for it. */
export const recordedHow = ['phone', 'visit', 'letter'] as const satisfies readonly RecordedHow[];

/** What is answered to a question: words, one of several options, or a step of a scale. */
export const questionKinds = ['text', 'choice', 'scale'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export type Question = {
  /** Names the answer in a `Content`; of the round's own making. */
  key: string;
  kind: QuestionKind;
  text: string;
  help?: string;
  /** Of a choice: what can be chosen. Of a scale: the words at its two ends. */
  options?: readonly string[];
  /** May be left open: evidence that nobody has, a second need where there is one. */
  optional?: true;
};

/** Answers by the keys of their questions: words, the number of an option from 0, or a step of the scale from 1. */
export type Content = Readonly<Record<string, string>>;

/** Questions that partners may put in one round; rooms with questions of their own may have more. */
export const mostQuestions = 5;
/** Options of a choice, from … to. */
export const fewestOptions = 2;
export const mostOptions = 12;
/** Steps of a scale: five have a middle and can be told apart. */
export const scaleSteps = 5;
/** Characters of one answer: about two pages. */
export const longestAnswer = 6000;

/** Where a round stands at a moment. */
export type Stage = 'closed' | 'open' | 'withdrawn';

type Timed = { dueAt: Date; revealedAt: Date | null; withdrawnAt: Date | null };

/** The same as `app_round_open` says, for what is shown; nothing is kept or opened by it. */
export function stageOf({ dueAt, revealedAt, withdrawnAt }: Timed, now: Date): Stage {
  if (withdrawnAt) return 'withdrawn';
  return revealedAt || dueAt <= now ? 'open' : 'closed';
}

/** Since when it is open: since the last one was in, or since its date. */
export function openSince({ dueAt, revealedAt }: Timed): Date {
  return revealedAt && revealedAt < dueAt ? revealedAt : dueAt;
}

/** The kind of a journal entry about a round. A room with questions of its own has its own entries: `gate.asked`. */
export function entryKind(kind: string, happened: string): string {
  return `${kind === 'open' ? 'round' : kind}.${happened}`;
}

/**
 * What an answer may hold: no other keys than the questions', no other choices than theirs. What is not filled in is
 * left out. Works on whatever a form brings.
 */
export function readContent(
  questions: readonly Question[],
  typed: Readonly<Record<string, unknown>>,
): { content: Content; wrong: Record<string, 'long' | 'choose'> } {
  const content: Record<string, string> = {};
  const wrong: Record<string, 'long' | 'choose'> = {};
  for (const question of questions) {
    const value = typed[question.key];
    const text = typeof value === 'string' ? value : '';
    if (text.trim() === '') continue;
    if (text.length > longestAnswer) wrong[question.key] = 'long';
    else if (question.kind !== 'text' && !isChoice(question, text)) wrong[question.key] = 'choose';
    content[question.key] = text;
  }
  return { content, wrong };
}

function isChoice(question: Question, value: string): boolean {
  if (!/^\d{1,2}$/.test(value)) return false;
  const chosen = Number(value);
  return question.kind === 'scale'
    ? chosen >= 1 && chosen <= scaleSteps
    : chosen < (question.options?.length ?? 0);
}

/** Questions with what was answered to them, in words. */
export function answersInWords(
  questions: readonly Question[],
  content: Content,
): { asked: string; answer: string }[] {
  return questions.flatMap(({ key, kind, text, options }) => {
    const value = content[key]?.trim();
    if (!value) return [];
    const chosen = kind === 'choice' ? (options?.[Number(value)] ?? value) : `${value} / ${scaleSteps}`;
    return [{ asked: text, answer: kind === 'text' ? value : chosen }];
  });
}

/** Questions that still lack an answer they want. An answer is sealed whole: what is left open would be read as a no. */
export function unanswered(questions: readonly Question[], content: Content): Question[] {
  return questions.filter(({ key, optional }) => !optional && !content[key]?.trim());
}

/** Whether the answer of this partner is all that is missing: with it, a round that opens with the last one is open. */
export function isLastMissing(
  round: { opens: Opens },
  asked: readonly { partner: string; sealedAt: Date | null }[],
  partner: string,
): boolean {
  const missing = asked.filter(({ sealedAt }) => !sealedAt);
  return round.opens === 'all' && missing.length === 1 && missing[0]!.partner === partner;
}

/** What whoever answers is told of how long their answer can still be changed. */
export function untilWhen(
  round: { opens: Opens },
  asked: readonly { partner: string; sealedAt: Date | null }[],
  partner: string | undefined,
): 'last' | Opens {
  return partner !== undefined && isLastMissing(round, asked, partner) ? 'last' : round.opens;
}

/** Whether two answers say the same; what was left out and what is empty are one. */
export function sameContent(one: Content, other: Content): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => (one[key] ?? '') === (other[key] ?? ''));
}

export type MarkKind = 'shared' | 'differs';
/** What partners find in open answers: what they share, and where they differ. */
export const markKinds = ['shared', 'differs'] as const satisfies readonly MarkKind[];

/** How the n-th mark of a kind (from 0) is called in texts: 1, 2, 3 … for what is shared; A, B, … Z, AA for what differs. */
export function signOf(kind: MarkKind, n: number): string {
  if (kind === 'shared') return String(n + 1);
  const letter = String.fromCharCode(65 + (n % 26));
  return n < 26 ? letter : signOf(kind, Math.floor(n / 26) - 1) + letter;
}

/**
 * Where words stand in an answer, as offsets of its characters; undefined where they do not. Spaces and lines need
 * not be the same: what is copied from a page has lost some.
 * @param whole only where no letter or digit goes on before or after them
 */
export function placeOf(
  words: string,
  answer: string,
  whole = false,
): { start: number; stop: number } | undefined {
  const parts = words
    .trim()
    .replace(/^[„“"”«»]+|[„“"”«»…]+$/gu, '')
    .split(/\s+/u)
    .filter(Boolean);
  if (parts.length === 0) return undefined;
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+');
  const bounded = whole ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
  const found = new RegExp(bounded, 'iu').exec(answer);
  return found ? { start: found.index, stop: found.index + found[0].length } : undefined;
}

/** The sentences of an answer, to choose from; the language says where they end. */
export function sentencesOf(answer: string, locale: string): string[] {
  return [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(answer)]
    .flatMap(({ segment }) => segment.split('\n'))
    .map((sentence) => sentence.trim())
    .filter(Boolean);
}

export type Passage = { mark: string; start: number; stop: number };
export type Piece = { text: string; marks: readonly string[]; ends: readonly string[] };

/**
 * An answer cut where marks begin and end. Each piece names the marks it lies in, and those that end with it. Pieces
 * put together are the answer; places outside of it count as far as they lie inside.
 */
export function piecesOf(answer: string, passages: readonly Passage[]): Piece[] {
  const length = answer.length;
  const within = (at: number) => Math.min(Math.max(at, 0), length);
  const held = passages
    .map(({ mark, start, stop }) => ({ mark, start: within(start), stop: within(stop) }))
    .filter(({ start, stop }) => stop > start);
  const cuts = [...new Set([0, length, ...held.flatMap(({ start, stop }) => [start, stop])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((from, n) => {
    const to = cuts[n + 1]!;
    return {
      text: answer.slice(from, to),
      marks: held.filter(({ start, stop }) => start <= from && stop >= to).map(({ mark }) => mark),
      ends: held.filter(({ stop }) => stop === to).map(({ mark }) => mark),
    };
  });
}

/**
 * Who stands behind a mark: who made it, and who said that they see it so too. That words of an answer are underlined
 * for it is what others read in them, and nobody's yes.
 */
export function behind(mark: { byPartner: string | null; voices: readonly string[] }): Set<string> {
  return new Set([mark.byPartner, ...mark.voices].filter((partner) => partner !== null));
}

/** In whose answers words are underlined for a mark, whoever underlined them. */
export function quotedIn(mark: { passages: readonly { partner: string }[] }): Set<string> {
  return new Set(mark.passages.map(({ partner }) => partner));
}

export type SectorView<Mark> = {
  sector: string;
  partners: readonly string[];
  /** Marks in answers of the sector (in `words` of them) or that `by` of its partners stand behind; most first. */
  marks: readonly { mark: Mark; words: number; by: number }[];
};

/**
 * The sector lens (instrument row 29): what the partners of a sector say together, beside the other sectors. A sector
 * is named by what `sectorOf` says of a partner; sectors come in the order of their first partner.
 */
export function bySector<Mark extends Parameters<typeof behind>[0] & Parameters<typeof quotedIn>[0]>(
  partners: readonly string[],
  sectorOf: (partner: string) => string,
  marks: readonly Mark[],
): SectorView<Mark>[] {
  const sectors = [...new Set(partners.map(sectorOf))];
  return sectors.map((sector) => {
    const own = partners.filter((partner) => sectorOf(partner) === sector);
    const counted = marks.map((mark) => {
      const among = (these: ReadonlySet<string>) => own.filter((partner) => these.has(partner)).length;
      return { mark, words: among(quotedIn(mark)), by: among(behind(mark)) };
    });
    const found = counted.filter(({ words, by }) => words + by > 0);
    return { sector, partners: own, marks: found.sort((a, b) => b.words - a.words || b.by - a.by) };
  });
}
