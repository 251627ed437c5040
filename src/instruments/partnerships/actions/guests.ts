import type { Tx } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import type { Succession } from '../../../platform/instrument.ts';
import type { Recorded } from '../../../platform/journal/reader.ts';
import type { Scope } from '../../../platform/scope.ts';
import { lockPeople } from '../../accounts/store.ts';
import { addParts, endParts, isGuest, listPartsOf } from '../store.ts';

/** The spaces that a guest is in: those that the transaction is opened for which hands them over. */
export function spacesOf(guest: Scope): string[] {
  return [...new Set(guest.memberships.map(({ space }) => space))];
}

/**
 * What somebody has as a guest becomes their account's, the person of the scope, in one stroke; the guest's link is
 * dead from then on. What they wrote as a guest keeps its name.
 */
export async function handOverToAccount(tx: Tx, guest: Scope): Promise<void> {
  const account = tx.scope.person!.id;
  const before = guest.person!.id;
  const partnerships = guest.memberships
    .filter(({ kind }) => kind === 'partnership')
    .map(({ space }) => space);
  // In one order, so that two who wait for each other's partnerships do not do so for ever.
  for (const space of new Set(partnerships.toSorted())) await lockPeople(tx, space);
  // As it is now: the account may have come in by an invitation of its own at the same instant.
  const held = await listPartsOf(tx, [account], spacesOf(guest));
  if (held.some(({ role }) => role !== 'claimant')) throw new Refusal('joining.inAlready');
  const parts = await listPartsOf(tx, [before], spacesOf(guest));
  await endParts(
    tx,
    parts.map((one) => one.id),
  );
  await addParts(
    tx,
    parts.map(({ space, role }) => ({ space, person: account, role })),
  );
  for (const space of new Set(partnerships)) {
    await tx.record({ space, kind: 'participant.account-made', subject: account, content: { before } });
  }
}

/**
 * Whose things become whose after `participant.account-made`. Undefined where the guest still
 * takes part, or the account does not: an entry alone moves nothing.
 */
export async function findHandedOver(
  tx: Tx,
  { space_id: partnership, subject_id: account, content: { before } }: Recorded,
): Promise<Succession | undefined> {
  if (!account || typeof before !== 'string' || !isId(before)) return undefined;
  const takesPart = async (person: string) => (await listPartsOf(tx, [person], [partnership])).length > 0;
  if (!(await isGuest(tx, before)) || (await takesPart(before)) || !(await takesPart(account)))
    return undefined;
  return { partnership, guest: before, account };
}
