import { sql } from 'kysely';
import { inItsLanguages, type Written } from '../../../mechanisms/request/written.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects, indexSubjects } from '../../../platform/search/index-subject.ts';
import './tables.ts';

/** What a text of a public copy counts in the search. */
const weights = { title: 1, want: 0.6, bring: 0.4, ask: 0.6, note: 0.6, wouldChange: 0.4 };

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

/** Those of these copies that everyone may read. */
export function listPublishedById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('published_request')
    .select(columns)
    .where('id', 'in', ids)
    .where('audience', '=', 'public')
    .execute();
}

/** What was answered last, whoever answered. */
export function listPublishedLately(tx: Tx, limit: number) {
  return tx.db
    .selectFrom('published_request')
    .select(columns)
    .where('audience', '=', 'public')
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
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
  const before = await tx.db
    .updateTable('published_request')
    .set(values)
    .where('space_id', '=', request)
    .where('audience', '=', 'public')
    .returning('id')
    .executeTakeFirst();
  if (before) return indexPublished(tx, [{ ...copy, id: before.id, space: request }]);
  const added = await tx.db
    .insertInto('published_request')
    .values({ id: newId(), space_id: request, audience_id: null, published_at: tx.now, ...values })
    // Not "do update": the guards refuse to touch a copy that neither side may see any more.
    .onConflict((conflict) => conflict.column('space_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) await indexPublished(tx, [{ ...copy, id: added.id, space: request }]);
}

type Found = Pick<Published, keyof typeof weights> & { id: string; space: string };

/** Brings the search up to these copies, for everybody. */
async function indexPublished(tx: Tx, copies: readonly Found[]): Promise<void> {
  await indexSubjects(
    tx,
    copies.map((copy) => ({
      space: copy.space,
      audience: 'public',
      kind: 'answered',
      id: copy.id,
      texts: (Object.keys(weights) as (keyof typeof weights)[]).flatMap((part) =>
        inItsLanguages(part, copy[part], weights[part]),
      ),
    })),
  );
}

/** Copies that were put out before the search knew of any. Past the guards. */
export async function indexUnfound(tx: Tx): Promise<void> {
  const copies = await tx.db
    .selectFrom('published_request as c')
    .select(['c.id', 'c.space_id as space', 'c.title', 'c.want', 'c.bring', 'c.ask', 'c.note'])
    .select('c.would_change as wouldChange')
    .where('c.audience', '=', 'public')
    .where(sql<boolean>`not exists (select from search_posting p where p.subject_id = c.id)`)
    .orderBy('c.id')
    .limit(500)
    .execute();
  await indexPublished(tx, copies);
}

/** Takes one that is not public any more out of the search. Past the guards: who took it down is in no space of it. */
export async function forgetTakenDown(tx: Tx, report: string): Promise<void> {
  const rows = await tx.db
    .selectFrom('published_request as c')
    .innerJoin('abuse_report as r', 'r.published_id', 'c.id')
    .select('c.id')
    .where('r.id', '=', report)
    .where('c.audience', '<>', 'public')
    .execute();
  await forgetSubjects(
    tx,
    rows.map(({ id }) => id),
  );
}

export async function unpublish(tx: Tx, request: string): Promise<void> {
  const gone = await tx.db
    .deleteFrom('published_request')
    .where('space_id', '=', request)
    .where('audience', '=', 'public')
    .returning('id')
    .execute();
  await forgetSubjects(
    tx,
    gone.map(({ id }) => id),
  );
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
