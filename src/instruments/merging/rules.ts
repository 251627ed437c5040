import { z } from 'zod';
import { email } from '../accounts/rules.ts';

/** Hours for which the link in the mail counts. */
export const linkHours = 2;

export const askForm = z.object({ email });
export const confirmForm = z.object({ code: z.string().trim().max(40, 'code.wrong').default('') });

export type Part = { space: string; role: string };

/** Roles that are one above the other, the strongest first: in a partner, in a partnership, in an organisation. */
const ranks = [
  'administrator',
  'lead',
  'facilitator',
  'contact',
  'deputy',
  'participant',
  'member',
  'observer',
  'claimant',
];

const isStronger = (one: string, other: string) => {
  const [a, b] = [ranks.indexOf(one), ranks.indexOf(other)];
  return a >= 0 && b >= 0 && a < b;
};

/**
 * What somebody takes part in once two accounts are one. In and out: parts as they stand, `added` those that the account
 * that stays gets, `ended` those of it that a stronger one of the other takes the place of. In an organisation somebody
 * may be lead and contact at once, and stays so; where partners work together there is one role for each space.
 */
export function mergedParts(
  stays: readonly Part[],
  other: readonly Part[],
  hasOneRole: (space: string) => boolean,
): { added: Part[]; ended: Part[] } {
  const added: Part[] = [];
  const ended: Part[] = [];
  for (const part of other) {
    const here = stays.filter(({ space }) => space === part.space);
    if (here.some(({ role }) => role === part.role)) continue;
    if (hasOneRole(part.space)) {
      if (here.some(({ role }) => !isStronger(part.role, role))) continue;
      ended.push(...here);
    }
    added.push(part);
  }
  return { added, ended };
}
