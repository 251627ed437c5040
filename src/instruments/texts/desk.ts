import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { listMissing, listToAnswer, listToReply, listToRevisit } from './store.ts';

/** What waits for somebody in texts: a word to give, a comment to answer, a no to answer, a day that has come. */
export async function deskItems(page: Reader, tx: Tx): Promise<DeskItem[]> {
  const { person } = page.scope;
  const { within, answers, facilitates } = seatsOf(page.scope);
  if (!person || within.length === 0) return [];
  const t = words(page.locale);
  const today = dayOf(tx.now, page.city.timeZone);
  const me = { person: person.id, partnerships: within };
  const items: DeskItem[] = [];
  for (const { space, document, title, locale, partnership, n } of await listToAnswer(tx, answers)) {
    items.push({
      href: `/partnerships/${space}/texts/${document}/answers`,
      title: t('desk.answer', { title }),
      said: { text: title, lang: locale },
      about: t('desk.answer.about', { partnership, n }),
      action: t('desk.answer.do'),
      due: null,
    });
  }
  for (const { space, document, block, title, locale, partnership, by } of await listToReply(tx, me)) {
    items.push({
      href: `/partnerships/${space}/texts/${document}/blocks/${block}`,
      title: t('desk.reply', { title, by: by ?? t('somebody') }),
      said: { text: title, lang: locale },
      about: partnership,
      action: t('desk.reply.do'),
      due: null,
    });
  }
  for (const { space, document, block, title, locale, partnership, by, out } of await listMissing(tx, me)) {
    items.push({
      href: `/partnerships/${space}/texts/${document}/blocks/${block}`,
      title: t(out ? 'desk.missing.out' : 'desk.missing', { title, by }),
      said: { text: title, lang: locale },
      about: partnership,
      action: t('desk.missing.do'),
      due: null,
    });
  }
  // The facilitator looks after it, and those who answer for a partner say whether it still holds.
  const due = await listToRevisit(tx, { partnerships: facilitates, partners: answers }, today);
  for (const { space, document, title, locale, partnership, revisitOn } of due) {
    items.push({
      href: `/partnerships/${space}/texts/${document}`,
      title: t('desk.revisit', { title }),
      said: { text: title, lang: locale },
      about: partnership,
      action: t('desk.revisit.do'),
      due: revisitOn ? endOfDay(revisitOn, page.city.timeZone) : null,
    });
  }
  return items;
}
