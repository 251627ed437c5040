import { adapt, type Changes } from '../../mechanisms/decision/adapting.ts';
import { findProcess } from '../../mechanisms/decision/processes.ts';
import {
  findOwnWay,
  insertOwnWay,
  type OwnWay,
  retireOwnWay,
  updateOwnWay,
} from '../../mechanisms/decision/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { mayAdaptWays } from './access.ts';

function authorise(tx: Tx): void {
  if (!mayAdaptWays(tx.scope)) throw new Forbidden('administrators');
}

/** Throws a Refusal `stances.needed` where nothing could be decided so. */
function check(base: string, changes: Changes): void {
  const process = findProcess(base);
  if (!process) throw new NotFound();
  if (!adapt(process, changes)) throw new Refusal('stances.needed', 'stances');
}

type Kind = 'added' | 'changed' | 'retired' | 'returned';

const record = (tx: Tx, city: string, kind: Kind, id: string, content: Record<string, unknown> = {}) =>
  tx.record({ space: city, kind: `way.${kind}`, subject: id, audience: 'public', content });

export async function addWay(tx: Tx, city: string, way: Omit<OwnWay, 'id'>): Promise<string> {
  authorise(tx);
  check(way.base, way.changes);
  const id = await insertOwnWay(tx, city, way);
  await record(tx, city, 'added', id, { base: way.base, name: way.name, changes: way.changes });
  return id;
}

export async function changeWay(
  tx: Tx,
  city: string,
  id: string,
  way: Omit<OwnWay, 'id' | 'base'>,
): Promise<void> {
  authorise(tx);
  const before = await findOwnWay(tx, id);
  if (!before) throw new NotFound();
  check(before.base, way.changes);
  await updateOwnWay(tx, id, way);
  await record(tx, city, 'changed', id, { name: way.name, changes: way.changes, before: before.changes });
}

/** Proposed no more, and kept; it can come back. */
export async function retireWay(tx: Tx, city: string, id: string, retired: boolean): Promise<void> {
  authorise(tx);
  if (!(await retireOwnWay(tx, id, retired ? tx.now : null))) throw new NotFound();
  await record(tx, city, retired ? 'retired' : 'returned', id);
}
