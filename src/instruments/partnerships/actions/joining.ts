import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { Locale, Localised } from '../../../platform/i18n/locale.ts';
import { lockPeople } from '../../accounts/store.ts';
import type { Kind } from '../../directory/rules.ts';
import { listOrganisationsById } from '../../directory/store/reading.ts';
import type { PartnerRole, PartnershipRole } from '../access.ts';
import { roleToGive } from '../rules.ts';
import {
  addParts,
  closeInvitation,
  findPartnership,
  type InvitedTo,
  insertPartGuest,
  isGuestThere,
  listPartners,
  listPartsOf,
  listPeopleOf,
  setPartnerExpected,
  setPartnerJoined,
  withdrawOthers,
} from '../store.ts';

type Joining = {
  /** As which organisation of theirs, or as a group that they name. */
  as: string;
  group: string;
  kind: string;
  locale: Locale;
  /** The link went by mail, so its holder reads the mailbox. */
  proven: boolean;
  text: (name: Localised) => string;
};

/** The same mailbox has taken up another invitation since: who it belongs to is no new guest any more. */
export class CameMeanwhile extends Error {}

/** Whether there is something to ask: a partner that has not said yet who it is. */
export function asksForPartner({ partner }: Pick<InvitedTo, 'partner'>): boolean {
  return partner !== undefined && partner.name === '';
}

/**
 * The person of the scope takes up an invitation; its link has been checked before. The transaction has to be
 * opened for the partnership and the partner. A guest comes into being here.
 */
export async function acceptInvitation(tx: Tx, invited: InvitedTo, joining: Joining): Promise<void> {
  const { invitation, partnership, partner } = invited;
  const person = tx.scope.person!;
  await lockPeople(tx, partnership.id);
  if ((await findPartnership(tx, partnership.id))?.endedAt) throw new NotFound();
  const isNewGuest = person.kind === 'guest' && tx.scope.memberships.length === 0;
  if (isNewGuest) {
    if (joining.proven && (await isGuestThere(tx, partnership.id, invitation.email)))
      throw new CameMeanwhile();
    await insertPartGuest(tx, partnership.id, {
      name: person.name,
      locale: joining.locale,
      address: invitation.email,
      proven: joining.proven,
    });
  }
  // Somebody else with the link was faster, or it was withdrawn meanwhile.
  if (!(await closeInvitation(tx, invitation.id, { acceptedBy: person.id }))) throw new NotFound();
  if (partner) await joinPartner(tx, invited, joining);
  else await joinPartnership(tx, partnership.id, invitation.role as Outside);
}

/** What somebody may be who belongs to no partner. */
type Outside = Exclude<PartnershipRole, 'participant'>;

async function joinPartnership(tx: Tx, partnership: string, role: 'facilitator' | 'observer'): Promise<void> {
  const person = tx.scope.person!.id;
  const held = (await partsNow(tx, [partnership])).map((one) => one.role);
  if (held.includes(role) || (role === 'observer' && held.length > 0)) throw new Refusal('accept.inAlready');
  await addParts(tx, [{ space: partnership, person, role }]);
  await tx.record({ space: partnership, kind: 'participant.joined', subject: person, content: { role } });
}

/** What the person has in these spaces now that people are held: by another invitation it may be more than before. */
async function partsNow(tx: Tx, spaces: readonly string[]) {
  const parts = await listPartsOf(tx, [tx.scope.person!.id], spaces);
  return parts.filter(({ role }) => role !== 'claimant');
}

async function joinPartner(tx: Tx, { invitation, partnership, partner }: InvitedTo, joining: Joining) {
  const person = tx.scope.person!.id;
  const space = partnership.id;
  const partners = await listPartners(tx, space);
  const there = partners.find((one) => one.id === partner!.id);
  if (!there) throw new NotFound();
  const held = await partsNow(tx, [space, ...partners.map((one) => one.id)]);
  const speaks = held.some((one) => one.space !== space && one.role !== 'observer');
  const looksOn = held.some((one) => one.space === space && one.role === 'observer');
  if (speaks || looksOn) throw new Refusal('accept.inAlready');
  const isNew = there.joinedAt === null;
  if (isNew) {
    const who = there.name === '' ? await whoJoins(tx, joining) : undefined;
    if (who?.organisation && partners.some((one) => one.organisation === who.organisation))
      throw new Refusal('accept.organisationThere', 'as');
    await setPartnerJoined(tx, there.id, who);
  }
  const people = await listPeopleOf(tx, [there.id]);
  const wished: PartnerRole = invitation.role === 'facilitator' ? 'lead' : invitation.role;
  const role = roleToGive(
    wished,
    people.map((one) => one.role),
  );
  await addParts(tx, [
    { space, person, role: role === 'observer' ? 'observer' : 'participant' },
    ...(invitation.role === 'facilitator' ? [{ space, person, role: 'facilitator' }] : []),
    { space: there.id, person, role },
  ]);
  if (people.length === 0) {
    // Whoever facilitates sent them as long as nobody was there.
    for (const subject of await withdrawOthers(tx, there.id)) {
      const content = { partner: there.id };
      await tx.record({ space, kind: 'partner.uninvited', subject, audience: 'facilitator', content });
    }
  }
  const content = { partner: there.id, role };
  if (isNew) await tx.record({ space, kind: 'partner.joined', subject: person, content });
  else await tx.record({ space, kind: 'participant.joined', subject: person, content });
}

async function whoJoins(
  tx: Tx,
  { as, group, kind, text }: Joining,
): Promise<{ name: string; kind: Kind; organisation: string | null }> {
  const own = tx.scope.organisations.includes(as) ? [as] : [];
  const [organisation] = await listOrganisationsById(tx, own);
  if (organisation)
    return { name: text(organisation.name), kind: organisation.kind, organisation: organisation.id };
  return { name: group, kind: kind as Kind, organisation: null };
}

/** Says no, with a reason or without. The transaction has to be opened for the partnership and the partner. */
export async function declineInvitation(tx: Tx, invited: InvitedTo, reason: string): Promise<void> {
  const { invitation, partnership } = invited;
  if (!(await closeInvitation(tx, invitation.id, { declined: reason }))) throw new NotFound();
  if (invitation.partner) await setPartnerExpected(tx, invitation.partner, false);
  await tx.record({
    space: partnership.id,
    kind: 'partner.declined',
    subject: invitation.id,
    audience: 'facilitator',
    content: invitation.partner ? { partner: invitation.partner } : {},
    personal: { reason },
  });
}
