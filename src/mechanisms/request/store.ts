import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/id.ts';
import { indexSubject } from '../../platform/search/index-subject.ts';
import type { Clock } from './clock.ts';
import type { Act, Side, State } from './rules.ts';
import type { RequestKind } from './tables.ts';
import { inItsLanguages, type Written } from './written.ts';

const columns = [
  'id',
  'number',
  'kind',
  'title',
  'want',
  'bring',
  'ask',
  'known_by as knownBy',
  'meeting',
  'goal_id as goal',
  'needed_by as neededBy',
  'asker_organisation as askerOrganisation',
  'asker_person as askerPerson',
  'asker_name as askerName',
  'asker_group as askerGroup',
  'created_at as createdAt',
  'state',
  'unit_id as unit',
  'due_day as due',
  'moved_at as movedAt',
] as const;

const actColumns = [
  'id',
  'position',
  'act',
  'side',
  'by_person as byPerson',
  'by_organisation as byOrganisation',
  'by_name as byName',
  'at',
  'unit_id as unit',
  'note',
  'would_change as wouldChange',
  'meeting',
  'done_by as doneBy',
  'due_day as due',
  'days_left as left',
  'promise_days as promise',
  'answer_days as answerDays',
  'late_days as lateDays',
] as const;

export type RequestRow = NonNullable<Awaited<ReturnType<typeof findRequest>>>;
export type ActRow = Awaited<ReturnType<typeof listActs>>[number];

/** A request that the reader takes part in. */
export function findRequest(tx: Tx, id: string) {
  return tx.db.selectFrom('request').select(columns).where('id', '=', id).executeTakeFirst();
}

