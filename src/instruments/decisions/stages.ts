import { moveStage } from '../../mechanisms/decision/moving.ts';
import { readDate } from '../../mechanisms/sealed-round/asking.ts';
import type { Tx } from '../../platform/database/database.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { type DecisionView, loadSteering, type Place } from './actions.ts';
import type { StageInput } from './rules.ts';

/** What goes on, for who says what comes next. */
export async function loadToMove(tx: Tx, partnership: string, id: string): Promise<DecisionView> {
  const at = await loadSteering(tx, partnership, id);
  if (at.decision.settledAt || at.decision.withdrawnAt) throw new NotFound();
  return at;
}

export async function moveOn(
  tx: Tx,
  partnership: string,
  id: string,
  typed: StageInput,
  { locale, timeZone }: Place,
): Promise<void> {
  const { decision } = await loadSteering(tx, partnership, id);
  const { stage, reason } = typed;
  await moveStage(tx, decision, { stage, reason, dueAt: readDate(typed, tx.now, timeZone), locale });
}

/** Whether its words can be changed: while they are shaped, and while voices are taken to a proposal. */
export function mayReword({
  going,
  open,
  decision,
  adopts,
}: Pick<DecisionView, 'going' | 'open' | 'decision' | 'adopts'>): boolean {
  // What is written elsewhere is changed there.
  if (adopts.length > 0) return false;
  return open ? decision.process.ballot.kind === 'stance' : going && decision.stage === 'shape';
}
