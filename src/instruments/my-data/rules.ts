import { z } from 'zod';
import { longestPassword } from '../accounts/rules.ts';

/** Days in which an erasure can be undone: a holiday week, well within the month that the law gives (GDPR, article 12). */
export const erasureDays = 7;

/** Hours for which a mailed proof counts. */
export const proofHours = 2;

export const sureForm = z.object({
  current: z.string().min(1, 'sure.wanted').max(longestPassword, 'sure.wrong'),
  next: z.string().max(200).default(''),
});
export const erasureForm = z.object({ sure: z.literal('yes', 'erasure.sure.wanted') });

/** What of the register only the city knows, in the order in which it is asked. */
export const cityKnows = ['controller', 'officer', 'law', 'processors', 'abroad', 'measures'] as const;
export type CityKnows = Partial<Record<(typeof cityKnows)[number], string>>;

const known = z.string().trim().max(2_000, 'register.long').default('');
export const cityKnowsForm = z.object({
  controller: known,
  officer: known,
  law: known,
  processors: known,
  abroad: known,
  measures: known,
});
