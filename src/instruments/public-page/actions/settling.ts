import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { lockPeople } from '../../accounts/store.ts';
import { listPartners } from '../../partnerships/store.ts';
import { putOut } from '../actions.ts';
import { isAgreed } from '../rules.ts';
import { findLatest, findName, findPage, listAnswers, noteOut } from '../store.ts';

/** The partner that left was the last whose yes was missing: the others have all said it. Past the guards. */
export async function settleAfterLeaving(tx: Tx, space: string, locales: readonly Locale[]): Promise<void> {
  await lockPeople(tx, space);
  const latest = await findLatest(tx, space);
  const partnership = await findName(tx, space);
  if (!latest || latest.publishedAt || !partnership) return;
  const joined = (await listPartners(tx, space)).filter(({ joinedAt }) => joinedAt);
  if (!isAgreed(joined, await listAnswers(tx, latest.id))) return;
  await putOut(tx, { id: space, name: partnership.name }, await findPage(tx, space), latest, locales);
  await noteOut(tx, latest.id);
}
