import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { calledIn } from '../../partnerships/store.ts';
import './tables.ts';

/** So many stand on one map: more are no picture any more. */
export const mostConcerned = 200;

const concerned = (tx: Tx, partnership: string) =>
  tx.db
    .selectFrom('concerned as c')
    .leftJoin('person as by', 'by.id', 'c.by_person')
    .leftJoin('partner as p', 'p.id', 'c.partner_id')
    .leftJoin('organisation as o', 'o.id', 'c.organisation_id')
    .select(['c.id', 'c.name', 'c.locale', 'c.at', 'c.recorded', 'c.removed_at as removedAt'])
    .select(['by.name as by', calledIn('p').as('partner'), 'o.slug'])
    .where('c.space_id', '=', partnership);

/** All on the map, in the order in which they were named. */
export function listConcerned(tx: Tx, partnership: string) {
  return concerned(tx, partnership)
    .where('c.removed_at', 'is', null)
    .orderBy('c.id')
    .limit(mostConcerned)
    .execute();
}
export type Concerned = Awaited<ReturnType<typeof listConcerned>>[number];

export function findConcerned(tx: Tx, partnership: string, id: string): Promise<Concerned | undefined> {
  return concerned(tx, partnership).where('c.id', '=', id).executeTakeFirst();
}

/** What partners that are still in say of these, of each partner the latest. */
export async function listRatings(tx: Tx, of: readonly string[]) {
  if (of.length === 0) return [];
  return tx.db
    .selectFrom('concerned_rating as r')
    .innerJoin('partner as p', 'p.id', 'r.partner_id')
    .leftJoin('person as by', 'by.id', 'r.by_person')
    .distinctOn(['r.concerned_id', 'r.partner_id'])
    .select(['r.id', 'r.concerned_id as of', 'r.partner_id as partner', calledIn('p').as('partnerName')])
    .select(['r.affected', 'r.influence', 'r.why', 'r.locale', 'r.recorded', 'r.at', 'by.name as by'])
    .where('r.concerned_id', 'in', of)
    .where('p.left_at', 'is', null)
    .orderBy('r.concerned_id')
    .orderBy('r.partner_id')
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
}

/** What was decided about these, of each the latest first, with what became of the to-do. */
export async function listDecisions(tx: Tx, of: readonly string[]) {
  if (of.length === 0) return [];
  return tx.db
    .selectFrom('concerned_decision as d')
    .leftJoin('person as by', 'by.id', 'd.by_person')
    .leftJoin('to_do as t', (join) => join.onRef('t.id', '=', 'd.to_do_id').on('t.removed_at', 'is', null))
    .leftJoin('person as owner', 'owner.id', 't.owner_person')
    .leftJoin('partner as p', 'p.id', 't.owner_partner')
    .select(['d.id', 'd.concerned_id as of', 'd.does', 'd.why', 'd.locale', 'd.at', 'by.name as by'])
    .select(['t.id as toDo', 't.due_on as due', 't.done_at as doneAt', 'owner.name as owner'])
    .select([calledIn('p').as('ownerPartner'), 't.owner_person as ownerPerson', 't.owner_partner as ownerOf'])
    .where('d.concerned_id', 'in', of)
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .execute();
}
export type Decision = Awaited<ReturnType<typeof listDecisions>>[number];

/** What each partner last said to "Who is missing?". */
export function listMissing(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('concerned_missing as m')
    .leftJoin('person as by', 'by.id', 'm.by_person')
    .distinctOn('m.partner_id')
    .select(['m.partner_id as partner', 'm.named', 'm.recorded', 'm.at', 'by.name as by'])
    .where('m.space_id', '=', partnership)
    .orderBy('m.partner_id')
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
}

/** How far a partnership is with it, in one statement. */
export async function howFar(tx: Tx, partnership: string) {
  const { rows } = await sql<{
    groups: number;
    undecided: number;
    unanswered: number;
    begun: Date | null;
    last: Date | null;
  }>`select
      (select count(*)::int from concerned c where c.space_id = ${partnership} and c.removed_at is null) as groups,
      (select count(*)::int from concerned c where c.space_id = ${partnership} and c.removed_at is null
        and not exists (select from concerned_decision d where d.concerned_id = c.id)) as undecided,
      (select count(*)::int from partner p where p.space_id = ${partnership} and p.joined_at is not null
        and p.left_at is null and not exists (
          select from concerned_missing m where m.space_id = p.space_id and m.partner_id = p.id)) as unanswered,
      least((select min(at) from concerned where space_id = ${partnership}),
        (select min(at) from concerned_missing where space_id = ${partnership})) as begun,
      greatest(
        (select max(x.first) from (select min(d.at) as first from concerned_decision d
          join concerned c on c.id = d.concerned_id and c.removed_at is null
          where d.space_id = ${partnership} group by d.concerned_id) x),
        (select max(x.first) from (select min(m.at) as first from concerned_missing m
          where m.space_id = ${partnership} group by m.partner_id) x)) as last`.execute(tx.db);
  return rows[0]!;
}

/** Of these partners, and those without people in these partnerships: which have not said who is missing, where it is asked. */
export async function listUnasked(tx: Tx, partners: readonly string[], facilitated: readonly string[]) {
  if (partners.length + facilitated.length === 0) return [];
  return tx.db
    .selectFrom('partner as p')
    .innerJoin('partnership as s', 's.id', 'p.space_id')
    .select(['p.id', 's.id as partnership', 's.name', calledIn('p').as('partner')])
    .where(
      sql<boolean>`(p.id = any (${partners}::uuid[])
        or (p.space_id = any (${facilitated}::uuid[]) and app_without_people(p.id)))`,
    )
    .where('p.joined_at', 'is not', null)
    .where('p.left_at', 'is', null)
    .where('s.ended_at', 'is', null)
    .where(
      sql<boolean>`(exists (select from concerned c where c.space_id = s.id)
        or exists (select from concerned_missing m where m.space_id = s.id))`,
    )
    .where(
      sql<boolean>`not exists (select from concerned_missing m where m.space_id = s.id and m.partner_id = p.id)`,
    )
    .orderBy('p.id')
    .limit(50)
    .execute();
}

/** Those of these that the reader may see, each with its partnership. */
export function listConcernedById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('concerned as c')
    .innerJoin('partnership as s', 's.id', 'c.space_id')
    .select(['c.id', 'c.space_id as partnership', 'c.name as title', 'c.locale as lang', 's.name'])
    .where('c.id', 'in', ids)
    .where('c.removed_at', 'is', null)
    .execute();
}
