import type { Tx } from '../../platform/database/database.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { maySeeAllies } from './access.ts';
import {
  type Ally,
  type AllyFields,
  insertAlly,
  insertAsk,
  listAsks,
  mostAsks,
  tickAsk,
  updateAlly,
} from './store.ts';

function authorise(tx: Tx, organisation: string): void {
  if (!maySeeAllies(tx.scope, organisation)) throw new NotFound();
}

/** The journal knows that the map changed, and nothing of what is on it; the own organisation alone reads that. */
async function note(
  tx: Tx,
  organisation: string,
  kind: 'ally.added' | 'ally.changed' | 'ally.removed' | 'ally.returned' | 'ally.asked',
) {
  await tx.record({ space: organisation, kind, audience: 'organisation', audienceId: organisation });
}

export async function addAlly(tx: Tx, organisation: string, fields: AllyFields): Promise<string> {
  authorise(tx, organisation);
  const id = await insertAlly(tx, organisation, fields);
  await note(tx, organisation, 'ally.added');
  return id;
}

export async function changeAlly(tx: Tx, ally: Ally, fields: AllyFields): Promise<void> {
  authorise(tx, ally.space_id);
  await updateAlly(tx, ally.id, fields);
  await note(tx, ally.space_id, 'ally.changed');
}

export async function removeAlly(tx: Tx, ally: Ally): Promise<void> {
  authorise(tx, ally.space_id);
  await updateAlly(tx, ally.id, { removed_at: tx.now });
  await note(tx, ally.space_id, 'ally.removed');
}

export async function returnAlly(tx: Tx, ally: Ally): Promise<void> {
  authorise(tx, ally.space_id);
  await updateAlly(tx, ally.id, { removed_at: null });
  await note(tx, ally.space_id, 'ally.returned');
}

export async function addAsk(tx: Tx, ally: Ally, text: string): Promise<void> {
  authorise(tx, ally.space_id);
  const ladder = (await listAsks(tx, [ally])).get(ally.id) ?? [];
  if (ladder.length >= mostAsks) throw new Refusal('ask.many', 'ask');
  await insertAsk(tx, ally, text, ladder.length + 1);
  await note(tx, ally.space_id, 'ally.asked');
}

export async function tick(tx: Tx, ally: Ally, ask: string, done: boolean): Promise<void> {
  authorise(tx, ally.space_id);
  if (!(await tickAsk(tx, ally.id, ask, done ? tx.now : null))) throw new NotFound();
  await note(tx, ally.space_id, 'ally.asked');
}
