import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { isId, newId } from '../../../platform/id.ts';
import { lockPeople } from '../../accounts/store.ts';
import { answersFor, type PartnerRole, rightsAt } from '../access.ts';
import { type Inside, loadPartnership } from '../actions.ts';
import { countsUntil, type Invited, rolesAfter } from '../rules.ts';
import {
  addParts,
  closeInvitation,
  endParts,
  findInvitation,
  findInvitedAlready,
  findParticipant,
  insertInvitations,
  insertPartners,
  insertSpaces,
  listAddressesThere,
  listAwaiting,
  listFacilitators,
  listPartsOf,
  listPeopleOf,
  type NewInvitation,
  setPartnerExpected,
} from '../store.ts';
import { checkInvited, checkManyInvited, recordInvited } from './beginning.ts';
import { loadPartner } from './partners.ts';

/** An address that is invited already, or whose owner is in, is named: nobody is written to twice. People are held. */
async function checkNew(tx: Tx, id: string, invited: readonly Invited[], field: string): Promise<void> {
  const addresses = invited.map((one) => one.email);
  const again = await findInvitedAlready(tx, id, addresses);
  if (again) throw new Refusal('invited.already', field, { email: again });
  const [there] = await listAddressesThere(tx, id, addresses);
  if (there) throw new Refusal('invited.there', field, { email: there });
}

type Many = {
  role: 'lead' | 'observer' | 'facilitator';
  invited: string;
  language: Locale;
  note: string;
};

/** Invites many at once: each as the lead of a partner, or all to look on or to facilitate. Opened for `spaces`. */
export async function inviteMany(tx: Tx, id: string, many: Many, spaces: readonly string[]): Promise<number> {
  await lockPeople(tx, id);
  if (!(await loadPartnership(tx, id)).facilitates) throw new NotFound();
  const { invited } = await checkInvited(tx, many.invited, 'invited');
  await checkNew(tx, id, invited, 'invited');
  const { role, language: locale, note } = many;
  const sent = { role, locale, note, expiresAt: countsUntil(tx.now) };
  const invitations: NewInvitation[] = invited.map((one, n) => ({
    id: newId(),
    partner: role === 'lead' ? spaces[n]! : null,
    ...sent,
    ...one,
  }));
  const partners = invitations.flatMap(({ partner }) => (partner ? [partner] : []));
  await insertSpaces(tx, 'partner', partners);
  const unnamed = { name: '', kind: 'community' as const, organisation: null, joined: false };
  await insertPartners(
    tx,
    id,
    partners.map((partner) => ({ id: partner, ...unnamed })),
  );
  await insertInvitations(tx, id, invitations);
  await recordInvited(tx, id, invitations);
  return invitations.length;
}

type Colleague = { email: string; name: string; role: PartnerRole; language: Locale; note: string };

/** Invites somebody to a partner that is there. */
export async function inviteColleague(tx: Tx, id: string, partner: string, one: Colleague): Promise<void> {
  await lockPeople(tx, id);
  const { invites, people } = await loadPartner(tx, id, partner);
  if (!invites) throw new NotFound();
  if (one.role === 'lead' && people.some(({ role }) => role === 'lead'))
    throw new Refusal('role.taken', 'role');
  await checkNew(tx, id, [one], 'email');
  await checkManyInvited(tx, 1, 'email');
  const { email, name, role, note, language: locale } = one;
  const expiresAt = countsUntil(tx.now);
  const invitation = { id: newId(), partner, email, name, role, locale, note, expiresAt };
  await insertInvitations(tx, id, [invitation]);
  await recordInvited(tx, id, [invitation]);
}

/** An invitation that was not taken up, for who may withdraw it: facilitators, and who answers for the partner. */
export async function loadInvitation(tx: Tx, id: string, invitation: string) {
  const inside = await loadPartnership(tx, id);
  const found = isId(invitation) ? await findInvitation(tx, invitation) : undefined;
  const own = found?.partner && answersFor(tx.scope, found.partner) && !inside.partnership.endedAt;
  if (!found || found.partnership !== id || (!inside.facilitates && !own)) throw new NotFound();
  if (found.acceptedAt || found.withdrawnAt) throw new NotFound();
  return { inside, found };
}

