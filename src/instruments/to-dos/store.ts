import { type Generated, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { type Part, partOf } from '../../platform/database/part.ts';
import { newId } from '../../platform/id.ts';
import type { Span } from '../../platform/instrument.ts';
import { forgetSubjects, inAnyLanguage, indexSubject } from '../../platform/search/index-subject.ts';
import { calledIn, isOrphaned } from '../partnerships/store.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    to_do: GuardedByDefault & {
      text: string;
      owner_partner: string | null;
      owner_person: string | null;
      due_on: string;
      created_by: string | null;
      created_at: Generated<Date>;
      done_at: Date | null;
      done_by: string | null;
      removed_at: Date | null;
      removed_by: string | null;
    };
  }
}

export type ToDoFields = {
  text: string;
  owner_partner: string | null;
  owner_person: string | null;
  due_on: string;
};

/** So many that few lists have a second page: from a desk one is led to a place on the first. */
const openShown = 500;
const mostDone = 20;

const orphaned = isOrphaned('t', 'owner');

const toDos = (tx: Tx) =>
  tx.db
    .selectFrom('to_do as t')
    .leftJoin('person as owner', 'owner.id', 't.owner_person')
    .leftJoin('partner as p', 'p.id', 't.owner_partner')
    .leftJoin('person as doer', 'doer.id', 't.done_by')
    .select(['t.id', 't.space_id as partnership', 't.text', 't.due_on as due', 't.done_at as doneAt'])
    .select(['t.removed_at as removedAt', 't.owner_partner as ownerPartner', 't.owner_person as ownerPerson'])
    .select(['owner.name as person', calledIn('p').as('partner'), 'doer.name as doneBy'])
    .select(orphaned.as('orphaned'));

export type ToDo = Awaited<ReturnType<typeof listDone>>[number];

/** What is to be done, the earliest day first, a part at a time. */
export async function listOpen(tx: Tx, partnership: string, after: string | undefined): Promise<Part<ToDo>> {
  const rows = await toDos(tx)
    .where('t.space_id', '=', partnership)
    .where('t.done_at', 'is', null)
    .where('t.removed_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(t.due_on, t.id) > (select c.due_on, c.id from to_do c where c.id = ${after})`,
      ),
    )
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(openShown + 1)
    .execute();
  return partOf(rows, openShown);
}

/** How much is to be done, and how much of it is late: also what a list has no room for. */
export function countOpen(tx: Tx, partnership: string, today: string): Promise<{ n: number; late: number }> {
  return tx.db
    .selectFrom('to_do')
    .select(sql<number>`count(*)::int`.as('n'))
    .select(sql<number>`(count(*) filter (where due_on < ${today}))::int`.as('late'))
    .where('space_id', '=', partnership)
    .where('done_at', 'is', null)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
}

const done = (tx: Tx, partnership: string) =>
  toDos(tx)
    .where('t.space_id', '=', partnership)
    .where('t.done_at', 'is not', null)
    .where('t.removed_at', 'is', null)
    .orderBy('t.done_at', 'desc')
    .orderBy('t.id', 'desc');

/** What was done last. */
export function listDone(tx: Tx, partnership: string) {
  return done(tx, partnership).limit(mostDone).execute();
}

