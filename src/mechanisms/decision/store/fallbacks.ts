import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import '../tables.ts';

/**
 * What the house did where something was not reached: of this one (`of`), and where this one comes from (`from`), with
 * why that did not hold.
 */
export async function findFallbacks(tx: Tx, decision: string) {
  const rows = await tx.db
    .selectFrom('decision_fallback as f')
    .innerJoin('decision as d', 'd.id', 'f.decision_id')
    .select(['f.decision_id as decision', 'f.kind', 'f.reason', 'f.was_due_at as wasDueAt', 'f.at'])
    .select(['f.leads_to_id as leadsTo', 'd.process', 'd.outcome'])
    .where((where) =>
      where.or([where('f.decision_id', '=', decision), where('f.leads_to_id', '=', decision)]),
    )
    .execute();
  return {
    of: rows.find((one) => one.decision === decision),
    from: rows.find((one) => one.leadsTo === decision),
  };
}

/** What the house does, once for each decision. Past the guards. */
export async function insertFallback(
  tx: Tx,
  done: {
    space: string;
    decision: string;
    kind: string;
    reason: string;
    wasDueAt: Date;
    dueAt: Date;
    leadsTo: string | null;
  },
): Promise<void> {
  const { space, decision, kind, reason, wasDueAt, dueAt, leadsTo } = done;
  await tx.db
    .insertInto('decision_fallback')
    .values({
      ...{ id: newId(), space_id: space, audience_id: null, decision_id: decision, kind, reason },
      ...{ was_due_at: wasDueAt, due_at: dueAt, leads_to_id: leadsTo },
    })
    .execute();
}

/** It goes on until then. Past the guards. */
export async function putOff(tx: Tx, id: string, dueAt: Date): Promise<void> {
  await tx.db.updateTable('decision').set({ due_at: dueAt }).where('id', '=', id).execute();
}

/** What the house puts up for somebody is theirs to steer. Past the guards. */
export async function giveTo(tx: Tx, id: string, person: string | null): Promise<void> {
  await tx.db.updateTable('decision').set({ by_person: person }).where('id', '=', id).execute();
  await tx.db
    .updateTable('decision_version')
    .set({ by_person: person })
    .where('decision_id', '=', id)
    .execute();
}
