import { listWaiting, type Waiting } from '../../mechanisms/decision/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { reviewAhead } from './rules.ts';

const pages = {
  aside: '/objections/',
  voice: '/voice',
  again: '/voice',
  told: '/voice',
  objection: '',
  outcome: '/outcome',
  review: '',
} as const;

/** Voices that are wanted, outcomes to write down, and what is to be looked at again. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const seats = seatsOf(scope);
  if (!person || seats.within.length === 0) return [];
  const t = words(locale);
  const until = addDays(dayOf(tx.now, city.timeZone), reviewAhead);
  return (await listWaiting(tx, person.id, seats, until)).map((one) => ({
    href: `/partnerships/${one.partnership}/decisions/${one.id}${pages[one.what]}${one.objection ?? ''}${one.partner ? `?partner=${one.partner}` : ''}`,
    title: t(`desk.${one.what}`, { title: one.title, partner: one.partnerName ?? '' }),
    said: { text: one.title, lang: one.locale },
    about: one.name,
    action: t(`desk.${one.what}.do`),
    due: dueOf(one, city.timeZone),
  }));
}

function dueOf({ dueAt, reviewOn }: Waiting, timeZone: string): Date | null {
  return reviewOn ? endOfDay(reviewOn, timeZone) : dueAt;
}
