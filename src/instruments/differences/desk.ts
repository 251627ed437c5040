import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { reviewAhead } from './rules.ts';
import { listToLookAt, listToSay, listToWeigh } from './store.ts';

/** A word to give or to write down, options to weigh, an outcome to look at again. The sealed round is on it by itself. */
export async function deskItems({ scope, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(locale);
  const { speaks, answers: partners, facilitates: facilitated } = seatsOf(scope);
  if (speaks.length + facilitated.length === 0) return [];
  const items: DeskItem[] = [];
  const add = (key: Key, row: Row, end: string, due: Date | null) =>
    items.push({
      href: `/partnerships/${row.space}/differences/${row.id}${end}`,
      title: t(`desk.${key}`, { title: row.title, partner: row.name ?? '' }),
      said: { text: row.title, lang: row.locale },
      about: row.partnership,
      action: t(`desk.${key}.do`),
      due,
    });
  for (const row of await listToSay(tx, { partners, facilitated }))
    add(row.own ? 'say' : 'record', row, row.own ? '/word' : `/word?partner=${row.partner}`, null);
  for (const row of await listToWeigh(tx, speaks)) add('weigh', row, '/weighing', null);
  const until = addDays(dayOf(tx.now, city.timeZone), reviewAhead);
  for (const row of await listToLookAt(tx, { partners, facilitated }, until))
    add('look', row, '#look', endOfDay(row.reviewOn, city.timeZone));
  return items;
}

type Key = 'say' | 'record' | 'weigh' | 'look';
type Row = {
  id: string;
  space: string;
  partnership: string;
  title: string;
  locale: Locale;
  name?: string;
};
