import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { OpenAnswer } from './answers.ts';
import { indexAnswers } from './finding.ts';
import { record } from './record.ts';
import { type MarkKind, placeOf, signOf } from './rules.ts';
import type { Round } from './store.ts';
import './tables.ts';

/** What partners find in the answers once all are open: what they share, where they differ, and in which words. */

export type Mark = {
  id: string;
  question: string;
  kind: MarkKind;
  label: string;
  byPartner: string | null;
  byPerson: string | null;
  removedAt: Date | null;
  /** How it is called in the texts: 1, 2 … or A, B … Empty where it was removed. */
  sign: string;
  /** Partners who see it so too. */
  voices: readonly string[];
  passages: readonly { partner: string; start: number; stop: number }[];
};

/** All marks of a round, in the order in which they were made; also those that were removed, for who removed them. */
export async function listMarks(tx: Tx, round: string): Promise<Mark[]> {
  const marks = await tx.db
    .selectFrom('round_mark')
    .select(['id', 'question', 'kind', 'label', 'by_partner as byPartner', 'by_person as byPerson'])
    .select('removed_at as removedAt')
    .where('round_id', '=', round)
    .orderBy('id')
    .execute();
  if (marks.length === 0) return [];
  const ids = marks.map(({ id }) => id);
  const voices = await tx.db
    .selectFrom('round_voice')
    .select(['mark_id as mark', 'partner_id as partner'])
    .where('mark_id', 'in', ids)
    .where('taken_back_at', 'is', null)
    .orderBy('at')
    .execute();
  const passages = await tx.db
    .selectFrom('round_passage')
    .select(['mark_id as mark', 'partner_id as partner', 'start', 'stop'])
    .where('mark_id', 'in', ids)
    .orderBy('start')
    .execute();
  const voicesOf = Map.groupBy(voices, ({ mark }) => mark);
  const passagesOf = Map.groupBy(passages, ({ mark }) => mark);
  const counted = { shared: 0, differs: 0 };
  return marks.map((mark) => ({
    ...mark,
    sign: mark.removedAt ? '' : signOf(mark.kind, counted[mark.kind]++),
    voices: (voicesOf.get(mark.id) ?? []).map(({ partner }) => partner),
    passages: passagesOf.get(mark.id) ?? [],
  }));
}

export type NewMark = {
  question: string;
  kind: MarkKind;
  label: string;
  /** Words copied from answers, and sentences chosen there. */
  words: readonly string[];
};

/** Makes a mark. Throws a Refusal `words.nowhere` where nobody answered with these words. */
export async function addMark(
  tx: Tx,
  round: Round,
  answers: readonly OpenAnswer[],
  mark: NewMark,
  by: string | null,
): Promise<void> {
  const id = newId();
  await tx.db
    .insertInto('round_mark')
    .values({
      id,
      space_id: round.space,
      audience_id: null,
      round_id: round.id,
      question: mark.question,
      kind: mark.kind,
      label: mark.label,
      by_partner: by,
      by_person: tx.scope.person?.id ?? null,
      at: tx.now,
    })
    .execute();
  for (const words of mark.words)
    await insertPassages(tx, round, answers, { id, question: mark.question }, words);
  const content = { mark: id, as: mark.kind, ...(by && { partner: by }) };
  await record(tx, round, 'marked', content, { label: mark.label });
}

type MarkOf = { id: string; question: string };

/** Puts more words under a mark. Throws a Refusal `words.nowhere` where nobody answered with them. */
export async function addPassages(
  tx: Tx,
  round: Round,
  answers: readonly OpenAnswer[],
  mark: MarkOf,
  words: readonly string[],
): Promise<void> {
  let changed = false;
  for (const some of words) changed = (await insertPassages(tx, round, answers, mark, some)) || changed;
  if (changed) await record(tx, round, 'words-marked', { mark: mark.id });
}

/**
 * Finds words in the answers to a question, in each that has them; where they stand nowhere as one, each line of them.
 * Tells whether some were not marked yet.
 */
