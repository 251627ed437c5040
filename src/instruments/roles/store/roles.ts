import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects, inAnyLanguage, indexSubject } from '../../../platform/search/index-subject.ts';
import type { RoleInput } from '../rules.ts';
import './tables.ts';

/** Who holds a term has left the partnership, or was erased. */
export const holderLeft = sql<boolean>`not exists (
  select from membership m where m.space_id = t.space_id and m.person_id = t.person_id and m.until is null)`;

const roles = (tx: Tx) =>
  tx.db
    .selectFrom('role as r')
    .leftJoin('role_term as t', (join) => join.onRef('t.role_id', '=', 'r.id').on('t.ended_at', 'is', null))
    .leftJoin('person as p', 'p.id', 't.person_id')
    .leftJoin('role as n', (join) => join.onRef('n.id', '=', 'r.next_id').on('n.removed_at', 'is', null))
    .leftJoin('role_proposal as o', (join) =>
      join.onRef('o.role_id', '=', 'r.id').on('o.closed_at', 'is', null),
    )
    .select(['r.id', 'r.space_id as partnership', 'r.title', 'r.purpose', 'r.powers', 'r.duties', 'r.skills'])
    .select(['r.domain', 'r.learns', 'r.next_id as next', 'n.title as nextTitle'])
    .select(['r.stage', 'r.term_months as months', 'r.removed_at as removedAt'])
    .select(['t.id as term', 't.person_id as holder', 'p.name as holderName', 't.since', 't.until'])
    .select(['t.hand_over as handOver', 't.growth', 'o.id as proposal'])
    .select(sql<boolean>`t.id is not null and ${holderLeft}`.as('holderLeft'));

export type Role = NonNullable<Awaited<ReturnType<typeof findRole>>>;

const rolesShown = 100;

