import { z } from 'zod';
import { recordedHow } from '../sealed-round/rules.ts';

/**
 * One proposal that is put to all partners (consent, Sociocracy 3.0): it holds once each has said yes, and an objection
 * with its reason keeps it from holding. Words are only added, and the latest of each partner counts.
 */

/** Nobody abstains: who does not object says yes, or nothing yet. */
export const consentChoices = ['yes', 'objection'] as const;
export type ConsentChoice = (typeof consentChoices)[number];

/** Characters of a reason, and of what a proposal says. */
const longest = 1_000;

/**
 * What the words of partners come to, wherever something holds by the yes of all. `partners` are the ids of those who are
 * asked, each once; `said` is in the order in which it was said, and may hold words of others, who count for nothing. In
 * `yes`, `others` (any other word) and `silent` each that is asked stands once, in their order. Nobody's silence is a yes,
 * and where nobody is asked nothing is agreed.
 */
export function tallyOf<Word extends { partner: string }>(
  partners: readonly string[],
  said: readonly Word[],
  isYes: (word: Word) => boolean,
): { yes: Word[]; others: Word[]; silent: string[]; agreed: boolean } {
  const latest = new Map(said.map((one) => [one.partner, one]));
  const words = partners.flatMap((partner) => latest.get(partner) ?? []);
  const yes = words.filter(isYes);
  return {
    yes,
    others: words.filter((word) => !isYes(word)),
    silent: partners.filter((partner) => !latest.has(partner)),
    agreed: partners.length > 0 && yes.length === partners.length,
  };
}

/** Whether a proposal holds, by the same count. */
export function isAgreed(
  partners: readonly string[],
  said: readonly { partner: string; choice: ConsentChoice }[],
): boolean {
  return tallyOf(partners, said, ({ choice }) => choice === 'yes').agreed;
}

const longText = z.string().trim().max(longest, 'text.long').default('');

/** What is put to all: one of these ways, and why; every way but the `bare` one says `more` (else `more.wanted`). */
export function proposalForm<const Ways extends readonly string[]>(ways: Ways, bare: Ways[number]) {
  return z
    .object({
      choice: z.enum(ways, 'choice.wanted'),
      text: longText.refine((text) => text !== '', 'why.wanted'),
      more: longText,
    })
    .refine(({ choice, more }) => choice === bare || more !== '', { message: 'more.wanted', path: ['more'] });
}

/** A word of a partner. `how` and `on` say how it was told, where it is written down for one without people. */
export const wordForm = z
  .object({
    partner: z.string().default(''),
    choice: z.enum(consentChoices, 'word.wanted'),
    reason: longText,
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
