import type { Tx } from '../../../platform/database/database.ts';

export async function forgetSealed({ db }: Tx, before: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ sealed: null })
    .where('sealed', 'is not', null)
    .where('sent_at', '<', before)
    .execute();
}

export async function forgetSent({ db }: Tx, before: Date): Promise<void> {
  await db.deleteFrom('mail').where('sent_at', '<', before).execute();
}

export async function forgetUnsent({ db }: Tx, before: Date): Promise<void> {
  await db.deleteFrom('mail').where('created_at', '<', before).execute();
}

export async function forgetOnce({ db }: Tx, before: Date): Promise<void> {
  await db.deleteFrom('once').where('at', '<', before).execute();
}
