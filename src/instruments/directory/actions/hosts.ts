import type { Tx } from '../../../platform/database/database.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { mayEdit } from '../access.ts';
import { findOrganisationById } from '../store/reading.ts';
import type { Organisation } from '../store/tables.ts';
import { updateOrganisation } from '../store/writing.ts';

/** The named host says that it stands in for the group, or that it does not. */
export async function answerHost(tx: Tx, host: Organisation, group: string, agrees: boolean): Promise<void> {
  if (!mayEdit(tx.scope, host)) throw new NotFound();
  const found = await findOrganisationById(tx, group);
  if (!found || found.host_id !== host.id || found.host_confirmed_at) throw new NotFound();
  await updateOrganisation(tx, group, agrees ? { host_confirmed_at: tx.now } : { host_id: null });
  await tx.record({
    space: group,
    kind: agrees ? 'organisation.host-confirmed' : 'organisation.host-declined',
    subject: host.id,
  });
}
