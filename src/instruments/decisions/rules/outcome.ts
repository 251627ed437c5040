import { z } from 'zod';
import { addressesIn } from '../../../platform/address.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import { dueField, isLate, ownerField, type ToDoInput } from '../../to-dos/rules.ts';
import { outcomeForm } from '../rules.ts';

/** Lines that the form has room for; more are added by writing it down once more. */
export const stepsOffered = 4;
/** Addresses that are told at once; in a day, five times as many (the database counts them as well). */
export const mostTold = 20;

const numbers = Array.from({ length: stepsOffered }, (_, n) => n);

/** The fields of a line. */
export const stepFields = (n: number) => ({ text: `step-${n}`, owner: `owner-${n}`, due: `due-${n}` });

const typed = z.string().trim().default('');
const fields = Object.fromEntries(
  numbers.flatMap((n) => Object.values(stepFields(n)).map((name) => [name, typed])),
);

const dueWords: Record<string, string> = { 'due.none': 'day.none', 'due.far': 'step.far' };

/** What is wrong with a line of which something is typed, by its field. */
function complaintsOf(one: { text: string; owner: string; due: string }, today: string) {
  const day = dueField(today).safeParse(one.due);
  const due = day.error?.issues[0]?.message;
  const late = readDay(one.due, today);
  return {
    text: one.text === '' ? 'step.wanted' : one.text.length > 280 ? 'text.long' : undefined,
    owner: ownerField.safeParse(one.owner).success ? undefined : 'step.owner.wanted',
    due: due ? (dueWords[due] ?? 'day.wanted') : late && isLate(late, today) ? 'due.past' : undefined,
  };
}

/**
 * What was decided, and what comes of it: who does what by when, who outside is told, and whether everybody may read it.
 * `today`: YYYY-MM-DD. A line in which nothing but its owner is chosen is none.
 */
export function writtenForm(today: string) {
  return z
    .object({
      ...outcomeForm.shape,
      ...fields,
      tell: z.string().max(10_000, 'text.long').default('').transform(addressesIn),
      tellIn: z.string().default(''),
      open: z.enum(['yes']).optional().catch(undefined),
    })
    .transform((form, context) => {
      const values = form as unknown as Record<string, string>;
      const steps: (ToDoInput & { n: number })[] = [];
      for (const n of numbers) {
        const names = stepFields(n);
        const line = { text: values[names.text]!, owner: values[names.owner]!, due: values[names.due]! };
        if (!line.text && !line.due) continue;
        const wrong = complaintsOf(line, today);
        for (const [field, message] of Object.entries(wrong))
          if (message)
            context.addIssue({ code: 'custom', message, path: [names[field as keyof typeof names]] });
        steps.push({ ...line, n });
      }
      if (form.tell.length > mostTold)
        context.addIssue({ code: 'custom', message: 'tell.many', path: ['tell'] });
      const { holds, option, text, because, review, tell, tellIn, open } = form;
      return { holds, option, text, because, review, tell, tellIn, open, steps };
    });
}
export type WrittenInput = z.output<ReturnType<typeof writtenForm>>;
