import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { answersFor } from '../partnerships/access.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { findPartnership, listPartners, listPeopleOf, type Partner } from '../partnerships/store.ts';
import { type consentForm, endOfTerm, type nominationForm, outcomeOf, type RoleInput } from './rules.ts';
import {
  closeProposal,
  endTerm,
  findProposal,
  findRole,
  insertConsent,
  insertNomination,
  insertProposal,
  insertRole,
  insertTerm,
  listCandidates,
  listConsents,
  listProposedFor,
  lockRole,
  type Role,
  setRemoved,
  setWilling,
  updateRole,
} from './store.ts';

export type RoleInside = Inside & { role: Role; speaksAs: Partner | undefined };

/** Opens a role for somebody of the partnership. `speaksAs` is the partner that they nominate and consent for. */
export async function loadRole(tx: Tx, partnership: string, id: string): Promise<RoleInside> {
  const inside = await loadPartnership(tx, partnership);
  const role = isId(id) ? await findRole(tx, partnership, id) : undefined;
  if (!role) throw new NotFound();
  const own = inside.partners.find((partner) => partner.joinedAt && answersFor(tx.scope, partner.id));
  const speaksAs = inside.contributes ? own : undefined;
  return { ...inside, role, speaksAs };
}

/** Opens a partnership for somebody who may add a role to it. */
export async function loadToAdd(tx: Tx, partnership: string): Promise<Inside> {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  return inside;
}

export async function loadForChange(tx: Tx, partnership: string, id: string): Promise<RoleInside> {
  // Before it is read: who holds it may change while one waits.
  if (isId(id)) await lockRole(tx, id);
  const inside = await loadRole(tx, partnership, id);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  return inside;
}

/** The partners whose word a choice waits for: those who joined and have somebody to give it. */
export async function waitedFor(tx: Tx, partners: readonly Partner[]): Promise<string[]> {
  const joined = partners.filter(({ joinedAt }) => joinedAt).map(({ id }) => id);
  const people = await listPeopleOf(tx, joined);
  return joined.filter((id) =>
    people.some(({ partner, role }) => partner === id && (role === 'lead' || role === 'deputy')),
  );
}

export const kinds = [
  'added',
  'changed',
  'removed',
  'returned',
  'nominated',
  'proposed',
  'accepted',
  'declined',
  'withdrawn',
  'consented',
  'objected',
  'filled',
  'ended',
  'handed-over',
  'taken-over',
] as const;
type Kind = (typeof kinds)[number];

export function record(
  tx: Tx,
  kind: Kind,
  { partnership, role }: { partnership: string; role: { id: string; title: string } },
  more: { partner?: string; name?: string | null } = {},
) {
  return tx.record({
    space: partnership,
    kind: `role.${kind}`,
    subject: role.id,
    content: { ...(more.partner && { partner: more.partner }) },
    personal: { title: role.title, ...(more.name && { name: more.name }) },
  });
}

/** Only another role of the same partnership can follow. */
async function checkNext(tx: Tx, partnership: string, { next }: RoleInput, role?: string): Promise<void> {
  if (next === null) return;
  const found = next === role ? undefined : await findRole(tx, partnership, next);
  if (!found || found.removedAt) throw new Refusal('next.wanted', 'next');
}

export async function addRole(tx: Tx, partnership: string, input: RoleInput): Promise<string> {
  await loadToAdd(tx, partnership);
  await checkNext(tx, partnership, input);
  const id = await insertRole(tx, partnership, input);
  await record(tx, 'added', { partnership, role: { id, title: input.title } });
  return id;
}

export async function changeRole(tx: Tx, partnership: string, id: string, input: RoleInput): Promise<void> {
  const { role } = await loadForChange(tx, partnership, id);
  // What followed before and is not in use any more may stay.
  if (input.next !== role.next) await checkNext(tx, partnership, input, role.id);
  await updateRole(tx, role.id, input);
  await record(tx, 'changed', { partnership, role: { id: role.id, title: input.title } });
}

export async function removeRole(tx: Tx, partnership: string, id: string): Promise<void> {
  const { role } = await loadForChange(tx, partnership, id);
  if (role.removedAt) return;
  await setRemoved(tx, role.id, tx.now);
  await record(tx, 'removed', { partnership, role });
}

export async function returnRole(tx: Tx, partnership: string, id: string): Promise<void> {
  const { role } = await loadForChange(tx, partnership, id);
  if (!role.removedAt) return;
  await setRemoved(tx, role.id, null);
  await record(tx, 'returned', { partnership, role });
}

async function candidate(tx: Tx, partnership: string, person: string): Promise<{ id: string; name: string }> {
  const found = (await listCandidates(tx, partnership)).find(({ id }) => id === person);
  if (!found) throw new Refusal('person.wanted', 'person');
  return found;
}

