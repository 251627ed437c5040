import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Span } from '../rules.ts';
import '../tables.ts';

const me = (tx: Tx) => tx.scope.person?.id ?? null;

/** How many comments there are about something, and up to which of them the reader has read. */
export async function findStanding(tx: Tx, discussion: string) {
  const row = await tx.db
    .selectFrom('discussion as d')
    .leftJoin('discussion_read as r', (join) =>
      join.onRef('r.discussion_id', '=', 'd.id').on('r.audience_id', '=', me(tx)),
    )
    .select(['d.length', 'r.upto'])
    .where('d.id', '=', discussion)
    .executeTakeFirst();
  return { length: row?.length ?? 0, upto: row?.upto ?? 0 };
}
export type Standing = Awaited<ReturnType<typeof findStanding>>;

/** Comments that the reader may see: of those that were taken back only their own. */
export const selectComments = (tx: Tx) =>
  tx.db
    .selectFrom('discussion_comment as c')
    .leftJoin('person as by', 'by.id', 'c.by_person')
    .select(['c.id', 'c.discussion_id as discussion', 'c.number', 'c.version', 'c.text', 'c.locale', 'c.at'])
    .select(['c.changed_at as changedAt', 'c.taken_back_at as takenBackAt', 'c.by_person as byPerson'])
    .select('by.name as byName');

/** Those with these numbers, in their order, and whether the reader is called in one and has not read it. */
export function listComments(tx: Tx, discussion: string, { from, to }: Span) {
  return selectComments(tx)
    .select(
      sql<boolean>`exists (select from discussion_call k
        where k.comment_id = c.id and k.audience_id = ${me(tx)} and k.seen_at is null)`.as('calls'),
    )
    .where('c.discussion_id', '=', discussion)
    .where('c.number', '>=', from)
    .where('c.number', '<=', to)
    .orderBy('c.number')
    .execute();
}
export type ListedComment = Awaited<ReturnType<typeof listComments>>[number];

export function findComment(tx: Tx, discussion: string, id: string) {
  return selectComments(tx)
    .where('c.discussion_id', '=', discussion)
    .where('c.id', '=', id)
    .executeTakeFirst();
}
export type Comment = NonNullable<Awaited<ReturnType<typeof findComment>>>;

/** What a comment said before, the latest first. */
export function listEarlier(tx: Tx, comment: string) {
  return tx.db
    .selectFrom('discussion_earlier')
    .select(['id', 'version', 'text', 'locale', 'at'])
    .where('comment_id', '=', comment)
    .orderBy('version', 'desc')
    .execute();
}

const taking = (tx: Tx, space: string) =>
  tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .where('m.space_id', '=', space)
    .where('m.role', '<>', 'claimant')
    .where((is) => is.or([is('m.until', 'is', null), is('m.until', '>', tx.now)]));

/** Who takes part in a space, each once. */
export function listPeople(tx: Tx, space: string) {
  return taking(tx, space).distinct().orderBy('p.name').orderBy('p.id').execute();
}

/** Some of them, as many as were looked at: to sort thousands takes longer than all the rest of a page. */
export async function listSomePeople(tx: Tx, space: string, most: number) {
  const found = await taking(tx, space).limit(most).execute();
  const once = new Map(found.map((one) => [one.id, one]));
  return [...once.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1,
  );
}

/** Of each discussion the first comment in which somebody is called and that they have not read, where it goes on. */
export function selectCalls(tx: Tx, person: string, spaces: readonly string[]) {
  return tx.db
    .selectFrom('discussion_call as k')
    .innerJoin('discussion_comment as c', 'c.id', 'k.comment_id')
    .innerJoin('partnership as s', 's.id', 'c.space_id')
    .leftJoin('person as by', 'by.id', 'c.by_person')
    .select(['c.number', 'by.name as byName', 's.id as partnership', 's.name'])
    .where('k.audience_id', '=', person)
    .where('k.seen_at', 'is', null)
    .where('c.taken_back_at', 'is', null)
    .where('s.ended_at', 'is', null)
    .where('s.id', 'in', spaces)
    .distinctOn('c.discussion_id')
    .orderBy('c.discussion_id')
    .orderBy('c.number')
    .limit(50);
}