export async function withdrawInvitation(tx: Tx, id: string, invitation: string): Promise<void> {
  await lockPeople(tx, id);
  const { found } = await loadInvitation(tx, id, invitation);
  if (!(await closeInvitation(tx, found.id, { withdrawn: true }))) throw new NotFound();
  if (found.partner) await setPartnerExpected(tx, found.partner, false);
  await tx.record({
    space: id,
    kind: 'partner.uninvited',
    subject: found.id,
    audience: 'facilitator',
    content: found.partner ? { partner: found.partner } : {},
  });
}

/** Sends it anew: the old link is dead, and the new one counts from now. */
export async function renewInvitation(tx: Tx, id: string, invitation: string): Promise<string> {
  await lockPeople(tx, id);
  const { found } = await loadInvitation(tx, id, invitation);
  if (found.partner) {
    const people = await listPeopleOf(tx, [found.partner]);
    const awaits = (await listAwaiting(tx, id)).has(found.partner);
    if (!rightsAt(tx.scope, { partnership: id, id: found.partner, awaits }, people).invites)
      throw new NotFound();
  }
  await checkManyInvited(tx, 1);
  if (!(await closeInvitation(tx, found.id, { withdrawn: true }))) throw new NotFound();
  if (found.partner) await setPartnerExpected(tx, found.partner, true);
  const { email, name, role, locale, note, partner } = found;
  const renewed = {
    ...{ id: newId(), email, name, role, locale, note, partner },
    expiresAt: countsUntil(tx.now),
  };
  await insertInvitations(tx, id, [renewed]);
  await recordInvited(tx, id, [renewed]);
  return name || email;
}

const told = { lead: 'lead.named', deputy: 'deputy.named', member: 'role.changed' } as const;

/** Names the lead or the deputy of a partner, or lets somebody step back. Opened for both spaces. */
export async function giveRole(
  tx: Tx,
  id: string,
  partner: string,
  chosen: { membership: string; role: 'lead' | 'deputy' | 'member' },
): Promise<string> {
  await lockPeople(tx, id);
  const { names, people } = await loadPartner(tx, id, partner);
  const person = people.find((one) => one.membership === chosen.membership);
  if (!names || !person) throw new NotFound();
  const changes = rolesAfter(people, chosen.membership, chosen.role);
  if (!changes) throw new Refusal('role.leadFirst');
  for (const [membership, role] of changes) {
    const changed = people.find((one) => one.membership === membership)!;
    await endParts(tx, [membership]);
    await addParts(tx, [{ space: partner, person: changed.id, role }]);
    if (changed.role === 'observer') await contributesNow(tx, id, changed.id);
  }
  if (changes.size > 0) {
    await tx.record({
      space: id,
      kind: told[chosen.role],
      subject: person.id,
      content: { partner, role: chosen.role },
      personal: { name: person.name },
    });
  }
  return person.name;
}

/** Those who work with a partner and do not facilitate yet: to them it can be handed over. */
export function mayFacilitate<Person extends { id: string; role: string }>(
  people: readonly Person[],
  facilitators: readonly { id: string }[],
): Person[] {
  const already = new Set(facilitators.map(({ id }) => id));
  return people.filter(({ id, role }) => role !== 'observer' && !already.has(id));
}

/** Lets somebody who takes part facilitate too. They can step back at any time, and so can who named them. */
export async function nameFacilitator(tx: Tx, id: string, person: string): Promise<string> {
  await lockPeople(tx, id);
  const inside = await loadPartnership(tx, id);
  if (!inside.facilitates) throw new NotFound();
  const people = await listPeopleOf(
    tx,
    inside.partners.map((one) => one.id),
  );
  const chosen = mayFacilitate(people, await listFacilitators(tx, id)).find((one) => one.id === person);
  if (!chosen) throw new Refusal('handOver.wanted', 'person');
  await addParts(tx, [{ space: id, person, role: 'facilitator' }]);
  await tx.record({
    space: id,
    kind: 'facilitator.named',
    subject: person,
    content: {},
    personal: { name: chosen.name },
  });
  return chosen.name;
}

