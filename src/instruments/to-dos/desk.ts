import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { listWaiting } from './store.ts';

/** What somebody is to do, what waits for a partner they answer for, and what nobody is left to do. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const { within, answers, facilitates } = seatsOf(scope);
  if (!person || within.length === 0) return [];
  const t = words(locale);
  const waiting = await listWaiting(tx, person.id, { partners: answers, facilitated: facilitates });
  return waiting.map(({ id, partnership, text, due, name, lang, orphaned }) => ({
    href: `/partnerships/${partnership}/to-dos${orphaned ? '/' : '#'}${id}`,
    title: orphaned ? t('desk.orphaned', { text }) : text,
    said: { text, lang },
    about: name,
    action: t(orphaned ? 'desk.orphaned.do' : 'desk.do'),
    due: endOfDay(due, city.timeZone),
  }));
}
