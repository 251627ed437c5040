import type { Level } from '../../mechanisms/decision/promise.ts';
import { countAnswers, promiseAnew, rate } from '../../mechanisms/decision/promising.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { loadDecision, loadSteering } from './actions.ts';

// How far those who are concerned are involved: promised, and answered afterwards by those who took part.

export async function promise(
  tx: Tx,
  partnership: string,
  id: string,
  to: { level: Level; because: string; locale: Locale },
): Promise<void> {
  const { decision } = await loadSteering(tx, partnership, id);
  await promiseAnew(tx, decision, to);
}

export async function answer(tx: Tx, partnership: string, id: string, level: Level): Promise<void> {
  const { decision } = await loadDecision(tx, partnership, id);
  await rate(tx, decision, level);
}

/** Counts what those who took part answered, where all have or their time is up. Each in a transaction of its own. */
export async function countAnswered({ database }: Pick<House, 'database'>): Promise<void> {
  while ((await database.system(countAnswers)) !== undefined);
}
