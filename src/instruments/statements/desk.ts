import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { listToLookBack } from './store.ts';

/** On the day of a trial: ask all to look back. */
export async function deskItems(reader: Reader, tx: Tx): Promise<DeskItem[]> {
  const { scope, locale, city } = reader;
  const t = words(locale);
  const today = dayOf(tx.now, city.timeZone);
  const due = await listToLookBack(tx, seatsOf(scope).contributes, today);
  return due.map((trial) => ({
    href: `/partnerships/${trial.partnership}/statements/trials/${trial.id}`,
    title: t('desk', { what: trial.what }),
    said: { text: trial.what, lang: trial.locale },
    about: trial.name,
    action: t('desk.do'),
    due: endOfDay(trial.until, city.timeZone),
  }));
}
