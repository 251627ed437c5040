import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { openOffers, reviewAhead, waitsFor, yesTo } from './rules.ts';
import { listAnswersOf, listAtDesk, listOffersOf, listSidesOf } from './store.ts';

const pages = { 'ran-out': '', raised: '', help: '', helper: '/helper', review: '/look', fair: '/fairness' };

/** What a side has to answer, to begin, to go on with, to look at and to rate; and where the reader helps. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const seats = seatsOf(scope);
  if (!person || seats.within.length === 0) return [];
  const today = dayOf(tx.now, city.timeZone);
  const disputes = await listAtDesk(tx, person.id, seats, addDays(today, reviewAhead));
  if (disputes.length === 0) return [];
  const ids = disputes.map(({ id }) => id);
  const sides = Map.groupBy(await listSidesOf(tx, ids), ({ of }) => of);
  const offers = Map.groupBy(await listOffersOf(tx, ids), ({ of }) => of);
  const answers = Map.groupBy(await listAnswersOf(tx, ids), ({ of }) => of);
  const t = words(locale);
  return disputes.flatMap((one) => {
    const between = sides.get(one.id) ?? [];
    const said = answers.get(one.id) ?? [];
    const waiting = waitsFor({
      standing: { step: one.step, ranOut: one.dueAt !== null && one.dueAt <= tx.now },
      ...{ by: one.by, sides: between, helped: one.helped, helper: one.helper, rated: new Set(one.rated) },
      offers: openOffers(offers.get(one.id) ?? [], said, one.step).map(({ id }) => ({
        ...{ id, yes: yesTo(id, said) },
      })),
      reviewDue: one.reviewOn !== null && one.reviewOn <= addDays(today, reviewAhead),
      speaks: between.find(({ partner }) => seats.answers.includes(partner))?.partner,
      records: one.helps && seats.facilitates.includes(one.space),
    });
    return waiting.map(({ what, offer, partner }) => {
      const page = what === 'answer' || what === 'record' ? `/offers/${offer}` : pages[what];
      const name = between.find((side) => side.partner === partner)?.name ?? '';
      return {
        href: `/partnerships/${one.space}/disputes/${one.id}${page}${partner ? `?partner=${partner}` : ''}`,
        title: t(`desk.${what}`, { title: one.title, partner: name }),
        said: { text: one.title, lang: one.locale },
        about: one.partnership,
        action: t(`desk.${what}.do`),
        due: what === 'review' ? endOfDay(one.reviewOn!, city.timeZone) : one.dueAt,
      };
    });
  });
}
