import { z } from 'zod';

/** What a goal of a partner's own has to say of a common one. */
export const sayings = ['supports', 'neutral', 'tension'] as const;
export type Says = (typeof sayings)[number];

/** How many pairs of goals a partner rated as what. */
export type Counts = { supports: number; neutral: number; tensions: number };

/** What was said of pairs of goals, counted. */
export function countSaid(marks: readonly { says: Says }[]): Counts {
  const of = (says: Says) => marks.filter((mark) => mark.says === says).length;
  return { supports: of('supports'), neutral: of('neutral'), tensions: of('tension') };
}

/**
 * The fit of a partner as an exact fraction: supports less tensions, of all that was rated; from −1 to 1. Undefined where
 * nothing was rated. Every pair counts the same: what weighs more is for partners to say, not for a number.
 */
export function fitOf({ supports, neutral, tensions }: Counts): { top: number; of: number } | undefined {
  const of = supports + neutral + tensions;
  return of > 0 ? { top: supports - tensions, of } : undefined;
}

/** Steps of the scale from −1 to 1, each a fifth of it: five have a middle and can be told apart in words. */
export const grades = ['0', '1', '2', '3', '4'] as const;
export type Grade = (typeof grades)[number];

/** On which step a fit stands, from 0 (below −3/5) to 4 (from 3/5 up); each begins with its lower end. */
export function gradeOf(counts: Counts): number | undefined {
  const fit = fitOf(counts);
  return fit && Math.min(4, Math.floor(((fit.top + fit.of) * 5) / (2 * fit.of)));
}

/** An earlier rating, and whether it was talked about what had become of it. */
export type Earlier = Counts & { talked: boolean };

/**
 * Whether a fit has fallen: by at least one step below the best that it had since it was talked about last. So neither
 * many small falls nor the same rating once more go unnoticed (the commitment of partners weakens as goals drift apart,
 * after the toolkit on reconciling missions).
 * @param before the earlier ratings of the partner, the oldest first
 */
export function hasFallen(before: readonly Earlier[], now: Counts): boolean {
  let best = -1;
  for (const one of before) {
    const grade = gradeOf(one) ?? -1;
    best = one.talked ? grade : Math.max(best, grade);
  }
  return (gradeOf(now) ?? best) < best;
}

/** More goals than these make a form that nobody fills in on a phone. */
export const mostGoals = 7;
/** Characters of what people write. */
export const longest = { goal: 300, reason: 600, talk: 1_000 };

/** A goal made of a section of the vision: its heading and its first sentence, cut where it is longer than a goal may be. */
export function goalFrom(heading: string, text: string, locale: string): string {
  const [first] = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text.trim());
  const whole = [heading.trim(), first?.segment.trim()].filter(Boolean).join(': ');
  return whole.length > longest.goal ? `${whole.slice(0, longest.goal - 1)}…` : whole;
}

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

/** Common goals: sections of the vision by their ids, or one in own words. One of both is wanted. */
export const goalsForm = z
  .object({ sections: list, goal: z.string().trim().max(longest.goal, 'text.long').default('') })
  .refine(({ sections, goal }) => sections.length > 0 || goal !== '', {
    message: 'goal.wanted',
    path: ['goal'],
  });
export type GoalsInput = z.output<typeof goalsForm>;

/** A goal of a partner's own. */
export const ownGoalForm = z.object({
  goal: z.string('goal.wanted').trim().min(1, 'goal.wanted').max(longest.goal, 'text.long'),
});

/** What became of talking about a fit that has fallen. */
export const talkForm = z.object({
  talk: z.string('talk.wanted').trim().min(1, 'talk.wanted').max(longest.talk, 'text.long'),
});

/** One of the pairs that a partner rates: its own goal and a common one, and what its fields end with. */
export type Pair<Own, Goal> = { end: string; own: Own; goal: Goal };

/** All pairs of a partner's own goals and common ones, by its own goals. */
export function pairsOf<Own extends { id: string }, Goal extends { id: string }>(
  owns: readonly Own[],
  goals: readonly Goal[],
): Pair<Own, Goal>[] {
  return owns.flatMap((own) => goals.map((goal) => ({ end: `${own.id}-${goal.id}`, own, goal })));
}

/** What is said of a pair: `reason` only of a tension, and whether all partners may read it. */
export type Mark = { own: string; goal: string; says: Says; reason: string; shared: boolean };

/** A rating: of each pair what it is, or nothing. A tension wants a sentence. */
export function ratingForm(pairs: readonly Pair<{ id: string }, { id: string }>[]) {
  const fields = Object.fromEntries(
    pairs.flatMap(({ end }) => [
      [`says-${end}`, z.enum(['', ...sayings]).catch('')],
      [`why-${end}`, z.string().trim().max(longest.reason, 'text.long').default('')],
      [`share-${end}`, z.literal('yes').optional().catch(undefined)],
    ]),
  );
  return z.object(fields).transform((typed, context) => {
    const said = typed as Readonly<Record<string, string | undefined>>;
    const marks = pairs.flatMap(({ end, own, goal }): Mark[] => {
      const says = said[`says-${end}`] as Says | '';
      if (!says) return [];
      const tension = says === 'tension';
      const reason = tension ? (said[`why-${end}`] ?? '') : '';
      if (tension && !reason)
        context.addIssue({ code: 'custom', message: 'why.wanted', path: [`why-${end}`] });
      const shared = tension && said[`share-${end}`] === 'yes';
      return [{ own: own.id, goal: goal.id, says, reason, shared }];
    });
    return { marks };
  });
}

/** The fields of a rating as its form shows them, from what was rated last. */
export function typedRating(
  pairs: readonly Pair<{ id: string }, { id: string }>[],
  marks: readonly Mark[],
): Record<string, string> {
  return Object.fromEntries(
    pairs.flatMap(({ end, own, goal }) => {
      const mark = marks.find((one) => one.own === own.id && one.goal === goal.id);
      return [
        [`says-${end}`, mark?.says ?? ''],
        [`why-${end}`, mark?.reason ?? ''],
        [`share-${end}`, mark?.shared ? 'yes' : ''],
      ];
    }),
  );
}
