import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { mayBeClaimed } from '../directory/access.ts';
import { addOrganisation } from '../directory/actions/add-organisation.ts';
import { slugOf } from '../directory/rules.ts';
import { findByName } from '../directory/store/reading.ts';
import type { Organisation } from '../directory/store/tables.ts';
import type { OrganisationFields } from '../directory/store/writing.ts';
import { type Claim, decideClaim, findClaimBy, insertClaim, insertLead } from './store.ts';

export type Registration = { id: string; fields: OrganisationFields; host: string; parent: string };

/**
 * Puts an organisation on the list. Whoever does so for their own group is its lead. Administrators do it for
 * others, whom they then invite: departments, and groups that nobody speaks for yet. (One that does not want to
 * be seen would be lost to them as well, so it can only be their own.)
 */
export async function register(tx: Tx, { id, fields, host, parent }: Registration): Promise<string> {
  const { person, administers } = tx.scope;
  if (!person) throw new Forbidden('signed in');
  const isDepartment = fields.kind === 'department';
  if (isDepartment && !administers) throw new Forbidden('administrator');
  const isOwn = !isDepartment && (!administers || fields.audience === 'space');
  for (const [locale, name] of Object.entries(fields.name)) {
    if (await findByName(tx, name, slugOf(name))) throw new Refusal('name.taken', `name_${locale}`);
  }
  const hostId = host ? await named(tx, host, 'host') : null;
  const parentId = isDepartment && parent ? await named(tx, parent, 'parent') : null;
  const slug = await addOrganisation(tx, id, {
    ...fields,
    host_id: isDepartment ? null : hostId,
    parent_id: parentId,
    claimed_at: isOwn ? tx.now : null,
  });
  if (isOwn) await insertLead(tx, id, person.id);
  return slug;
}

async function named(tx: Tx, typed: string, field: string): Promise<string> {
  const found = await findByName(tx, typed, slugOf(typed));
  if (!found) throw new Refusal('named.unknown', field);
  return found.id;
}

/** Asks to speak for an organisation that nobody speaks for yet. */
export async function claim(tx: Tx, organisation: Organisation, grounds: string): Promise<void> {
  if (!mayBeClaimed(organisation) || !tx.scope.person) throw new NotFound();
  // Sent once more from an old page: the wish waits already.
  const waits = await findClaimBy(tx, organisation.id, tx.scope.person.id);
  if (waits && !waits.decided_at) return;
  const id = await insertClaim(tx, organisation.id, tx.scope.person.id, grounds);
  await tx.record({
    space: organisation.id,
    kind: 'claim.sent',
    subject: id,
    personal: { claimant: tx.scope.person.id },
  });
}

/** The administrator says yes: the claimant speaks for the organisation from now on. */
export async function acceptClaim(tx: Tx, found: Claim): Promise<void> {
  authorise(tx, found);
  // Two people may have asked; the first yes counts, whoever is looking at an old page.
  const moved = await tx.db
    .updateTable('organisation')
    .set({ claimed_at: tx.now })
    .where('id', '=', found.organisation)
    .where('claimed_at', 'is', null)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) throw new Refusal('claim.taken');
  if (!(await decideClaim(tx, found.id, true, null))) throw new NotFound();
  await insertLead(tx, found.organisation, found.claimant!);
  await tx.record({
    space: found.organisation,
    kind: 'claim.accepted',
    subject: found.id,
    personal: { claimant: found.claimant },
  });
}

export async function declineClaim(tx: Tx, found: Claim, reason: string): Promise<void> {
  authorise(tx, found);
  if (!(await decideClaim(tx, found.id, false, reason))) throw new NotFound();
  await tx.record({
    space: found.organisation,
    kind: 'claim.declined',
    subject: found.id,
    personal: { claimant: found.claimant, reason },
  });
}

function authorise(tx: Tx, found: Claim): void {
  if (!tx.scope.administers) throw new Forbidden('administrator');
  if (found.decided_at || !found.claimant) throw new NotFound();
  // Nobody lets themselves in.
  if (found.claimant === tx.scope.person?.id) throw new Refusal('claim.own');
}
