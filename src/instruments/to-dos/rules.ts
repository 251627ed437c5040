import { z } from 'zod';
import { isNoSuchDay, readDay, typedDay } from '../../platform/i18n/dates.ts';
import { isId } from '../../platform/id.ts';
import { addDays } from '../../platform/working-days.ts';

/** Who has it: a person, or a partner for which nobody is named yet. In forms `person:<id>` or `partner:<id>`. */
export type Owner = { of: 'person' | 'partner'; id: string };

export function readOwner(typed: string): Owner | undefined {
  const [of, id] = typed.split(':');
  return (of === 'person' || of === 'partner') && isId(id) ? { of, id } : undefined;
}

/** Days from now that a day may lie: what is further off was mistyped. */
const furthest = 3_660;

/** Who has something, as it is chosen in a form. Its complaint is `owner.wanted`. */
export const ownerField = z.string().refine((typed) => readOwner(typed) !== undefined, 'owner.wanted');

/**
 * By when something is to be; `today` (YYYY-MM-DD) is what a day without a year is read from. Its complaints are
 * `due.wanted`, `due.wrong`, `due.none` and `due.far`.
 */
export function dueField(today: string) {
  return z
    .string()
    .trim()
    .min(1, 'due.wanted')
    .superRefine((typed, context) => {
      const day = readDay(typed, today);
      const key = !typed
        ? undefined
        : !day
          ? isNoSuchDay(typed)
            ? 'due.none'
            : 'due.wrong'
          : day > addDays(today, furthest)
            ? 'due.far'
            : undefined;
      if (key) context.addIssue({ code: 'custom', message: key });
    });
}

/** A form of one to-do. */
export function toDoForm(today: string) {
  return z.object({
    text: z.string().trim().min(1, 'text.wanted').max(280, 'text.long'),
    owner: ownerField,
    due: dueField(today),
  });
}
export type ToDoInput = z.output<ReturnType<typeof toDoForm>>;

/** Who has it, as a form shows it. */
export function typedOwner(of: { ownerPerson: string | null; ownerPartner: string | null }): string {
  return of.ownerPerson ? `person:${of.ownerPerson}` : `partner:${of.ownerPartner}`;
}

/** A to-do as its form shows it. */
export function typedToDo(toDo: Parameters<typeof typedOwner>[0] & { text: string; due: string }) {
  return { text: toDo.text, owner: typedOwner(toDo), due: typedDay(toDo.due) };
}

/** Whether a day is over: on the day itself there is still time. */
export function isLate(due: string, today: string): boolean {
  return due < today;
}
