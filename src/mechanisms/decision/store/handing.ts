import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import type { Decision } from './reading.ts';
import '../tables.ts';

/** Where a decision comes from (`from`) and where it went (`to`), as it was handed on. */
export async function listHandings(tx: Tx, decision: string) {
  const rows = await tx.db
    .selectFrom('decision_handing as h')
    .select(['h.decision_id as to', 'h.from_id as from', 'h.at'])
    .where((where) => where.or([where('h.decision_id', '=', decision), where('h.from_id', '=', decision)]))
    .execute();
  return {
    from: rows.find(({ to }) => to === decision)?.from,
    to: rows.find(({ from }) => from === decision)?.to,
  };
}

/** The group above one, or null for the whole space; undefined where the space has ended. Past the guards. */
export async function findAbove(
  tx: Tx,
  { space, circle }: { space: string; circle: string },
): Promise<string | null | undefined> {
  const { rows } = await sql<{ above: string | null }>`
    select circle_above(${circle}) as above from partnership p where p.id = ${space} and p.ended_at is null`.execute(
    tx.db,
  );
  return rows[0]?.above;
}

/** What was handed on: whoever proposed it goes on to steer it. Past the guards. */
export async function insertHanding(tx: Tx, from: Decision, to: string): Promise<void> {
  for (const [table, column] of [
    ['decision', 'id'],
    ['decision_version', 'decision_id'],
  ] as const)
    await sql`update ${sql.table(table)} set by_person = ${from.byPerson} where ${sql.ref(column)} = ${to}`.execute(
      tx.db,
    );
  await tx.db
    .insertInto('decision_handing')
    .values({ id: newId(), space_id: from.space, audience_id: null, decision_id: to, from_id: from.id })
    .execute();
}
