import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { wanted } from './wanted.ts';
import { own } from './writing.ts';
import '../tables.ts';

/** Where a decision takes up another one again (`of`), and where it is taken up again itself (`by`), with the reasons. */
export async function listReopenings(tx: Tx, decision: string) {
  const rows = await tx.db
    .selectFrom('decision_reopening as r')
    .innerJoin('decision as d', 'd.id', 'r.decision_id')
    .leftJoin('person as by', 'by.id', 'r.by_person')
    .select(['r.decision_id as decision', 'r.reopens_id as reopens', 'r.because', 'r.locale', 'r.at'])
    .select([
      'by.name as byName',
      'd.settled_at as settledAt',
      'd.withdrawn_at as withdrawnAt',
      'd.due_at as dueAt',
      wanted('d').as('stage'),
    ])
    .select(['d.outcome', sql<boolean | null>`decision_holds(d.id)`.as('holds')])
    .where((where) => where.or([where('r.decision_id', '=', decision), where('r.reopens_id', '=', decision)]))
    .orderBy('r.at')
    .orderBy('r.id')
    .execute();
  return {
    of: rows.find((one) => one.decision === decision),
    by: rows.filter((one) => one.reopens === decision && !one.withdrawnAt),
  };
}

export type Reopening = Awaited<ReturnType<typeof listReopenings>>['by'][number];

export async function insertReopening(
  tx: Tx,
  { space, ...row }: { space: string; decision: string; reopens: string; because: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('decision_reopening')
    .values({
      ...own(tx, space),
      ...{ decision_id: row.decision, reopens_id: row.reopens, because: row.because, locale: row.locale },
    })
    .execute();
}
