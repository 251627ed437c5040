import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { hold } from './actions.ts';
import { isBack, isGoing, type Stage } from './stages.ts';
import { type Decision, insertMove, listMoves, takeOpened } from './store.ts';

/**
 * Moves it on to what is wanted next, or back with a reason, until a moment of its own. That somebody may is the
 * caller's to check; the database checks it again. Throws a Refusal `stage.same`, `reason.back`, and `due.promised` where
 * voices were to be taken for longer.
 */
export async function moveStage(
  tx: Tx,
  decision: Decision,
  to: { stage: Stage; dueAt: Date; reason: string; locale: Locale },
): Promise<void> {
  const held = await hold(tx, decision, isGoing);
  if (held.stage === to.stage) throw new Refusal('stage.same', 'stage');
  if (isBack(held.stage, to.stage) && !to.reason) throw new Refusal('reason.back', 'reason');
  if (to.stage === 'decide') {
    const promised = (await listMoves(tx, held.id)).filter(({ was }) => was === 'decide');
    if (promised.some(({ wasDueAt }) => wasDueAt > to.dueAt)) throw new Refusal('due.promised', 'day');
  }
  await insertMove(tx, held, to);
  await tx.record({
    ...{ space: held.space, kind: 'decision.moved', subject: held.id },
    content: { was: held.stage, stage: to.stage, due: to.dueAt.toISOString() },
    personal: { title: held.title, ...(to.reason && { reason: to.reason }) },
  });
}

/**
 * Tells once that one has opened by itself: the one that has waited longest. Voices were
 * taken since then already. Past the guards, in a transaction of its own. Returns its id, undefined where there is none.
 */
export async function openOne(tx: Tx): Promise<string | undefined> {
  const opened = await takeOpened(tx);
  if (!opened) return undefined;
  const { dueAt, opensAt, locale } = opened;
  await insertMove(tx, opened, { stage: 'decide', dueAt, reason: '', locale }, opensAt!);
  await tx.record({
    ...{ space: opened.space, kind: 'decision.moved', subject: opened.id },
    content: { was: opened.stage, stage: 'decide', due: dueAt.toISOString(), byItself: true },
    personal: { title: opened.title },
  });
  return opened.id;
}
