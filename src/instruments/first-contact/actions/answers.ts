import { type Actor, act, type Doing } from '../../../mechanisms/request/actions.ts';
import { addParticipant, findRequest, listActs } from '../../../mechanisms/request/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { WorkingCalendar } from '../../../platform/working-days.ts';
import { sideOf } from '../access.ts';
import { answerOf, isPublic, outcomeOf } from '../rules.ts';
import { findPublishedOf, publish, unpublish } from '../store/publishing.ts';
import { insertConsent, listConsent, saveRating } from '../store/requests.ts';
import { findLiaison, listUnits } from '../store/units.ts';

/** Who acts on a request, by the scope of the transaction. Throws NotFound for everybody else. */
async function actorOn(tx: Tx, id: string, name: string): Promise<Actor> {
  const request = await findRequest(tx, id);
  const side = request && sideOf(tx.scope, request);
  if (!request || !side || side === 'observer') throw new NotFound();
  const person = tx.scope.person?.id ?? null;
  if (side === 'unit') return { side, person, organisation: request.unit, name };
  const forGroup =
    request.askerOrganisation !== null && tx.scope.organisations.includes(request.askerOrganisation);
  return { side, person, organisation: forGroup ? request.askerOrganisation : null, name };
}

/** Does one act. `name` is how the person signs; a forward needs a transaction opened for the space. */
export async function doAct(
  tx: Tx,
  id: string,
  doing: Doing,
  name: string,
  calendar: WorkingCalendar,
): Promise<Awaited<ReturnType<typeof act>>> {
  const actor = await actorOn(tx, id, name);
  const done = await act(tx, id, actor, doing, { calendar });
  // The liaison desk stays at the asker's side until there is an answer: it reads on.
  if (doing.act === 'forwarded' && actor.organisation) {
    const liaison = await findLiaison(tx);
    if (liaison?.id === actor.organisation) {
      await addParticipant(tx, { space: id, organisation: liaison.id, role: 'observer' });
    }
  }
  await refreshCopy(tx, id);
  return done;
}

/** Says for one side whether others may read the request. */
export async function chooseOpenness(tx: Tx, id: string, choice: 'public' | 'private'): Promise<void> {
  const actor = await actorOn(tx, id, '');
  await insertConsent(tx, id, actor.side, choice);
  await refreshCopy(tx, id);
  await tx.record({ space: id, kind: `request.made-${choice}`, subject: id, content: { side: actor.side } });
}

/** The unit tells the asker how well prepared the page was: for them alone. */
export async function ratePreparation(
  tx: Tx,
  id: string,
  rating: { step: number; hint: string },
): Promise<void> {
  const actor = await actorOn(tx, id, '');
  if (actor.side !== 'unit') throw new NotFound();
  const request = await findRequest(tx, id);
  if (request?.kind !== 'brief') throw new Refusal('act.not-now');
  await saveRating(tx, id, { ...rating, organisation: actor.organisation });
  await tx.record({
    space: id,
    kind: 'request.rated',
    subject: id,
    content: { step: rating.step },
    personal: { hint: rating.hint },
  });
}

/** Somebody who followed a request by a link keeps it with their account. */
export async function keepWithAccount(tx: Tx, id: string): Promise<void> {
  await addParticipant(tx, { space: id, person: tx.scope.person!.id, role: 'requester' });
  await tx.record({ space: id, kind: 'request.kept', subject: id });
}

/** Brings the copy that everyone reads up to date, or takes it away, as both sides' words have it. */
export async function refreshCopy(tx: Tx, id: string): Promise<void> {
  const consent = await listConsent(tx, id);
  if (consent.length === 0) return;
  const request = await findRequest(tx, id);
  const outcome = request && outcomeOf(request.state);
  if (!request || !outcome || !isPublic(consent)) {
    if (await findPublishedOf(tx, id)) await unpublish(tx, id);
    return;
  }
  const acts = await listActs(tx, id);
  const answer = answerOf(acts);
  const asking = (await listUnits(tx, [request.askerOrganisation])).get(request.askerOrganisation ?? '');
  await publish(tx, id, {
    unit: request.unit,
    askerOrganisation: asking?.id ?? null,
    // People are not named in public; groups are.
    askerName: request.askerGroup,
    title: request.title,
    want: request.want,
    bring: request.bring,
    ask: request.ask,
    state: request.state,
    outcome,
    note: answer?.note ?? {},
    wouldChange: answer?.wouldChange ?? {},
    answerDays: acts.find((one) => one.answerDays !== null)?.answerDays ?? null,
    answeredAt: answer?.at ?? request.movedAt,
  });
}
