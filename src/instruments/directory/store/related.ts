import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Named, Organisation } from './tables.ts';

export const relationLists = ['hosted', 'department', 'body', 'member'] as const;
export type RelationList = (typeof relationLists)[number];
export type Relation = 'parent' | 'host' | RelationList;
export type Related = Named & { relation: Relation; link: string | null; confirmed: boolean };

/** Of each list so many at a time. */
const mostRelated = 60;

type Place = { relation: RelationList; after: string };
type Joined = Pick<Organisation, 'id' | 'parent_id' | 'host_id' | 'host_confirmed_at'>;

/** What `from` one of the lists goes on after, in the order of `key`. */
const beyond = (from: Place | undefined, relation: RelationList, key: RawBuilder<string>) =>
  from?.relation === relation ? sql<boolean>`${key} > ${from.after}::uuid` : sql<boolean>`true`;

/**
 * Everything an organisation is joined to, in one statement: what is not confirmed only for the two concerned. `next`
 * says after what the lists go on that do; `from` reads on in one of them.
 */
export async function listRelated(
  tx: Tx,
  { id, parent_id, host_id, host_confirmed_at }: Joined,
  { concerned, from }: { concerned: boolean; from?: Place | undefined },
): Promise<{ related: Related[]; next: ReadonlyMap<Relation, string> }> {
  const named = sql`o.id, o.slug, o.kind, o.name, o.sort_en`;
  const group = sql<string>`o.id`;
  const member = sql<string>`m.id`;
  const { rows } = await sql<Related & { place: string; n: number }>`
    select id, slug, kind, name, relation, link, confirmed, place, n::int from (
      select ${named}, 'parent' as relation, null::uuid as link, true as confirmed, o.id as place, 0 as rank, 1 as n
        from organisation o where o.id = ${parent_id}
      union all select ${named}, 'host', null, ${host_confirmed_at !== null}, o.id, 1, 1
        from organisation o where o.id = ${host_id}
      union all (select ${named}, 'hosted', null, o.host_confirmed_at is not null, o.id, 2, row_number() over (order by o.id)
        from organisation o
        where o.host_id = ${id} and (${concerned} or o.host_confirmed_at is not null) and ${beyond(from, 'hosted', group)}
        order by o.id limit ${mostRelated + 1})
      union all (select ${named}, 'department', null, true, o.id, 3, row_number() over (order by o.id)
        from organisation o where o.parent_id = ${id} and ${beyond(from, 'department', group)}
        order by o.id limit ${mostRelated + 1})
      union all (select ${named}, 'body', m.id, m.confirmed_at is not null, m.id, 4, row_number() over (order by m.id)
        from organisation_member m join organisation o on o.id = m.space_id
        where m.member_id = ${id} and m.until is null and (${concerned} or m.confirmed_at is not null)
          and ${beyond(from, 'body', member)}
        order by m.id limit ${mostRelated + 1})
      union all (select ${named}, 'member', m.id, m.confirmed_at is not null, m.id, 5, row_number() over (order by m.id)
        from organisation_member m join organisation o on o.id = m.member_id
        where m.space_id = ${id} and m.until is null and (${concerned} or m.confirmed_at is not null)
          and ${beyond(from, 'member', member)}
        order by m.id limit ${mostRelated + 1})
    ) l
    order by rank, sort_en, id`.execute(tx.db);
  const goesOn = new Set(rows.filter(({ n }) => n > mostRelated).map(({ relation }) => relation));
  const ends = rows.filter(({ n, relation }) => n === mostRelated && goesOn.has(relation));
  return {
    related: rows.filter(({ n }) => n <= mostRelated).map(({ place: _, n: __, ...row }) => row),
    next: new Map(ends.map(({ relation, place }) => [relation, place])),
  };
}

/** Bodies and groups that named an organisation, and wait for its word: what is answered makes room for the next. */
export async function listTieAsks(tx: Tx, organisation: string): Promise<Related[]> {
  const { rows } = await sql<Related>`
    select o.id, o.slug, o.kind, o.name, l.relation, l.link, false as confirmed from (
      (select id, 'hosted' as relation, null::uuid as link, 0 as rank from organisation
        where host_id = ${organisation} and host_confirmed_at is null order by id limit ${mostRelated})
      union all (select space_id, 'body', id, 1 from organisation_member
        where member_id = ${organisation} and until is null and confirmed_at is null order by id limit ${mostRelated})
    ) l join organisation o on o.id = l.id
    order by l.rank, o.sort_en, o.id`.execute(tx.db);
  return rows;
}
