import { listUnspoken } from '../../mechanisms/consent/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { ahead, ownKind } from './rules.ts';
import { listComing } from './store.ts';

/** A word that a partner has not given, milestones that somebody answers for, and those that nobody is left to answer for. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const { within, answers: partners, facilitates: facilitated } = seatsOf(scope);
  if (!person || within.length === 0) return [];
  const t = words(locale);
  const items: DeskItem[] = [];
  for (const one of await listUnspoken(tx, ownKind, { partners, facilitated, within })) {
    items.push({
      href: `/partnerships/${one.partnership}/transition/proposals/${one.proposal}/words?partner=${one.partner}`,
      title: t('desk.word', { partner: one.partnerName }),
      about: one.name,
      action: t('desk.word.do'),
      due: null,
    });
  }
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