/** All that was done, the latest first, a part at a time. */
export async function listAllDone(
  tx: Tx,
  partnership: string,
  after: string | undefined,
): Promise<Part<ToDo>> {
  const rows = await done(tx, partnership)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(t.done_at, t.id) < (select c.done_at, c.id from to_do c where c.id = ${after})`,
      ),
    )
    .limit(openShown + 1)
    .execute();
  return partOf(rows, openShown);
}

export function findToDo(tx: Tx, partnership: string, id: string) {
  return toDos(tx).where('t.space_id', '=', partnership).where('t.id', '=', id).executeTakeFirst();
}

/**
 * What somebody has to do in all their partnerships; `partners` are those they answer for. What nobody is left to do
 * waits for who answers for its partner, and for the facilitators of these partnerships.
 */
export function listWaiting(
  tx: Tx,
  person: string,
  { partners, facilitated }: { partners: readonly string[]; facilitated: readonly string[] },
) {
  return tx.db
    .selectFrom('to_do as t')
    .innerJoin('partnership as p', 'p.id', 't.space_id')
    .select(['t.id', 't.space_id as partnership', 't.text', 't.due_on as due', 'p.name', 'p.locale as lang'])
    .select(orphaned.as('orphaned'))
    .where('t.done_at', 'is', null)
    .where('t.removed_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .where(({ eb, and, or }) =>
      or([
        eb('t.owner_person', '=', person),
        ...(partners.length > 0
          ? [and([or([eb('t.owner_person', 'is', null), orphaned]), eb('t.owner_partner', 'in', partners)])]
          : []),
        ...(facilitated.length > 0 ? [and([eb('t.space_id', 'in', facilitated), orphaned])] : []),
      ]),
    )
    .orderBy('t.due_on')
    .limit(100)
    .execute();
}

/** Partnerships with something to do by one of these days. Past the guards. */
export async function listSpacesDue(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('to_do')
    .select('space_id')
    .distinct()
    .where('done_at', 'is', null)
    .where('removed_at', 'is', null)
    .where('due_on', '>=', firstDay)
    .where('due_on', '<=', lastDay)
    .execute();
  return rows.map((row) => row.space_id);
}

/** Those of these that the reader may see, each with its partnership. */
export function listToDosById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('to_do as t')
    .innerJoin('partnership as s', 's.id', 't.space_id')
    .select(['t.id', 't.space_id as partnership', 't.text as title', 's.locale as lang', 's.name'])
    .select('t.due_on as due')
    .where('t.id', 'in', ids)
    .where('t.removed_at', 'is', null)
    .execute();
}

/** Brings the search up to what a to-do says. One that was taken away is found no more. */
async function indexToDo(tx: Tx, id: string): Promise<void> {
  const toDo = await tx.db
    .selectFrom('to_do')
    .select(['space_id as space', 'text'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!toDo) return forgetSubjects(tx, [id]);
  const texts = inAnyLanguage('text', toDo.text, 1);
  await indexSubject(tx, { space: toDo.space, audience: 'space', kind: 'to-do', id, texts });
}

export async function insertToDo(tx: Tx, partnership: string, fields: ToDoFields): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('to_do')
    .values({
      id,
      space_id: partnership,
      audience_id: null,
      ...fields,
      created_by: tx.scope.person?.id ?? null,
      done_at: null,
      done_by: null,
      removed_at: null,
      removed_by: null,
    })
    .execute();
  await indexToDo(tx, id);
  return id;
}

export async function updateToDo(tx: Tx, id: string, fields: ToDoFields): Promise<void> {
  await tx.db.updateTable('to_do').set(fields).where('id', '=', id).execute();
  await indexToDo(tx, id);
}

/** What somebody is to do becomes another's: of a guest who has an account now. */
export async function moveToDos(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await tx.db
    .updateTable('to_do')
    .set({ owner_person: account })
    .where('space_id', '=', partnership)
    .where('owner_person', '=', guest)
    .execute();
}

/** Marks it, or takes the mark back. Tells whether that changed anything: of two at once, one does. */
export async function mark(
  tx: Tx,
  id: string,
  what: 'done' | 'removed',
  way: 'on' | 'off',
): Promise<boolean> {
  const by = tx.scope.person?.id ?? null;
  const set =
    what === 'done'
      ? { done_at: way === 'on' ? tx.now : null, done_by: way === 'on' ? by : null }
      : { removed_at: way === 'on' ? tx.now : null, removed_by: way === 'on' ? by : null };
  const { numUpdatedRows } = await tx.db
    .updateTable('to_do')
    .set(set)
    .where('id', '=', id)
    .where(what === 'done' ? 'done_at' : 'removed_at', way === 'on' ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (what === 'removed') await indexToDo(tx, id);
  return numUpdatedRows > 0n;
}
