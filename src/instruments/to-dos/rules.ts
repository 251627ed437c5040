import { z } from 'zod';
import { readDay, typedDay } from '../../platform/i18n/dates.ts';
import { isId } from '../../platform/id.ts';
import { addDays } from '../../platform/working-days.ts';

/** Who has it: a person, or a partner for which nobody is named yet. In forms `person:<id>` or `partner:<id>`. */
export type Owner = { of: 'person' | 'partner'; id: string };

export function readOwner(typed: string): Owner | undefined {
  const [of, id] = typed.split(':');
  return (of === 'person' || of === 'partner') && isId(id) ? { of, id } : undefined;
}

/** Days into the past and the future that a day may lie: what is further off was mistyped. */
const furthest = { past: 366, future: 3_660 };

/** A form of one to-do; `today` (YYYY-MM-DD) is what a day without a year is read from. */
export function toDoForm(today: string) {
  return z.object({
    text: z.string().trim().min(1, 'text.wanted').max(280, 'text.long'),
    owner: z.string().refine((typed) => readOwner(typed) !== undefined, 'owner.wanted'),
    due: z
      .string()
      .trim()
      .min(1, 'due.wanted')
      .superRefine((typed, context) => {
        const day = readDay(typed, today);
        const key = !typed
          ? undefined
          : !day
            ? 'due.wrong'
            : day < addDays(today, -furthest.past) || day > addDays(today, furthest.future)
              ? 'due.far'
              : undefined;
        if (key) context.addIssue({ code: 'custom', message: key });
      }),
  });
}
export type ToDoInput = z.output<ReturnType<typeof toDoForm>>;

/** A to-do as its form shows it. */
export function typedToDo(toDo: {
  text: string;
  ownerPerson: string | null;
  ownerPartner: string | null;
  due: string;
}) {
  const owner = toDo.ownerPerson ? `person:${toDo.ownerPerson}` : `partner:${toDo.ownerPartner}`;
  return { text: toDo.text, owner, due: typedDay(toDo.due) };
}

/** Whether a day is over: on the day itself there is still time. */
export function isLate(due: string, today: string): boolean {
  return due < today;
}
