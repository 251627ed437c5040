import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Content, RecordedHow } from './rules.ts';
import './tables.ts';

const answerColumns = [
  'a.id',
  'a.space_id as partner',
  'a.content',
  'a.locale',
  'a.version',
  'a.saved_at as savedAt',
  'a.saved_by as savedBy',
  'a.saved_from as savedFrom',
  'a.sealed_at as sealedAt',
  'a.recorded_by as recordedBy',
  'a.recorded_how as recordedHow',
  'a.recorded_on as recordedOn',
  'a.own_at as ownAt',
] as const;

/** What a partner has written, for its own people and for who wrote it down. */
export function findAnswer(tx: Tx, round: string, partner: string) {
  return tx.db
    .selectFrom('sealed_answer as a')
    .leftJoin('person as by', 'by.id', 'a.saved_by')
    .select([...answerColumns, 'by.name as saver'])
    .where('a.round_id', '=', round)
    .where('a.space_id', '=', partner)
    .executeTakeFirst();
}
export type Answer = NonNullable<Awaited<ReturnType<typeof findAnswer>>>;

/**
 * What a partner has written, held until the end of the transaction; undefined where there is nothing for the
 * caller.
 */
export function lockAnswer(tx: Tx, round: string, partner: string) {
  return tx.db
    .selectFrom('sealed_answer as a')
    .select(answerColumns)
    .where('a.round_id', '=', round)
    .where('a.space_id', '=', partner)
    .forUpdate()
    .executeTakeFirst();
}

/** All sealed answers that the reader may see: before the opening that is none but their own. */
export function listAnswers(tx: Tx, round: string) {
  return listAnswersOf(tx, [round]);
}

/** The same of several rounds. */
export async function listAnswersOf(tx: Tx, rounds: readonly string[]) {
  if (rounds.length === 0) return [];
  return tx.db
    .selectFrom('sealed_answer as a')
    .innerJoin('round_seal as s', (join) =>
      join.onRef('s.round_id', '=', 'a.round_id').onRef('s.partner_id', '=', 'a.space_id'),
    )
    .leftJoin('person as recorder', 'recorder.id', 'a.recorded_by')
    .select(['a.space_id as partner', 'a.content', 'a.locale', 'a.recorded_how as recordedHow'])
    .select(['a.recorded_on as recordedOn', 'a.own_at as ownAt', 'recorder.name as recorder'])
    .select(['s.sealed_at as sealedAt', 's.late', 's.on_behalf as onBehalf'])
    .select(sql<boolean>`round_trace(a.salt, a.content) = s.commitment`.as('intact'))
    .select('a.round_id as round')
    .where('a.round_id', 'in', rounds)
    .where('a.sealed_at', 'is not', null)
    .orderBy('a.space_id')
    .execute();
}
export type OpenAnswer = Awaited<ReturnType<typeof listAnswers>>[number];

/** The trace of what a partner has sealed, for the journal. */
export function findSeal(tx: Tx, round: string, partner: string) {
  return tx.db
    .selectFrom('round_seal')
    .select(['sealed_at as sealedAt', 'late', 'on_behalf as onBehalf', 'commitment'])
    .where('round_id', '=', round)
    .where('partner_id', '=', partner)
    .executeTakeFirst();
}

export type Recording = { how: RecordedHow; on: string };
export type Draft = {
  round: string;
  partner: string;
  content: Content;
  locale: Locale;
  /** The open page it comes from. */
  from: string | null;
  recording?: Recording | undefined;
};

/** Writes a first draft; false where somebody else was faster. */
export async function insertAnswer(tx: Tx, draft: Draft): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('sealed_answer')
    .values({
      id: newId(),
      space_id: draft.partner,
      audience_id: null,
      round_id: draft.round,
      content: JSON.stringify(draft.content),
      locale: draft.locale,
      saved_at: tx.now,
      saved_by: tx.scope.person?.id ?? null,
      saved_from: draft.from,
      ...(draft.recording && {
        recorded_by: tx.scope.person?.id ?? null,
        recorded_how: draft.recording.how,
        recorded_on: draft.recording.on,
      }),
    })
    .onConflict((conflict) => conflict.columns(['round_id', 'space_id']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

/**
 * Writes other words over a draft, as this version. How it was told is only ever added: it stays when its partner
 * writes itself.
 */
export async function updateAnswer(tx: Tx, answer: string, version: number, draft: Draft): Promise<void> {
  await tx.db
    .updateTable('sealed_answer')
    .set({
      content: JSON.stringify(draft.content),
      locale: draft.locale,
      version,
      saved_at: tx.now,
      saved_by: tx.scope.person?.id ?? null,
      saved_from: draft.from,
      ...(draft.recording && { recorded_how: draft.recording.how, recorded_on: draft.recording.on }),
    })
    .where('id', '=', answer)
    .execute();
}

/** Seals (the database says when and by whom) or takes back. */
export async function setSealed(tx: Tx, answer: string, sealed: boolean): Promise<void> {
  await tx.db
    .updateTable('sealed_answer')
    .set({ sealed_at: sealed ? tx.now : null })
    .where('id', '=', answer)
    .execute();
}

/** Keeps what a colleague had written before other words took its place. */
export async function keepEarlier(tx: Tx, round: string, earlier: Omit<Answer, 'saver'>): Promise<void> {
  await tx.db
    .insertInto('earlier_draft')
    .values({
      id: newId(),
      space_id: earlier.partner,
      audience_id: null,
      round_id: round,
      content: JSON.stringify(earlier.content),
      saved_at: earlier.savedAt,
      saved_by: earlier.savedBy,
    })
    .execute();
}

/** Drafts of a partner that were written over, the newest first, five at most; for its own people. */
export function listEarlier(tx: Tx, round: string, partner: string) {
  return tx.db
    .selectFrom('earlier_draft as d')
    .leftJoin('person as by', 'by.id', 'd.saved_by')
    .select(['d.id', 'd.content', 'd.saved_at as savedAt', 'by.name as saver'])
    .where('d.round_id', '=', round)
    .where('d.space_id', '=', partner)
    .orderBy('d.saved_at', 'desc')
    .limit(5)
    .execute();
}
export type EarlierDraft = Awaited<ReturnType<typeof listEarlier>>[number];
