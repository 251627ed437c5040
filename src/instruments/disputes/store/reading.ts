import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import { type Step, usualDays } from '../rules.ts';
import './tables.ts';

/** The last entry of each: where it stands. */
const disputes = (tx: Tx) =>
  tx.db
    .selectFrom('dispute as d')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('dispute_entry as e')
          .select(['e.step', 'e.due_at as dueAt', 'e.review_on as reviewOn', 'e.at as lastAt'])
          .whereRef('e.dispute_id', '=', 'd.id')
          .orderBy('e.number', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['d.id', 'd.space_id as space', 'd.title', 'd.locale', 'd.at', 'd.by_partner as byPartner'])
    .select(['last.step', 'last.dueAt', 'last.reviewOn', 'last.lastAt']);

/** Nobody disputes more at the same time. */
const mostOpen = 100;

/** What is open and what the reader may read of it, what runs out first first. */
export function listOpen(tx: Tx, space: string) {
  return disputes(tx)
    .where('d.space_id', '=', space)
    .where('last.step', '<>', 'ended')
    .orderBy('last.dueAt')
    .orderBy('d.id')
    .limit(mostOpen)
    .execute();
}
export type OpenDispute = Awaited<ReturnType<typeof listOpen>>[number];

const overShown = 50;

/** What is over and what the reader may read of it, newest first, a part at a time. */
export async function listOver(tx: Tx, space: string, after?: string) {
  const rows = await disputes(tx)
    .select(
      sql<string>`(select e.how from dispute_entry e where e.dispute_id = d.id and e.kind = 'ended')`.as(
        'how',
      ),
    )
    .where('d.space_id', '=', space)
    .where('last.step', '=', 'ended')
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(d.at, d.id) < (select c.at, c.id from dispute c where c.id = ${after})`),
    )
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(overShown + 1)
    .execute();
  return partOf(rows, overShown);
}
export type OverDispute = Awaited<ReturnType<typeof listOver>>['shown'][number];

/** Of all that are open in a space, without names or words: the step, and since when. For everybody who takes part. */
export async function listStanding(tx: Tx, space: string) {
  const { rows } = await sql<{
    step: Step;
    since: Date;
  }>`select step, since from dispute_standing(${space})`.execute(tx.db);
  return rows;
}

export function findDispute(tx: Tx, space: string, id: string) {
  return tx.db
    .selectFrom('dispute as d')
    .leftJoin('decision as about', 'about.id', 'd.decision_id')
    .leftJoin('person as by', 'by.id', 'd.by_person')
    .select(['d.id', 'd.space_id as space', 'd.title', 'd.about', 'd.decision_id as decision', 'd.happened'])
    .select(['d.wants', 'd.locale', 'd.by_partner as byPartner', 'd.by_person as byPerson', 'd.at'])
    .select(['about.title as decisionTitle', 'about.locale as decisionLocale', 'by.name as byName'])
    .select(sql<boolean>`app_dispute_helps(d.id)`.as('helps'))
    .where('d.space_id', '=', space)
    .where('d.id', '=', id)
    .executeTakeFirst();
}
export type Dispute = NonNullable<Awaited<ReturnType<typeof findDispute>>>;

/** Its sides: what they are called, whether they are still in, and whether they have no people here. */
export async function listSides(tx: Tx, dispute: string) {
  const { rows } = await sql<{ id: string; name: string; isIn: boolean; silent: boolean }>`
    select p.id, partner_called(p.name, p.organisation_id) as name, p.left_at is null as "isIn",
      app_without_people(p.id) as silent
    from dispute_side s join partner p on p.id = s.partner_id where s.dispute_id = ${dispute}
    order by p.id <> (select d.by_partner from dispute d where d.id = s.dispute_id), p.id`.execute(tx.db);
  return rows;
}

/** What was put to all sides, the first one first. */
export function listOffers(tx: Tx, dispute: string) {
  return tx.db
    .selectFrom('dispute_offer as o')
    .leftJoin('person as by', 'by.id', 'o.by_person')
    .leftJoin('person as helper', 'helper.id', 'o.helper_person')
    .select(['o.id', 'o.kind', 'o.step', 'o.text', 'o.review_on as reviewOn', 'o.until', 'o.locale', 'o.at'])
    .select(['o.helper_person as helperPerson', 'by.name as byName', 'o.by_partner as byPartner'])
    .select(sql<string>`coalesce(helper.name, o.helper_name)`.as('helper'))
    .where('o.dispute_id', '=', dispute)
    .orderBy('o.at')
    .orderBy('o.id')
    .execute();
}
export type Offer = Awaited<ReturnType<typeof listOffers>>[number];

/** The log, the first entry first. */
export function listEntries(tx: Tx, dispute: string) {
  return tx.db
    .selectFrom('dispute_entry as e')
    .leftJoin('person as by', 'by.id', 'e.by_person')
    .leftJoin('decision as put', 'put.id', 'e.decision_id')
    .select(['e.id', 'e.number', 'e.kind', 'e.step', 'e.due_at as dueAt', 'e.how', 'e.offer_id as offer'])
    .select(['e.decision_id as decision', 'e.partner_id as partner', 'e.text', 'e.day', 'e.locale', 'e.at'])
    .select(['e.review_on as reviewOn', 'e.recorded_how as recordedHow', 'e.recorded_on as recordedOn'])
    .select(['by.name as byName', 'put.title as decisionTitle', 'put.locale as decisionLocale'])
    .select(['put.settled_at as decidedAt', 'put.withdrawn_at as takenBackAt'])
    .where('e.dispute_id', '=', dispute)
    .orderBy('e.number')
    .execute();
}
export type Logged = Awaited<ReturnType<typeof listEntries>>[number];

/** How sides see entries of a dispute, the first view first. */
export function listViews(tx: Tx, dispute: string) {
  return tx.db
    .selectFrom('dispute_view as v')
    .innerJoin('dispute_entry as e', 'e.id', 'v.entry_id')
    .leftJoin('person as by', 'by.id', 'v.by_person')
    .select(['v.id', 'v.entry_id as entry', 'v.partner_id as partner', 'v.text', 'v.locale', 'v.at'])
    .select('by.name as byName')
    .where('e.dispute_id', '=', dispute)
    .orderBy('v.at')
    .orderBy('v.id')
    .execute();
}

/** Who has said whether it was fair, and of that what the reader may read. */
export async function listRatings(tx: Tx, dispute: string) {
  const { rows } = await sql<{
    partner: string;
  }>`select r as partner from dispute_ratings(${dispute}) r`.execute(tx.db);
  const read = await tx.db
    .selectFrom('dispute_rating')
    .select(['partner_id as partner', 'fair'])
    .where('dispute_id', '=', dispute)
    .execute();
  return { given: new Set(rows.map(({ partner }) => partner)), read };
}

/** Days for each step in a partnership, as it has said or as is usual. */
export async function loadClock(tx: Tx, space: string): Promise<Record<Step, number>> {
  const set = await tx.db
    .selectFrom('dispute_clock')
    .select(['raised', 'direct', 'facilitated', 'mediator', 'decision'])
    .where('space_id', '=', space)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return set ?? { ...usualDays };
}

const mostDecisions = 200;

/** What a dispute may be about: decisions of the partnership, the last one first. */
export function listDecisions(tx: Tx, space: string) {
  return tx.db
    .selectFrom('decision')
    .select(['id', 'title', 'locale'])
    .where('space_id', '=', space)
    .where('withdrawn_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostDecisions)
    .execute();
}

/** Who could help: those who take part and are of none of these sides, who facilitate first. */
export async function listHelpers(tx: Tx, space: string, sides: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; facilitates: boolean }>`
    select p.id, p.name, bool_or(m.role = 'facilitator') as facilitates
    from membership m join person p on p.id = m.person_id
    where m.space_id = ${space} and m.until is null and m.role <> 'claimant' and p.deactivated_at is null
      and not exists (select from membership s where s.space_id = any (${sides}::uuid[]) and s.person_id = p.id
        and s.until is null and s.role <> 'claimant')
    group by p.id, p.name order by 3 desc, p.name, p.id`.execute(tx.db);
  return rows;
}
