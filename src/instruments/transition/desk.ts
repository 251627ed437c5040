import { unspokenOnDesk } from '../../mechanisms/consent/desk.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { goOrHold } from './actions.ts';
import { words } from './messages/index.ts';
import { ahead } from './rules.ts';
import { listComing } from './store.ts';

/** A word that a partner has not given, milestones that somebody answers for, and those that nobody is left to answer for. */
export async function deskItems(reader: Reader, tx: Tx): Promise<DeskItem[]> {
  const { scope, person, locale, city } = reader;
  const { within, answers: partners, facilitates: facilitated } = seatsOf(scope);
  if (!person || within.length === 0) return [];
  const t = words(locale);
  const items = await unspokenOnDesk(goOrHold, reader, tx, { partners, facilitated, within });
  const until = addDays(dayOf(tx.now, city.timeZone), ahead);
  for (const one of await listComing(tx, person.id, { partners, facilitated }, until)) {
    const { id, partnership, what, locale: lang, due, name, orphaned } = one;
    items.push({
      href: `/partnerships/${partnership}/transition/plan/${id}`,
      title: t(orphaned ? 'desk.orphaned' : 'desk.milestone', { what }),
      said: { text: what, lang },
      about: name,
      action: t(orphaned ? 'desk.orphaned.do' : 'desk.milestone.do'),
      due: endOfDay(due, city.timeZone),
    });
  }
  return items;
}
