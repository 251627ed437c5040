import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../../platform/http/problems.ts';
import { loadForChange, record } from '../actions.ts';
import { endTerm, listTerms, markRead, writeTerm } from '../store.ts';

/** The holder writes what whoever comes after must know, and what they want to grow into. */
export async function writeHandOver(
  tx: Tx,
  partnership: string,
  id: string,
  said: { handOver: string; growth: string },
): Promise<void> {
  const { role } = await loadForChange(tx, partnership, id);
  if (!role.term) throw new NotFound();
  if (role.holder !== tx.scope.person?.id) throw new Forbidden('who holds the role');
  await writeTerm(tx, role.term, said);
  if (said.handOver !== role.handOver)
    await record(tx, 'handed-over', { partnership, role }, { name: role.holderName });
}

/** Whoever holds the role now has read what the one before them wrote. */
export async function takeOver(tx: Tx, partnership: string, id: string): Promise<void> {
  const { role } = await loadForChange(tx, partnership, id);
  const [, before] = await listTerms(tx, role.id);
  if (role.holder !== tx.scope.person?.id) throw new Forbidden('who holds the role');
  if (!before?.handOverAt || before.readAt) throw new NotFound();
  await markRead(tx, before.id);
  await record(tx, 'taken-over', { partnership, role }, { name: role.holderName });
}

/** A term ends before its day: by the holder, or by who facilitates. */
export async function giveBack(tx: Tx, partnership: string, id: string): Promise<void> {
  const { role, facilitates } = await loadForChange(tx, partnership, id);
  if (!role.term) throw new NotFound();
  if (!facilitates && role.holder !== tx.scope.person?.id)
    throw new Forbidden('who holds the role, or facilitates');
  await endTerm(tx, role.id);
  await record(tx, 'ended', { partnership, role }, { name: role.holderName });
}
