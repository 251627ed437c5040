import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { WayKind, Weight } from '../rules.ts';
import './tables.ts';

/** A difference, and the mark in another round that it came from. */
export function findDifference(tx: Tx, space: string, id: string) {
  return tx.db
    .selectFrom('difference as d')
    .leftJoin('round_mark as m', 'm.id', 'd.mark_id')
    .select(['d.id', 'd.begun_at as begunAt', 'm.label', 'm.round_id as from'])
    .where('d.id', '=', id)
    .where('d.space_id', '=', space)
    .executeTakeFirst();
}

/** The differences that partners work on about a mark. */
export function findByMark(tx: Tx, mark: string) {
  return tx.db
    .selectFrom('difference as d')
    .innerJoin('round as r', 'r.id', 'd.id')
    .select('d.id')
    .where('d.mark_id', '=', mark)
    .where('r.withdrawn_at', 'is', null)
    .orderBy('d.begun_at', 'desc')
    .executeTakeFirst();
}

/** A mark "here we differ" of a partnership, and where it was made. */
export function findMark(tx: Tx, space: string, id: string) {
  return tx.db
    .selectFrom('round_mark')
    .select(['id', 'label', 'round_id as round'])
    .where('id', '=', id)
    .where('space_id', '=', space)
    .where('kind', '=', 'differs')
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

export type ListedDifference = {
  id: string;
  title: string;
  about: string;
  locale: Locale;
  begunAt: Date;
  dueAt: Date;
  revealedAt: Date | null;
  withdrawnAt: Date | null;
  kind: WayKind | null;
  settledAt: Date | null;
  agree: number | null;
  dissent: number | null;
  reviewOn: string | null;
};

const shown = 100;

/** The differences of a partnership, newest first, each with its last way out; those that were taken back are left out. */
export async function listDifferences(
  tx: Tx,
  space: string,
  after: string | undefined,
): Promise<Part<ListedDifference>> {
  const { rows } = await sql<ListedDifference>`
    select d.id, r.title, r.about, r.locale, d.begun_at as "begunAt", r.due_at as "dueAt", r.revealed_at as "revealedAt",
      r.withdrawn_at as "withdrawnAt", w.kind, o.at as "settledAt", o.agree, o.dissent,
      coalesce(l.review_on, w.review_on) as "reviewOn"
    from difference d
    join round r on r.id = d.id and r.withdrawn_at is null
    ${lastWay}
    where d.space_id = ${space}
      and (${after ?? null}::uuid is null or (d.begun_at, d.id) < (select a.begun_at, a.id from difference a where a.id = ${after ?? null}))
    order by d.begun_at desc, d.id desc
    limit ${shown + 1}`.execute(tx.db);
  return partOf(rows, shown);
}

/** The last way out of a difference `d`, its outcome, and the day that was chosen last. */
export const lastWay = sql`
    left join lateral (select * from difference_way where difference_id = d.id order by number desc limit 1) w on true
    left join difference_outcome o on o.way_id = w.id
    left join lateral (
      select review_on from difference_look where way_id = w.id order by at desc, id desc limit 1) l on true`;

/** Options, or criteria, in the order in which they came; those that were taken away last. */
export function listOptions(tx: Tx, difference: string) {
  return listOptionsOf(tx, [difference]);
}

/** The same of several differences. */
export async function listOptionsOf(tx: Tx, differences: readonly string[]) {
  if (differences.length === 0) return [];
  return tx.db
    .selectFrom('difference_option as o')
    .leftJoin('person as p', 'p.id', 'o.by_person')
    .select(['o.id', 'o.text', 'o.needs', 'o.locale', 'o.by_partner as byPartner', 'p.name as byName'])
    .select('o.removed_at as removedAt')
    .select(
      sql<boolean>`exists (select from difference_way w where w.option_id = o.id)
        or exists (select from difference_share s where s.option_id = o.id)`.as('named'),
    )
    .select('o.difference_id as of')
    .where('o.difference_id', 'in', differences)
    .orderBy('o.removed_at', (order) => order.asc().nullsFirst())
    .orderBy('o.id')
    .execute();
}
export type Option = Awaited<ReturnType<typeof listOptions>>[number];

export function listCriteria(tx: Tx, difference: string) {
  return listCriteriaOf(tx, [difference]);
}

/** The same of several differences. */
export async function listCriteriaOf(tx: Tx, differences: readonly string[]) {
  if (differences.length === 0) return [];
  return tx.db
    .selectFrom('difference_criterion')
    .select(['id', 'difference_id as of', 'text', 'locale', 'removed_at as removedAt'])
    .where('difference_id', 'in', differences)
    .orderBy('removed_at', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute();
}
export type Criterion = Awaited<ReturnType<typeof listCriteria>>[number];

/** What each partner weighed last, of what was not taken away, by partners who are in. */
export function listWeights(tx: Tx, difference: string): Promise<Weight[]> {
  return tx.db
    .selectFrom('difference_weight as w')
    .innerJoin('difference_option as o', 'o.id', 'w.option_id')
    .innerJoin('difference_criterion as c', 'c.id', 'w.criterion_id')
    .innerJoin('partner as p', 'p.id', 'w.partner_id')
    .distinctOn(['w.option_id', 'w.criterion_id', 'w.partner_id'])
    .select(['w.option_id as option', 'w.criterion_id as criterion', 'w.partner_id as partner', 'w.fits'])
    .where('w.difference_id', '=', difference)
    .where('o.removed_at', 'is', null)
    .where('c.removed_at', 'is', null)
    .where('p.left_at', 'is', null)
    .orderBy('w.option_id')
    .orderBy('w.criterion_id')
    .orderBy('w.partner_id')
    .orderBy('w.at', 'desc')
    .orderBy('w.id', 'desc')
    .execute();
}

/** All ways out that were put to the partners, the last one first. */
export function listWays(tx: Tx, difference: string) {
  return listWaysOf(tx, [difference]);
}

/** The same of several differences. */
export async function listWaysOf(tx: Tx, differences: readonly string[]) {
  if (differences.length === 0) return [];
  const ways = await tx.db
    .selectFrom('difference_way as w')
    .leftJoin('difference_outcome as o', 'o.way_id', 'w.id')
    .leftJoin('person as p', 'p.id', 'w.by_person')
    .select(['w.id', 'w.number', 'w.kind', 'w.option_id as option', 'w.text', 'w.sign', 'w.locale', 'w.at'])
    .select(['w.by_partner as byPartner', 'p.name as byName', 'w.review_on as firstReview'])
    .select(['o.agree', 'o.dissent', 'o.at as settledAt'])
    .select('w.difference_id as of')
    .where('w.difference_id', 'in', differences)
    .orderBy('w.number', 'desc')
    .execute();
  if (ways.length === 0) return [];
  const ids = ways.map(({ id }) => id);
  const shares = Map.groupBy(
    await tx.db
      .selectFrom('difference_share')
      .select(['way_id as way', 'partner_id as partner', 'option_id as option'])
      .where('way_id', 'in', ids)
      .orderBy('partner_id')
      .execute(),
    ({ way }) => way,
  );
  const words = Map.groupBy(await listWords(tx, ids), ({ way }) => way);
  const looks = Map.groupBy(
    await tx.db
      .selectFrom('difference_look as l')
      .leftJoin('person as p', 'p.id', 'l.by_person')
      .select(['l.id', 'l.way_id as way', 'l.text', 'l.review_on as reviewOn', 'l.locale', 'l.at'])
      .select('p.name as byName')
      .where('l.way_id', 'in', ids)
      .orderBy('l.at')
      .orderBy('l.id')
      .execute(),
    ({ way }) => way,
  );
  return ways.map((way) => {
    const looked = looks.get(way.id) ?? [];
    return {
      ...way,
      shares: shares.get(way.id) ?? [],
      words: words.get(way.id) ?? [],
      looks: looked,
      reviewOn: looked.at(-1)?.reviewOn ?? way.firstReview,
    };
  });
}
export type Way = Awaited<ReturnType<typeof listWays>>[number];

/** What each partner said last to these ways. */
function listWords(tx: Tx, ways: readonly string[]) {
  return tx.db
    .selectFrom('difference_word as w')
    .leftJoin('person as p', 'p.id', 'w.by_person')
    .distinctOn(['w.way_id', 'w.partner_id'])
    .select(['w.way_id as way', 'w.partner_id as partner', 'w.yes', 'w.reason', 'w.locale', 'w.at'])
    .select(['w.recorded_how as recordedHow', 'w.recorded_on as recordedOn', 'p.name as byName'])
    .where('w.way_id', 'in', ways)
    .orderBy('w.way_id')
    .orderBy('w.partner_id')
    .orderBy('w.at', 'desc')
    .orderBy('w.id', 'desc')
    .execute();
}

/** How many differences a partnership has worked on, and how many of them have no outcome; since when. */
export async function countDifferences(tx: Tx, space: string) {
  const { rows } = await sql<{ begunAt: Date | null; open: number; all: number }>`
    select min(d.begun_at) as "begunAt", count(*)::int as "all",
      count(*) filter (where o.id is null)::int as open
    from difference d
    join round r on r.id = d.id and r.withdrawn_at is null
    left join lateral (select id from difference_way where difference_id = d.id order by number desc limit 1) w on true
    left join difference_outcome o on o.way_id = w.id
    where d.space_id = ${space}`.execute(tx.db);
  return rows[0]!;
}

/** How many go along with a way and how many do not, once all partners who are in have said so. */
export async function findSaid(tx: Tx, way: string, space: string) {
  const { rows } = await sql<{ agree: number; dissent: number }>`
    select agree, dissent from difference_said(${way}, ${space})`.execute(tx.db);
  return rows[0];
}
