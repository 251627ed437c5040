import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { End } from '../rules.ts';
import './tables.ts';

const added = (tx: Tx, partnership: string) => ({
  id: newId(),
  space_id: partnership,
  audience_id: null,
  by_person: tx.scope.person?.id ?? null,
});

export async function insertRelation(
  tx: Tx,
  partnership: string,
  relation: { partner_id: string; to_partner: string | null; to_name: string; locale: Locale },
): Promise<string> {
  const row = { ...added(tx, partnership), ...relation };
  await tx.db.insertInto('relation').values(row).execute();
  return row.id;
}

export type HolderFields = {
  department: string;
  ends: End;
  until: string | null;
  successor_id: string | null;
  successor_name: string;
  role_id: string | null;
  written: boolean;
};

export async function insertHolder(
  tx: Tx,
  partnership: string,
  holder: HolderFields & { relation_id: string; person_id: string | null; role_name: string },
): Promise<string> {
  const row = { ...added(tx, partnership), ...holder };
  await tx.db.insertInto('relation_holder').values(row).execute();
  return row.id;
}

export async function updateHolder(tx: Tx, id: string, fields: HolderFields): Promise<void> {
  const changed = { changed_at: tx.now, changed_by: tx.scope.person?.id ?? null };
  await tx.db
    .updateTable('relation_holder')
    .set({ ...fields, ...changed })
    .where('id', '=', id)
    .execute();
}

export async function insertElection(
  tx: Tx,
  partnership: string,
  election: { day: string; what: string; locale: Locale },
): Promise<string> {
  const row = { ...added(tx, partnership), ...election };
  await tx.db.insertInto('election_day').values(row).execute();
  return row.id;
}

/** Takes a row out, or puts it back. False where it stands like that already. */
export async function markRow(
  tx: Tx,
  table: 'relation' | 'relation_holder' | 'election_day',
  id: string,
  way: 'removed' | 'returned',
): Promise<boolean> {
  const removed = way === 'removed';
  const { numUpdatedRows } = await tx.db
    .updateTable(table)
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What a guest held is held by the account that they made. Past the guards. */
export async function moveHolders(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  for (const column of ['person_id', 'successor_id'] as const)
    await tx.db
      .updateTable('relation_holder')
      .set({ [column]: account })
      .where('space_id', '=', partnership)
      .where(column, '=', guest)
      .execute();
}
