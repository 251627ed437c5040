import { type Generated, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { type Part, partOf } from '../../platform/database/part.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import '../partnerships/store.ts';
import { indexGroup } from './store/indexing.ts';

export type CirclePart = 'member' | 'lead' | 'representative';
type By = { by_person: string | null; at: Generated<Date>; ended_at: Generated<Date | null> };

declare module '../../platform/database/tables.ts' {
  interface Tables {
    working_group: GuardedByDefault &
      By & { name: string; purpose: string; decides: string; review_on: string; locale: Locale };
    circle_link: GuardedByDefault & By & { circle_id: string; above_id: string };
    circle_part: GuardedByDefault & By & { circle_id: string; person_id: string; part: CirclePart };
  }
}

/** The partner that somebody (`person`) comes from in the partnership of `row`; nothing for who belongs to none. */
const partnerOf = (person: string, space: string) => sql<string | null>`(
  select partner_called(p.name, p.organisation_id) from membership m join partner p on p.id = m.space_id
  where m.person_id = ${sql.ref(person)} and p.space_id = ${sql.ref(space)} and m.until is null
    and m.role <> 'claimant' order by p.id limit 1)`;

/** Has left the partnership, looks on only, or was erased. */
const isGone = sql<boolean>`not exists (select from membership m where m.space_id = t.space_id
  and m.person_id = t.person_id and m.until is null and m.role not in ('observer', 'claimant'))`;

/** Who held this part now, or when the group ended. */
const standing = sql<boolean>`(t.ended_at is null or t.ended_at >= c.ended_at)`;

const groups = (tx: Tx) =>
  tx.db
    .selectFrom('working_group as c')
    .leftJoin('circle_link as l', (join) =>
      join.onRef('l.circle_id', '=', 'c.id').on('l.ended_at', 'is', null),
    )
    .leftJoin('working_group as a', 'a.id', 'l.above_id')
    .select(['c.id', 'c.space_id as partnership', 'c.name', 'c.purpose', 'c.decides', 'c.locale', 'c.at'])
    .select(['c.review_on as reviewOn', 'c.ended_at as endedAt', 'a.id as above', 'a.name as aboveName'])
    .select('a.locale as aboveLocale')
    .select(
      sql<number>`(select count(*)::int from circle_part t
        where t.circle_id = c.id and t.part = 'member' and ${standing})`.as('members'),
    )
    .select(
      sql<string | null>`(select p.name from circle_part t join person p on p.id = t.person_id
        where t.circle_id = c.id and t.part = 'lead' and ${standing} limit 1)`.as('leadName'),
    );

export type Group = NonNullable<Awaited<ReturnType<typeof findGroup>>>;

const groupsShown = 100;

/** Groups that go on, or those that have ended, a part at a time. */
export async function listGroups(
  tx: Tx,
  partnership: string,
  ended: boolean,
  after?: string,
): Promise<Part<Group>> {
  const rows = await groups(tx)
    .where('c.space_id', '=', partnership)
    .where('c.ended_at', ended ? 'is not' : 'is', null)
    .$if(after !== undefined, (query) => query.where('c.id', '>', after!))
    .orderBy('c.id')
    .limit(groupsShown + 1)
    .execute();
  return partOf(rows, groupsShown);
}

export function findGroup(tx: Tx, partnership: string, id: string) {
  return groups(tx).where('c.space_id', '=', partnership).where('c.id', '=', id).executeTakeFirst();
}

/** Groups that go on, to choose from, each with the one above it. */
export function listNames(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('working_group as c')
    .leftJoin('circle_link as l', (join) =>
      join.onRef('l.circle_id', '=', 'c.id').on('l.ended_at', 'is', null),
    )
    .select(['c.id', 'c.name', 'c.locale', 'l.above_id as above'])
    .where('c.space_id', '=', partnership)
    .where('c.ended_at', 'is', null)
    .orderBy('c.name')
    .orderBy('c.id')
    .execute();
}

const people = (tx: Tx) =>
  tx.db
    .selectFrom('circle_part as t')
    .innerJoin('working_group as c', 'c.id', 't.circle_id')
    .leftJoin('person as p', 'p.id', 't.person_id')
    .select(['t.id', 't.circle_id as group', 't.person_id as person', 't.part', 'p.name', 't.at'])
    .select(['c.name as groupName', 'c.locale as groupLocale'])
    .select(partnerOf('t.person_id', 't.space_id').as('partner'))
    .select(isGone.as('gone'))
    .where(standing);

const peopleShown = 100;

/** Its members, each with the partner that they come from, a part at a time. */
export async function listMembers(tx: Tx, group: string, after?: string) {
  const rows = await people(tx)
    .where('t.circle_id', '=', group)
    .where('t.part', '=', 'member')
    .$if(after !== undefined, (query) => query.where('t.id', '>', after!))
    .orderBy('t.id')
    .limit(peopleShown + 1)
    .execute();
  return partOf(rows, peopleShown);
}
export type GroupPerson = Awaited<ReturnType<typeof listMembers>>['shown'][number];

/** Everybody in these groups, and who links them. */
export async function listPeople(tx: Tx, of: readonly string[]) {
  return people(tx).where(sql<boolean>`t.circle_id = any (${of}::uuid[])`).orderBy('t.id').execute();
}

/** The two who link a group with the one above. */
export function listLinking(tx: Tx, group: string) {
  return people(tx).where('t.circle_id', '=', group).where('t.part', '<>', 'member').execute();
}

/** The groups below, with those who link them. */
export async function listBelow(tx: Tx, group: string) {
  const below = await groups(tx)
    .where('l.above_id', '=', group)
    .where('c.ended_at', 'is', null)
    .orderBy('c.id')
    .limit(groupsShown)
    .execute();
  const linking = await people(tx)
    .innerJoin('circle_link as l', (join) =>
      join.onRef('l.circle_id', '=', 't.circle_id').on('l.ended_at', 'is', null),
    )
    .where('l.above_id', '=', group)
    .where('c.ended_at', 'is', null)
    .where('t.part', '<>', 'member')
    .execute();
  return below.map((one) => ({ ...one, linking: linking.filter(({ group: of }) => of === one.id) }));
}
export type Below = Awaited<ReturnType<typeof listBelow>>[number];

/** The part that somebody has as a member of it. */
export async function findMembership(tx: Tx, group: string, person: string | undefined) {
  if (!person) return undefined;
  return people(tx)
    .where('t.circle_id', '=', group)
    .where('t.part', '=', 'member')
    .where('t.person_id', '=', person)
    .executeTakeFirst();
}

/** Everybody who can be in a group: who takes part and does not only look on, with the partner that they come from. */
export function listCandidates(tx: Tx, partnership: string) {
  return (
    tx.db
      .selectFrom('membership as m')
      .innerJoin('person as p', 'p.id', 'm.person_id')
      // Who facilitates and speaks for a partner has two parts.
      .distinct()
      .select(['p.id', 'p.name', partnerOf('p.id', 'm.space_id').as('partner')])
      .where('m.space_id', '=', partnership)
      .where('m.role', 'not in', ['observer', 'claimant'])
      .where('m.until', 'is', null)
      .orderBy('p.name')
      .orderBy('p.id')
      .execute()
  );
}
export type Candidate = Awaited<ReturnType<typeof listCandidates>>[number];

const own = (tx: Tx, space: string) => ({
  ...{ id: newId(), space_id: space, audience_id: null },
  by_person: tx.scope.person?.id ?? null,
});

type Mandate = { name: string; purpose: string; decides: string; reviewOn: string; locale: Locale };

export async function insertGroup(tx: Tx, space: string, { reviewOn, ...mandate }: Mandate): Promise<string> {
  const row = { ...own(tx, space), ...mandate, review_on: reviewOn };
  await tx.db.insertInto('working_group').values(row).execute();
  await indexGroup(tx, row.id);
  return row.id;
}

export async function updateGroup(tx: Tx, id: string, { reviewOn, ...mandate }: Mandate): Promise<void> {
  await tx.db
    .updateTable('working_group')
    .set({ ...mandate, review_on: reviewOn })
    .where('id', '=', id)
    .execute();
  await indexGroup(tx, id);
}

// Not the time as it is read here, in milliseconds: the database asks for its own.
const now = { ended_at: sql<Date>`app_now()` };

export async function setEnded(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('working_group').set(now).where('id', '=', id).execute();
}

/** Stands below another group from now on, or below the whole partnership. */
export async function setAbove(
  tx: Tx,
  { id, space, above }: { id: string; space: string; above: string | null },
): Promise<void> {
  await tx.db
    .updateTable('circle_link')
    .set(now)
    .where('circle_id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  if (above)
    await tx.db
      .insertInto('circle_link')
      .values({ ...own(tx, space), circle_id: id, above_id: above })
      .execute();
}

export async function insertPart(
  tx: Tx,
  { space, group, person, part }: { space: string; group: string; person: string; part: CirclePart },
): Promise<string> {
  const row = { ...own(tx, space), circle_id: group, person_id: person, part };
  await tx.db.insertInto('circle_part').values(row).execute();
  return row.id;
}

/** Ends what somebody is in a group: this part of it, or all. */
export async function endParts(
  tx: Tx,
  of: { group: string; person?: string; part?: CirclePart },
): Promise<void> {
  await tx.db
    .updateTable('circle_part')
    .set(now)
    .where('circle_id', '=', of.group)
    .where('ended_at', 'is', null)
    .$if(of.person !== undefined, (query) => query.where('person_id', '=', of.person!))
    .$if(of.part !== undefined, (query) => query.where('part', '=', of.part!))
    .execute();
}

/** Since when there are groups; undefined where there are none. */
export async function findFirstGroup(tx: Tx, partnership: string): Promise<Date | undefined> {
  const row = await tx.db
    .selectFrom('working_group')
    .select(({ fn }) => fn.min('at').as('at'))
    .where('space_id', '=', partnership)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** What a guest is in groups becomes that of their account; where both were the same, it is the account's. */
export async function moveParts(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await sql`update circle_part t set ended_at = app_now()
    where t.space_id = ${partnership} and t.person_id = ${guest} and t.ended_at is null and exists (
      select from circle_part o where o.circle_id = t.circle_id and o.person_id = ${account} and o.ended_at is null
        and (o.part = 'member') = (t.part = 'member'))`.execute(tx.db);
  await sql`update circle_part t set person_id = ${account}
    where t.space_id = ${partnership} and t.person_id = ${guest} and t.ended_at is null`.execute(tx.db);
}

/** Who is erased is in no group any more. */
export async function endPartsOf(tx: Tx, { ids }: { ids: readonly string[] }): Promise<void> {
  await sql`update circle_part set ended_at = app_now()
    where person_id = any (${ids}::uuid[]) and ended_at is null`.execute(tx.db);
}
