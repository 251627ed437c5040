import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import '../../../mechanisms/sealed-round/tables.ts';
import { calledIn } from './called.ts';
import './tables.ts';

/** A partnership that the reader takes part in. */
export function findPartnership(tx: Tx, id: string) {
  return tx.db
    .selectFrom('partnership')
    .select(['id', 'name', 'purpose', 'place', 'locale', 'request_id as request'])
    .select(['begun_at as begunAt', 'ended_at as endedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
}
export type Partnership = NonNullable<Awaited<ReturnType<typeof findPartnership>>>;

/** Its partners in the order in which they came, those who are invited included, without those who left. */
export function listPartners(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('partner')
    .select(['id', calledIn().as('name'), 'kind', 'organisation_id as organisation'])
    .select(['invited_at as invitedAt', 'joined_at as joinedAt'])
    .where('space_id', '=', partnership)
    .where('left_at', 'is', null)
    .orderBy('id')
    .execute();
}
export type Partner = Awaited<ReturnType<typeof listPartners>>[number];

/** Everybody who speaks or looks on for one of these partners. A partner without people does not sign in. */
export async function listPeopleOf(tx: Tx, partners: readonly string[]) {
  if (partners.length === 0) return [];
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id as membership', 'm.space_id as partner', 'm.role', 'm.since', 'p.id', 'p.name', 'p.kind'])
    .where('m.space_id', 'in', partners)
    .where('m.role', '<>', 'claimant')
    .where('m.until', 'is', null)
    .orderBy('m.since')
    .orderBy('m.id')
    .execute();
}
export type PartnerPerson = Awaited<ReturnType<typeof listPeopleOf>>[number];

/** Who looks after the partnership as a whole. */
export function listFacilitators(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id as membership', 'p.id', 'p.name'])
    .where('m.space_id', '=', partnership)
    .where('m.role', '=', 'facilitator')
    .where('m.until', 'is', null)
    .orderBy('m.since')
    .orderBy('m.id')
    .execute();
}
export type Facilitator = Awaited<ReturnType<typeof listFacilitators>>[number];

const partnershipsShown = 100;

/** Where the reader takes part, what was begun last first, a part at a time: drafts of theirs too. */
export async function listMyPartnerships(tx: Tx, person: string, after: string | undefined) {
  const rows = await tx.db
    .selectFrom('partnership as s')
    .innerJoin('membership as m', 'm.space_id', 's.id')
    .select(['s.id', 's.name', 's.purpose', 's.locale', 's.begun_at as begunAt', 's.ended_at as endedAt'])
    .select(({ selectFrom }) =>
      selectFrom('partner as p')
        .select(({ fn }) => fn.countAll<number>().as('many'))
        .whereRef('p.space_id', '=', 's.id')
        .where('p.left_at', 'is', null)
        .as('partners'),
    )
    .select(({ selectFrom }) =>
      selectFrom('partner as p')
        .select(({ fn }) => fn.countAll<number>().as('many'))
        .whereRef('p.space_id', '=', 's.id')
        .where('p.left_at', 'is', null)
        .where('p.joined_at', 'is not', null)
        .as('joined'),
    )
    .where('m.person_id', '=', person)
    .where('m.until', 'is', null)
    // Of what was thrown away before it began there is nothing to see.
    .where((is) => is.or([is('s.begun_at', 'is not', null), is('s.ended_at', 'is', null)]))
    .$if(after !== undefined, (query) => query.where('s.id', '<', after!))
    .distinct()
    .orderBy('s.id', 'desc')
    .limit(partnershipsShown + 1)
    .execute();
  return partOf(rows, partnershipsShown);
}
export type MyPartnership = Awaited<ReturnType<typeof listMyPartnerships>>['shown'][number];

/** Partnerships among these that have not begun: whoever is in one put it together. */
export function listMyDrafts(tx: Tx, partnerships: readonly string[]) {
  return tx.db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where('id', 'in', partnerships)
    .where('begun_at', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
}

/** Partners for whom people signed in once and nobody leads now. One that does not sign in needs no lead. */
const vacancies = (tx: Tx) =>
  tx.db
    .selectFrom('partner as p')
    .innerJoin('partnership as s', 's.id', 'p.space_id')
    .select(['p.id as partner', calledIn('p').as('name'), 's.id as partnership', 's.name as partnershipName'])
    .where('p.left_at', 'is', null)
    .where('p.joined_at', 'is not', null)
    .where('s.ended_at', 'is', null)
    // Of each partner by itself: joined, all people of the city might be gone through for each.
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom('membership as m')
          .select(({ fn }) => [
            fn.countAll<number>().as('ever'),
            fn
              .countAll<number>()
              .filterWhere('m.role', '=', 'lead')
              .filterWhere('m.until', 'is', null)
              .as('leads'),
          ])
          .whereRef('m.space_id', '=', 'p.id')
          .as('people'),
      (join) => join.on('people.ever', '>', 0).on('people.leads', '=', 0),
    );

/** All of a partnership; with a partner, whether it is one of them. */
export async function listVacant(
  tx: Tx,
  partnership: string,
  partner?: string,
): Promise<ReadonlySet<string>> {
  const rows = await vacancies(tx)
    .where('p.space_id', '=', partnership)
    .$if(partner !== undefined, (query) => query.where('p.id', '=', partner!))
    .execute();
  return new Set(rows.map((row) => row.partner));
}

/** Those that somebody can do something about, for their desk: in these partnerships, or of these partners. */
export async function listVacancies(
  tx: Tx,
  { partnerships, partners }: { partnerships: readonly string[]; partners: readonly string[] },
) {
  if (partnerships.length + partners.length === 0) return [];
  return vacancies(tx)
    .where(sql<boolean>`(p.space_id = any (${partnerships}::uuid[]) or p.id = any (${partners}::uuid[]))`)
    .orderBy('p.id')
    .limit(50)
    .execute();
}

/** How many rounds a partner answered in which all answers opened together, and how many of them in time. */
export async function countReplies(
  tx: Tx,
  partnership: string,
  partner: string,
): Promise<{ all: number; onTime: number }> {
  return tx.db
    .selectFrom('round_seal as s')
    .innerJoin('round as r', 'r.id', 's.round_id')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .select(sql<number>`count(*) filter (where not s.late)`.as('onTime'))
    .where('r.space_id', '=', partnership)
    .where('s.partner_id', '=', partner)
    .where('r.kind', '=', 'open')
    .executeTakeFirstOrThrow();
}

/** Those of these partnerships that the reader takes part in. */
export function listPartnershipsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('partnership')
    .select(['id', 'name', 'purpose', 'place', 'locale as lang'])
    .where('id', 'in', ids)
    .execute();
}

/** Those of these partners that are in, where the reader takes part, each with its partnership. */
export function listPartnersById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('partner as p')
    .innerJoin('partnership as s', 's.id', 'p.space_id')
    .select(['p.id', calledIn('p').as('name'), 's.id as partnership', 's.name as of'])
    .where('p.id', 'in', ids)
    .where('p.left_at', 'is', null)
    .execute();
}

/** Who wrote what a file brings in for a partner: somebody of it; for one without people, or where it was told, a facilitator. */
export async function whoWrote(
  tx: Tx,
  partnership: string,
  partner: string,
  told = false,
): Promise<string | null> {
  const [own] = told ? [] : await listPeopleOf(tx, [partner]);
  const [facilitator] = await listFacilitators(tx, partnership);
  return (own ?? facilitator)?.id ?? null;
}
