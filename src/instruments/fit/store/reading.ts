import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { calledIn } from '../../partnerships/store.ts';
import type { Mark } from '../rules.ts';
import '../../../mechanisms/living-document/tables.ts';
import './tables.ts';

/** The goals of a partnership in the order in which they came, sections in that of the vision; taken away ones last. */
export function listGoals(tx: Tx, space: string) {
  return tx.db
    .selectFrom('fit_goal as g')
    .leftJoin('document_block as b', 'b.id', 'g.block_id')
    .select(['g.id', 'g.text', 'g.locale', 'g.block_id as block', 'g.removed_at as removedAt'])
    .where('g.space_id', '=', space)
    .orderBy('g.removed_at', (order) => order.asc().nullsFirst())
    .orderBy('g.at')
    .orderBy('b.position', (order) => order.asc().nullsLast())
    .orderBy('g.id')
    .execute();
}
export type Goal = Awaited<ReturnType<typeof listGoals>>[number];

/** The goals of a partner's own, for its own people. */
export function listOwnGoals(tx: Tx, partner: string) {
  return tx.db
    .selectFrom('fit_own_goal')
    .select(['id', 'text', 'locale', 'removed_at as removedAt'])
    .where('space_id', '=', partner)
    .orderBy('removed_at', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute();
}
export type OwnGoal = Awaited<ReturnType<typeof listOwnGoals>>[number];

/** What a partner said in a rating, for its own people. */
export function listMarks(tx: Tx, partner: string, rating: string): Promise<Mark[]> {
  return tx.db
    .selectFrom('fit_mark')
    .select(['own_goal_id as own', 'goal_id as goal', 'says', 'reason', 'shared'])
    .where('space_id', '=', partner)
    .where('rating_id', '=', rating)
    .orderBy('own_goal_id')
    .orderBy('goal_id')
    .execute();
}

const ratingsShown = 500;

/**
 * What all partners see of the ratings of a partnership, the newest first; with what came of talking about those with
 * which a fit fell.
 */
export function listSummaries(tx: Tx, space: string, partner?: string) {
  return tx.db
    .selectFrom('fit_summary as s')
    .leftJoin('fit_talk as t', 't.summary_id', 's.id')
    .leftJoin('person as p', 'p.id', 't.by_person')
    .select(['s.id', 's.partner_id as partner', 's.rating_id as rating', 's.supports', 's.neutral'])
    .select(['s.tensions', 's.fell', 's.at', 't.text as talk', 't.locale as talkLocale', 't.at as talkedAt'])
    .select('p.name as talker')
    .where('s.space_id', '=', space)
    .$if(partner !== undefined, (query) => query.where('s.partner_id', '=', partner!))
    .orderBy('s.at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(ratingsShown)
    .execute();
}
export type Summary = Awaited<ReturnType<typeof listSummaries>>[number];

/** The tensions that partners share, of the rating of each that counts. */
export function listTensions(tx: Tx, summaries: readonly string[]) {
  return tx.db
    .selectFrom('fit_tension as t')
    .innerJoin('fit_goal as g', 'g.id', 't.goal_id')
    .select(['t.id', 't.partner_id as partner', 't.reason', 't.locale', 't.at'])
    .select(['g.text as goal', 'g.locale as goalLocale'])
    .where('t.summary_id', '=', sql<string>`any (${summaries}::uuid[])`)
    .orderBy('t.partner_id')
    .orderBy('t.id')
    .execute();
}
export type Tension = Awaited<ReturnType<typeof listTensions>>[number];

/** The latest rating of each partner that is in. */
const latest = sql`
    select distinct on (f.partner_id) f.* from fit_summary f
    join partner p on p.id = f.partner_id and p.left_at is null
    order by f.partner_id, f.at desc, f.id desc`;

/** Since when a partnership has goals, how many partners have rated, and how many fits fell and were not talked about. */
export async function countFit(tx: Tx, space: string) {
  const { rows } = await sql<{ begunAt: Date | null; rated: number; fell: number }>`
    select (select min(at) from fit_goal where space_id = ${space} and removed_at is null) as "begunAt",
      count(l.id)::int as rated,
      count(l.id) filter (where l.fell and not exists (select from fit_talk t where t.summary_id = l.id))::int as fell
    from (${latest}) l where l.space_id = ${space}`.execute(tx.db);
  return rows[0]!;
}

type Row = { space: string; partnership: string; partner: string; name: string };

/** Partners whose fit fell and was not talked about: these partners, or any in these partnerships. */
export async function listFallen(
  tx: Tx,
  partners: readonly string[],
  facilitated: readonly string[],
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select l.space_id as space, s.name as partnership, l.partner_id as partner, ${calledIn()} as name
    from (${latest}) l
    join partner on partner.id = l.partner_id
    join partnership s on s.id = l.space_id and s.ended_at is null
    where l.fell and not exists (select from fit_talk t where t.summary_id = l.id)
      and (l.partner_id = any (${partners}::uuid[]) or l.space_id = any (${facilitated}::uuid[]))
    order by l.at limit 50`.execute(tx.db);
  return rows;
}

/** Those of these partners that have not rated, where their partnership has named goals. */
export async function listToRate(tx: Tx, partners: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select partner.space_id as space, s.name as partnership, partner.id as partner, ${calledIn()} as name
    from partner
    join partnership s on s.id = partner.space_id and s.ended_at is null
    where partner.id = any (${partners}::uuid[]) and partner.joined_at is not null and partner.left_at is null
      and exists (select from fit_goal g where g.space_id = partner.space_id and g.removed_at is null)
      and not exists (select from fit_summary f where f.partner_id = partner.id)
    order by partner.id limit 50`.execute(tx.db);
  return rows;
}

export type RatingHead = { id: string; at: Date; byName: string | null; locale: Locale };

export function findRating(tx: Tx, partner: string, id: string): Promise<RatingHead | undefined> {
  return tx.db
    .selectFrom('fit_rating as r')
    .leftJoin('person as p', 'p.id', 'r.by_person')
    .select(['r.id', 'r.at', 'r.locale', 'p.name as byName'])
    .where('r.id', '=', id)
    .where('r.space_id', '=', partner)
    .executeTakeFirst();
}
