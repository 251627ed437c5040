import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { handOverDays } from './rules.ts';
import { listEnding, listOpenProposals, listUnheld } from './store.ts';

/** Choices that wait for somebody's word, terms of theirs that end, and roles that nobody holds any more. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const { within, answers, facilitates } = seatsOf(scope);
  if (!person || within.length === 0) return [];
  const me = { person: person.id, partnerships: within };
  const t = words(locale);
  const items: DeskItem[] = [];
  for (const open of await listOpenProposals(tx, me, answers)) {
    const mine = open.person === person.id && !open.willingAt;
    if (!mine && (!open.partner || open.said)) continue;
    items.push({
      href: `/partnerships/${open.partnership}/roles/${open.role}`,
      title: t(mine ? 'desk.willing' : 'desk.consent', { title: open.title, name: open.name ?? '' }),
      said: { text: open.title, lang: open.lang },
      about: open.partnershipName,
      action: t('desk.answer'),
      due: null,
    });
  }
  const today = dayOf(tx.now, city.timeZone);
  const soon = addDays(today, handOverDays);
  for (const term of await listEnding(tx, me, soon)) {
    items.push({
      href: `/partnerships/${term.partnership}/roles/${term.role}`,
      title: t('desk.handOver', { title: term.title }),
      said: { text: term.title, lang: term.lang },
      about: term.partnershipName,
      action: t('desk.handOver.do'),
      due: endOfDay(term.until, city.timeZone),
    });
  }
  for (const role of facilitates.length > 0 ? await listUnheld(tx, facilitates, today) : []) {
    items.push({
      href: `/partnerships/${role.partnership}/roles/${role.role}`,
      title: t(role.left ? 'desk.left' : 'desk.over', { title: role.title }),
      said: { text: role.title, lang: role.lang },
      about: role.partnershipName,
      action: t('desk.choose'),
      due: role.left ? null : endOfDay(role.until, city.timeZone),
    });
  }
  return items;
}
