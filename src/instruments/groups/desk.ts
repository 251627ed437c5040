import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { reviewAhead } from './rules.ts';
import { listToReview } from './store/due.ts';

/** Mandates that are to be looked at again, for who sets up groups. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const { facilitates } = seatsOf(scope);
  if (!person || facilitates.length === 0) return [];
  const t = words(locale);
  const by = addDays(dayOf(tx.now, city.timeZone), reviewAhead);
  return (await listToReview(tx, facilitates, by)).map((one) => ({
    href: `/partnerships/${one.partnership}/groups/${one.id}/edit`,
    title: t('desk.review', { title: one.name }),
    said: { text: one.name, lang: one.locale },
    about: one.partnershipName,
    action: t('desk.review.do'),
    due: endOfDay(one.reviewOn, city.timeZone),
  }));
}
