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
    .select('by.name as byName')
    .where('m.decision_id', '=', decision)
    .orderBy('m.at')
    .orderBy('m.id')
    .execute();
}

export async function insertMove(
  tx: Tx,
  { id, space, stage: was, dueAt: wasDueAt }: Pick<Decision, 'id' | 'space' | 'stage' | 'dueAt'>,
  to: { stage: Stage; dueAt: Date; reason: string; locale: Locale },
): Promise<void> {
  const { stage, dueAt, reason, locale } = to;
  await tx.db
    .insertInto('decision_move')
    .values({
      ...{ ...own(tx, space), decision_id: id, was, stage },
      ...{ was_due_at: wasDueAt, due_at: dueAt, reason, locale },
    })
    .execute();
  await tx.db.updateTable('decision').set({ stage, due_at: dueAt }).where('id', '=', id).execute();
}
