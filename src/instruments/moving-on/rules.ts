import { z } from 'zod';
import type { Question } from '../../mechanisms/sealed-round/rules.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { isNoSuchDay, readDay, typedDay } from '../../platform/i18n/dates.ts';
import { isId } from '../../platform/id.ts';

/** Of what is put to all partners; of the last round and the text that it becomes. */
export const ownKind = 'moving-on';
export const learntKind = 'learnt';

/** How it goes on; only closing needs no word on to whom it goes. */
export const ways = ['hand-over', 'close'] as const;
export type Way = (typeof ways)[number];

/** What is to be settled at an end: what is owed, data that somebody has, what is owned together. */
export const itemKinds = ['obligation', 'data', 'asset'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** `today` (YYYY-MM-DD) is what a day without a year is read from. A day, a partner and the other half may be missing. */
export function itemForm(today: string) {
  return z.object({
    kind: z.enum(itemKinds, 'kind.wanted'),
    what: z.string().trim().min(1, 'what.wanted').max(300, 'what.long'),
    whom: z.string().trim().max(300, 'what.long').default(''),
    until: z
      .string()
      .trim()
      .default('')
      .superRefine((typed, context) => {
        if (typed === '' || readDay(typed, today)) return;
        context.addIssue({ code: 'custom', message: isNoSuchDay(typed) ? 'day.none' : 'day.wrong' });
      }),
    taker: z
      .string()
      .default('')
      .refine((typed) => typed === '' || isId(typed), 'taker.gone'),
  });
}
export type ItemInput = z.output<ReturnType<typeof itemForm>>;

/** An item as the form shows it in which it is changed. */
export function typedItem(item: { what: string; whom: string; until: string | null; taker: string | null }) {
  return {
    what: item.what,
    whom: item.whom,
    until: item.until ? typedDay(item.until) : '',
    taker: item.taker ?? '',
  };
}

/** `settled`: who takes it on has said yes. `open`: left so, with a reason. `waits` for a yes; `nobody` takes it on. */
export type ItemState = 'settled' | 'open' | 'waits' | 'nobody';

/** Where an item stands by the last word that was said to it as it reads now. */
export function stateOf(item: { taker: string | null; says: 'yes' | 'open' | 'again' | null }): ItemState {
  if (item.says === 'yes' && item.taker) return 'settled';
  if (item.says === 'open') return 'open';
  return item.taker ? 'waits' : 'nobody';
}

/** Leaving an item open wants a reason; taking that or a yes back wants none. */
export const wordForm = z
  .object({
    says: z.enum(['open', 'again'], 'says.wanted'),
    reason: z.string().trim().max(600, 'text.long').default(''),
  })
  .refine(({ says, reason }) => says === 'again' || reason !== '', {
    message: 'open.wanted',
    path: ['reason'],
  });

/** The yes of who takes it on; how and when it was told, where it is written down. `seen`: when it was last changed. */
export const yesForm = z.object({
  seen: z.string().default(''),
  how: z.enum(recordedHow).optional().catch(undefined),
  on: z.string().trim().max(40, 'text.long').default(''),
});
export type YesInput = z.output<typeof yesForm>;

/** What each partner answers alone in the last round (source A: evaluation and story; L5 of the guide). */
export const learntQuestions = ['reached', 'missed', 'otherwise', 'lives-on', 'thanks'] as const;
type LearntQuestion = (typeof learntQuestions)[number];

/** The last round in somebody's words; the answers are kept by the same keys in all languages. */
export function questionsIn(say: (key: `q.${LearntQuestion}`) => string): Question[] {
  return learntQuestions.map((key) => ({ key, kind: 'text', text: say(`q.${key}`) }));
}

/** What the text may hold of all answers to one question: a section has room for twelve thousand letters. */
const longestSection = 12_000;

/** The section of a question: what each partner answered, under its name; cut at what a section has room for. */
export function sectionOf(answers: readonly { partner: string; text: string }[]): string {
  const written = answers.filter(({ text }) => text.trim() !== '');
  return written
    .map(({ partner, text }) => `${partner}:\n${text.trim()}`)
    .join('\n\n')
    .slice(0, longestSection);
}

/** One sentence (280 characters) for each of these partners, or none: fields `to-` and the id. */
export function thanksForm(partners: readonly string[]) {
  return z.object(
    Object.fromEntries(
      partners.map((id) => [`to-${id}`, z.string().trim().max(280, 'thanks.long').default('')]),
    ),
  );
}

/** Why it ends although something is open; where nothing is, it may stay empty. */
export const endForm = z.object({ reason: z.string().trim().max(1_000, 'text.long').default('') });

/** What may still be open when it ends, in the order in which it is said. */
export const openKeys = ['proposal', 'items', 'to-dos', 'learnt'] as const;
export type OpenKey = (typeof openKeys)[number];
export type StillOpen = { key: OpenKey; n: number };

/**
 * What is still open when a partnership ends: that all have said yes to it, items without a word, to-dos that are on no
 * list, and a text of what was learnt that holds. Counts are whole numbers from 0.
 */
export function stillOpen(counts: {
  agreed: boolean;
  items: readonly ItemState[];
  toDos: number;
  learnt: boolean;
}): StillOpen[] {
  const items = counts.items.filter((state) => state === 'waits' || state === 'nobody').length;
  const all: StillOpen[] = [
    { key: 'proposal', n: counts.agreed ? 0 : 1 },
    { key: 'items', n: items },
    { key: 'to-dos', n: counts.toDos },
    { key: 'learnt', n: counts.learnt ? 0 : 1 },
  ];
  return all.filter(({ n }) => n > 0);
}
