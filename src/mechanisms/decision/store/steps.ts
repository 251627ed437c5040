import type { Tx } from '../../../platform/database/database.ts';
import { own } from './writing.ts';
import '../tables.ts';

/** A to-do comes of a decision. */
export async function insertDecisionStep(
  tx: Tx,
  { id, space }: { id: string; space: string },
  toDo: string,
): Promise<void> {
  await tx.db
    .insertInto('decision_step')
    .values({ ...own(tx, space), decision_id: id, to_do_id: toDo })
    .execute();
}

/** The decisions of which these to-dos come, by the to-do. */
export async function listDecisionsOf(tx: Tx, toDos: readonly string[]) {
  if (toDos.length === 0) return new Map<string, never>();
  const rows = await tx.db
    .selectFrom('decision_step as t')
    .innerJoin('decision as d', 'd.id', 't.decision_id')
    .select(['t.to_do_id as toDo', 'd.id', 'd.title', 'd.locale'])
    .where('t.to_do_id', 'in', toDos)
    .execute();
  return new Map(rows.map((row) => [row.toDo, row]));
}
export type DecisionsOf = Awaited<ReturnType<typeof listDecisionsOf>>;
