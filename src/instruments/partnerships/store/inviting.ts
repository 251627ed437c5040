import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { PartnerRole } from '../access.ts';
import '../../../mechanisms/request/tables.ts';
import '../../first-contact/store/tables.ts';
import { calledIn } from './called.ts';
import './tables.ts';

export type NewInvitation = {
  id: string;
  partner: string | null;
  /** Empty: the other side of the request; the mail finds its address. */
  email: string;
  name: string;
  role: PartnerRole | 'facilitator';
  locale: Locale;
  note: string;
  expiresAt: Date;
};

export async function insertInvitations(
  tx: Tx,
  partnership: string,
  invitations: readonly NewInvitation[],
): Promise<void> {
  if (invitations.length === 0) return;
  await tx.db
    .insertInto('partner_invitation')
    .values(
      invitations.map((one) => ({
        id: one.id,
        space_id: partnership,
        audience_id: null,
        partner_id: one.partner,
        email: one.email,
        name: one.name,
        role: one.role,
        locale: one.locale,
        note: one.note,
        invited_by: tx.scope.person?.id ?? null,
        created_at: tx.now,
        expires_at: one.expiresAt,
        accepted_at: null,
        accepted_by: null,
        declined_at: null,
        withdrawn_at: null,
      })),
    )
    .execute();
}

const columns = [
  'i.id',
  'i.space_id as partnership',
  'i.partner_id as partner',
  'i.email',
  'i.name',
  'i.role',
  'i.locale',
  'i.note',
  'i.created_at as sentAt',
  'i.expires_at as expiresAt',
  'i.accepted_at as acceptedAt',
  'i.accepted_by as acceptedBy',
  'i.declined_at as declinedAt',
  'i.withdrawn_at as withdrawnAt',
  'i.reason',
  'i.invited_by as invitedBy',
] as const;

export function findInvitation(tx: Tx, id: string) {
  return tx.db
    .selectFrom('partner_invitation as i')
    .leftJoin('person as by', 'by.id', 'i.invited_by')
    .select(columns)
    .select('by.name as inviter')
    .where('i.id', '=', id)
    .executeTakeFirst();
}

/** What its holder is shown of an invitation, used up or not. Past the guards: they are not in yet. */
export async function findInvited(tx: Tx, id: string) {
  const invitation = await findInvitation(tx, id);
  if (!invitation) return undefined;
  const partnership = await tx.db
    .selectFrom('partnership')
    .select(['id', 'name', 'purpose', 'place', 'locale', 'ended_at as endedAt'])
    .where('id', '=', invitation.partnership)
    .executeTakeFirstOrThrow();
  const partner = invitation.partner
    ? await tx.db
        .selectFrom('partner')
        .select(['id', calledIn().as('name'), 'kind', 'organisation_id as organisation'])
        .select(['joined_at as joinedAt', 'left_at as leftAt'])
        .where('id', '=', invitation.partner)
        .executeTakeFirst()
    : undefined;
  const others = await tx.db
    .selectFrom('partner')
    .select([calledIn().as('name'), 'kind'])
    .where('space_id', '=', invitation.partnership)
    .where('joined_at', 'is not', null)
    .where('left_at', 'is', null)
    .where('name', '<>', '')
    .orderBy('id')
    .limit(20)
    .execute();
  return { invitation, partnership, partner, others };
}
export type InvitedTo = NonNullable<Awaited<ReturnType<typeof findInvited>>>;

/** Whether the same was sent once more after this one, and not withdrawn. */
export async function wasRenewed(tx: Tx, { invitation }: Pick<InvitedTo, 'invitation'>): Promise<boolean> {
  const later = await tx.db
    .selectFrom('partner_invitation')
    .select('id')
    .where('space_id', '=', invitation.partnership)
    .where('email', '=', invitation.email)
    .where(sql<boolean>`partner_id is not distinct from ${invitation.partner}`)
    .where('created_at', '>=', invitation.sentAt)
    .where('id', '<>', invitation.id)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

/** All that waits, was refused or grew old. */
const waiting = (tx: Tx, partnership: string) =>
  tx.db
    .selectFrom('partner_invitation as i')
    .where('i.space_id', '=', partnership)
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null);

const invitationsShown = 100;

