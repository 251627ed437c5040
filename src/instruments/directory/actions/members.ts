import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { newId } from '../../../platform/id.ts';
import { mayEdit } from '../access.ts';
import { hasMembers, slugOf } from '../rules.ts';
import { findByName, findOrganisationById } from '../store/reading.ts';
import type { Organisation } from '../store/tables.ts';
import { authorise } from './organisation.ts';

/** A body names one of its members; the member's own people confirm it. */
export async function addMember(tx: Tx, body: Organisation, typed: string): Promise<string> {
  authorise(tx, body);
  if (!hasMembers(body.kind)) throw new NotFound();
  const member = await findByName(tx, typed, slugOf(typed));
  if (!member) throw new Refusal('member.unknown', 'member');
  if (member.id === body.id) throw new Refusal('member.itself', 'member');
  const id = newId();
  const added = await tx.db
    .insertInto('organisation_member')
    .values({
      id,
      space_id: body.id,
      audience: body.audience,
      audience_id: null,
      member_id: member.id,
      confirmed_at: null,
      until: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw new Refusal('member.already', 'member');
  await tx.record({ space: body.id, kind: 'organisation.member-named', subject: member.id });
  return member.id;
}

export async function removeMember(tx: Tx, body: Organisation, member: string): Promise<void> {
  authorise(tx, body);
  const { numUpdatedRows } = await tx.db
    .updateTable('organisation_member')
    .set({ until: tx.now })
    .where('space_id', '=', body.id)
    .where('member_id', '=', member)
    .where('until', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFound();
  await tx.record({ space: body.id, kind: 'organisation.member-left', subject: member });
}

/** The member says that it is one, or that it is not. The row stands in the body's space, opened for this act. */
export async function answerMembership(
  tx: Tx,
  member: Organisation,
  body: string,
  agrees: boolean,
): Promise<void> {
  if (!mayEdit(tx.scope, member)) throw new NotFound();
  if (!(await findOrganisationById(tx, body))) throw new NotFound();
  const { numUpdatedRows } = await tx.db
    .updateTable('organisation_member')
    .set(agrees ? { confirmed_at: tx.now } : { until: tx.now })
    .where('space_id', '=', body)
    .where('member_id', '=', member.id)
    .where('until', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFound();
  await tx.record({
    space: body,
    kind: agrees ? 'organisation.member-confirmed' : 'organisation.member-declined',
    subject: member.id,
  });
}
