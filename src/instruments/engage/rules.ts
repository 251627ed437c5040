import { z } from 'zod';

/** Steps of both scales, from hardly (1) to very much (5): an odd number, so that there is a middle. */
export const scale = [1, 2, 3, 4, 5] as const;
/** What is rated of a group: how much it is affected, and how much influence it has. */
export const measures = ['affected', 'influence'] as const;
type Measure = (typeof measures)[number];
/** From here up counts as much: whoever stands in the middle is rather asked too often than overlooked. */
const much = 3;

/** A number of the scale or half way between two of them, and from where to where the answers go. */
export type Spread = { median: number; least: number; most: number; of: number };

/**
 * The middle of several steps of the scale and how far they lie apart; undefined for none. Of an even number the
 * median is half way between the two in the middle, exactly: steps are whole, so it is a half at most.
 */
export function spreadOf(steps: readonly number[]): Spread | undefined {
  if (steps.length === 0) return undefined;
  const sorted = steps.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)]!;
  const lower = sorted[Math.ceil(half) - 1]!;
  return { median: (upper + lower) / 2, least: sorted[0]!, most: sorted.at(-1)!, of: sorted.length };
}

/** The four fields of influence and affectedness (stakeholder grid after Mendelow 1991; MSP guide, tools 10 to 12). */
export const fields = ['together', 'voice', 'win', 'inform'] as const;
type FieldName = (typeof fields)[number];

/** What a place on the map means for how to go about it. */
export function fieldOf(affected: number, influence: number): FieldName {
  if (affected >= much) return influence >= much ? 'together' : 'voice';
  return influence >= much ? 'win' : 'inform';
}

/** What is decided about a group. */
export const doings = ['invite', 'talk', 'inform', 'nothing'] as const;
export type Doing = (typeof doings)[number];

/** Something that may stand on the map. */
export type Rated = { affected: Spread; influence: Spread };

/** Both spreads of what partners said, each the latest of its partner; undefined where nobody has rated. */
export function ratedBy(ratings: readonly { affected: number; influence: number }[]): Rated | undefined {
  const affected = spreadOf(ratings.map((one) => one.affected));
  const influence = spreadOf(ratings.map((one) => one.influence));
  return affected && influence && { affected, influence };
}

/**
 * How far the question is: the partners that have not said who is missing, and how many groups lack a decision. Done,
 * once there is a group on the map and nothing of both is left.
 */
export function isDone(left: { unanswered: number; undecided: number; groups: number }): boolean {
  return left.groups > 0 && left.unanswered === 0 && left.undecided === 0;
}

const longestName = 120;
/** Names that fit into one answer: more are a list, and no answer. */
export const mostNamed = 20;

/** The names in a text, one a line, each once whatever its letters; too long ones are told by their line. */
export function namesIn(typed: string): { names: string[]; tooLong: number[] } {
  const names = new Map<string, string>();
  const tooLong: number[] = [];
  for (const [n, line] of typed.split('\n').entries()) {
    const name = line.trim().replace(/\s+/g, ' ');
    if (name.length > longestName) tooLong.push(n + 1);
    else if (name !== '' && !names.has(sameName(name))) names.set(sameName(name), name);
  }
  return { names: [...names.values()], tooLong };
}

/** By which two names are the same. */
export function sameName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLocaleLowerCase();
}

const step = (measure: Measure) => z.enum(['1', '2', '3', '4', '5'], `${measure}.wanted`).transform(Number);
const rating = {
  partner: z.string().default(''),
  affected: step('affected'),
  influence: step('influence'),
  why: z.string().trim().min(1, 'why.wanted').max(1000, 'text.long'),
};

/** A partner's rating of a group, with why. */
export const ratingForm = z.object(rating);
export type RatingInput = z.output<typeof ratingForm>;

/** A group that is missing, rated at once. */
export const addForm = z.object({
  name: z.string().trim().min(1, 'name.wanted').max(longestName, 'text.long'),
  ...rating,
});
export type AddInput = z.output<typeof addForm>;

/** A partner's answer to who is missing: names, one a line, or that nobody is. */
export const missingForm = z.object({
  answers: z.string().default(''),
  names: z
    .string()
    .max(longestName * mostNamed * 2, 'text.long')
    .default(''),
  nobody: z.string().optional(),
});
export type MissingInput = z.output<typeof missingForm>;

/** Who does it and by when is read by the rules of to-dos; for doing nothing a reason is wanted instead. */
export const decisionForm = z
  .object({
    does: z.enum(doings, 'does.wanted'),
    reason: z.string().trim().max(1000, 'text.long').default(''),
    owner: z.string().default(''),
    due: z.string().trim().default(''),
  })
  .refine(({ does, reason }) => does !== 'nothing' || reason !== '', {
    message: 'nothing.wanted',
    path: ['reason'],
  });
export type DecisionInput = z.output<typeof decisionForm>;

/** A rating as its form shows it. */
export function typedRating(before: { affected: number; influence: number; why: string } | undefined) {
  return {
    affected: before ? String(before.affected) : '',
    influence: before ? String(before.influence) : '',
    why: before?.why ?? '',
  };
}
