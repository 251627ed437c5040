import type { Tx } from '../../platform/database/database.ts';
import { indexDecision } from './indexing.ts';
import {
  countElectorate,
  findAbove,
  findDecision,
  insertDecision,
  insertHanding,
  listVersions,
} from './store.ts';

/**
 * A consent that was not reached by its end goes on to the group above, or to the whole space, if that was said
 * beforehand: with the same words, under the same rules and with an end of its own. More than half have to speak, since
 * others are asked. Past the guards, in the transaction that counts.
 */
export async function handOn(tx: Tx, id: string, space: string): Promise<void> {
  const from = await findDecision(tx, space, id);
  if (!from?.circle || from.fallback !== 'above' || from.process.settled.by !== 'no-block') return;
  const found = await findAbove(tx, { space, circle: from.circle });
  if (found === undefined) return;
  const { voices, process, title, locale, results, sectorQuorum, thresholds } = from;
  const inGroup = found ? await countElectorate(tx, space, { voices, circle: found }) : 0;
  // A group in which nobody has a voice decides nothing: then all are asked.
  const circle = inGroup > 0 ? found : null;
  const heads = circle ? inGroup : await countElectorate(tx, space, { voices, circle });
  const { text, locale: written } = (await listVersions(tx, id)).at(-1)!;
  const dueAt = new Date(tx.now.getTime() + process.days * 86_400_000);
  const to = await insertDecision(tx, {
    ...{ space, process, title, text, locale, results, options: [], voices, circle, thresholds, dueAt },
    ...{ quorum: Math.floor(heads / 2) + 1, sectorQuorum, fallback: circle ? 'above' : 'nothing' },
  });
  await insertHanding(tx, from, to);
  await indexDecision(tx, { id: to, space, title, locale }, { text, locale: written });
  const content = { process: process.key, due: dueAt.toISOString() };
  await tx.record({ space, kind: 'decision.handed-on', subject: to, content, personal: { title } });
}
