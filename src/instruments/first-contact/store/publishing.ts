import { sql } from 'kysely';
import type { Written } from '../../../mechanisms/request/written.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import './tables.ts';

export type Published = {
  unit: string | null;
  askerOrganisation: string | null;
  askerName: string;
  title: Written;
  want: Written;
  bring: Written;
  ask: Written;
  state: string;
  outcome: string;
  note: Written;
  wouldChange: Written;
  answerDays: number | null;
  answeredAt: Date;
};

const columns = [
  'id',
  'unit_id as unit',
  'asker_organisation as askerOrganisation',
  'asker_name as askerName',
  'title',
  'want',
  'bring',
  'ask',
  'state',
  'outcome',
  'note',
  'would_change as wouldChange',
  'answer_days as answerDays',
  'answered_at as answeredAt',
] as const;

export function findPublished(tx: Tx, id: string) {
  return tx.db
    .selectFrom('published_request')
    .select(columns)
    .where('id', '=', id)
    .where('audience', '=', 'public')
    .executeTakeFirst();
}

/** Is a copy of this request out? */
export function findPublishedOf(tx: Tx, request: string) {
  return tx.db
    .selectFrom('published_request')
    .select('id')
    .where('space_id', '=', request)
    .where('audience', '=', 'public')
    .executeTakeFirst();
}

export function listPublishedOf(tx: Tx, unit: string, limit: number) {
  return tx.db
    .selectFrom('published_request')
    .select(columns)
    .where('unit_id', '=', unit)
    .where('audience', '=', 'public')
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Puts a copy out, or brings the one that is out up to date. One that was taken down stays as it is. */
export async function publish(tx: Tx, request: string, copy: Published): Promise<void> {
  const values = {
    unit_id: copy.unit,
    asker_organisation: copy.askerOrganisation,
    asker_name: copy.askerName,
    title: JSON.stringify(copy.title),
    want: JSON.stringify(copy.want),
    bring: JSON.stringify(copy.bring),
    ask: JSON.stringify(copy.ask),
    state: copy.state,
    outcome: copy.outcome,
    note: JSON.stringify(copy.note),
    would_change: JSON.stringify(copy.wouldChange),
    answer_days: copy.answerDays,
    answered_at: copy.answeredAt,
  };
  const { numUpdatedRows } = await tx.db
    .updateTable('published_request')
    .set(values)
    .where('space_id', '=', request)
    .where('audience', '=', 'public')
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await tx.db
    .insertInto('published_request')
    .values({ id: newId(), space_id: request, audience_id: null, published_at: tx.now, ...values })
    // Not "do update": the guards refuse to touch a copy that neither side may see any more.
    .onConflict((conflict) => conflict.column('space_id').doNothing())
    .execute();
}

export async function unpublish(tx: Tx, request: string): Promise<void> {
  await tx.db
    .deleteFrom('published_request')
    .where('space_id', '=', request)
    .where('audience', '=', 'public')
    .execute();
}

/** An administrator takes down a copy that was reported; it does not come back. */
export async function takeDown(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('published_request')
    .set({ audience: 'facilitator' })
    .where('id', '=', id)
    .execute();
}

/** How a unit keeps its word, over the last twelve months. Working days. */
export type ReplyRecord = {
  unit: string;
  answers: number;
  medianDays: number;
  inTime: number;
  late: number;
};

/**
 * Figures of all units with at least `fewest` answers; what waits longer than promised counts as late.
 * `today` is the day by the clocks of the city.
 */
export async function listReplyRecords(tx: Tx, today: string, fewest: number): Promise<ReplyRecord[]> {
  const { rows } = await sql<{
    unit_id: string;
    answers: number;
    median_days: string;
    in_time: number;
    late: number;
    waiting_late: number;
  }>`select * from reply_records(app_now() - interval '12 months', ${today}::date, ${fewest})`.execute(tx.db);
  return rows.map((row) => ({
    unit: row.unit_id,
    answers: row.answers,
    medianDays: Number(row.median_days),
    inTime: row.in_time,
    late: row.late + row.waiting_late,
  }));
}