/** The catalogue, a part at a time: each role with who holds it now, and whether somebody is proposed. */
export async function listRoles(tx: Tx, partnership: string, after: string | undefined): Promise<Part<Role>> {
  const rows = await roles(tx)
    .where('r.space_id', '=', partnership)
    .where('r.removed_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('r.id', '>', after!))
    .orderBy('r.id')
    .limit(rolesShown + 1)
    .execute();
  return partOf(rows, rolesShown);
}

/** How many roles there are, and how many of them nobody holds. */
export function countRoles(tx: Tx, partnership: string): Promise<{ n: number; vacant: number }> {
  return tx.db
    .selectFrom('role as r')
    .leftJoin('role_term as t', (join) => join.onRef('t.role_id', '=', 'r.id').on('t.ended_at', 'is', null))
    .select(sql<number>`count(*)::int`.as('n'))
    .select(sql<number>`(count(*) filter (where t.person_id is null))::int`.as('vacant'))
    .where('r.space_id', '=', partnership)
    .where('r.removed_at', 'is', null)
    .executeTakeFirstOrThrow();
}

/** Since when there are roles; undefined where there are none. */
export async function findFirstRole(tx: Tx, partnership: string): Promise<Date | undefined> {
  const row = await tx.db
    .selectFrom('role')
    .select(({ fn }) => fn.min('created_at').as('at'))
    .where('space_id', '=', partnership)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Roles that one can grow into another from, with who holds them. */
export function listLeadingTo(tx: Tx, role: string) {
  return roles(tx)
    .where('r.next_id', '=', role)
    .where('r.removed_at', 'is', null)
    .orderBy('r.id')
    .limit(rolesShown)
    .execute();
}

/** Roles to choose from. */
export function listTitles(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('role')
    .select(['id', 'title'])
    .where('space_id', '=', partnership)
    .where('removed_at', 'is', null)
    .orderBy('title')
    .limit(300)
    .execute();
}

export function findRole(tx: Tx, partnership: string, id: string) {
  return roles(tx).where('r.space_id', '=', partnership).where('r.id', '=', id).executeTakeFirst();
}

/** Those of these that the reader may see, each with its partnership. */
export function listRolesById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('role as r')
    .innerJoin('partnership as s', 's.id', 'r.space_id')
    .select(['r.id', 'r.space_id as partnership', 'r.title', 's.locale as lang', 's.name'])
    .select(['r.purpose', 'r.domain', 'r.powers', 'r.duties', 'r.skills', 'r.learns'])
    .where('r.id', 'in', ids)
    .where('r.removed_at', 'is', null)
    .execute();
}

/** What a text of a role counts in the search. */
const weights = { title: 1, purpose: 0.6, more: 0.4 };

/** Brings the search up to what a role is for. One that was taken away is found no more. */
async function indexRole(tx: Tx, id: string): Promise<void> {
  const role = await tx.db
    .selectFrom('role')
    .select(['space_id as space', 'title', 'purpose', 'domain', 'powers', 'duties', 'skills', 'learns'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!role) return forgetSubjects(tx, [id]);
  await indexSubject(tx, {
    space: role.space,
    audience: 'space',
    kind: 'role',
    id,
    texts: [
      ...inAnyLanguage('title', role.title, weights.title),
      ...inAnyLanguage('purpose', role.purpose, weights.purpose),
      ...inAnyLanguage(
        'more',
        [role.domain, role.powers, role.duties, role.skills, role.learns].join('\n'),
        weights.more,
      ),
    ],
  });
}

/** Held until the end of the transaction: what several say at once is counted one after the other. */
export async function lockRole(tx: Tx, id: string): Promise<void> {
  await tx.db.selectFrom('role').select('id').where('id', '=', id).forUpdate().execute();
}

const columnsOf = ({ months, next, ...input }: RoleInput) => ({
  ...input,
  next_id: next,
  term_months: months,
});

export async function insertRole(tx: Tx, partnership: string, input: RoleInput): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('role')
    .values({ id, space_id: partnership, audience_id: null, ...columnsOf(input), removed_at: null })
    .execute();
  await indexRole(tx, id);
  return id;
}

export async function updateRole(tx: Tx, id: string, input: RoleInput): Promise<void> {
  await tx.db.updateTable('role').set(columnsOf(input)).where('id', '=', id).execute();
  await indexRole(tx, id);
}

export async function setRemoved(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.db.updateTable('role').set({ removed_at: at }).where('id', '=', id).execute();
  await indexRole(tx, id);
}

/** Everybody who can hold a role: who takes part and does not only look on. */
export function listCandidates(tx: Tx, partnership: string) {
  return (
    tx.db
      .selectFrom('membership as m')
      .innerJoin('person as p', 'p.id', 'm.person_id')
      // Who facilitates and speaks for a partner has two parts.
      .distinct()
      .select(['p.id', 'p.name'])
      .where('m.space_id', '=', partnership)
      .where('m.role', 'not in', ['observer', 'claimant'])
      .where('m.until', 'is', null)
      .orderBy('p.name')
      .execute()
  );
}

const terms = (tx: Tx) =>
  tx.db
    .selectFrom('role_term as t')
    .leftJoin('person as p', 'p.id', 't.person_id')
    .select(['t.id', 't.role_id as role', 't.person_id as person', 'p.name', 't.since', 't.until'])
    .select('t.ended_at as endedAt')
    .select([
      't.hand_over as handOver',
      't.hand_over_at as handOverAt',
      't.hand_over_read_at as readAt',
      't.growth',
    ])
    .orderBy('t.id', 'desc');

/** Earlier and present holders, the latest first. */
export function listTerms(tx: Tx, role: string) {
  return terms(tx).where('t.role_id', '=', role).limit(20).execute();
}

/** All who held these roles before, the latest first. */
export async function listEndedTerms(tx: Tx, of: readonly string[]): Promise<Term[]> {
  if (of.length === 0) return [];
  return terms(tx).where('t.role_id', 'in', of).where('t.ended_at', 'is not', null).execute();
}
export type Term = Awaited<ReturnType<typeof listTerms>>[number];

export async function insertTerm(
  tx: Tx,
  term: { partnership: string; role: string; person: string; since: string; until: string },
): Promise<void> {
  await tx.db
    .insertInto('role_term')
    .values({
      id: newId(),
      space_id: term.partnership,
      audience_id: null,
      role_id: term.role,
      person_id: term.person,
      since: term.since,
      until: term.until,
      ended_at: null,
      hand_over_at: null,
      hand_over_read_at: null,
    })
    .execute();
}

export async function endTerm(tx: Tx, role: string): Promise<void> {
  await tx.db
    .updateTable('role_term')
    .set({ ended_at: tx.now })
    .where('role_id', '=', role)
    .where('ended_at', 'is', null)
    .execute();
}

export async function writeTerm(
  tx: Tx,
  id: string,
  said: { handOver: string; growth: string },
): Promise<void> {
  await tx.db
    .updateTable('role_term')
    .set({
      hand_over: said.handOver,
      hand_over_at: said.handOver ? tx.now : null,
      hand_over_read_at: null,
      growth: said.growth,
    })
    .where('id', '=', id)
    .execute();
}

export async function markRead(tx: Tx, term: string): Promise<void> {
  await tx.db.updateTable('role_term').set({ hand_over_read_at: tx.now }).where('id', '=', term).execute();
}

/**
 * What somebody holds, and is named or proposed for, becomes another's: of a guest who has an account now. What is
 * over stays with the name under which it was.
 */
export async function moveRoles(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  const { db } = tx;
  const theirs = { person_id: account };
  const term = db.updateTable('role_term').set(theirs).where('ended_at', 'is', null);
  const proposal = db.updateTable('role_proposal').set(theirs).where('closed_at', 'is', null);
  const nomination = db.updateTable('role_nomination').set(theirs);
  for (const moved of [term, proposal, nomination] as (typeof term)[])
    await moved.where('space_id', '=', partnership).where('person_id', '=', guest).execute();
  await db
    .updateTable('role_proposal')
    .set({ by_person: account })
    .where('space_id', '=', partnership)
    .where('by_person', '=', guest)
    .where('closed_at', 'is', null)
    .execute();
}
