import '../../mechanisms/decision/tables.ts';
import { selectCalls, selectComments } from '../../mechanisms/discussion/store.ts';
import type { Tx } from '../../platform/database/database.ts';

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

/** Where somebody is called in what is said about a decision and has not read it. */
export function listCalls(tx: Tx, person: string, spaces: readonly string[]) {
  return selectCalls(tx, person, spaces)
    .innerJoin('decision as d', 'd.id', 'c.discussion_id')
    .select(['d.id', 'd.title', 'd.locale'])
    .execute();
}
