import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { hold } from './actions.ts';
import { type Level, livedOf, numberOf } from './promise.ts';
import { isGoing } from './stages.ts';
import {
  type Decision,
  findPromise,
  insertLived,
  insertPromise,
  listRatings,
  lockDecision,
  putRating,
  takeAnswered,
} from './store.ts';

/** Promises another level, with the reason. Throws a Refusal `promise.same` where it is the last one. */
export async function promiseAnew(
  tx: Tx,
  decision: Decision,
  to: { level: Level; because: string; locale: Locale },
): Promise<void> {
  const held = await hold(tx, decision, isGoing);
  const { promises } = await findPromise(tx, held.id);
  const level = numberOf(to.level);
  const was = promises.at(-1)?.level;
  if (was === level) throw new Refusal('promise.same', 'promise');
  const { because, locale } = to;
  await insertPromise(tx, held, { level, because, locale });
  await tx.record({
    ...{ space: held.space, kind: 'decision.promised', subject: held.id, content: { was, level } },
    personal: { title: held.title, because },
  });
}

/**
 * How far the reader was involved, as they see it. No line of the journal says that they answered. Throws a Refusal
 * `rate.over` once it is counted, or for who did not take part.
 */
export async function rate(tx: Tx, decision: Decision, level: Level): Promise<void> {
  await lockDecision(tx, decision.id, false);
  const { rates: partner } = await findPromise(tx, decision.id);
  if (!partner) throw new Refusal('rate.over');
  await putRating(tx, decision, { partner, level: numberOf(level) });
}

/** Counts what those who took part answered to one decision. Past the guards. Returns its id, undefined where none is left. */
export async function countAnswers(tx: Tx): Promise<string | undefined> {
  const one = await takeAnswered(tx);
  if (!one) return undefined;
  const lived = livedOf(await listRatings(tx, one.id));
  await insertLived(tx, one, lived);
  if (lived.lived)
    await tx.record({
      ...{ space: one.space, kind: 'decision.lived', subject: one.id },
      content: { promised: one.promised, ...lived.lived, answers: lived.answers },
      personal: { title: one.title },
    });
  return one.id;
}