/** The same, held until the end of the transaction: two acts at the same instant come one after the other. */
export function lockRequest(tx: Tx, id: string) {
  return tx.db.selectFrom('request').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The acts of a request in their order, the first one first. */
export function listActs(tx: Tx, request: string) {
  return tx.db
    .selectFrom('request_act')
    .select(actColumns)
    .where('request_id', '=', request)
    .orderBy('position')
    .execute();
}

/** The clock as an act left it; null before the first. */
export function clockOf(act: ActRow | undefined): Clock | null {
  return act ? { due: act.due, left: act.left, promise: act.promise } : null;
}

export type NewRequest = {
  /** The space it lives in, which is also its id. */
  id: string;
  kind: RequestKind;
  title: Written;
  want: Written;
  bring: Written;
  ask: Written;
  knownBy: Written;
  meeting: Written;
  goal: string | null;
  neededBy: string | null;
  askerOrganisation: string | null;
  askerPerson: string | null;
  askerName: string;
  askerGroup: string;
};

/** Writes a request as it is sent, and brings it into the search. Returns the number by which people call it. */
export async function insertRequest(
  tx: Tx,
  request: NewRequest,
  stands: { state: State; unit: string; due: string | null; at: Date },
): Promise<number> {
  const text = (written: Written) => JSON.stringify(written);
  const { number } = await tx.db
    .insertInto('request')
    .values({
      id: request.id,
      space_id: request.id,
      audience_id: null,
      kind: request.kind,
      title: text(request.title),
      want: text(request.want),
      bring: text(request.bring),
      ask: text(request.ask),
      known_by: text(request.knownBy),
      meeting: text(request.meeting),
      goal_id: request.goal,
      needed_by: request.neededBy,
      asker_organisation: request.askerOrganisation,
      asker_person: request.askerPerson,
      asker_name: request.askerName,
      asker_group: request.askerGroup,
      created_at: stands.at,
      state: stands.state,
      unit_id: stands.unit,
      due_day: stands.due,
      moved_at: stands.at,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await indexSubject(tx, {
    space: request.id,
    audience: 'space',
    kind: 'request',
    id: request.id,
    texts: (['title', 'want', 'ask'] as const).flatMap((part) =>
      inItsLanguages(part, request[part], weights[part]),
    ),
  });
  return number;
}

/** What a text of a request counts in the search; nobody changes it once it is sent. */
const weights = { title: 1, want: 0.6, ask: 0.6 };

export type NewAct = {
  request: string;
  position: number;
  act: Act;
  side: Side;
  byPerson: string | null;
  byOrganisation: string | null;
  byName: string;
  at: Date;
  unit: string | null;
  note: Written;
  wouldChange: Written;
  meeting: Written;
  doneBy: string | null;
  clock: Clock;
  answer: { days: number; late: number } | null;
};

/** Adds an act; that it is possible, and that its position follows on the last one, is the caller's to see to. */
export async function insertAct(tx: Tx, act: NewAct): Promise<void> {
  await tx.db
    .insertInto('request_act')
    .values({
      id: newId(),
      space_id: act.request,
      audience_id: null,
      request_id: act.request,
      position: act.position,
      act: act.act,
      side: act.side,
      by_person: act.byPerson,
      by_organisation: act.byOrganisation,
      by_name: act.byName,
      at: act.at,
      unit_id: act.unit,
      note: JSON.stringify(act.note),
      would_change: JSON.stringify(act.wouldChange),
      meeting: JSON.stringify(act.meeting),
      done_by: act.doneBy,
      due_day: act.clock.due,
      days_left: act.clock.left,
      promise_days: act.clock.promise,
      answer_days: act.answer?.days ?? null,
      late_days: act.answer?.late ?? null,
    })
    .execute();
}

/** Writes down where a request stands after an act, for lists. */
export async function setStanding(
  tx: Tx,
  request: string,
  stands: { state: State; unit: string | null; due: string | null; at: Date },
): Promise<void> {
  await tx.db
    .updateTable('request')
    .set({ state: stands.state, unit_id: stands.unit, due_day: stands.due, moved_at: stands.at })
    .where('id', '=', request)
    .execute();
}

type Part = { space: string; person?: string; organisation?: string; role: string; by?: string | null };

/** Lets somebody take part in a request; once is enough. */
export async function addParticipant(tx: Tx, { space, person, organisation, role, by }: Part): Promise<void> {
  await tx.db
    .insertInto('membership')
    .values({
      id: newId(),
      space_id: space,
      person_id: person ?? null,
      organisation_id: organisation ?? null,
      role,
      since: tx.now,
      until: null,
      given_by: by ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Ends now that somebody takes part in a request in a role. */
export async function endParticipant(tx: Tx, { space, person, organisation, role }: Part): Promise<void> {
  await tx.db
    .updateTable('membership')
    .set({ until: tx.now })
    .where('space_id', '=', space)
    .where('role', '=', role)
    .where('until', 'is', null)
    .$if(person !== undefined, (query) => query.where('person_id', '=', person!))
    .$if(organisation !== undefined, (query) => query.where('organisation_id', '=', organisation!))
    .execute();
}

/** Leaves a note with the unit that sends a request on, which cannot read it from then on. */
export async function notePassedOn(
  tx: Tx,
  request: { id: string; number: number },
  way: { from: string; to: string; at: Date },
): Promise<void> {
  const facts = { to_unit: way.to, at: way.at };
  await tx.db
    .insertInto('request_passed_on')
    .values({
      id: newId(),
      space_id: request.id,
      audience: 'organisation',
      audience_id: way.from,
      number: request.number,
      ...facts,
    })
    .onConflict((conflict) => conflict.columns(['space_id', 'audience_id']).doUpdateSet(facts))
    .execute();
}

/** Makes the space of a request. The transaction has to be opened with it. */
export async function insertRequestSpace(tx: Tx, id: string, demo = false): Promise<void> {
  await tx.db
    .insertInto('space')
    .values({
      id,
      kind: 'request',
      audience: 'space',
      audience_id: null,
      created_by: tx.scope.person?.id ?? null,
      created_at: tx.now,
      demo,
    })
    .execute();
}
