import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import { newId } from '../../../platform/id.ts';
import './tables.ts';

const partSize = 100;

/** What administrators look after: late requests, and reports that are open. */
export async function countLookedAfter(tx: Tx): Promise<{ late: number; reports: number }> {
  return tx.db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom('late_notice')
        .select(({ fn }) => fn.countAll<number>().as('many'))
        .where('settled_at', 'is', null)
        .$asScalar()
        .$notNull()
        .as('late'),
      selectFrom('abuse_report')
        .select(({ fn }) => fn.countAll<number>().as('many'))
        .where('closed_at', 'is', null)
        .$asScalar()
        .$notNull()
        .as('reports'),
    ])
    .executeTakeFirstOrThrow();
}

/** Reports that something should not be here; the open ones first. */
export async function listReports(tx: Tx, after?: string) {
  const rows = await tx.db
    .selectFrom('abuse_report as r')
    .leftJoin('published_request as p', (join) =>
      join.onRef('p.id', '=', 'r.published_id').on('p.audience', '=', 'public'),
    )
    .select(['r.id', 'r.about', 'r.published_id as published', 'r.number', 'r.reason', 'r.at'])
    .select(['r.closed_at as closedAt', 'r.closing', 'p.title'])
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(r.closed_at is null, r.at, r.id) <
          (select c.closed_at is null, c.at, c.id from abuse_report c where c.id = ${after})`,
      ),
    )
    .orderBy(sql`r.closed_at is null`, 'desc')
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(partSize + 1)
    .execute();
  return partOf(rows, partSize);
}

export type Report = Awaited<ReturnType<typeof listReports>>['shown'][number];

export function findReport(tx: Tx, id: string) {
  return tx.db
    .selectFrom('abuse_report')
    .select(['id', 'published_id as published', 'closed_at as closedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertReport(
  tx: Tx,
  city: string,
  report: { about: 'request' | 'published'; published?: string; number?: number; reason: string },
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('abuse_report')
    .values({
      id,
      space_id: city,
      audience_id: null,
      about: report.about,
      published_id: report.published ?? null,
      number: report.number ?? null,
      reason: report.reason,
      at: tx.now,
      closed_at: null,
      closed_by: null,
      closing: null,
    })
    .execute();
  return id;
}

export async function closeReport(tx: Tx, id: string, closing: string): Promise<void> {
  await tx.db
    .updateTable('abuse_report')
    .set({ closed_at: tx.now, closed_by: tx.scope.person?.id ?? null, closing })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}

/** Requests that are late: number and unit, for the city's administrators. */
export async function listLateNotices(tx: Tx, after?: string) {
  const rows = await tx.db
    .selectFrom('late_notice')
    .select(['id', 'number', 'unit_id as unit', 'due_day as due', 'since'])
    .where('settled_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(due_day, id) > (select c.due_day, c.id from late_notice c where c.id = ${after})`,
      ),
    )
    .orderBy('due_day')
    .orderBy('id')
    .limit(partSize + 1)
    .execute();
  return partOf(rows, partSize);
}

export async function insertLateNotice(
  tx: Tx,
  city: string,
  notice: { number: number; unit: string; due: string },
): Promise<void> {
  await tx.db
    .insertInto('late_notice')
    .values({
      id: newId(),
      space_id: city,
      audience_id: null,
      number: notice.number,
      unit_id: notice.unit,
      due_day: notice.due,
      since: tx.now,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function settleLateNotices(tx: Tx, number: number): Promise<void> {
  await tx.db
    .updateTable('late_notice')
    .set({ settled_at: tx.now })
    .where('number', '=', number)
    .where('settled_at', 'is', null)
    .execute();
}

/** Writes a reminder down. Returns whether it is the first of its kind. */
export async function insertReminder(
  tx: Tx,
  request: string,
  stage: 'soon' | 'today' | 'late',
  due: string,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('request_reminder')
    .values({ id: newId(), space_id: request, audience_id: null, stage, due_day: due, at: tx.now })
    .onConflict((conflict) => conflict.columns(['space_id', 'due_day', 'stage']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}
