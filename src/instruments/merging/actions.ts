import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { addParts, endParts } from '../partnerships/store.ts';
import { mergedParts } from './rules.ts';
import {
  closeFor,
  findMergeable,
  findTwoPartners,
  type HeldPart,
  listParts,
  lockBoth,
  type Mergeable,
  moveHeld,
} from './store.ts';

/** The other account, as long as the two can become one; says why where they cannot. */
export async function loadOther(tx: Tx, id: string): Promise<Mergeable> {
  const me = tx.scope.person!;
  const other = await findMergeable(tx, { id });
  if (!other || id === me.id) throw new NotFound();
  if (me.kind !== 'person' || other.kind !== 'person') throw new Refusal('mailbox');
  const partnership = await findTwoPartners(tx, me.id, id);
  if (partnership) throw new Refusal('twoPartners', '', { partnership });
  return other;
}

/**
 * What somebody has becomes another account's that is the same person: parts, what each room holds for them, and what else is
 * held. Past the guards. Tells what they took part in.
 */
export async function moveAll(
  tx: Tx,
  instruments: readonly Instrument[],
  { stays, other }: { stays: string; other: string },
): Promise<HeldPart[]> {
  const [mine, theirs] = [await listParts(tx, stays), await listParts(tx, other)];
  const kinds = new Map([...mine, ...theirs].map(({ space, kind }) => [space, kind]));
  const hasOneRole = (space: string) => ['partner', 'partnership'].includes(kinds.get(space)!);
  const { added, ended } = mergedParts(mine, theirs, hasOneRole);
  const over = mine.filter((part) =>
    ended.some(({ space, role }) => space === part.space && role === part.role),
  );
  await endParts(
    tx,
    [...theirs, ...over].map((part) => part.id),
  );
  await addParts(
    tx,
    added.map(({ space, role }) => ({ space, role, person: stays })),
  );
  const partnerships = new Set(theirs.filter(({ kind }) => kind === 'partnership').map(({ space }) => space));
  for (const partnership of partnerships)
    for (const { passesOn } of instruments)
      await passesOn?.(tx, { partnership, guest: other, account: stays });
  await moveHeld(tx, stays, other);
  return theirs;
}

/**
 * Makes two accounts of one person one: that of the scope stays. Past the guards; both were proven before, but for the
 * second factor of the other one, which is proven here by a code.
 */
export async function merge(
  tx: Tx,
  { accounts, instruments }: Pick<House, 'accounts' | 'instruments'>,
  { city, id, code }: { city: string; id: string; code: string },
): Promise<void> {
  const me = tx.scope.person!.id;
  await lockBoth(tx, [me, id]);
  const other = await loadOther(tx, id);
  if ((await accounts.factors.has(tx, id)) && !(await accounts.factors.useCode(tx, id, code)))
    throw new Refusal('code.wrong', 'code');

  const theirs = await moveAll(tx, instruments, { stays: me, other: id });
  await accounts.factors.removeAll(tx, id);
  await closeFor(tx, me, id);
  if (other.login_id) await accounts.removeLogin(tx, other.login_id);

  const content = { before: id };
  for (const space of new Set(theirs.map((part) => part.space))) {
    if (space !== city) await tx.record({ space, kind: 'account.merged', subject: me, content });
  }
  const eyes = theirs.some(({ space }) => space === city)
    ? ({ audience: 'facilitator' } as const)
    : ({ audience: 'person', audienceId: me } as const);
  await tx.record({ space: city, kind: 'account.merged', subject: me, content, ...eyes });
}