/** These in the order in which they were sent, a part at a time; with a partner, only those to it. */
export async function listInvitations(
  tx: Tx,
  partnership: string,
  { partner, after }: { partner?: string; after?: string | undefined } = {},
) {
  const rows = await waiting(tx, partnership)
    .select(columns)
    .$if(partner !== undefined, (query) => query.where('i.partner_id', '=', partner!))
    .$if(after !== undefined, (query) => query.where('i.id', '>', after!))
    .orderBy('i.id')
    .limit(invitationsShown + 1)
    .execute();
  return partOf(rows, invitationsShown);
}
export type ListedInvitation = Awaited<ReturnType<typeof listInvitations>>['shown'][number];

/** One of these addresses that an invitation still counts for, if there is one. */
export async function findInvitedAlready(
  tx: Tx,
  partnership: string,
  addresses: readonly string[],
): Promise<string | undefined> {
  const row = await waiting(tx, partnership)
    .select('i.email')
    .where('i.declined_at', 'is', null)
    .where('i.expires_at', '>', tx.now)
    .where('i.email', 'in', addresses)
    .orderBy('i.id')
    .limit(1)
    .executeTakeFirst();
  return row?.email;
}

/** As whom each of these partners was invited last, as far as the reader may know: by name, else by address. */
export async function listInvitedAs(
  tx: Tx,
  partnership: string,
  partners: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (partners.length === 0) return new Map();
  const rows = await waiting(tx, partnership)
    .distinctOn('i.partner_id')
    .select(['i.partner_id as partner', 'i.name', 'i.email'])
    .where('i.partner_id', 'in', partners)
    .orderBy('i.partner_id')
    .orderBy('i.id', 'desc')
    .execute();
  return new Map(rows.map(({ partner, name, email }) => [partner!, name || email]));
}

/** Takes back all that waits at a partner that leaves. */
export async function withdrawAllTo(tx: Tx, partner: string): Promise<void> {
  await tx.db
    .updateTable('partner_invitation')
    .set({ withdrawn_at: tx.now })
    .where('partner_id', '=', partner)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Takes an invitation up or back, or says no. Of two at the same moment the second finds it closed. */
export async function closeInvitation(
  tx: Tx,
  id: string,
  how: { acceptedBy: string } | { declined: string } | { withdrawn: true },
): Promise<boolean> {
  const change =
    'acceptedBy' in how
      ? { accepted_at: tx.now, accepted_by: how.acceptedBy }
      : 'declined' in how
        ? { declined_at: tx.now, reason: how.declined }
        : { withdrawn_at: tx.now };
  const { numUpdatedRows } = await tx.db
    .updateTable('partner_invitation')
    .set(change)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    // A no can still be taken back by who invited; they may ask anew. An old one cannot be taken up.
    .$if(!('withdrawn' in how), (query) =>
      query.where('declined_at', 'is', null).where('expires_at', '>', tx.now),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Partners into which who facilitates may still invite: nobody is there, and nothing is kept there by those who were. */
export async function listAwaiting(
  tx: Tx,
  partnership: string,
  partner?: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('partner')
    .select('id')
    .where('space_id', '=', partnership)
    .$if(partner !== undefined, (query) => query.where('id', '=', partner!))
    .where(sql<boolean>`app_awaits_people(id)`)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** What waits for an answer at a partner that somebody has come into: from now on its own people let others in. */
export async function withdrawOthers(tx: Tx, partner: string): Promise<string[]> {
  const rows = await tx.db
    .updateTable('partner_invitation')
    .set({ withdrawn_at: tx.now })
    .where('partner_id', '=', partner)
    .where('accepted_at', 'is', null)
    .where('declined_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

export async function countInvitedBy(tx: Tx, person: string, since: Date): Promise<number> {
  const { many } = await tx.db
    .selectFrom('partner_invitation')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('invited_by', '=', person)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return many;
}

/** Invitations that wait for the person of the scope at the address of their account. */
export async function listInvitationsToMe(tx: Tx) {
  const { rows } = await sql<{
    id: string;
    partnership: string;
    inviter: string;
    expires_at: Date;
  }>`select * from partner_invitations_to_me()`.execute(tx.db);
  return rows;
}
