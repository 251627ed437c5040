import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { mayKeepFramework } from './access.ts';
import { words } from './messages/index.ts';
import { staleAfterDays } from './rules.ts';
import { countUnconfirmed, listOvertaken } from './store.ts';

/** For who facilitates: what the city changed since it was noted. For administrators: what nobody confirmed for too long. */
export async function deskItems({ scope, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(locale);
  const overtaken = await listOvertaken(tx, seatsOf(scope).facilitates);
  const items: DeskItem[] = overtaken.map(({ partnership, name, n }) => ({
    href: `/partnerships/${partnership}/framework`,
    title: t('desk.overtaken', { n }),
    about: name,
    action: t('desk.overtaken.do'),
    due: null,
  }));
  if (!mayKeepFramework(scope)) return items;
  const lastDay = addDays(dayOf(tx.now, city.timeZone), -staleAfterDays - 1);
  const n = await countUnconfirmed(tx, endOfDay(lastDay, city.timeZone));
  if (n > 0)
    items.push({
      href: '/framework',
      title: t('desk.stale', { n }),
      about: t('desk.stale.about'),
      action: t('desk.stale.do'),
      due: null,
    });
  return items;
}
