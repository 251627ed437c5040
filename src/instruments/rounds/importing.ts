import { z } from 'zod';
import { elementIds } from '../../guide/elements.ts';
import { indexAnswers } from '../../mechanisms/sealed-round/finding.ts';
import { insertPartners } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/id.ts';
import { key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { Importing, ImportSection } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listFacilitators, listPartners, listPeopleOf } from '../partnerships/store.ts';
import { indexRound } from './store.ts';

const daysAgo = z.number().int().min(0).max(3_650);
const words = localised(4_000);

const answer = z.strictObject({
  partner: key,
  /** One text, or one for each question. */
  text: words.or(z.array(words).min(1)),
  /** Told to a facilitator, who wrote it down. */
  recorded: z.enum(['phone', 'visit', 'letter']).optional(),
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
    const id = newId();
    const said = {
      space,
      title: written(item.title, importing),
      about: '',
      questions: item.questions.map((text, n) => ({
        key: `q${n + 1}`,
        kind: 'text' as const,
        text: written(text, importing),
      })),
      locale: city.defaultLocale,
    };
    const partners = await listPartners(tx, space);
    const opened = item.openedDaysAgo === undefined ? null : momentOf(tx, item.openedDaysAgo);
    await tx.db
      .insertInto('round')
      .values({
        id,
        space_id: space,
        audience_id: null,
        kind: 'open',
        title: said.title,
        about: said.about,
        questions: JSON.stringify(said.questions),
        locale: said.locale,
        opens: item.opens,
        due_at: opened ?? momentOf(tx, -item.dueInDays!),
        asked_at: momentOf(tx, item.askedDaysAgo),
        previous_id: null,
        element: item.element ?? null,
      })
      .execute();
    await indexRound(tx, id, said);
    await insertPartners(
      tx,
      { id, space },
      partners.map((partner) => partner.id),
    );
    for (const [n, one] of item.answers.entries())
      await insertAnswer(tx, { id, space }, item, one, n, importing);
    await indexAnswers(tx, id);
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

async function insertAnswer(
  tx: Tx,
  { id, space }: { id: string; space: string },
  item: Item,
  { partner: named, text, recorded }: Item['answers'][number],
  n: number,
  importing: Importing,
): Promise<void> {
  const partner = importing.find('partners', named, 'answers');
  const texts = [text].flat();
  // Some days after the question, one after the other, and before all were opened.
  const sealedAt = momentOf(tx, Math.max(item.askedDaysAgo - 1 - n, (item.openedDaysAgo ?? -1) + 1));
  const [facilitator] = await listFacilitators(tx, space);
  const [writer] = await listPeopleOf(tx, [partner]);
  const by = recorded ? (facilitator?.id ?? null) : (writer?.id ?? null);
  await tx.db
    .insertInto('sealed_answer')
    .values({
      id: newId(),
      space_id: partner,
      audience_id: null,
      round_id: id,
      content: JSON.stringify(
        Object.fromEntries(
          item.questions.map((_, q) => [
            `q${q + 1}`,
            written(texts[Math.min(q, texts.length - 1)], importing),
          ]),
        ),
      ),
      locale: importing.city.defaultLocale,
      saved_at: sealedAt,
      saved_by: by,
      sealed_at: sealedAt,
      sealed_by: by,
      recorded_by: recorded ? by : null,
      recorded_how: recorded ?? null,
      recorded_on: recorded ? dayOf(sealedAt, importing.city.timeZone) : null,
      own_at: recorded ? null : sealedAt,
    } as never)
    .execute();
}
