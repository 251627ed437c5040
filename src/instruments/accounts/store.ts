import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { type Part, partOf } from '../../platform/database/part.ts';
import type { SpaceKind } from '../../platform/database/tables.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Scope } from '../../platform/scope.ts';
import { kindsOfCity } from '../directory/rules.ts';
import type { InvitationInput, Staffing } from './rules.ts';
import '../directory/store/tables.ts'; // a space is named in one statement, whatever it is

export type NamedSpace = {
  id: string;
  kind: SpaceKind;
  name: Localised;
  href: string;
  /** The city, an office of it, or an organisation that nobody speaks for yet. */
  keptByCity: boolean;
};

/** The city or an organisation, with the name people know it by. */
export async function findSpace(tx: Tx, id: string): Promise<NamedSpace | undefined> {
  const row = await tx.db
    .selectFrom('space as s')
    .leftJoin('organisation as o', 'o.id', 's.id')
    .leftJoin('city as c', 'c.space_id', 's.id')
    .select(['s.id', 's.kind', 'o.name as organisation', 'o.kind as office', 'o.slug', 'c.name as city'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('membership as m')
          .select('m.id')
          .whereRef('m.space_id', '=', 's.id')
          .where('m.until', 'is', null)
          .where('m.role', '=', 'lead'),
      ).as('led'),
    )
    .where('s.id', '=', id)
    .where('s.kind', 'in', ['city', 'organisation'])
    .executeTakeFirst();
  if (!row) return undefined;
  const name = row.organisation ?? row.city;
  return name
    ? {
        id: row.id,
        kind: row.kind,
        name,
        href: row.slug ? `/organisations/${row.slug}` : '/',
        keptByCity:
          row.kind === 'city' || !row.led || (row.office !== null && kindsOfCity.includes(row.office)),
      }
    : undefined;
}

const members = (tx: Tx, space: string) =>
  tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id', 'm.role', 'm.since', 'p.id as person', 'p.name', 'p.kind', 'p.deactivated_at as closed'])
    .where('m.space_id', '=', space)
    .where('m.until', 'is', null);

const membersShown = 100;