/** A partner says whom it would choose, and why. Said again, the latest counts. */
export async function nominate(
  tx: Tx,
  partnership: string,
  id: string,
  input: z.output<typeof nominationForm>,
): Promise<void> {
  const { role, speaksAs } = await loadForChange(tx, partnership, id);
  if (!speaksAs) throw new Forbidden('those who answer for a partner');
  const { name } = await candidate(tx, partnership, input.person);
  await insertNomination(tx, { partnership, role: role.id, partner: speaksAs.id, ...input });
  await record(tx, 'nominated', { partnership, role }, { partner: speaksAs.id, name });
}

/** Puts one candidate to all. */
export async function propose(
  tx: Tx,
  partnership: string,
  id: string,
  input: z.output<typeof nominationForm>,
): Promise<void> {
  const { role } = await loadForChange(tx, partnership, id);
  const { name } = await candidate(tx, partnership, input.person);
  if (await findProposal(tx, role.id)) throw new Refusal('proposal.open', 'person');
  await insertProposal(tx, { partnership, role: role.id, ...input });
  await record(tx, 'proposed', { partnership, role }, { name });
}

async function loadProposal(tx: Tx, role: Role) {
  const proposal = await findProposal(tx, role.id);
  if (!proposal) throw new Refusal('proposal.gone');
  return proposal;
}

/** The candidate says whether they are willing. */
export async function answerProposal(
  tx: Tx,
  partnership: string,
  id: string,
  answer: 'yes' | 'no',
  today: string,
): Promise<void> {
  const inside = await loadForChange(tx, partnership, id);
  const { role } = inside;
  const proposal = await loadProposal(tx, role);
  if (proposal.person !== tx.scope.person?.id) throw new Forbidden('who is proposed');
  if (answer === 'no') {
    await closeProposal(tx, proposal.id, 'declined');
    await record(tx, 'declined', { partnership, role }, { name: proposal.name });
    return;
  }
  if (!proposal.willingAt) await setWilling(tx, proposal.id);
  await record(tx, 'accepted', { partnership, role }, { name: proposal.name });
  await appointIfAgreed(tx, inside, today);
}

/** A partner agrees to the candidate, or objects with a reason. */
export async function consent(
  tx: Tx,
  partnership: string,
  id: string,
  input: z.output<typeof consentForm>,
  today: string,
): Promise<void> {
  const inside = await loadForChange(tx, partnership, id);
  const { role, speaksAs } = inside;
  if (!speaksAs) throw new Forbidden('those who answer for a partner');
  const proposal = await loadProposal(tx, role);
  const { choice, reason } = input;
  // A word is to the candidate who was read about, not to one who was put to all meanwhile.
  if (input.proposal && input.proposal !== proposal.id) throw new Refusal('proposal.gone');
  await insertConsent(tx, { partnership, proposal: proposal.id, partner: speaksAs.id, choice, reason });
  await record(
    tx,
    choice === 'yes' ? 'consented' : 'objected',
    { partnership, role },
    { partner: speaksAs.id, name: proposal.name },
  );
  await appointIfAgreed(tx, inside, today);
}

/** Fills the role once nothing stands against it any more. Whoever held it before, holds it no longer. */
async function appointIfAgreed(
  tx: Tx,
  { partnership, partners, role }: Pick<RoleInside, 'partnership' | 'partners' | 'role'>,
  today: string,
) {
  const proposal = await loadProposal(tx, role);
  const said = await listConsents(tx, proposal.id);
  const { appointed } = outcomeOf(proposal.willingAt !== null, await waitedFor(tx, partners), said);
  if (!appointed) return;
  await closeProposal(tx, proposal.id, 'appointed');
  await endTerm(tx, role.id);
  await insertTerm(tx, {
    partnership: partnership.id,
    role: role.id,
    person: proposal.person,
    since: today,
    until: endOfTerm(today, role.months),
  });
  await record(tx, 'filled', { partnership: partnership.id, role }, { name: proposal.name });
}

/** Where somebody has left, nobody's word may be missing any more. For reactions. */
export async function appointAfterLeaving(tx: Tx, id: string, today: string): Promise<void> {
  const partnership = await findPartnership(tx, id);
  if (!partnership || partnership.endedAt) return;
  const partners = await listPartners(tx, id);
  for (const proposed of await listProposedFor(tx, id)) {
    await lockRole(tx, proposed);
    const role = await findRole(tx, id, proposed);
    if (role?.proposal) await appointIfAgreed(tx, { partnership, partners, role }, today);
  }
}

/** Who proposed somebody, or facilitates, takes the proposal back: another candidate can be put to all. */
export async function withdrawProposal(tx: Tx, partnership: string, id: string): Promise<void> {
  const { role, facilitates } = await loadForChange(tx, partnership, id);
  const proposal = await loadProposal(tx, role);
  if (!facilitates && proposal.by !== tx.scope.person?.id)
    throw new Forbidden('who proposed, or facilitates');
  await closeProposal(tx, proposal.id, 'withdrawn');
  await record(tx, 'withdrawn', { partnership, role }, { name: proposal.name });
}
