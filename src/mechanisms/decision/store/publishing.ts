import type { Tx } from '../../../platform/database/database.ts';
import { own } from './writing.ts';
import '../tables.ts';

/** Whether everybody may read a decision: what was chosen last. */
export async function isOpened(tx: Tx, decision: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('decision_publication')
    .select('open')
    .where('decision_id', '=', decision)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.open ?? false;
}

export async function insertPublication(
  tx: Tx,
  { id, space }: { id: string; space: string },
  open: boolean,
): Promise<void> {
  await tx.db
    .insertInto('decision_publication')
    .values({ ...own(tx, space), decision_id: id, open })
    .execute();
}
