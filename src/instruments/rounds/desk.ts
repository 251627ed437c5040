import { openSince, stageOf } from '../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { seatsOf } from '../partnerships/access.ts';
import { ownKind } from './actions.ts';
import { words } from './messages/index.ts';
import { nameOf } from './named.ts';
import { markDays } from './rules.ts';
import { listToRecord, listWanted } from './store.ts';

/** What rounds want of somebody: an answer, one that is missing, what is to be written down, and what to look at together. */
export async function deskItems(reader: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(reader.locale);
  const { speaks, facilitates } = seatsOf(reader.scope);
  const items: DeskItem[] = [];
  if (speaks.length > 0) {
    const since = new Date(tx.now.getTime() - markDays * 86_400_000);
    for (const row of await listWanted(tx, speaks, since)) {
      const open = stageOf(row, tx.now) === 'open';
      // Answers about a difference are gone on with where the options are.
      if (open && row.sealedAt && (openSince(row) <= since || row.ready === 'difference')) continue;
      const key = !row.sealedAt ? (open ? 'desk.late' : 'desk.answer') : 'desk.mark';
      items.push({
        href: `/partnerships/${row.partnership}/rounds/${row.id}`,
        title: t(key, { title: nameOf(reader.locale, row) }),
        said: { text: row.title, lang: row.locale },
        about: t(`${key}.about`, { partnership: row.name, partner: row.partner }),
        action: t(`${key}.do`),
        due: row.sealedAt ? null : row.dueAt,
      });
    }
  }
  for (const row of await listToRecord(tx, facilitates, ownKind)) {
    items.push({
      href: `/partnerships/${row.partnership}/rounds/${row.id}/for/${row.first}`,
      title: t('desk.record', { n: row.missing, title: nameOf(reader.locale, row) }),
      said: { text: row.title, lang: row.locale },
      about: t('desk.record.about', { partnership: row.name }),
      action: t('desk.record.do'),
      due: row.dueAt,
    });
  }
  return items;
}
