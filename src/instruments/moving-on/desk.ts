import { unspokenOnDesk } from '../../mechanisms/consent/desk.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { theEnd } from './actions.ts';
import { words } from './messages/index.ts';
import { listWaitingFor } from './store.ts';

/** A word to the end that a partner has not given, and what waits for its yes. */
export async function deskItems(reader: Reader, tx: Tx): Promise<DeskItem[]> {
  const { scope, person, locale, city } = reader;
  const { within, answers, facilitates } = seatsOf(scope);
  if (!person || within.length === 0) return [];
  const t = words(locale);
  const asked = { partners: answers, facilitated: facilitates, within };
  const items = await unspokenOnDesk(theEnd, reader, tx, asked);
  for (const one of await listWaitingFor(tx, asked)) {
    items.push({
      href: `/partnerships/${one.partnership}/moving-on/items/${one.id}`,
      title: t('desk.item', { what: one.what, partner: one.partner }),
      said: { text: one.what, lang: one.locale },
      about: one.name,
      action: t('desk.item.do'),
      due: one.until ? endOfDay(one.until, city.timeZone) : null,
    });
  }
  return items;
}
