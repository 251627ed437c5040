import { z } from 'zod';
import { recordedHow } from '../sealed-round/rules.ts';

/**
 * One proposal that is put to all partners (consent, Sociocracy 3.0): it holds once each has said yes, and an objection
 * with its reason keeps it from holding. Words are only added, and the latest of each partner counts.
 */

export const consentChoices = ['yes', 'objection'] as const;
export type ConsentChoice = (typeof consentChoices)[number];

/** Characters of a reason, and of what a proposal says. */
const longest = 1_000;

export type Said = { partner: string; choice: ConsentChoice };

/**
 * What the words of the partners come to. `partners` are those who are asked; `said` is in the order in which it was
 * said, and may hold words of others, who count for nothing. Nobody's silence is a yes, and where nobody is asked
 * nothing is agreed.
 */
export function tallyOf<S extends Said>(
  partners: readonly string[],
  said: readonly S[],
): { yes: string[]; objections: S[]; missing: string[]; agreed: boolean } {
  const latest = new Map(said.map((one) => [one.partner, one]));
  const yes = partners.filter((partner) => latest.get(partner)?.choice === 'yes');
  const objections = partners.flatMap((partner) => {
    const one = latest.get(partner);
    return one?.choice === 'objection' ? [one] : [];
  });
  const missing = partners.filter((partner) => !latest.has(partner));
  return { yes, objections, missing, agreed: partners.length > 0 && yes.length === partners.length };
}

/** A word of a partner. `how` and `on` say how it was told, where it is written down for one without people. */
export const wordForm = z
  .object({
    partner: z.string().default(''),
    choice: z.enum(consentChoices, 'word.wanted'),
    reason: z.string().trim().max(longest, 'text.long').default(''),
    how: z.enum(recordedHow).optional().catch(undefined),
    on: z.string().trim().max(40, 'text.long').default(''),
  })
  .refine(({ choice, reason }) => choice === 'yes' || reason !== '', {
    message: 'word.reason',
    path: ['reason'],
  });
export type WordInput = z.output<typeof wordForm>;

/** What a partner has said, as the form shows it in which that is said anew. */
export function typedWord(said: { choice: string; reason: string } | undefined) {
  return { choice: said?.choice ?? '', reason: said?.reason ?? '' };
}
