import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { reviewAhead } from './rules.ts';
import { listToReview } from './store.ts';

/** Rules that are to be looked at again, for who writes them. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const { facilitates } = seatsOf(scope);
  if (!person || facilitates.length === 0) return [];
  const t = words(locale);
  const by = addDays(dayOf(tx.now, city.timeZone), reviewAhead);
  return (await listToReview(tx, facilitates, by)).map((one) => ({
    href: `/partnerships/${one.partnership}/delegation`,
    title: t('desk.review'),
    about: one.name,
    action: t('desk.review.do'),
    due: endOfDay(one.reviewOn!, city.timeZone),
  }));
}
