import { z } from 'zod';
import { type Content, type Question, recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import { addDays } from '../../platform/working-days.ts';

/** The name of the ready questions with which a difference begins. */
export const ownReady = 'difference';

/** What partners can differ about. They often hold the one for the other, and find ways where only the means differ. */
export const aims = ['end', 'means'] as const;
export type Aim = (typeof aims)[number];

export type QuestionWords = 'q.aim' | 'q.aim.help' | `q.aim.${Aim}` | 'q.matters' | 'q.matters.help';

/** What each partner answers alone. What is kept of a choice is its number, the same in all languages. */
export function questionsIn(say: (key: QuestionWords) => string): Question[] {
  return [
    {
      key: 'aim',
      kind: 'choice',
      text: say('q.aim'),
      help: say('q.aim.help'),
      options: aims.map((aim) => say(`q.aim.${aim}`)),
    },
    { key: 'matters', kind: 'text', text: say('q.matters'), help: say('q.matters.help') },
  ];
}

/** What a partner answered: which of the two it is about; undefined where it chose neither. */
export function aimOf(content: Content): Aim | undefined {
  return content.aim === undefined ? undefined : aims[Number(content.aim)];
}

/** How many hold it for a difference about the end, and how many for one about the means. */
export function countAims(answers: readonly { content: Content }[]): Record<Aim, number> {
  const of = (aim: Aim) => answers.filter(({ content }) => aimOf(content) === aim).length;
  return { end: of('end'), means: of('means') };
}

/** How well an option does by what counts: badly, partly, well. */
export const fits = ['0', '1', '2'] as const;
export type Fit = (typeof fits)[number];

/** The latest weight that a partner gave; `fits` from 0 (badly) to 2 (well). */
export type Weight = { option: string; criterion: string; partner: string; fits: number };

/** How many partners say what of an option by one criterion. */
export function cellOf(weights: readonly Weight[], option: string, criterion: string): Record<Fit, number> {
  const here = weights.filter((one) => one.option === option && one.criterion === criterion);
  const of = (fit: Fit) => here.filter((one) => String(one.fits) === fit).length;
  return { '0': of('0'), '1': of('1'), '2': of('2') };
}

/**
 * What an option has of what it could have: `points` of at most `of`, two from each weight that was given. Every
 * criterion and every partner counts the same; nothing is decided by it.
 */
export function sumOf(weights: readonly Weight[], option: string): { points: number; of: number } {
  const own = weights.filter((one) => one.option === option);
  return { points: own.reduce((sum, one) => sum + one.fits, 0), of: own.length * 2 };
}

/** Ways out of a difference, none better than the others. */
export const ways = ['one', 'test', 'parallel', 'apart'] as const;
export type WayKind = (typeof ways)[number];

/** Where a difference is: being answered, talked about, put to all, with an outcome, or to be looked at again. */
export type State = 'withdrawn' | 'sealed' | 'talk' | 'asked' | 'settled' | 'revisit';

/** Where a difference is on a day, by its round and by the latest way out that was put to all. */
export function stateAt(
  stage: 'closed' | 'open' | 'withdrawn',
  way: { settledAt: Date | null; reviewOn: string } | undefined,
  /** YYYY-MM-DD. */
  today: string,
): State {
  if (stage !== 'open') return stage === 'closed' ? 'sealed' : 'withdrawn';
  if (!way) return 'talk';
  if (!way.settledAt) return 'asked';
  return way.reviewOn <= today ? 'revisit' : 'settled';
}

/** Characters of a line and of a text that people write. */
export const longest = { line: 200, text: 1_000 };
/** More options or criteria than these nobody weighs against each other on a phone. */
export const mostOptions = 8;
export const mostCriteria = 6;

const text = (most: number) => z.string().trim().max(most, 'text.long').default('');
const wanted = (key: string, most: number) =>
  z.string(`${key}.wanted`).trim().min(1, `${key}.wanted`).max(most, 'text.long');

/**
 * Naming a difference. `mark`: the mark in open answers that it comes from, if it does. The date is read by the
 * rules of rounds.
 */
export const beginForm = z.object({
  title: wanted('title', 120),
  about: text(longest.text),
  mark: text(40),
  opens: z.enum(['all', 'date'], 'opens.wanted'),
  day: text(40),
  time: text(20),
});
export type Beginning = z.output<typeof beginForm>;

/** An option, and what it would need. */
export const optionForm = z.object({ option: wanted('option', longest.line), needs: text(longest.text) });
/** Something that counts when options are weighed. */
export const criterionForm = z.object({ criterion: wanted('criterion', longest.line) });

/** A weight for each pair; one that is left open is not given. */
export function weighingForm(pairs: readonly { name: string }[]) {
  return z.object(
    Object.fromEntries(pairs.map(({ name }) => [name, z.enum(['', ...fits]).catch('')])),
  ) as z.ZodType<Record<string, '' | Fit>>;
}

/** The fields of a form for weighing, one for each option and criterion. */
export function pairsOf<O extends { id: string }, C extends { id: string }>(
  options: readonly O[],
  criteria: readonly C[],
): { name: string; option: O; criterion: C }[] {
  return options.flatMap((option) =>
    criteria.map((criterion) => ({ name: `w-${option.id}-${criterion.id}`, option, criterion })),
  );
}

/** What a partner has weighed, as the fields of its form say it. */
export function typedWeights(
  pairs: readonly { name: string; option: { id: string }; criterion: { id: string } }[],
  weights: readonly Weight[],
  partner: string,
): Record<string, string> {
  const said = new Map(
    weights
      .filter((one) => one.partner === partner)
      .map((one) => [`w-${one.option}-${one.criterion}`, String(one.fits)]),
  );
  return Object.fromEntries(pairs.map(({ name }) => [name, said.get(name) ?? '']));
}

/** A way out. Of parallel paths, which option each partner takes: `share-` and its id. */
export function wayForm(partners: readonly { id: string }[]) {
  const shares = Object.fromEntries(partners.map(({ id }) => [`share-${id}`, text(40)]));
  return z
    .object({
      kind: z.enum(ways, 'kind.wanted'),
      option: text(40),
      text: text(longest.text),
      sign: text(longest.text),
      day: text(40),
    })
    .and(z.object(shares));
}

/**
 * A partner's word to a way out: to the one that was read, by its id. `how` and `on` only of a partner without
 * people.
 */
export const wordForm = z.object({
  way: text(40),
  word: z.enum(['yes', 'no'], 'word.wanted'),
  reason: text(longest.text),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: text(40),
});
export type WordInput = z.output<typeof wordForm>;

/** What was seen on the day to look again, and the next such day. */
export const lookForm = z.object({ seen: wanted('seen', longest.text), day: text(40) });

/** Days until an outcome is usually looked at again, and the most that may be chosen. */
export const usualReview = 182;
const furthestReview = 731;
/** Days before its day that an outcome comes up on desks. */
export const reviewAhead = 7;

/** A day to look again as it was typed, or why not. */
export function readReview(typed: string, today: string): { day: string } | { key: string } {
  const day = readDay(typed, today);
  if (!day) return { key: isNoSuchDay(typed) ? 'day.none' : 'day.wanted' };
  if (day <= today) return { key: 'day.past' };
  return day > addDays(today, furthestReview) ? { key: 'day.far' } : { day };
}
