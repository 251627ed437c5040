import { z } from 'zod';
import { recordedHow } from '../sealed-round/rules.ts';
import type { Process } from './process.ts';
import { fitSteps } from './rules.ts';

/** Characters of a reason. */
const longestReason = 2_000;

/** The field in which an option is marked. */
export function markOf(option: string): string {
  return `mark-${option}`;
}

const told = {
  partner: z.string().default(''),
  version: z.coerce.number().int().min(1).catch(0),
  reason: z.string().trim().max(longestReason, 'text.long').default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: z.string().trim().max(40, 'text.long').default(''),
};

export type VoiceInput = {
  partner: string;
  /** The version that was read. */
  version: number;
  reason: string;
  how?: (typeof recordedHow)[number] | undefined;
  on: string;
  stance: string | null;
  marks: Record<string, number> | null;
};

/**
 * The form of a voice in a process, among the ids of these options. Complaints: `stance.wanted`, `reason.wanted`,
 * `text.long`, `pick.wanted`, `mark.wanted`, `dots.wanted`, `dots.many`.
 */
export function voiceForm(
  { ballot }: Pick<Process, 'ballot'>,
  options: readonly string[],
): z.ZodType<VoiceInput> {
  if (ballot.kind === 'stance') {
    const keys = ballot.stances.map(({ key }) => key);
    const asksWhy = new Set(ballot.stances.filter(({ reason }) => reason === 'wanted').map(({ key }) => key));
    return z
      .object({
        ...told,
        stance: z.string({ error: 'stance.wanted' }).refine((key) => keys.includes(key), 'stance.wanted'),
      })
      .refine(({ stance, reason }) => !asksWhy.has(stance) || reason !== '', {
        message: 'reason.wanted',
        path: ['reason'],
        when: ({ value }) => typeof (value as { stance?: unknown }).stance === 'string',
      })
      .transform((typed): VoiceInput => ({ ...typed, marks: null }));
  }
  const toMarks = (typed: Record<string, unknown>, marks: Record<string, number>): VoiceInput => ({
    ...(typed as Omit<VoiceInput, 'stance' | 'marks'>),
    stance: null,
    // A point not given is one not laid; a step of a scale was chosen, the lowest one too.
    marks: Object.fromEntries(Object.entries(marks).filter(([, mark]) => mark > 0 || ballot.kind !== 'dots')),
  });
  if (ballot.kind === 'pick') {
    const picked = z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((value) => [...new Set([value ?? []].flat())].filter((one) => options.includes(one)))
      .refine((value) => value.length > 0, 'pick.wanted');
    return z
      .object({ ...told, pick: picked })
      .transform(({ pick, ...typed }) => toMarks(typed, Object.fromEntries(pick.map((one) => [one, 1]))));
  }
  const top =
    ballot.kind === 'score' ? ballot.to : ballot.kind === 'dots' ? ballot.dots : Math.max(...fitSteps);
  const mark = (typed: unknown): number | undefined => {
    const text = typeof typed === 'string' ? typed.trim() : '';
    if (text === '' && ballot.kind === 'dots') return 0;
    return /^\d{1,2}$/.test(text) && Number(text) <= top ? Number(text) : undefined;
  };
  return z.looseObject(told).transform((typed, context): VoiceInput => {
    const marks = Object.fromEntries(options.map((option) => [option, mark(typed[markOf(option)])]));
    for (const option of options)
      if (marks[option] === undefined)
        context.addIssue({ code: 'custom', message: 'mark.wanted', path: [markOf(option)] });
    const given = Object.values(marks).reduce<number>((sum, one) => sum + (one ?? 0), 0);
    if (ballot.kind === 'dots' && given > ballot.dots)
      context.addIssue({ code: 'custom', message: 'dots.many', path: [markOf(options[0]!)] });
    if (ballot.kind === 'dots' && given === 0)
      context.addIssue({ code: 'custom', message: 'dots.wanted', path: [markOf(options[0]!)] });
    const { partner, version, reason, how, on } = typed;
    return toMarks({ partner, version, reason, how, on }, marks as Record<string, number>);
  });
}

/** A voice as the fields of its form say it. */
export function typedVoice(
  said: { stance: string | null; marks: Readonly<Record<string, number>> | null; reason: string } | undefined,
): Record<string, string | string[]> {
  const marks = Object.entries(said?.marks ?? {});
  return {
    stance: said?.stance ?? '',
    reason: said?.reason ?? '',
    pick: marks.map(([option]) => option),
    ...Object.fromEntries(marks.map(([option, mark]) => [markOf(option), String(mark)])),
  };
}
