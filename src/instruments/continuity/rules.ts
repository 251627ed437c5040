import { z } from 'zod';
import { isNoSuchDay, readDay, typedDay } from '../../platform/i18n/dates.ts';
import { isId } from '../../platform/id.ts';
import { addDays } from '../../platform/working-days.ts';

/** Somebody who holds a relation: a person by id, or a role in words. The same key is the same holder everywhere. */
type Holder = { key: string; name: string; department: string };
export type Held = { id: string; holders: readonly Holder[] };

/** A relation is safe with so many. */
const enough = 2;
/** Days before an end that it comes up on desks: time to find somebody and to hand over. */
export const endsAhead = 60;
/** Days from now that a day may lie: what is further off was mistyped. */
const furthest = 3_660;

/** By which words two departments, or two roles, are the same. */
export function sameWords(words: string): string {
  return words.trim().replace(/\s+/g, ' ').toLocaleLowerCase();
}

/** The holders of a relation, each once. */
export function holdersOf({ holders }: Held): Holder[] {
  return [...new Map(holders.map((holder) => [holder.key, holder])).values()];
}

/** How many hold a relation: after so many have left, nobody does. */
export function busFactor(held: Held): number {
  return holdersOf(held).length;
}

export type Warning = 'nobody' | 'one' | 'department';

/**
 * What a relation hangs on, if it hangs on too little: on nobody, on one, or on several of one department, who may all be
 * gone after one reform. Undefined where it is held by two or more of different departments.
 */
export function warningOf(held: Held): Warning | undefined {
  const holders = holdersOf(held);
  if (holders.length < enough) return holders.length === 0 ? 'nobody' : 'one';
  const [first, ...others] = new Set(holders.map(({ department }) => sameWords(department)));
  return first !== undefined && others.length === 0 ? 'department' : undefined;
}

/** What would be lost if a holder left: `alone` of their `held` relations nobody else holds. */
type Loss = { holder: Holder; held: number; alone: number };

/**
 * For each holder what would be lost without them, the most first; then who holds more, then by name. `alone` of all
 * holders together counts exactly the relations that one alone holds.
 */
export function lossesOf(relations: readonly Held[]): Loss[] {
  const losses = new Map<string, Loss>();
  for (const relation of relations) {
    const holders = holdersOf(relation);
    for (const holder of holders) {
      const loss = losses.get(holder.key) ?? { holder, held: 0, alone: 0 };
      loss.held += 1;
      if (holders.length === 1) loss.alone += 1;
      losses.set(holder.key, loss);
    }
  }
  return [...losses.values()].toSorted(
    (a, b) =>
      b.alone - a.alone ||
      b.held - a.held ||
      a.holder.name.localeCompare(b.holder.name) ||
      (a.holder.key < b.holder.key ? -1 : 1),
  );
}

/**
 * Whether too much hangs on one: more than a third of all relations of the partnership, and at least two of them. A third,
 * because with three holders who share evenly nobody is above it.
 */
export function isHeavy({ held }: Pick<Loss, 'held'>, relations: number): boolean {
  return held >= 2 && held * 3 > relations;
}

export const ends = ['open', 'term', 'contract', 'election'] as const;
export type End = (typeof ends)[number];

/**
 * The day on which somebody ceases to hold (YYYY-MM-DD): their own, or the first election since it was last said (`said`, a
 * day too) that they hold it; null where none is known. An election that is over counts until it is said anew.
 */
export function endOf(
  holder: { ends: End; until: string | null },
  elections: readonly { day: string }[],
  said: string,
): string | null {
  if (holder.ends !== 'election') return holder.until;
  return (
    elections
      .map(({ day }) => day)
      .filter((day) => day >= said)
      .toSorted()[0] ?? null
  );
}

/** Whether an end is near, or over: it is told until somebody says who holds it now. */
export function isNear(end: string | null, today: string): boolean {
  return end !== null && end <= addDays(today, endsAhead);
}

const words = (most: number) => z.string().trim().max(most, 'text.long').default('');

export const relationForm = z
  .object({ partner: z.string().refine(isId, 'partner.wanted'), toPartner: words(60), toName: words(120) })
  .superRefine(({ partner, toPartner, toName }, context) => {
    const complain = (message: string, field: string) =>
      context.addIssue({ code: 'custom', message, path: [field] });
    if (!toPartner && !toName) complain('to.wanted', 'toPartner');
    else if (toPartner && toName) complain('to.both', 'toName');
    else if (toPartner === partner) complain('to.same', 'toPartner');
  });
export type RelationInput = z.output<typeof relationForm>;

function complaintAbout(typed: string, today: string): string | undefined {
  const day = readDay(typed, today);
  if (!day) return isNoSuchDay(typed) ? 'day.none' : 'day.wanted';
  return day > addDays(today, furthest) ? 'day.far' : undefined;
}

/** Who holds a relation. `today` (YYYY-MM-DD) is what a day without a year is read from. */
export function holderForm(today: string) {
  return z
    .object({
      person: words(60),
      roleName: words(120),
      department: words(120),
      ends: z.enum(ends, 'ends.wanted'),
      until: words(40),
      successor: words(60),
      successorName: words(120),
      role: words(60),
      written: z.string().optional(),
    })
    .superRefine(({ person, department, ends: end, until, successor, successorName }, context) => {
      const complain = (message: string, field: string) =>
        context.addIssue({ code: 'custom', message, path: [field] });
      // Of somebody who speaks for a partner it is known.
      if (!person && !department) complain('department.wanted', 'department');
      const dated = end === 'term' || end === 'contract';
      const wrong = dated ? complaintAbout(until, today) : undefined;
      if (wrong) complain(wrong, 'until');
      if (successor && successorName) complain('successor.both', 'successorName');
    });
}
export type HolderInput = z.output<ReturnType<typeof holderForm>>;

/** The own day of an end, if it has one. */
export function untilOf({ ends: end, until }: HolderInput, today: string): string | null {
  return end === 'term' || end === 'contract' ? readDay(until, today)! : null;
}

/** A holder as the form shows it in which it is changed. */
export function typedHolder(holder: {
  department: string;
  ends: End;
  until: string | null;
  successor: string | null;
  successorName: string;
  role: string | null;
  written: boolean;
}) {
  return {
    department: holder.department,
    ends: holder.ends,
    until: holder.until ? typedDay(holder.until) : '',
    successor: holder.successor ?? '',
    successorName: holder.successorName,
    role: holder.role ?? '',
    written: holder.written ? 'yes' : '',
  };
}

export function electionForm(today: string) {
  return z.object({
    day: words(40).superRefine((typed, context) => {
      const wrong = complaintAbout(typed, today) ?? (readDay(typed, today)! < today ? 'day.past' : undefined);
      if (wrong) context.addIssue({ code: 'custom', message: wrong });
    }),
    what: words(120).refine((typed) => typed !== '', 'election.wanted'),
  });
}
export type ElectionInput = z.output<ReturnType<typeof electionForm>>;