async function insertPassages(
  tx: Tx,
  round: Round,
  answers: readonly OpenAnswer[],
  mark: MarkOf,
  words: string,
): Promise<boolean> {
  const placesOf = (some: string, line = false) =>
    answers.flatMap(({ partner, content }) => {
      const place = placeOf(some, content[mark.question] ?? '', line);
      return place ? [{ partner, ...place }] : [];
    });
  const whole = placesOf(words);
  const lines = words.split('\n').filter((line) => line.trim());
  const found =
    whole.length > 0 ? whole : lines.flatMap((line) => placesOrRefusal(line, placesOf(line, true)));
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('round_passage')
    .values(
      found.map((place) => ({
        id: newId(),
        space_id: round.space,
        audience_id: null,
        mark_id: mark.id,
        partner_id: place.partner,
        start: place.start,
        stop: place.stop,
      })),
    )
    .onConflict((conflict) => conflict.columns(['mark_id', 'partner_id', 'start', 'stop']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

function placesOrRefusal<Place>(line: string, places: Place[]): Place[] {
  if (places.length === 0) throw new Refusal('words.nowhere', 'words', { words: line.trim() });
  return places;
}

/** "We see it so too", or no longer. What stands like that already stays so. */
export async function setVoice(tx: Tx, round: Round, mark: string, partner: string, so: boolean) {
  const changed = so ? await insertVoice(tx, round, mark, partner) : await takeVoiceBack(tx, mark, partner);
  if (changed) await record(tx, round, so ? 'agreed' : 'agreed-no-more', { mark, partner });
}

async function insertVoice(tx: Tx, round: Round, mark: string, partner: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('round_voice')
    .values({
      id: newId(),
      space_id: round.space,
      audience_id: null,
      mark_id: mark,
      partner_id: partner,
      by_person: tx.scope.person?.id ?? null,
      at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

async function takeVoiceBack(tx: Tx, mark: string, partner: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('round_voice')
    .set({ taken_back_at: tx.now })
    .where('mark_id', '=', mark)
    .where('partner_id', '=', partner)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A partner has looked at the answers of all, whether it marked anything or not. Once is enough. */
export async function setCompared(tx: Tx, round: Round, partner: string): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('round_compared')
    .values({
      id: newId(),
      space_id: round.space,
      audience_id: null,
      round_id: round.id,
      partner_id: partner,
      by_person: tx.scope.person?.id ?? null,
    })
    .onConflict((conflict) => conflict.columns(['round_id', 'partner_id']).doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows) > 0) await record(tx, round, 'compared', { partner });
}

/** When a partner said that it has looked at the answers of all; undefined where it has not. */
export function findCompared(tx: Tx, round: string, partner: string) {
  return tx.db
    .selectFrom('round_compared')
    .select('at')
    .where('round_id', '=', round)
    .where('partner_id', '=', partner)
    .executeTakeFirst();
}

/** Takes one's own mark away, or puts it back. */
export async function setRemoved(tx: Tx, round: Round, mark: string, removed: boolean): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('round_mark')
    .set({ removed_at: removed ? tx.now : null })
    .where('id', '=', mark)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await record(tx, round, removed ? 'mark-removed' : 'mark-returned', { mark });
}

/**
 * Adds something to an open answer of a partner; the answer itself stays as it was sealed. Brings it into the
 * search.
 */
export async function addNote(
  tx: Tx,
  round: Round,
  note: { partner: string; text: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('answer_note')
    .values({
      id: newId(),
      space_id: round.space,
      audience_id: null,
      round_id: round.id,
      partner_id: note.partner,
      text: note.text,
      locale: note.locale,
      by_person: tx.scope.person?.id ?? null,
      at: tx.now,
    })
    .execute();
  await record(tx, round, 'added-to', { partner: note.partner });
  await indexAnswers(tx, round.id, note.partner);
}

/** What partners added to their open answers, in the order in which they did. */
export function listNotes(tx: Tx, round: string) {
  return tx.db
    .selectFrom('answer_note as n')
    .leftJoin('person as by', 'by.id', 'n.by_person')
    .select(['n.id', 'n.partner_id as partner', 'n.text', 'n.locale', 'n.at', 'by.name as writer'])
    .where('n.round_id', '=', round)
    .orderBy('n.id')
    .execute();
}
export type AnswerNote = Awaited<ReturnType<typeof listNotes>>[number];
