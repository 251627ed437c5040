import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { recordOn } from '../../platform/import/fields.ts';
import { indexAnswers } from './finding.ts';
import { entryOf } from './record.ts';
import type { Content, Opens, Question, RecordedHow } from './rules.ts';
import { insertPartners } from './store.ts';

/** A round as a file brings it in: of a day before, open or closed. */
export type BroughtRound = {
  space: string;
  kind: string;
  title: string;
  about: string;
  questions: readonly Question[];
  locale: Locale;
  opens: Opens;
  element: string | null;
  ready?: string;
  askedAt: Date;
  /** Null where it is closed; then it opens at `dueAt`. */
  openedAt: Date | null;
  dueAt: Date;
  /** Who is asked. */
  partners: readonly string[];
};
export type BroughtAnswer = {
  partner: string;
  content: Content;
  sealedAt: Date;
  /** Who wrote it; of one that was told to somebody, who wrote that down. */
  by: string | null;
  recorded?: { how: RecordedHow; on: string };
};

/** Brings in a round with its answers, and returns its id. What is open was opened in the story, not by the clock of today. */
export async function bringInRound(
  tx: Tx,
  round: BroughtRound,
  answers: readonly BroughtAnswer[],
): Promise<string> {
  const { space, kind, title, about, questions, locale, opens, element, ready } = round;
  const id = newId();
  await tx.db
    .insertInto('round')
    .values({
      id,
      space_id: space,
      audience_id: null,
      kind,
      title,
      about,
      questions: JSON.stringify(questions),
      locale,
      opens,
      due_at: round.openedAt ?? round.dueAt,
      revealed_at: round.openedAt,
      asked_at: round.askedAt,
      previous_id: null,
      element,
      ready: ready ?? null,
    })
    .execute();
  await insertPartners(tx, { id, space }, [...round.partners]);
  for (const { partner, content, sealedAt, by, recorded } of answers)
    await tx.db
      .insertInto('sealed_answer')
      .values({
        id: newId(),
        space_id: partner,
        audience_id: null,
        round_id: id,
        content: JSON.stringify(content),
        locale,
        saved_at: sealedAt,
        saved_by: by,
        sealed_at: sealedAt,
        sealed_by: by,
        recorded_by: recorded ? by : null,
        recorded_how: recorded?.how ?? null,
        recorded_on: recorded?.on ?? null,
        own_at: recorded ? null : sealedAt,
      } as never)
      .execute();
  await indexAnswers(tx, id);
  if (round.openedAt) {
    const by = answers.length === round.partners.length ? 'all' : 'date';
    const told = { id, space, kind, title, previous: null };
    await recordOn(tx, round.openedAt, entryOf(told, 'revealed', { by }));
  }
  return id;
}
