import { z } from 'zod';
import type { Part } from '../../mechanisms/same-questions/room.ts';
import type { Content, Question } from '../../mechanisms/sealed-round/rules.ts';

/** The kind of its rounds and of its texts, and the last part of its address. */
export const ownKind = 'strategy';

/** What partnerships lack, in our words: chosen from a list, so that it can be counted; what exactly stands beside it. */
export const needs = [
  'money',
  'hands',
  'knowledge',
  'places',
  'reach',
  'trust',
  'permits',
  'lasting',
  'ideas',
  'figures',
] as const;
export type Need = (typeof needs)[number];
/** Each partner names up to three, the most urgent first. */
export const places = [1, 2, 3] as const;
export type Place = (typeof places)[number];

/** When a partnership should be considered: the five of the toolkit for circular cities (row 16). */
export const triggers = ['aim', 'experience', 'new', 'support', 'mutual'] as const;
/** What a partner may bring: the five of its partner assessment. */
export const hopes = ['awareness', 'expertise', 'means', 'fields', 'standing'] as const;
type Item = (typeof triggers)[number] | (typeof hopes)[number];

/** How far something is so, as it stands in an answer: the number of the option. */
export const scores = ['yes', 'partly', 'no', 'unknown'] as const;
export type Score = (typeof scores)[number];

type QuestionWords =
  | `part.${'needs' | 'triggers' | 'hopes'}`
  | `part.${'needs' | 'triggers' | 'hopes'}.about`
  | `need.${Place}`
  | `need.${Place}.words`
  | `need.${Need}`
  | `trigger.${(typeof triggers)[number]}`
  | `trigger.${(typeof triggers)[number]}.short`
  | `hope.${(typeof hopes)[number]}`
  | `hope.${(typeof hopes)[number]}.short`
  | `true.${Score}`
  | `much.${Score}`
  | 'evidence';
type SayQuestions = (key: QuestionWords, values?: Record<string, string>) => string;

/** The key of the sentence beside a choice. */
const wordsOf = (key: string) => `${key}-words`;

/** What each partner is asked, in somebody's words. What is kept of an answer is the same in all languages. */
export function partsIn(say: SayQuestions): Part[] {
  const scored = (key: string, text: string, short: string, options: readonly string[]): Question[] => [
    { key, kind: 'choice', text, options },
    { key: wordsOf(key), kind: 'text', text: say('evidence', { item: short }), optional: true },
  ];
  return [
    {
      title: say('part.needs'),
      about: say('part.needs.about'),
      questions: places.flatMap((place): Question[] => {
        const optional = place === 1 ? {} : { optional: true as const };
        const options = needs.map((need) => say(`need.${need}`));
        return [
          { key: `need-${place}`, kind: 'choice', text: say(`need.${place}`), options, ...optional },
          { key: wordsOf(`need-${place}`), kind: 'text', text: say(`need.${place}.words`), ...optional },
        ];
      }),
    },
    {
      title: say('part.triggers'),
      about: say('part.triggers.about'),
      questions: triggers.flatMap((one) =>
        scored(
          one,
          say(`trigger.${one}`),
          say(`trigger.${one}.short`),
          scores.map((score) => say(`true.${score}`)),
        ),
      ),
    },
    {
      title: say('part.hopes'),
      about: say('part.hopes.about'),
      questions: hopes.flatMap((one) =>
        scored(
          one,
          say(`hope.${one}`),
          say(`hope.${one}.short`),
          scores.map((score) => say(`much.${score}`)),
        ),
      ),
    },
  ];
}

/** An answer of a partner, as far as it is counted. */
export type Counted = { partner: string; content: Content };

export type RankedNeed = {
  need: Need;
  /** 1 is the highest. Needs with the same points share a rank, and the next one is as far down as if they did not. */
  rank: number;
  points: number;
  /** Who named it, at which place, in which words; the highest place first. */
  named: { partner: string; place: Place; words: string }[];
};

/**
 * Counts what partners named: three points for the first, two for the second, one for the third (a Borda count over the
 * three places that each may fill). A need that one partner names twice counts once, at its higher place. What nobody
 * named is left out. Equal points stand in the order of the list, and share their rank.
 */
export function rankNeeds(answers: readonly Counted[]): RankedNeed[] {
  const counted = needs.map((need) => {
    const named = answers.flatMap(({ partner, content }) => {
      const chosen = places.filter((place) => content[`need-${place}`] === String(needs.indexOf(need)));
      if (chosen.length === 0) return [];
      const words = chosen.map((place) => content[wordsOf(`need-${place}`)]?.trim() ?? '').filter(Boolean);
      return [{ partner, place: chosen[0]!, words: words.join(' · ') }];
    });
    return {
      need,
      named: named.sort((a, b) => a.place - b.place),
      points: named.reduce((sum, { place }) => sum + 4 - place, 0),
    };
  });
  return counted
    .filter(({ points }) => points > 0)
    .map((one) => ({ ...one, rank: 1 + counted.filter(({ points }) => points > one.points).length }))
    .sort((a, b) => a.rank - b.rank);
}

