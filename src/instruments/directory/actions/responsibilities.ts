import type { Tx } from '../../../platform/database/database.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { forgetSubjects } from '../../../platform/search/index-subject.ts';
import { indexResponsibilities } from '../store/indexing.ts';
import { findResponsibility } from '../store/reading.ts';
import type { Organisation, Responsibility } from '../store/tables.ts';
import { insertResponsibilities, type ResponsibilityFields, updateResponsibility } from '../store/writing.ts';
import { authorise } from './organisation.ts';

export async function addResponsibility(
  tx: Tx,
  organisation: Organisation,
  fields: ResponsibilityFields,
): Promise<string> {
  authorise(tx, organisation);
  const [id] = await insertResponsibilities(tx, organisation, [fields]);
  await tx.record({
    space: organisation.id,
    kind: 'responsibility.added',
    subject: id!,
    content: { decides: fields.decides },
  });
  return id!;
}

export async function changeResponsibility(
  tx: Tx,
  organisation: Organisation,
  id: string,
  fields: ResponsibilityFields,
): Promise<void> {
  await own(tx, organisation, id, false);
  await updateResponsibility(tx, id, fields);
  await tx.record({
    space: organisation.id,
    kind: 'responsibility.changed',
    subject: id,
    content: { decides: fields.decides },
  });
}

/** Taken off the page and out of the search; it can be put back. */
export async function removeResponsibility(tx: Tx, organisation: Organisation, id: string): Promise<void> {
  await own(tx, organisation, id, false);
  await tx.db.updateTable('responsibility').set({ removed_at: tx.now }).where('id', '=', id).execute();
  await forgetSubjects(tx, [id]);
  await tx.record({ space: organisation.id, kind: 'responsibility.removed', subject: id });
}

export async function returnResponsibility(tx: Tx, organisation: Organisation, id: string): Promise<void> {
  const responsibility = await own(tx, organisation, id, true);
  await tx.db.updateTable('responsibility').set({ removed_at: null }).where('id', '=', id).execute();
  await indexResponsibilities(tx, [responsibility]);
  await tx.record({ space: organisation.id, kind: 'responsibility.returned', subject: id });
}

/** One place up or down among those of its half of the page. */
export async function moveResponsibility(
  tx: Tx,
  organisation: Organisation,
  id: string,
  way: 'up' | 'down',
): Promise<void> {
  const responsibility = await own(tx, organisation, id, false);
  const rows = await tx.db
    .selectFrom('responsibility')
    .select(['id', 'position'])
    .where('space_id', '=', organisation.id)
    .where('decides', '=', responsibility.decides)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute();
  const from = rows.findIndex((row) => row.id === id);
  const to = from + (way === 'up' ? -1 : 1);
  if (from < 0 || to < 0 || to >= rows.length) return;
  // Whatever the numbers were (imports may have made equal ones), afterwards they count from 1.
  const ordered = rows.map((row) => row.id);
  [ordered[from], ordered[to]] = [ordered[to]!, ordered[from]!];
  for (const [index, row] of ordered.entries()) {
    if (rows.find((one) => one.id === row)?.position === index + 1) continue;
    await tx.db
      .updateTable('responsibility')
      .set({ position: index + 1 })
      .where('id', '=', row)
      .execute();
  }
  await tx.record({ space: organisation.id, kind: 'responsibility.moved', subject: id, content: { way } });
}

async function own(
  tx: Tx,
  organisation: Organisation,
  id: string,
  removed: boolean,
): Promise<Responsibility> {
  authorise(tx, organisation);
  const responsibility = await findResponsibility(tx, id);
  if (!responsibility || responsibility.space_id !== organisation.id) throw new NotFound();
  if ((responsibility.removed_at !== null) !== removed) throw new NotFound();
  return responsibility;
}
