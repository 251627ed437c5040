import { ratingDays } from '../../mechanisms/decision/promise.ts';
import { listToRate, listUnread, listWaiting, type Waiting } from '../../mechanisms/decision/store.ts';
import { words as said } from '../../mechanisms/discussion/messages/index.ts';
import { talkAt } from '../../mechanisms/discussion/room.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { reviewAhead } from './rules.ts';
import { listCalls } from './store.ts';

const pages = {
  aside: '/objections/',
  voice: '/voice',
  again: '/voice',
  told: '/voice',
  objection: '',
  outcome: '/outcome',
  stage: '/stage',
  review: '',
} as const;

/** Voices that are wanted, outcomes to write down, and what is to be looked at again. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const seats = seatsOf(scope);
  if (!person || seats.within.length === 0) return [];
  const t = words(locale);
  const until = addDays(dayOf(tx.now, city.timeZone), reviewAhead);
  const waiting = (await listWaiting(tx, person.id, seats, until)).map((one) => ({
    href: `/partnerships/${one.partnership}/decisions/${one.id}${pages[one.what]}${one.objection ?? ''}${one.partner ? `?partner=${one.partner}` : ''}`,
    title: t(keyOf(one), { title: one.title, partner: one.partnerName ?? '' }),
    said: { text: one.title, lang: one.locale },
    about: one.name,
    action: t(`desk.${one.what}.do`),
    due: dueOf(one, city.timeZone),
  }));
  const unread = (await listUnread(tx, seats)).map(({ id, partnership, name, title, ...one }) => ({
    href: `/partnerships/${partnership}/decisions/${id}/reading?partner=${one.partner}`,
    title: t(one.again ? 'desk.read-again' : 'desk.read', { title, partner: one.partnerName }),
    said: { text: title, lang: one.locale },
    about: name,
    action: t('desk.read.do'),
    due: null,
  }));
  const asked = (await listToRate(tx, seats.contributes)).map((one) => ({
    href: `/partnerships/${one.partnership}/decisions/${one.id}`,
    title: t('desk.rate', { title: one.title }),
    said: { text: one.title, lang: one.locale },
    about: one.name,
    action: t('desk.rate.do'),
    due: new Date(one.settledAt.getTime() + ratingDays * 86_400_000),
  }));
  return [...waiting, ...unread, ...asked, ...(await calls(tx, person.id, seats.within, locale))];
}

/** Where somebody calls the reader in what is said about a decision, until they have read it. */
async function calls(tx: Tx, person: string, within: readonly string[], locale: Locale): Promise<DeskItem[]> {
  const t = said(locale);
  return (await listCalls(tx, person, within)).map(
    ({ partnership, id, number, title, locale, name, byName }) => ({
      href: talkAt(`/partnerships/${partnership}/decisions/${id}`, number),
      title: t('desk.called', { title, by: byName ?? t('somebody') }),
      said: { text: title, lang: locale },
      about: name,
      action: t('desk.called.do'),
      due: null,
    }),
  );
}

/** Words for what is asked of one's partner, or, where none is named, of oneself. */
function keyOf({ what, partner }: Waiting) {
  const own = partner === null && (what === 'voice' || what === 'again' || what === 'aside');
  return own ? (`desk.${what}.own` as const) : (`desk.${what}` as const);
}

function dueOf({ dueAt, reviewOn }: Waiting, timeZone: string): Date | null {
  return reviewOn ? endOfDay(reviewOn, timeZone) : dueAt;
}
