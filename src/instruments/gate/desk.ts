import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { askedDesk } from '../rounds/actions/asked-desk.ts';
import { words } from './messages/index.ts';
import { ownKind, reviewAhead } from './rules.ts';
import { listToReview, listUnstated } from './store.ts';

/** An answer, something to write down, an outcome, and outcomes to look at again. */
export async function deskItems(reader: Reader, tx: Tx): Promise<DeskItem[]> {
  const { locale, city } = reader;
  const t = words(locale);
  const { answers, facilitates, within } = seatsOf(reader.scope);
  const items = await askedDesk(reader, tx, {
    kind: ownKind,
    what: t('desk.what'),
    path: ownKind,
  });
  if (answers.length + facilitates.length === 0) return items;
  const add = (key: 'desk.state' | 'desk.review', row: Row, due: Date | null, href = '') => {
    const { name, partnerName } = row;
    items.push({
      href: `/partnerships/${row.partnership}/gate${href}`,
      title: t(key, { partner: partnerName }),
      about: t(`${key}.about`, { partnership: name, partner: partnerName }),
      action: t(`${key}.do`),
      due,
    });
  };
  for (const row of await listUnstated(tx, answers, facilitates, within))
    add('desk.state', row, null, `/${row.id}/outcomes/${row.partner}`);
  const until = addDays(dayOf(tx.now, city.timeZone), reviewAhead);
  for (const row of await listToReview(tx, answers, facilitates, until))
    add('desk.review', row, endOfDay(row.review, city.timeZone));
  return items;
}

type Row = { partnership: string; name: string; partnerName: string };