/** Who only looked on works with their partner from now on. */
async function contributesNow(tx: Tx, id: string, person: string): Promise<void> {
  const held = (await listPartsOf(tx, [person], [id])).filter((one) => one.role === 'observer');
  await endParts(
    tx,
    held.map((one) => one.id),
  );
  await addParts(tx, [{ space: id, person, role: 'participant' }]);
}

/** A part that the reader may end: their own, or that of somebody they answer for. */
export type Ending = {
  inside: Inside;
  person: { id: string; name: string; role: string; membership: string };
  self: boolean;
  /** Who goes on taking part in another role. */
  stays: boolean;
  /** Whose partner is left without a lead: with others who can be named, or with nobody. */
  leaderless?: 'others' | 'nobody' | undefined;
};
type Ended = { name: string; self: boolean; stays: boolean };

/** Somebody's part at a partner, which ends with their part in the partnership. */
export async function loadPartAt(tx: Tx, id: string, partner: string, membership: string): Promise<Ending> {
  const { inside, ends, people } = await loadPartner(tx, id, partner);
  const person = people.find((one) => one.membership === membership);
  const self = person?.id === tx.scope.person?.id;
  if (!person || (!ends && !self)) throw new NotFound();
  const held = await listPartsOf(tx, [person.id], [id]);
  const stays = held.some((one) => one.role === 'facilitator');
  const leaderless = person.role !== 'lead' ? undefined : people.length > 1 ? 'others' : 'nobody';
  return { inside, person, self, stays, leaderless };
}

/** The part of somebody who facilitates or looks on. */
export async function loadPartIn(tx: Tx, id: string, membership: string): Promise<Ending> {
  const inside = await loadPartnership(tx, id);
  const person = isId(membership) ? await findParticipant(tx, id, membership) : undefined;
  const self = person?.id === tx.scope.person?.id;
  if (!person || (!inside.facilitates && !self) || person.role === 'participant') throw new NotFound();
  // Who looks on for a partner leaves with their part there.
  const atPartner = await listPeopleOf(
    tx,
    inside.partners.map((one) => one.id),
  );
  if (person.role === 'observer' && atPartner.some((one) => one.id === person.id)) throw new NotFound();
  const held = await listPartsOf(tx, [person.id], [id]);
  const stays = held.some((one) => one.id !== membership);
  return { inside, person, self, stays };
}

/** Ends somebody's part at a partner, and with it their part in the partnership. Opened for both spaces. */
export async function endPartAt(tx: Tx, id: string, partner: string, membership: string): Promise<Ended> {
  await lockPeople(tx, id);
  const ending = await loadPartAt(tx, id, partner, membership);
  const held = (await listPartsOf(tx, [ending.person.id], [id])).filter((one) => one.role !== 'facilitator');
  await endParts(tx, [membership, ...held.map((one) => one.id)]);
  return recordEnded(tx, id, ending, { partner });
}

/** Ends the part of somebody who facilitates or looks on. Somebody has to facilitate. */
export async function endPartIn(tx: Tx, id: string, membership: string): Promise<Ended> {
  await lockPeople(tx, id);
  const ending = await loadPartIn(tx, id, membership);
  if (ending.person.role === 'facilitator' && (await listFacilitators(tx, id)).length === 1)
    throw new Refusal('facilitator.last');
  await endParts(tx, [membership]);
  return recordEnded(tx, id, ending);
}

async function recordEnded(
  tx: Tx,
  id: string,
  { person, self, stays }: Ending,
  at: { partner?: string } = {},
): Promise<Ended> {
  await tx.record({
    space: id,
    kind: self ? 'participant.left' : 'participant.removed',
    subject: person.id,
    content: { ...at, role: person.role },
    personal: { name: person.name },
  });
  return { name: person.name, self, stays };
}
