import { findProcess } from '../../../mechanisms/decision/processes.ts';
import { recordingOf } from '../../../mechanisms/sealed-round/recording.ts';
import type { RecordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../../platform/http/problems.ts';
import { isNoSuchDay, readDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { lockPeople } from '../../accounts/store.ts';
import { putToAll } from '../../decisions/actions.ts';
import { usualQuorum } from '../../decisions/rules.ts';
import {
  type DisputeView,
  dayAhead,
  type Here,
  isOver,
  loadDispute,
  loadNoting,
  loadSpeaking,
  nextEntry,
  record,
} from '../actions.ts';
import { type Fairness, needsReason, nextStep, runsOut, type Step } from '../rules.ts';
import { insertEntry, insertRating, insertView } from '../store.ts';

/** Goes up a step, for all sides. `from`: the step that was read. */
export async function moveUp(
  tx: Tx,
  partnership: string,
  id: string,
  { from, reason }: { from: Step; reason: string },
  { locale, timeZone }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadSpeaking(tx, partnership, id);
  const step = nextStep(at.standing.step);
  if (!step) throw new Refusal('over');
  if (at.standing.step !== from) throw new Refusal('moved-on');
  if (!reason && needsReason(at.standing)) throw new Refusal('reason.wanted', 'reason');
  const { number } = nextEntry(at);
  await insertEntry(tx, at.dispute, {
    ...{ number, kind: 'moved', step, due_at: runsOut(tx.now, at.clock[step], timeZone) },
    ...{ partner_id: at.speaks.id, text: reason, locale },
  });
  await record(tx, partnership, 'moved', id, { step });
}

/** What was done, and when: a fact, which nobody changes afterwards. */
export async function note(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { text: string; day: string },
  { locale, timeZone }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadNoting(tx, partnership, id);
  if (isOver(at)) throw new Refusal('over');
  const today = dayOf(tx.now, timeZone);
  const day = typed.day ? readDay(typed.day) : today;
  if (!day) throw new Refusal(isNoSuchDay(typed.day) ? 'day.none' : 'day.wanted', 'day');
  if (day > today) throw new Refusal('day.ahead', 'day');
  const partner = at.side?.id ?? null;
  await insertEntry(tx, at.dispute, {
    ...nextEntry(at),
    ...{ kind: 'noted', partner_id: partner, text: typed.text, day, locale },
  });
  await record(tx, partnership, 'noted', id);
}

/** An entry of the log, for a side that says how it sees it. */
export async function loadEntry(tx: Tx, partnership: string, id: string, entry: string) {
  const at = await loadDispute(tx, partnership, id);
  const found = at.entries.find((one) => one.id === entry);
  if (!found) throw new NotFound();
  if (!at.side) throw new Forbidden('those who are of a side');
  return { ...at, side: at.side, entry: found };
}

export async function addView(
  tx: Tx,
  [partnership, id, entry]: readonly [string, string, string],
  text: string,
  { locale }: Here,
): Promise<void> {
  const { side } = await loadEntry(tx, partnership, id, entry);
  await insertView(tx, partnership, { entry, partner: side.id, text, locale });
  await record(tx, partnership, 'viewed', id);
}

/** On the last step: puts it to all partners, to be decided by consent. */
export async function putToPartners(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { title: string; text: string; day: string; time: string },
  here: Here,
): Promise<string> {
  await lockPeople(tx, partnership);
  const at = await loadSpeaking(tx, partnership, id);
  if (at.standing.step !== 'decision') throw new Refusal(isOver(at) ? 'over' : 'too-early');
  if (beingDecided(at)) throw new Refusal('put.already');
  const process = findProcess('consent')!;
  const conditions = { results: process.results, quorum: usualQuorum(at.joined.length), options: [] };
  const decision = await putToAll(tx, partnership, process, { ...typed, ...conditions }, here);
  await insertEntry(tx, at.dispute, {
    ...nextEntry(at),
    ...{ kind: 'put', partner_id: at.speaks.id, decision_id: decision, locale: here.locale },
  });
  await record(tx, partnership, 'put', id);
  return decision;
}

/** The entry by which it was put to all, as long as that is not decided and not taken back. */
export const beingDecided = ({ entries }: Pick<DisputeView, 'entries'>) =>
  entries.find(({ kind, decidedAt, takenBackAt }) => kind === 'put' && !decidedAt && !takenBackAt);

export const mayWithdraw = ({ dispute, speaks, inside }: DisputeView, person: string | undefined) =>
  speaks?.id === dispute.byPartner || (inside.contributes && dispute.byPerson === person);

export async function withdraw(tx: Tx, partnership: string, id: string, { locale }: Here): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadDispute(tx, partnership, id);
  if (!mayWithdraw(at, tx.scope.person?.id)) throw new Forbidden('who raised it');
  if (isOver(at)) throw new Refusal('over');
  const { number } = nextEntry(at);
  await insertEntry(tx, at.dispute, {
    ...{ number, kind: 'ended', step: 'ended', due_at: null },
    ...{ how: 'withdrawn', partner_id: at.dispute.byPartner, locale },
  });
  await record(tx, partnership, 'ended', id);
}

/** What was agreed is looked at again: what is seen, and the next day if there is to be one. */
export async function lookAgain(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { text: string; review: string },
  { locale, timeZone }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadSpeaking(tx, partnership, id);
  if (at.end?.how !== 'settled') throw new Refusal('look.nothing');
  const reviewOn = dayAhead(typed.review, 'review', tx.now, timeZone);
  await insertEntry(tx, at.dispute, {
    ...nextEntry(at),
    ...{ kind: 'looked', partner_id: at.speaks.id, text: typed.text, review_on: reviewOn, locale },
  });
  await record(tx, partnership, 'looked', id);
}

/** The side whose word is given here: one's own, or (wanted by its id) one without people. Throws a Forbidden. */
export function sideFor(at: DisputeView, wanted: string) {
  const silent = at.silent.find(({ id }) => id === wanted);
  const side = silent ?? (!wanted || wanted === at.speaks?.id ? at.speaks : undefined);
  if (!side) throw new Forbidden('those who answer for a side');
  return { side, recorded: silent !== undefined };
}

export async function rate(
  tx: Tx,
  partnership: string,
  id: string,
  typed: { fair: Fairness; partner: string; how?: RecordedHow | undefined; on: string },
  { timeZone }: Here,
): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadDispute(tx, partnership, id);
  const { side, recorded } = sideFor(at, typed.partner);
  if (!isOver(at)) throw new Refusal('not-over');
  if (at.ratings.given.has(side.id)) throw new Refusal('fair.given');
  const recording = recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  await insertRating(tx, at.dispute, { partner: side.id, fair: typed.fair, recording });
  await record(tx, partnership, 'rated', id);
}
