import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Span } from '../../../platform/instrument.ts';
import './tables.ts';

/** Who holds the role of a rule and takes part. */
const holder = sql<string | null>`(
  select t.person_id from role_term t where t.role_id = r.role_id and t.ended_at is null
    and exists (select from membership m where m.space_id = t.space_id and m.person_id = t.person_id
      and m.until is null and m.role not in ('observer', 'claimant')))`;

/** A role that somebody holds, a group that goes on and has people, or all. */
const stands = sql<boolean>`(case r.decider
  when 'role' then o.removed_at is null and ${holder} is not null
  when 'group' then c.ended_at is null and exists (
    select from circle_part t where t.circle_id = r.circle_id and t.part = 'member' and t.ended_at is null)
  else true end)`;

const rules = (tx: Tx) =>
  tx.db
    .selectFrom('delegation_rule as r')
    .innerJoin('delegation as d', 'd.id', 'r.delegation_id')
    .innerJoin('partnership as s', 's.id', 'r.space_id')
    .leftJoin('role as o', 'o.id', 'r.role_id')
    .leftJoin('working_group as c', 'c.id', 'r.circle_id')
    .select(['r.id', 'r.space_id as partnership', 'r.delegation_id as delegation', 'r.kind', 'r.area'])
    .select(['r.up_to as upTo', 'r.decider', 'r.role_id as role', 'r.circle_id as group', 'd.locale'])
    .select(['o.title as roleTitle', 's.locale as roleLocale'])
    .select(['c.name as groupName', 'c.locale as groupLocale'])
    .select(holder.as('holder'))
    .select(sql<string | null>`(select p.name from person p where p.id = ${holder})`.as('holderName'))
    .select(stands.as('stands'));

/** The rules of a set, area by area as they were written, the smallest amount first. */
export function listRules(tx: Tx, delegation: string) {
  return rules(tx)
    .where('r.delegation_id', '=', delegation)
    .orderBy(
      sql`(select min(f.id::text) from delegation_rule f
        where f.delegation_id = r.delegation_id and lower(f.area) = lower(r.area))`,
    )
    .orderBy(sql`r.up_to nulls last`)
    .execute();
}
export type LimitRule = Awaited<ReturnType<typeof listRules>>[number];

export function findRule(tx: Tx, partnership: string, id: string) {
  return rules(tx).where('r.space_id', '=', partnership).where('r.id', '=', id).executeTakeFirst();
}

const sets = (tx: Tx) =>
  tx.db
    .selectFrom('delegation as d')
    .leftJoin('person as by', 'by.id', 'd.by_person')
    .select(['d.id', 'd.space_id as partnership', 'd.review_on as reviewOn', 'd.locale', 'd.at'])
    .select('by.name as byName');

/** The set that holds, with the decision that adopted it. */
export function findHolding(tx: Tx, partnership: string) {
  return sets(tx)
    .innerJoin('adoption as a', 'a.delegation_id', 'd.id')
    .select(['a.decision_id as decision', 'a.adopted_at as adoptedAt'])
    .where('d.id', '=', sql<string>`delegation_in(${partnership})`)
    .where('a.adopted_at', 'is not', null)
    .executeTakeFirst();
}

/** The set that is being written and was not put to all. */
export function findWritten(tx: Tx, partnership: string) {
  return sets(tx)
    .where('d.space_id', '=', partnership)
    .where(sql<boolean>`app_delegation_open(d.id)`)
    .executeTakeFirst();
}

/** Since when something is written here; undefined where nothing is. */
export async function findFirstSet(tx: Tx, partnership: string): Promise<Date | undefined> {
  const row = await tx.db
    .selectFrom('delegation')
    .select(({ fn }) => fn.min('at').as('at'))
    .where('space_id', '=', partnership)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Those that hold in these partnerships and are to be looked at again until a day. */
export function listToReview(tx: Tx, partnerships: readonly string[], by: string) {
  return tx.db
    .selectFrom('delegation as d')
    .innerJoin('partnership as s', 's.id', 'd.space_id')
    .select(['d.id', 's.id as partnership', 's.name', 'd.review_on as reviewOn'])
    .where('d.space_id', 'in', partnerships)
    .where('d.id', '=', sql<string>`delegation_in(d.space_id)`)
    .where('d.review_on', '<=', by)
    .where('s.ended_at', 'is', null)
    .execute();
}

/** Partnerships in which that may be due. Past the guards. */
export async function listSpacesDue(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('delegation')
    .select('space_id')
    .where('review_on', '>=', firstDay)
    .where('review_on', '<=', lastDay)
    .where('id', '=', sql<string>`delegation_in(space_id)`)
    .execute();
  return rows.map((row) => row.space_id);
}

const decided = (tx: Tx) =>
  tx.db
    .selectFrom('delegated_decision as g')
    .innerJoin('delegation_rule as r', 'r.id', 'g.rule_id')
    .innerJoin('delegation as d', 'd.id', 'r.delegation_id')
    .innerJoin('partnership as s', 's.id', 'g.space_id')
    .leftJoin('role as o', 'o.id', 'r.role_id')
    .leftJoin('person as by', 'by.id', 'g.by_person')
    .select(['g.id', 'g.space_id as partnership', 'g.title', 'g.text', 'g.because', 'g.amount', 'g.locale'])
    .select(['g.at', 'by.name as byName', 'o.title as roleTitle', 's.locale as roleLocale'])
    .select(['r.area', 'r.up_to as upTo', 'd.locale as areaLocale']);

const decidedShown = 30;

/** What somebody decided for all in a partnership, newest first, a part at a time. */
export async function listDecided(tx: Tx, partnership: string, after?: string): Promise<Part<Decided>> {
  const rows = await decided(tx)
    .where('g.space_id', '=', partnership)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(g.at, g.id) < (select c.at, c.id from delegated_decision c where c.id = ${after})`,
      ),
    )
    .orderBy('g.at', 'desc')
    .orderBy('g.id', 'desc')
    .limit(decidedShown + 1)
    .execute();
  return partOf(rows, decidedShown);
}

export function findDecided(tx: Tx, partnership: string, id: string) {
  return decided(tx).where('g.space_id', '=', partnership).where('g.id', '=', id).executeTakeFirst();
}
export type Decided = NonNullable<Awaited<ReturnType<typeof findDecided>>>;

/** Those of these that the reader may see, each with its partnership. */
export function listDecidedById(tx: Tx, ids: readonly string[]) {
  return decided(tx).select('s.name as partnershipName').where('g.id', 'in', ids).execute();
}
