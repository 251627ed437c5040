import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';

/** The members of a body, all at once: those who are new are confirmed by whoever imports. */
export async function replaceMembers(tx: Tx, body: string, members: readonly string[]): Promise<void> {
  const now = await tx.db
    .selectFrom('organisation_member')
    .select(['id', 'member_id'])
    .where('space_id', '=', body)
    .where('until', 'is', null)
    .execute();
  const gone = now.filter((row) => !members.includes(row.member_id)).map((row) => row.id);
  if (gone.length > 0)
    await tx.db.updateTable('organisation_member').set({ until: tx.now }).where('id', 'in', gone).execute();
  const known = new Set(now.map((row) => row.member_id));
  const added = members.filter((member) => !known.has(member));
  if (added.length > 0) {
    await tx.db
      .insertInto('organisation_member')
      .values(
        added.map((member_id) => ({
          id: newId(),
          space_id: body,
          audience_id: null,
          member_id,
          confirmed_at: tx.now,
          until: null,
        })),
      )
      .execute();
  }
}

export type Tie = { id: string; tie: 'parent' | 'host'; to: string | null };

/** Who belongs to whom, all at once: those it names may be new themselves. A host named by the city is confirmed. */
export async function setTies(tx: Tx, ties: readonly Tie[]): Promise<void> {
  for (const tie of ['parent', 'host'] as const) {
    const list = ties.filter((one) => one.tie === tie);
    if (list.length === 0) continue;
    const set =
      tie === 'parent'
        ? sql`parent_id = t.other`
        : sql`host_id = t.other, host_confirmed_at = case when t.other is null then null else app_now() end`;
    await sql`
      update organisation o set ${set}
      from unnest(${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.to)}::uuid[]) as t (id, other)
      where o.id = t.id
    `.execute(tx.db);
  }
}
