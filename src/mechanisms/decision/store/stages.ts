import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Stage } from '../stages.ts';
import type { Decision } from './reading.ts';
import { own } from './writing.ts';
import '../tables.ts';

/** When it was moved on or back, until when that was to be, and why; the first time first. */
export function listMoves(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_move as m')
    .leftJoin('person as by', 'by.id', 'm.by_person')
    .select(['m.id', 'm.was', 'm.stage', 'm.was_due_at as wasDueAt', 'm.reason', 'm.locale', 'm.at'])
    .select(['m.by_itself as byItself', 'by.name as byName'])
    .where('m.decision_id', '=', decision)
    .orderBy('m.at')
    .orderBy('m.id')
    .execute();
}

type Moved = Pick<Decision, 'id' | 'space' | 'stage' | 'dueAt'>;
type To = { stage: Stage; dueAt: Date; reason: string; locale: Locale };

/** Moved by somebody, or by the house `at` the moment that was said beforehand. */
export async function insertMove(tx: Tx, decision: Moved, to: To, at?: Date): Promise<void> {
  const { id, space, stage: was, dueAt: wasDueAt } = decision;
  const { stage, dueAt, reason, locale } = to;
  await tx.db
    .insertInto('decision_move')
    .values({
      ...{ ...own(tx, space), decision_id: id, was, stage, ...(at && { at, by_itself: true }) },
      ...{ was_due_at: wasDueAt, due_at: dueAt, reason, locale },
    })
    .execute();
  await tx.db
    .updateTable('decision')
    .set({ stage, due_at: dueAt, opens_at: null })
    .where('id', '=', id)
    .execute();
}

/** One that has opened by itself and is not told to anybody yet, held for this transaction. Past the guards. */
export function takeOpened(tx: Tx) {
  return tx.db
    .selectFrom('decision')
    .select(['id', 'space_id as space', 'title', 'locale', 'stage', 'opens_at as opensAt', 'due_at as dueAt'])
    .where('opens_at', '<=', sql<Date>`app_now()`)
    .where('settled_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('opens_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}
