import { z } from 'zod';
import { elementIds } from '../../guide/elements.ts';
import { type BroughtAnswer, bringInRound } from '../../mechanisms/sealed-round/bringing-in.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/id.ts';
import { daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { Importing, ImportSection } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listPartners, whoWrote } from '../partnerships/store.ts';
import { ownKind } from './actions.ts';
import { indexRound } from './store.ts';

const words = localised(4_000);

const answer = z.strictObject({
  partner: key,
  /** One text, or one for each question. */
  text: words.or(z.array(words).min(1)),
  /** Told to a facilitator, who wrote it down. */
  recorded: z.enum(recordedHow).optional(),
});

const round = z
  .strictObject({
    key,
    partnership: key,
    /** The step of the guide that it belongs to. */
    element: z.enum(elementIds).optional(),
    title: localised(120),
    questions: z.array(localised(400)).min(1).max(5),
    askedDaysAgo: daysAgo,
    /** Of a round that is open. */
    openedDaysAgo: daysAgo.optional(),
    /** Of one that is closed. */
    dueInDays: z.number().int().min(1).max(365).optional(),
    opens: z.enum(['all', 'date']).default('all'),
    answers: z.array(answer).default([]),
    marks: z
      .array(z.strictObject({ kind: z.enum(['shared', 'differs']), by: key, label: localised(120) }))
      .default([]),
  })
  .refine(({ openedDaysAgo, dueInDays }) => (openedDaysAgo === undefined) !== (dueInDays === undefined), {
    message: 'Needs either openedDaysAgo or dueInDays',
  });
type Item = z.output<typeof round>;

/** Rounds with their answers, on days before the import. What people did with one since counts for more. */
export const rounds: ImportSection<Item> = {
  name: 'rounds',
  item: round,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    // Answers come in with their partners, whose keys are looked up first: the round asks all who are there.
    for (const { partner } of item.answers) find('partners', partner, 'answers');
    if (before) return { space, subject: before };
    const title = written(item.title, importing);
    const locale = city.defaultLocale;
    const questions = item.questions.map((text, n) => ({
      key: `q${n + 1}`,
      kind: 'text' as const,
      text: written(text, importing),
    }));
    const partners = await listPartners(tx, space);
    const asked = {
      space,
      kind: ownKind,
      title,
      about: '',
      questions,
      locale,
      opens: item.opens,
      element: item.element ?? null,
      askedAt: momentOf(tx, item.askedDaysAgo),
      openedAt: item.openedDaysAgo === undefined ? null : momentOf(tx, item.openedDaysAgo),
      dueAt: momentOf(tx, -(item.dueInDays ?? 0)),
      partners: partners.map((partner) => partner.id),
    };
    const answers: BroughtAnswer[] = [];
    for (const [n, one] of item.answers.entries())
      answers.push(await answerIn(tx, space, { item, one, n }, importing));
    const id = await bringInRound(tx, asked, answers);
    await indexRound(tx, id, { space, title, about: '', questions, locale });
    for (const mark of item.marks) {
      await tx.db
        .insertInto('round_mark')
        .values({
          id: newId(),
          space_id: space,
          audience_id: null,
          round_id: id,
          question: 'q1',
          kind: mark.kind,
          label: written(mark.label, importing),
          by_partner: find('partners', mark.by, 'marks'),
          by_person: null,
        })
        .execute();
    }
    return { space, subject: id };
  },
};

async function answerIn(
  tx: Tx,
  space: string,
  { item, one, n }: { item: Item; one: Item['answers'][number]; n: number },
  importing: Importing,
): Promise<BroughtAnswer> {
  const partner = importing.find('partners', one.partner, 'answers');
  const texts = [one.text].flat();
  // Some days after the question, one after the other, and before all were opened.
  const sealedAt = momentOf(tx, Math.max(item.askedDaysAgo - 1 - n, (item.openedDaysAgo ?? -1) + 1));
  const { recorded } = one;
  return {
    partner,
    content: Object.fromEntries(
      item.questions.map((_, q) => [`q${q + 1}`, written(texts[Math.min(q, texts.length - 1)], importing)]),
    ),
    sealedAt,
    by: await whoWrote(tx, space, partner, recorded !== undefined),
    ...(recorded && { recorded: { how: recorded, on: dayOf(sealedAt, importing.city.timeZone) } }),
  };
}
