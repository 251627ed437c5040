import type { Tx } from '../../../platform/database/database.ts';
import { calledIn } from '../../partnerships/store.ts';
import './tables.ts';

/** Days that it had before, the first one first. */
export function listMoves(tx: Tx, milestone: string) {
  return listMovesOf(tx, [milestone]);
}

/** The same of several. */
export async function listMovesOf(tx: Tx, of: readonly string[]) {
  if (of.length === 0) return [];
  return tx.db
    .selectFrom('milestone_move as v')
    .leftJoin('person as by', 'by.id', 'v.by_person')
    .select([
      'v.id',
      'v.was_on as was',
      'v.due_on as due',
      'v.reason',
      'v.locale',
      'v.at',
      'by.name as byName',
    ])
    .select('v.milestone_id as of')
    .where('v.milestone_id', 'in', of)
    .orderBy('v.at')
    .orderBy('v.id')
    .execute();
}

const steps = (tx: Tx, of: readonly string[]) =>
  tx.db
    .selectFrom('milestone_step as s')
    .innerJoin('to_do as t', 't.id', 's.to_do_id')
    .leftJoin('person as owner', 'owner.id', 't.owner_person')
    .leftJoin('partner as p', 'p.id', 't.owner_partner')
    .select(['t.id', 't.text', 't.due_on as due', 't.done_at as doneAt'])
    .select(['owner.name as person', calledIn('p').as('partner')])
    .select('s.milestone_id as of')
    .where('s.milestone_id', 'in', of)
    .where('t.removed_at', 'is', null)
    .orderBy('t.due_on')
    .orderBy('t.id');

/** Its steps as to-dos, the earliest day first. */
export function listSteps(tx: Tx, milestone: string) {
  return steps(tx, [milestone]).limit(200).execute();
}

/** The same of several. */
export async function listStepsOf(tx: Tx, of: readonly string[]) {
  return of.length > 0 ? steps(tx, of).execute() : [];
}
