import type { Tx } from '../../../platform/database/database.ts';
import '../tables.ts';

const comments = (tx: Tx) =>
  tx.db
    .selectFrom('block_comment as c')
    .leftJoin('person as p', 'p.id', 'c.by_person')
    .select(['c.id', 'c.block_id as block', 'c.version', 'c.quote', 'c.place', 'c.answers_id as answers'])
    .select(['c.text', 'c.at', 'c.by_person as byPerson', 'c.by_partner as byPartner', 'p.name as byName'])
    .select(['c.settled_at as settledAt', 'c.taken_back_at as takenBackAt']);

/** Of those that were taken back only the reader's own: they can put them back. */
export function listComments(tx: Tx, block: string) {
  return comments(tx)
    .where('c.block_id', '=', block)
    .where((is) =>
      is.or([is('c.taken_back_at', 'is', null), is('c.by_person', '=', tx.scope.person?.id ?? null)]),
    )
    .orderBy('c.at')
    .orderBy('c.id')
    .execute();
}
export type Comment = Awaited<ReturnType<typeof listComments>>[number];

/** One comment on a block, also one that was taken back. */
export function findComment(tx: Tx, block: string, id: string) {
  return comments(tx).where('c.id', '=', id).where('c.block_id', '=', block).executeTakeFirst();
}

/** How many comments on each block wait for somebody. */
export async function countOpenComments(tx: Tx, document: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectFrom('block_comment as c')
    .innerJoin('document_block as b', 'b.id', 'c.block_id')
    .select((count) => ['c.block_id as block', count.fn.countAll<number>().as('n')])
    .where('b.document_id', '=', document)
    .where('c.answers_id', 'is', null)
    .where('c.settled_at', 'is', null)
    .where('c.taken_back_at', 'is', null)
    .groupBy('c.block_id')
    .execute();
  return new Map(rows.map(({ block, n }) => [block, Number(n)]));
}
