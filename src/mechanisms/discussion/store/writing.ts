import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { Span } from '../rules.ts';
import '../tables.ts';

type Of = { id: string; space: string };
export type Said = { text: string; locale: Locale };

/** A comment after those that are there; with the first one its discussion begins. Returns its id and its number. */
export async function insertComment(tx: Tx, { id, space }: Of, said: Said) {
  await tx.db
    .insertInto('discussion')
    .values({ id, space_id: space, audience_id: null, decision_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx.db
    .insertInto('discussion_comment')
    .values({
      ...{ id: newId(), space_id: space, audience_id: null, discussion_id: id },
      ...{ ...said, by_person: tx.scope.person?.id ?? null },
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow();
}

/** Other words for one's own comment. The database keeps those of before. */
export async function updateComment(tx: Tx, id: string, said: Said): Promise<void> {
  await tx.db.updateTable('discussion_comment').set(said).where('id', '=', id).execute();
}

/** Takes one's own comment back, or puts it back. Tells whether that changed anything. */
export async function setTakenBack(tx: Tx, id: string, takenBack: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('discussion_comment')
    .set({ taken_back_at: takenBack ? tx.now : null })
    .where('id', '=', id)
    .where('taken_back_at', takenBack ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Until the end of the transaction nobody else changes this comment. */
export async function lockComment(tx: Tx, id: string): Promise<void> {
  await tx.db.selectFrom('discussion_comment').select('id').where('id', '=', id).forUpdate().execute();
}

/** Calls people to a comment. Who was called to it already is not called again. */
export async function insertCalls(
  tx: Tx,
  comment: { id: string; space: string },
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  await tx.db
    .insertInto('discussion_call')
    .values(
      people.map((person) => ({
        ...{ id: newId(), space_id: comment.space, comment_id: comment.id },
        ...{ audience: 'person' as const, audience_id: person },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Who is called in a comment of one's own that names only these by now: the others are called no more. */
export async function removeCalls(tx: Tx, comment: string, named: readonly string[]): Promise<void> {
  await sql`select discussion_uncall(${comment}, ${named}::uuid[])`.execute(tx.db);
}

/** The reader has read up to this number; never less far than before. */
export async function markRead(tx: Tx, { id, space }: Of, upto: number): Promise<void> {
  const person = tx.scope.person!.id;
  await tx.db
    .insertInto('discussion_read')
    .values({
      ...{ id: newId(), space_id: space, discussion_id: id, upto },
      ...{ audience: 'person', audience_id: person },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['discussion_id', 'audience_id'])
        .doUpdateSet({ upto: sql`greatest(discussion_read.upto, excluded.upto)` }),
    )
    .execute();
}

/** The reader has seen those of these comments in which they are called. */
export async function seeCalls(tx: Tx, discussion: string, { from, to }: Span): Promise<void> {
  await tx.db
    .updateTable('discussion_call')
    .set({ seen_at: tx.now })
    .where('audience_id', '=', tx.scope.person!.id)
    .where('seen_at', 'is', null)
    .where('comment_id', 'in', (from_) =>
      from_
        .selectFrom('discussion_comment')
        .select('id')
        .where('discussion_id', '=', discussion)
        .where('number', '>=', from)
        .where('number', '<=', to),
    )
    .execute();
}

/** Calls and what was read become another account's: of a guest who has one now. */
export async function moveReading(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  for (const [name, of] of [
    ['discussion_call', 'comment_id'],
    ['discussion_read', 'discussion_id'],
  ] as const) {
    const [table, column] = [sql.table(name), sql.ref(of)];
    await sql`update ${table} t set audience_id = ${account}
      where t.space_id = ${partnership} and t.audience_id = ${guest} and not exists (
        select from ${table} o where o.${column} = t.${column} and o.audience_id = ${account})`.execute(
      tx.db,
    );
  }
}

/** What a guest said is changed and taken back by their account. Past the guards. */
export async function moveComments(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await tx.db
    .updateTable('discussion_comment')
    .set({ by_person: account })
    .where('space_id', '=', partnership)
    .where('by_person', '=', guest)
    .execute();
}
