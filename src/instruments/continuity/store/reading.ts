import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Span } from '../../../platform/instrument.ts';
import { calledIn } from '../../partnerships/store.ts';
import './tables.ts';

/** So many relations are looked at together. */
export const mostRelations = 200;

const relations = (tx: Tx, partnership: string) =>
  tx.db
    .selectFrom('relation as r')
    .innerJoin('partner as p', 'p.id', 'r.partner_id')
    .leftJoin('partner as q', 'q.id', 'r.to_partner')
    .leftJoin('person as by', 'by.id', 'r.by_person')
    .select(['r.id', 'r.partner_id as partner', 'r.to_partner as toPartner', 'r.locale', 'r.at'])
    .select(['r.removed_at as removedAt', 'by.name as by', calledIn('p').as('from')])
    .select(sql<string>`case when q.id is null then r.to_name else ${calledIn('q')} end`.as('to'))
    .where('r.space_id', '=', partnership);

/** Those between partners that are still in, in the order in which they were put down. */
export function listRelations(tx: Tx, partnership: string) {
  return relations(tx, partnership)
    .where('r.removed_at', 'is', null)
    .where('p.left_at', 'is', null)
    .where('q.left_at', 'is', null)
    .orderBy('r.id')
    .limit(mostRelations)
    .execute();
}
export type Relation = Awaited<ReturnType<typeof listRelations>>[number];

export function findRelation(tx: Tx, partnership: string, id: string): Promise<Relation | undefined> {
  return relations(tx, partnership).where('r.id', '=', id).executeTakeFirst();
}

/** Somebody who was named and does not take part any more holds nothing. */
const hasLeft = sql<boolean>`h.person_id is not null and not exists (
  select from membership m where m.space_id = h.space_id and m.person_id = h.person_id and m.until is null)`;

/** Who holds these relations, those who have left included, and whether what they pass on is written. */
export async function listHolders(tx: Tx, of: readonly string[]) {
  if (of.length === 0) return [];
  return tx.db
    .selectFrom('relation_holder as h')
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .leftJoin('person as s', 's.id', 'h.successor_id')
    .leftJoin('person as by', 'by.id', 'h.by_person')
    .leftJoin('role as r', (join) => join.onRef('r.id', '=', 'h.role_id').on('r.removed_at', 'is', null))
    .leftJoin('role_term as t', (join) => join.onRef('t.role_id', '=', 'r.id').on('t.ended_at', 'is', null))
    .select(['h.id', 'h.relation_id as relation', 'h.person_id as person', 'h.role_name as roleName'])
    .select(['h.department', 'h.ends', 'h.until', 'h.written', 'h.at', 'h.removed_at as removedAt'])
    .select(['h.successor_id as successor', 'h.successor_name as successorName', 's.name as successorPerson'])
    .select(['p.name as personName', 'r.id as role', 'r.title as roleTitle', 'by.name as by'])
    .select(({ fn }) => fn.coalesce('h.changed_at', 'h.at').as('saidAt'))
    .select(hasLeft.as('left'))
    .select(sql<boolean>`coalesce(t.hand_over, '') <> ''`.as('roleWritten'))
    .where('h.relation_id', 'in', of)
    .orderBy('h.id')
    .execute();
}
export type HolderRow = Awaited<ReturnType<typeof listHolders>>[number];

/** The election days of a partnership, those that were taken out included. */
export function listElections(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('election_day as e')
    .select(['e.id', 'e.day', 'e.what', 'e.locale', 'e.removed_at as removedAt'])
    .where('e.space_id', '=', partnership)
    .orderBy('e.day')
    .orderBy('e.id')
    .limit(100)
    .execute();
}
export type Election = Awaited<ReturnType<typeof listElections>>[number];

/** The roles of a partnership whose hand-over may be that of a relation. */
export function listRoleTitles(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('role')
    .select(['id', 'title'])
    .where('space_id', '=', partnership)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .limit(100)
    .execute();
}

/**
 * Holders whose end is not later than `until`, and who have not left: one's own, of relations of these partners, and in
 * these partnerships. Of elections the first one since it was said who holds it counts,
 * also when it is over: then somebody is to say it anew.
 */
export function listEnding(
  tx: Tx,
  who: { person: string; partners: readonly string[]; facilitated: readonly string[] },
  { until, timeZone }: { until: string; timeZone: string },
) {
  const end = sql<string>`case when h.ends = 'election' then (
    select min(e.day) from election_day e
    where e.space_id = h.space_id and e.removed_at is null and e.day >= (coalesce(h.changed_at, h.at) at time zone ${timeZone})::date) else h.until end`;
  return tx.db
    .selectFrom('relation_holder as h')
    .innerJoin('relation as r', 'r.id', 'h.relation_id')
    .innerJoin('partnership as s', 's.id', 'h.space_id')
    .innerJoin('partner as p', 'p.id', 'r.partner_id')
    .leftJoin('partner as q', 'q.id', 'r.to_partner')
    .leftJoin('person as holder', 'holder.id', 'h.person_id')
    .select(['h.id', 'r.id as relation', 'h.space_id as partnership', 's.name', end.as('end')])
    .select([calledIn('p').as('from'), 'h.role_name as roleName', 'holder.name as personName'])
    .select(sql<string>`case when q.id is null then r.to_name else ${calledIn('q')} end`.as('to'))
    .where('h.removed_at', 'is', null)
    .where('r.removed_at', 'is', null)
    .where('p.left_at', 'is', null)
    .where('q.left_at', 'is', null)
    .where('s.ended_at', 'is', null)
    .where(sql<boolean>`not (${hasLeft})`)
    .where(
      sql<boolean>`(h.person_id = ${who.person} or r.partner_id = any (${who.partners}::uuid[])
        or r.to_partner = any (${who.partners}::uuid[]) or h.space_id = any (${who.facilitated}::uuid[]))`,
    )
    .where(sql<boolean>`${end} <= ${until}::date`)
    .orderBy('end')
    .limit(50)
    .execute();
}

/** Partnerships in which somebody's end lies in a span. Past the guards. */
export async function listSpacesEnding(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const { rows } = await sql<{ space: string }>`
    select space_id as space from relation_holder
      where removed_at is null and until between ${firstDay}::date and ${lastDay}::date
    union select space_id from election_day
      where removed_at is null and day between ${firstDay}::date and ${lastDay}::date`.execute(tx.db);
  return rows.map(({ space }) => space);
}

/** Since when it is known who holds a relation; undefined where none is known. */
export async function findBegun(tx: Tx, partnership: string): Promise<Date | undefined> {
  const row = await tx.db
    .selectFrom('relation')
    .select(({ fn }) => fn.min('at').as('at'))
    .where('space_id', '=', partnership)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
