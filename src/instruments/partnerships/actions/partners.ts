import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import { lockPeople } from '../../accounts/store.ts';
import type { Kind } from '../../directory/rules.ts';
import { facilitates, leads, rightsAt } from '../access.ts';
import { type Inside, loadPartnership } from '../actions.ts';
import {
  addParts,
  endParts,
  type FoundPartner,
  findPartner,
  findPartnership,
  insertPartners,
  insertSpaces,
  listAwaiting,
  listPartsEndedAt,
  listPartsOf,
  listPeopleOf,
  markEnded,
  type PartnerPerson,
  saveWhat,
  setPartnerJoined,
  setPartnerLeft,
  withdrawAllTo,
  withdrawOthers,
} from '../store.ts';

export type AtPartner = {
  inside: Inside;
  partner: FoundPartner;
  people: readonly PartnerPerson[];
  /** What the reader may do about its people. Nothing once it has left, or the partnership has ended. */
  invites: boolean;
  names: boolean;
  ends: boolean;
};

/** One partner and its people, for all who take part in the partnership. One that left is only for facilitators. */
export async function loadPartner(tx: Tx, id: string, partner: string): Promise<AtPartner> {
  const inside = await loadPartnership(tx, id);
  const found = isId(partner) ? await findPartner(tx, id, partner) : undefined;
  if (!found || (found.leftAt && !inside.facilitates)) throw new NotFound();
  const people = await listPeopleOf(tx, [found.id]);
  const none = { invites: false, names: false, ends: false };
  if (found.leftAt || inside.partnership.endedAt) return { inside, partner: found, people, ...none };
  const awaits = (await listAwaiting(tx, id, found.id)).has(found.id);
  const rights = rightsAt(tx.scope, { partnership: id, id: found.id, awaits }, people);
  return { inside, partner: found, people, ...rights };
}

async function mustFacilitate(tx: Tx, id: string): Promise<Inside> {
  const inside = await loadPartnership(tx, id);
  if (!inside.facilitates) throw new NotFound();
  return inside;
}

type About = { name: string; purpose: string; place: string };

export async function changePartnership(tx: Tx, id: string, about: About): Promise<void> {
  await mustFacilitate(tx, id);
  await saveWhat(tx, id, about);
  await tx.record({ space: id, kind: 'partnership.changed', subject: id, personal: about });
}

export async function endPartnership(tx: Tx, id: string): Promise<void> {
  await lockPeople(tx, id);
  await mustFacilitate(tx, id);
  await markEnded(tx, id, true);
  await tx.record({ space: id, kind: 'partnership.ended', subject: id });
}

export async function resumePartnership(tx: Tx, id: string): Promise<void> {
  const partnership = isId(id) && facilitates(tx.scope, id) ? await findPartnership(tx, id) : undefined;
  if (!partnership?.begunAt || !partnership.endedAt) throw new NotFound();
  await markEnded(tx, id, false);
  await tx.record({ space: id, kind: 'partnership.resumed', subject: id });
}

/** A partner that does not sign in: what it says is recorded by who facilitates. Opened for `partner`. */
export async function addSilentPartner(
  tx: Tx,
  id: string,
  partner: string,
  who: { name: string; kind: Kind },
): Promise<void> {
  await lockPeople(tx, id);
  await mustFacilitate(tx, id);
  await insertSpaces(tx, 'partner', [partner]);
  await insertPartners(tx, id, [{ id: partner, ...who, organisation: null, joined: true }]);
  await tx.record({ space: id, kind: 'partner.added', subject: partner, content: { partner } });
}

/**
 * A partner that was invited, and for which nobody has come, does not sign in: nobody is waited for any more. Opened
 * for both spaces.
 */
export async function expectNobody(
  tx: Tx,
  id: string,
  partner: string,
  who: { name: string; kind: Kind },
): Promise<void> {
  await lockPeople(tx, id);
  const { inside, partner: found } = await loadPartner(tx, id, partner);
  if (!inside.facilitates || inside.partnership.endedAt || found.joinedAt || found.leftAt)
    throw new NotFound();
  for (const subject of await withdrawOthers(tx, partner)) {
    const content = { partner };
    await tx.record({ space: id, kind: 'partner.uninvited', subject, audience: 'facilitator', content });
  }
  await setPartnerJoined(tx, partner, { ...who, organisation: found.organisation });
  await tx.record({ space: id, kind: 'partner.added', subject: partner, content: { partner } });
}

/**
 * A partner leaves, or is taken out by who facilitates; its people lose the partnership with the same stroke.
 * The transaction is opened for both spaces.
 */
export async function endPartner(
  tx: Tx,
  id: string,
  partner: string,
  reason: string,
): Promise<'left' | 'removed'> {
  await lockPeople(tx, id);
  const { inside, people, partner: found } = await loadPartner(tx, id, partner);
  const leaves = leads(tx.scope, partner) && !inside.partnership.endedAt;
  if (found.leftAt || (!inside.facilitates && !leaves)) throw new NotFound();
  const ids = people.map((one) => one.id);
  const theirs = (await listPartsOf(tx, ids, [id])).filter((one) => one.role !== 'facilitator');
  await endParts(tx, [...people.map((one) => one.membership), ...theirs.map((one) => one.id)]);
  await withdrawAllTo(tx, partner);
  const how = leaves ? 'left' : 'removed';
  await setPartnerLeft(tx, partner, { removed: how === 'removed', reason });
  await tx.record({
    space: id,
    kind: `partner.${how}`,
    subject: partner,
    content: { partner },
  });
  return how;
}

/** Takes back a removal: all who were of it are in again as they were. */
export async function returnPartner(tx: Tx, id: string, partner: string): Promise<void> {
  await lockPeople(tx, id);
  const { inside, partner: found } = await loadPartner(tx, id, partner);
  if (!inside.facilitates || !found.removedAt) throw new NotFound();
  if (found.organisation && inside.partners.some((one) => one.organisation === found.organisation))
    throw new Refusal('return.there');
  const before = await listPartsEndedAt(tx, partner, found.removedAt);
  const elsewhere = new Set(
    (
      await listPeopleOf(
        tx,
        inside.partners.map((one) => one.id),
      )
    ).map((one) => one.id),
  );
  const back = before.filter((one) => !elsewhere.has(one.person));
  await setPartnerLeft(tx, partner, undefined);
  await addParts(
    tx,
    back.flatMap(({ person, role }) => [
      { space: partner, person, role },
      { space: id, person, role: role === 'observer' ? 'observer' : 'participant' },
    ]),
  );
  await tx.record({ space: id, kind: 'partner.returned', subject: partner, content: { partner } });
}
