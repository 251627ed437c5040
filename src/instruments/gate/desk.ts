import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { answersFor } from '../partnerships/access.ts';
import { listToRecord, listUnanswered } from '../rounds/store.ts';
import { words } from './messages/index.ts';
import { ownKind, reviewAhead } from './rules.ts';
import { listToReview, listUnstated } from './store.ts';

/** An answer, an outcome, something to write down, and outcomes to look at again. */
export async function deskItems({ scope, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(locale);
  const within = (kind: string, is: (one: { space: string; role: string }) => boolean) => [
    ...new Set(scope.memberships.filter((one) => one.kind === kind && is(one)).map(({ space }) => space)),
  ];
  const speaks = within('partner', ({ role }) => role !== 'observer');
  const answers = within('partner', ({ space }) => answersFor(scope, space));
  const facilitates = within('partnership', ({ role }) => role === 'facilitator');
  const takesPart = within('partnership', () => true);
  const items: DeskItem[] = [];
  const add = (key: Key, row: Row, due: Date | null, href = '') => {
    const { name, partnerName = '', missing = 0 } = row;
    items.push({
      href: `/partnerships/${row.partnership}/gate${href}`,
      title: t(key, { partner: partnerName, n: missing }),
      about: t(`${key}.about`, { partnership: name, partner: partnerName }),
      action: t(`${key}.do`),
      due,
    });
  };
  if (speaks.length > 0)
    for (const row of await listUnanswered(tx, speaks, ownKind))
      add('desk.answer', row, row.due, `/${row.id}`);
  if (facilitates.length > 0)
    for (const row of await listToRecord(tx, facilitates, ownKind))
      add('desk.record', row, row.dueAt, `/${row.id}/for/${row.first}`);
  if (answers.length + facilitates.length === 0) return items;
  for (const row of await listUnstated(tx, answers, facilitates, takesPart))
    add('desk.state', row, null, `/${row.id}/outcomes/${row.partner}`);
  const until = addDays(dayOf(tx.now, city.timeZone), reviewAhead);
  for (const row of await listToReview(tx, answers, facilitates, until))
    add('desk.review', row, endOfDay(row.review, city.timeZone));
  return items;
}

type Key = 'desk.answer' | 'desk.record' | 'desk.state' | 'desk.review';
type Row = { partnership: string; name: string; partnerName?: string; missing?: number };
