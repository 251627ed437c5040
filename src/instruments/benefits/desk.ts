import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { checkAhead } from './rules.ts';
import { listWaiting } from './store.ts';

/** What somebody is to check soon, what waits for a partner they answer for, and what nobody is left to check. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const { within, answers, facilitates } = seatsOf(scope);
  if (!person || within.length === 0) return [];
  const t = words(locale);
  const mine = { partners: answers, facilitated: facilitates };
  const until = addDays(dayOf(tx.now, city.timeZone), checkAhead);
  return (await listWaiting(tx, person.id, mine, until)).map((one) => ({
    href: `/partnerships/${one.partnership}/benefits/${one.id}`,
    title: t(one.orphaned ? 'desk.orphaned' : 'desk.check', { claim: one.claim }),
    said: { text: one.claim, lang: one.locale },
    about: one.name,
    action: t(one.orphaned ? 'desk.orphaned.do' : 'desk.check.do'),
    due: endOfDay(one.due, city.timeZone),
  }));
}
