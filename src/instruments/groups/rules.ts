import { z } from 'zod';
import { isId } from '../../platform/id.ts';

/** Days before its day that a mandate comes up on desks. */
export const reviewAhead = 7;
/** Days after which a mandate is usually looked at again: a year. */
export const usualReview = 365;

/** A group with its mandate: what it is there for, what it may decide by itself, and when that is looked at again. */
export const groupForm = z.object({
  name: z.string().trim().min(1, 'name.wanted').max(120, 'text.long'),
  purpose: z.string().trim().min(1, 'purpose.wanted').max(2_000, 'text.long'),
  decides: z.string().trim().max(2_000, 'text.long').default(''),
  review: z.string().trim().max(40, 'text.long').default(''),
  /** The group above; empty for the whole partnership. */
  above: z
    .union([z.literal(''), z.string().refine(isId, 'above.wanted')], 'above.wanted')
    .default('')
    .transform((id) => id || null),
});
export type GroupInput = z.output<typeof groupForm>;

export const personForm = z.object({ person: z.string().refine(isId, 'person.wanted') });

const nobody = z.union([z.literal(''), z.string().refine(isId, 'person.wanted')]).default('');
/** The double link of sociocracy: one looks from above into the group, another carries its voice up. They are two. */
export const linkForm = z
  .object({ lead: nobody, representative: nobody })
  .refine(({ lead, representative }) => !lead || lead !== representative, {
    message: 'link.same',
    path: ['representative'],
  });
export type LinkInput = z.output<typeof linkForm>;

/** Whether `group` would stand above itself, with `above` over it. `links` says of each group which one is over it. */
export function closesRing(
  links: ReadonlyMap<string, string | null>,
  group: string,
  above: string | null,
): boolean {
  const met = new Set<string>();
  for (let at = above; at && !met.has(at); at = links.get(at) ?? null) {
    if (at === group) return true;
    met.add(at);
  }
  return false;
}
