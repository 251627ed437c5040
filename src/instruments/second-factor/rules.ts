import { z } from 'zod';
import { longestPassword } from '../accounts/rules.ts';

export const codeForm = z.object({
  code: z.string().trim().min(1, 'code.wanted').max(40, 'code.wrong'),
});
export const sureForm = z.object({
  current: z.string().min(1, 'sure.wanted').max(longestPassword, 'sure.wrong'),
});

export const passkeyNameForm = z.object({
  name: z.string().trim().min(1, 'passkeys.name.wanted').max(60, 'passkeys.name.long'),
});
export const passkeyForm = passkeyNameForm.extend({
  credential: z.string().min(1, 'passkeys.wrong').max(20_000, 'passkeys.wrong'),
});

export const requiredForm = z.object({ required: z.literal('yes').optional() });

export const lossForm = z.object({
  reach: z.string().trim().min(1, 'lost.reach.wanted').max(1_000, 'text.long'),
});
export const checkForm = z.object({
  how: z.string().trim().min(1, 'lost.how.wanted').max(1_000, 'text.long'),
});

/** What can happen to what signs somebody in, and is told to them by mail. */
export const changes = [
  'app-on',
  'app-off',
  'passkey-on',
  'passkey-off',
  'codes-new',
  'code-used',
  'let-in',
  'password-new',
] as const;
export type Change = (typeof changes)[number];