/** Who takes part, a part at a time, in the order in which they came. */
export async function listMembers(tx: Tx, space: string, after: string | undefined): Promise<Part<Member>> {
  const rows = await members(tx, space)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(m.since, m.id) > (select c.since, c.id from membership c where c.id = ${after})`,
      ),
    )
    .orderBy('m.since')
    .orderBy('m.id')
    .limit(membersShown + 1)
    .execute();
  return partOf(rows, membersShown);
}

export function findMember(tx: Tx, space: string, membership: string) {
  return members(tx, space).where('m.id', '=', membership).executeTakeFirst();
}
export type Member = NonNullable<Awaited<ReturnType<typeof findMember>>>;

/** Whether somebody takes part there, also as one whose claim is not decided yet. */
export async function takesPart(tx: Tx, space: string, person: string): Promise<boolean> {
  return (await members(tx, space).where('m.person_id', '=', person).executeTakeFirst()) !== undefined;
}

/** How many take part, and how many lead or administer whose account is open. */
export function countMembers(tx: Tx, space: string): Promise<Staffing> {
  const of = (role: string) =>
    sql<number>`(count(*) filter (where m.role = ${role} and p.deactivated_at is null))::int`;
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select([sql<number>`count(*)::int`.as('all'), of('lead').as('lead')])
    .select(of('administrator').as('administrator'))
    .where('m.space_id', '=', space)
    .where('m.until', 'is', null)
    .executeTakeFirstOrThrow();
}

const invitationsShown = 100;

/** Invitations that wait, the last one first, a part at a time. */
export async function listOpenInvitations(tx: Tx, space: string, after: string | undefined) {
  const rows = await tx.db
    .selectFrom('invitation')
    .select(['id', 'email', 'role', 'kind', 'expires_at', 'invited_by'])
    .where('space_id', '=', space)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(invitationsShown + 1)
    .execute();
  return partOf(rows, invitationsShown);
}
export type OpenInvitation = Awaited<ReturnType<typeof listOpenInvitations>>['shown'][number];

/** An invitation that still counts; with a space, only one into that space. */
export async function findOpenInvitation(tx: Tx, id: string, space?: string) {
  return tx.db
    .selectFrom('invitation as i')
    .leftJoin('person as p', 'p.id', 'i.invited_by')
    .selectAll('i')
    .select('p.name as inviter')
    .where('i.id', '=', id)
    .$if(space !== undefined, (query) => query.where('i.space_id', '=', space!))
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', tx.now)
    .executeTakeFirst();
}
export type Invitation = NonNullable<Awaited<ReturnType<typeof findOpenInvitation>>>;

/** The person behind an address who can sign in with it, or takes part somewhere already. Past the guards. */
export async function findAccount(tx: Tx, email: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('person as p')
    .select('p.id')
    .where(({ eb, fn }) => eb(fn('lower', ['p.email']), '=', email.toLowerCase()))
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('p.login_id', 'is not', null),
        exists(
          selectFrom('membership as m')
            .select('m.id')
            .whereRef('m.person_id', '=', 'p.id')
            .where('m.until', 'is', null),
        ),
      ]),
    )
    .executeTakeFirst();
  return row?.id;
}

export async function isMember(tx: Tx, space: string, email: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select('m.id')
    .where('m.space_id', '=', space)
    .where('m.until', 'is', null)
    .where(sql<boolean>`lower(address_of(p.id)) = ${email}`)
    .executeTakeFirst();
  return found !== undefined;
}

export async function addInvitation(
  tx: Tx,
  space: string,
  input: InvitationInput,
  expires: Date,
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('invitation')
    .values({
      id,
      space_id: space,
      audience_id: null,
      ...input,
      invited_by: tx.scope.person?.id ?? null,
      expires_at: expires,
      accepted_at: null,
      accepted_by: null,
      withdrawn_at: null,
    })
    .execute();
  return id;
}

/** Takes an invitation up or back, if it is still open. Of two at the same moment the second finds it closed. */
export async function markInvitation(
  tx: Tx,
  id: string,
  state: { withdrawn: true } | { acceptedBy: string },
): Promise<boolean> {
  const change =
    'withdrawn' in state ? { withdrawn_at: tx.now } : { accepted_at: tx.now, accepted_by: state.acceptedBy };
  const { numUpdatedRows } = await tx.db
    .updateTable('invitation')
    .set(change)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Two who end each other's part in a space at the same moment come one after the other. */
export async function lockPeople(tx: Tx, space: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${space}, 0))`.execute(tx.db);
}

export async function addMembership(tx: Tx, space: string, person: string, role: string): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('membership')
    .values({
      id,
      space_id: space,
      person_id: person,
      organisation_id: null,
      role,
      until: null,
      given_by: tx.scope.person?.id ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

export async function endMembership(
  tx: Tx,
  id: string,
): Promise<{ space: string; person: string | null; role: string } | undefined> {
  const row = await tx.db
    .updateTable('membership')
    .set({ until: tx.now })
    .where('id', '=', id)
    .where('until', 'is', null)
    .returning(['space_id', 'person_id', 'role'])
    .executeTakeFirst();
  return row && { space: row.space_id, person: row.person_id, role: row.role };
}

/** Where somebody takes part: the organisations, by name. */
export function listMyOrganisations(tx: Tx) {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('organisation as o', 'o.id', 'm.space_id')
    .select(['o.id', 'o.name', 'o.slug', 'm.role'])
    .where('m.person_id', '=', tx.scope.person?.id ?? null)
    .where('m.until', 'is', null)
    .orderBy('m.since')
    .execute();
}

export function findOwnPerson(tx: Tx): Promise<{ name: string; email: string | null; locale: Locale }> {
  return tx.db
    .selectFrom('person')
    .select(['name', 'locale', sql<string | null>`address_of(id)`.as('email')])
    .where('id', '=', tx.scope.person!.id)
    .executeTakeFirstOrThrow();
}

/** Whether the account was closed of the person whom a signed link names: it opens nothing then. */
export async function isClosed(tx: Tx, { person }: Scope): Promise<boolean> {
  if (!person) return false;
  const row = await tx.db
    .selectFrom('person')
    .select('deactivated_at')
    .where('id', '=', person.id)
    .executeTakeFirst();
  return Boolean(row?.deactivated_at);
}

export async function savePerson(tx: Tx, change: { name: string; locale: Locale }): Promise<void> {
  await tx.db.updateTable('person').set(change).where('id', '=', tx.scope.person!.id).execute();
}
