import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { WorkingCalendar } from '../../platform/working-days.ts';
import { answerTime, type Clock, clockAfter, usualPromise } from './clock.ts';
import { type Act, missingWords, type Side, type State, stateAfter } from './rules.ts';
import {
  addParticipant,
  clockOf,
  endParticipant,
  insertAct,
  insertRequest,
  listActs,
  lockRequest,
  type NewRequest,
  notePassedOn,
  setStanding,
} from './store.ts';
import { isWritten, type Written } from './written.ts';

/** Who acts. Their right to do so is the caller's to check: the rules here only know the two sides. */
export type Actor = { side: Side; person: string | null; organisation: string | null; name: string };

/** A unit that gets a request, and what it promises, in working days. */
export type Answering = { unit: string; replyDays: number | null };

export type Doing = {
  act: Act;
  note?: Written;
  wouldChange?: Written;
  meeting?: Written;
  /** Of an acceptance or an offer: by when it is promised, YYYY-MM-DD. */
  doneBy?: string | null;
  /** Of a forward: where to. */
  to?: Answering;
};

type Circumstances = {
  calendar: WorkingCalendar;
  /** When it happened, for what is brought in from elsewhere; otherwise now. */
  at?: Date;
  /** Brought in from elsewhere: nobody is told. */
  silent?: boolean;
};

/**
 * Sends a request to a unit: writes it down with its first act and lets the unit's people into its space.
 * The transaction has to be opened for the space, in which the asker takes part already.
 * Returns the number by which people call it.
 */
export async function openRequest(
  tx: Tx,
  request: NewRequest,
  to: Answering,
  actor: Actor,
  circumstances: Circumstances,
): Promise<number> {
  const at = circumstances.at ?? tx.now;
  const promise = to.replyDays ?? usualPromise;
  const clock = clockAfter(null, { act: 'sent', state: 'with-unit', at, promise }, circumstances.calendar);
  const number = await insertRequest(tx, request, { state: 'with-unit', unit: to.unit, due: clock.due, at });
  await addParticipant(tx, { space: request.id, organisation: to.unit, role: 'responder' });
  await insertAct(tx, { ...blank(request.id, 1, 'sent', actor, at), unit: to.unit, clock, answer: null });
  if (!circumstances.silent) {
    await tx.record({
      space: request.id,
      kind: 'request.sent',
      subject: request.id,
      content: { number, position: 1, unit: to.unit, state: 'with-unit', due: clock.due },
      personal: { name: actor.name, title: request.title, ask: request.ask },
    });
  }
  return number;
}

/**
 * Does one act on a request: rules → act → where it stands → journal, in the caller's transaction. A forward
 * changes who takes part, so its transaction has to be opened for the space. Throws a Refusal with the keys
 * `act.not-now` (with the state as it is), `act.note.<act>`, `act.wouldChange`, `act.to`, `act.same-unit` or `act.to-asker`.
 */
export async function act(
  tx: Tx,
  id: string,
  actor: Actor,
  doing: Doing,
  circumstances: Circumstances,
): Promise<{ state: State; clock: Clock; position: number }> {
  const request = await lockRequest(tx, id);
  if (!request) throw new Refusal('act.not-now');
  const earlier = await listActs(tx, id);
  const state = stateAfter(request.state, actor.side, doing.act);
  // Another unit has it by now: whoever answers for the one that had it comes too late.
  const elsewhere = actor.side === 'unit' && actor.organisation !== request.unit;
  if (!state || doing.act === 'sent' || elsewhere) throw new Refusal('act.not-now');
  refuseIncomplete(doing, request);

  const at = circumstances.at ?? tx.now;
  const last = earlier.at(-1);
  const unit = doing.to?.unit ?? request.unit;
  const promise = doing.to ? (doing.to.replyDays ?? usualPromise) : (last?.promise ?? usualPromise);
  const clock = clockAfter(clockOf(last), { act: doing.act, state, at, promise }, circumstances.calendar);
  const answer = answerTime(doing.act, earlier, at, circumstances.calendar);
  const position = (last?.position ?? 0) + 1;
  await insertAct(tx, {
    ...blank(id, position, doing.act, actor, at),
    unit,
    note: doing.note ?? {},
    wouldChange: doing.wouldChange ?? {},
    meeting: doing.meeting ?? {},
    doneBy: doing.doneBy ?? null,
    clock,
    answer,
  });
  await setStanding(tx, id, { state, unit, due: clock.due, at });
  if (!circumstances.silent) {
    await tx.record({
      space: id,
      kind: `request.${doing.act}`,
      subject: id,
      content: {
        number: request.number,
        position,
        unit,
        ...(doing.to && { from: request.unit }),
        state,
        due: clock.due,
        ...(answer && { answerDays: answer.days, lateDays: answer.late }),
      },
      personal: { name: actor.name, note: doing.note ?? {}, wouldChange: doing.wouldChange ?? {} },
    });
  }
  if (doing.to) {
    if (request.unit) await notePassedOn(tx, request, { from: request.unit, to: doing.to.unit, at });
    await addParticipant(tx, { space: id, organisation: doing.to.unit, role: 'responder', by: actor.person });
    // Last, because it may end the right under which all this was done.
    if (request.unit) await endParticipant(tx, { space: id, organisation: request.unit, role: 'responder' });
  }
  return { state, clock, position };
}

function refuseIncomplete(
  doing: Doing,
  request: { unit: string | null; askerOrganisation: string | null },
): void {
  const words = {
    note: isWritten(doing.note ?? {}) ? 'yes' : '',
    wouldChange: isWritten(doing.wouldChange ?? {}) ? 'yes' : '',
  };
  const [missing] = missingWords(doing.act, words);
  if (missing === 'note') throw new Refusal(`act.note.${doing.act}`, 'note');
  if (missing === 'wouldChange') throw new Refusal('act.wouldChange', 'wouldChange');
  if (doing.act === 'forwarded') {
    if (!doing.to) throw new Refusal('act.to', 'to');
    if (doing.to.unit === request.unit) throw new Refusal('act.same-unit', 'to');
    // Nobody answers their own request: it would wait for ever.
    if (doing.to.unit === request.askerOrganisation) throw new Refusal('act.to-asker', 'to');
  }
}

function blank(request: string, position: number, name: Act, actor: Actor, at: Date) {
  return {
    request,
    position,
    act: name,
    side: actor.side,
    byPerson: actor.person,
    byOrganisation: actor.organisation,
    byName: actor.name,
    at,
    note: {},
    wouldChange: {},
    meeting: {},
    doneBy: null,
  };
}
