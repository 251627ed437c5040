import { recordingOf } from '../../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { dayOf, endOfDay } from '../../../platform/working-days.ts';
import { lockPeople } from '../../accounts/store.ts';
import {
  type DisputeView,
  dayAhead,
  type Here,
  isOver,
  loadDispute,
  loadSpeaking,
  nextEntry,
  record,
} from '../actions.ts';
import { type AnswerInput, isAgreed, yesTo } from '../rules.ts';
import { insertEntry, insertOffer, listEntries, listHelpers, type NewOffer, type Offer } from '../store.ts';
import { sideFor } from './steps.ts';

async function put(tx: Tx, partnership: string, id: string, offer: NewOffer): Promise<void> {
  const at = await loadSpeaking(tx, partnership, id);
  const { step } = at.standing;
  if (step === 'ended') throw new Refusal('over');
  const made = await insertOffer(tx, at.dispute, { ...offer, step, by_partner: at.speaks.id });
  await insertEntry(tx, at.dispute, {
    ...nextEntry(at),
    ...{ kind: 'offered', offer_id: made, partner_id: at.speaks.id, locale: offer.locale },
  });
  await record(tx, partnership, 'offered', id);
}

/** What one side thinks is agreed: it ends the dispute once every side has confirmed it. */
export async function offerSettlement(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { text: string; review: string },
  { locale, timeZone }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const review_on = dayAhead(typed.review, 'review', tx.now, timeZone);
  await put(tx, partnership, id, { kind: 'settle', text: typed.text, review_on, locale });
}

export async function offerTime(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { day: string; reason: string },
  { locale, timeZone }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { standing } = await loadSpeaking(tx, partnership, id);
  const day = dayAhead(typed.day, 'day', tx.now, timeZone);
  if (!day) throw new Refusal('day.wanted', 'day');
  const until = endOfDay(day, timeZone);
  if (standing.dueAt && until <= standing.dueAt) throw new Refusal('day.sooner', 'day');
  await put(tx, partnership, id, { kind: 'time', text: typed.reason, until, locale });
}

/** Those from whom a side can choose who helps: on the step for a mediator it is somebody from outside. */
export async function loadHelpers(tx: Tx, partnership: string, id: string) {
  const at = await loadSpeaking(tx, partnership, id);
  const sides = at.sides.map((one) => one.id);
  const helpers = at.standing.step === 'mediator' ? [] : await listHelpers(tx, partnership, sides);
  // Whoever facilitates does not help where it is about them.
  const fit = helpers.filter((one) => at.dispute.about !== 'facilitation' || !one.facilitates);
  return { at, helpers: fit };
}

export async function offerHelper(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { person: string; name: string; reason: string },
  { locale }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { at, helpers } = await loadHelpers(tx, partnership, id);
  const { step } = at.standing;
  if (isOver(at)) throw new Refusal('over');
  if (step !== 'facilitated' && step !== 'mediator') throw new Refusal('too-early');
  const person = helpers.find((one) => one.id === typed.person)?.id ?? null;
  if (typed.person && !person) throw new Refusal('helper.gone', 'person');
  if (Boolean(person) === Boolean(typed.name))
    throw new Refusal(person ? 'helper.one' : 'helper.wanted', step === 'mediator' ? 'name' : 'person');
  await put(tx, partnership, id, {
    ...{ kind: 'helper', text: typed.reason, locale },
    ...{ helper_person: person, helper_name: typed.name },
  });
}

/** An offer, for who answers it for a side (`wanted`: one without people, whose word they write down). */
export async function loadOffer(tx: Tx, partnership: string, id: string, offer: string, wanted: string) {
  const at = await loadDispute(tx, partnership, id);
  const found = at.offers.find((one) => one.id === offer);
  if (!found) throw new NotFound();
  const { side, recorded } = sideFor(at, wanted);
  return { at, offer: found, side, recorded, open: at.open.find((one) => one.id === offer) };
}
export type OfferView = Awaited<ReturnType<typeof loadOffer>>;

export async function answer(
  tx: Tx,
  [partnership, id, asked]: readonly [string, string, string],
  typed: AnswerInput,
  { locale, timeZone }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { at, offer, side, recorded, open } = await loadOffer(tx, partnership, id, asked, typed.partner);
  if (!open) throw new Refusal('offer.gone');
  if (open.yes.has(side.id)) throw new Refusal('offer.answered');
  const yes = typed.answer === 'yes';
  if (!yes && !typed.reason) throw new Refusal('no.wanted', 'reason');
  const recording = recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  await insertEntry(tx, at.dispute, {
    ...nextEntry(at),
    ...{ kind: yes ? 'agreed' : 'declined', offer_id: offer.id, partner_id: side.id },
    ...{ text: yes ? '' : typed.reason, locale, recording },
  });
  await record(tx, partnership, yes ? 'agreed' : 'declined', id);
  if (yes) await carryOut(tx, at, offer, locale);
}

/** Does what was offered as soon as every side that is still in has said yes. Returns whether that ended the dispute. */
export async function carryOut(
  tx: Tx,
  { dispute, stillIn }: Pick<DisputeView, 'dispute' | 'stillIn'>,
  offer: Offer,
  locale: Locale,
): Promise<boolean> {
  const entries = await listEntries(tx, dispute.id);
  const sides = stillIn.map((one) => one.id);
  if (!isAgreed(sides, yesTo(offer.id, entries))) return false;
  const next = { ...nextEntry({ entries }), offer_id: offer.id, locale };
  if (offer.kind === 'settle') {
    const { reviewOn: review_on } = offer;
    const end = { kind: 'ended', step: 'ended', due_at: null, how: 'settled' } as const;
    await insertEntry(tx, dispute, { ...next, ...end, review_on });
    await record(tx, dispute.space, 'ended', dispute.id);
  } else if (offer.kind === 'time') {
    await insertEntry(tx, dispute, { ...next, kind: 'extended', due_at: offer.until });
    await record(tx, dispute.space, 'extended', dispute.id);
  } else {
    await insertEntry(tx, dispute, { ...next, kind: 'named' });
    await record(tx, dispute.space, 'named', dispute.id);
  }
  return offer.kind === 'settle';
}
