import '../../mechanisms/decision/tables.ts';
import { selectCalls, selectComments } from '../../mechanisms/discussion/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { calledIn } from '../partnerships/store.ts';
import '../to-dos/store.ts';

/** What is said about decisions: those of these that the reader may see and that stand. */
export function listSaidById(tx: Tx, ids: readonly string[]) {
  return selectComments(tx)
    .innerJoin('decision as d', 'd.id', 'c.discussion_id')
    .innerJoin('partnership as s', 's.id', 'c.space_id')
    .select(['c.space_id as space', 's.name', 'd.id as decision', 'd.title', 'd.locale as titleLocale'])
    .where('c.id', 'in', ids)
    .where('c.taken_back_at', 'is', null)
    .execute();
}

/** What is to be done because of decisions, the earliest day first. */
export async function listStepsOf(tx: Tx, decisions: readonly string[]) {
  if (decisions.length === 0) return [];
  return tx.db
    .selectFrom('decision_step as s')
    .innerJoin('to_do as t', 't.id', 's.to_do_id')
    .leftJoin('person as owner', 'owner.id', 't.owner_person')
    .leftJoin('partner as p', 'p.id', 't.owner_partner')
    .select(['t.id', 't.text', 't.due_on as due', 't.done_at as doneAt'])
    .select(['t.owner_person as ownerPerson', 't.owner_partner as ownerPartner'])
    .select(['owner.name as person', calledIn('p').as('partner'), 's.decision_id as of'])
    .where('s.decision_id', 'in', decisions)
    .where('t.removed_at', 'is', null)
    .orderBy('t.due_on')
    .orderBy('t.id')
    .execute();
}

/** All that is said about decisions and stands, in its order. */
export async function listSaidAbout(tx: Tx, decisions: readonly string[]) {
  if (decisions.length === 0) return [];
  return selectComments(tx)
    .where('c.discussion_id', 'in', decisions)
    .where('c.taken_back_at', 'is', null)
    .orderBy('c.discussion_id')
    .orderBy('c.number')
    .execute();
}

/** Where somebody is called in what is said about a decision and has not read it. */
export function listCalls(tx: Tx, person: string, spaces: readonly string[]) {
  return selectCalls(tx, person, spaces)
    .innerJoin('decision as d', 'd.id', 'c.discussion_id')
    .select(['d.id', 'd.title', 'd.locale'])
    .execute();
}
