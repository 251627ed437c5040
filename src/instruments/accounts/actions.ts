import type { Tx } from '../../platform/database/database.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { rolesIn } from '../../platform/scope.ts';
import { mayManagePeople } from './access.ts';
import { type InvitationInput, invitationDays, neededAs, rolesOf } from './rules.ts';
import {
  addInvitation,
  addMembership,
  countMembers,
  endMembership,
  findMember,
  findOpenInvitation,
  findOwnPerson,
  findSpace,
  type Invitation,
  isMember,
  lockPeople,
  markInvitation,
  takesPart,
} from './store.ts';

/** Invites somebody into an organisation or the city. The mail goes out as an answer to the entry. */
export async function invite(tx: Tx, space: string, input: InvitationInput): Promise<string> {
  const found = await findSpace(tx, space);
  if (!found || !mayManagePeople(tx.scope, found)) throw new NotFound();
  const roles: readonly string[] = rolesOf[found.kind as 'city' | 'organisation'];
  if (!roles.includes(input.role)) throw new NotFound();
  // Administrators let others in, never themselves: they would read what is none of their business.
  if (!rolesIn(tx.scope, space).includes('lead') && found.kind === 'organisation') {
    if ((await findOwnPerson(tx)).email?.toLowerCase() === input.email)
      throw new Refusal('invite.self', 'email');
  }
  if (await isMember(tx, space, input.email))
    throw new Refusal('invite.there', 'email', { email: input.email });
  const expires = new Date(tx.now.getTime() + invitationDays * 86_400_000);
  const id = await addInvitation(tx, space, input, expires);
  await tx.record({
    space,
    kind: 'invitation.sent',
    subject: id,
    audience: 'facilitator',
    content: { role: input.role, kind: input.kind },
  });
  return id;
}

export async function withdrawInvitation(tx: Tx, space: string, id: string): Promise<void> {
  const found = await findSpace(tx, space);
  if (!found || !mayManagePeople(tx.scope, found)) throw new NotFound();
  if (!(await findOpenInvitation(tx, id, space))) throw new NotFound();
  if (!(await markInvitation(tx, id, { withdrawn: true }))) throw new NotFound();
  await tx.record({ space, kind: 'invitation.withdrawn', subject: id, audience: 'facilitator' });
}

/** The person of the scope takes up the invitation; its link has been checked before. False where somebody was faster. */
export async function acceptInvitation(tx: Tx, invitation: Invitation): Promise<boolean> {
  const person = tx.scope.person!.id;
  if (!(await markInvitation(tx, invitation.id, { acceptedBy: person }))) return false;
  await addMembership(tx, invitation.space_id, person, invitation.role);
  await tx.record({
    space: invitation.space_id,
    kind: 'member.joined',
    subject: person,
    content: { role: invitation.role },
  });
  return true;
}

/** Ends somebody's part in a space; they may end their own. Somebody has to lead as long as anyone is there. */
export async function endPart(tx: Tx, space: string, membership: string): Promise<{ name: string }> {
  await lockPeople(tx, space);
  const member = isId(membership) ? await findMember(tx, space, membership) : undefined;
  if (!member) throw new NotFound();
  const found = await findSpace(tx, space);
  // Whose own part was ended meanwhile manages nobody any more.
  const own = tx.scope.memberships.some((one) => one.space === space);
  const stays = !own || (await takesPart(tx, space, tx.scope.person!.id));
  const manages = stays && mayManagePeople(tx.scope, found ?? { id: space, keptByCity: false });
  if (!manages && member.person !== tx.scope.person?.id) throw new NotFound();
  const needed = neededAs(member, await countMembers(tx, space));
  if (needed) throw new Refusal(needed === 'lead' ? 'people.lastLead' : 'people.lastAdministrator');
  await endMembership(tx, membership);
  await tx.record({ space, kind: 'member.left', subject: member.person, content: { role: member.role } });
  return { name: member.name };
}
