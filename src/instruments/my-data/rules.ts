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