export type Scored<One extends Item = Item> = {
  item: One;
  /** Two for each clear yes, one for each in part. */
  points: number;
  /** What it would have if all who could say had said yes. */
  most: number;
  /** Who said what, in the order of the answers. */
  said: Record<Score, string[]>;
  /** What was given as evidence, whatever was chosen. */
  evidence: { partner: string; words: string }[];
};

/** Adds up how far partners hold each of `items` for true, in their order. Who cannot say is counted neither for nor against. */
export function scoreItems<One extends Item>(
  items: readonly One[],
  answers: readonly Counted[],
): Scored<One>[] {
  return items.map((item) => {
    const saying = (score: Score) =>
      answers
        .filter(({ content }) => content[item] === String(scores.indexOf(score)))
        .map(({ partner }) => partner);
    const said = {
      yes: saying('yes'),
      partly: saying('partly'),
      no: saying('no'),
      unknown: saying('unknown'),
    };
    return {
      item,
      said,
      points: 2 * said.yes.length + said.partly.length,
      most: 2 * (said.yes.length + said.partly.length + said.no.length),
      evidence: answers.flatMap(({ partner, content }) => {
        const words = content[wordsOf(item)]?.trim() ?? '';
        return words ? [{ partner, words }] : [];
      }),
    };
  });
}

/** Kinds of partners and what they are known for follow the toolkit's chart; so do criteria and forms. */
export const kinds = [
  'learning',
  'libraries',
  'development',
  'community',
  'government',
  'foundations',
  'business',
] as const;
export const criteria = ['means', 'record', 'sound', 'vision', 'clear', 'procedures'] as const;
export type Criterion = (typeof criteria)[number];
export const weights = ['0', '1', '2', '3'] as const;
export const methods = ['talks', 'call', 'tender', 'trial'] as const;
export const ties = ['handshake', 'mutual', 'memorandum', 'contract', 'penalties'] as const;

/**
 * Weights as parts of a hundred, in the order given. Whole numbers that add up to 100: what is left after rounding down
 * goes to the largest remainders, of equal ones to those that come first. All 0 where nothing weighs anything.
 */
export function partsOfHundred(given: readonly number[]): number[] {
  const sum = given.reduce((a, b) => a + b, 0);
  if (sum === 0) return given.map(() => 0);
  const shares = given.map((one, n) => ({
    n,
    whole: Math.floor((one * 100) / sum),
    rest: (one * 100) % sum,
  }));
  const left = 100 - shares.reduce((a, { whole }) => a + whole, 0);
  const lifted = new Set(
    shares
      .toSorted((a, b) => b.rest - a.rest || a.n - b.n)
      .slice(0, left)
      .map(({ n }) => n),
  );
  return shares.map(({ n, whole }) => whole + (lifted.has(n) ? 1 : 0));
}

const why = z.string().trim().max(2000, 'text.long').default('');

/** The name of the field in which a criterion gets its weight. */
export const weightOf = (criterion: Criterion) => `weight-${criterion}`;

/**
 * The sheet that a strategy is written on: which kinds of partners, what weighs how much in choosing them (0 to 3 each, as
 * the number that stands in `weights`; some have to weigh something), how they are found, and how they are bound.
 */
export const sheetForm = z
  .looseObject({
    kinds: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((value) => kinds.filter((kind) => [value ?? []].flat().includes(kind))),
    kindsWhy: why,
    method: z.enum(methods).optional().catch(undefined),
    methodWhy: why,
    tie: z.enum(ties).optional().catch(undefined),
    tieWhy: why,
  })
  .transform((typed, context) => {
    const { kinds, kindsWhy, method, methodWhy, tie, tieWhy } = typed;
    const weighed = criteria.map((criterion) => ({
      criterion,
      weight: Math.max(0, weights.indexOf(typed[weightOf(criterion)] as '0')),
    }));
    // All at once, in the order of the fields.
    const complain = (field: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: [field] });
    if (kinds.length === 0) complain('kinds', 'kinds.wanted');
    if (weighed.every(({ weight }) => weight === 0)) complain(weightOf(criteria[0]), 'criteria.wanted');
    if (!method) complain('method', 'method.wanted');
    if (!tie) complain('tie', 'tie.wanted');
    return {
      kinds,
      kindsWhy,
      weighed,
      method: method ?? methods[0],
      methodWhy,
      tie: tie ?? ties[0],
      tieWhy,
    };
  });
export type Sheet = z.output<typeof sheetForm>;
