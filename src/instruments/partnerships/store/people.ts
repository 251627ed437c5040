import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Kind } from '../../directory/rules.ts';
import { calledIn } from './called.ts';
import { indexPartners } from './indexing.ts';
import './tables.ts';

/** A partner that was invited says who it is. */
export async function setPartnerJoined(
  tx: Tx,
  id: string,
  who: { name: string; kind: Kind; organisation: string | null } | undefined,
): Promise<void> {
  await tx.db
    .updateTable('partner')
    .set({
      joined_at: tx.now,
      ...(who && { name: who.name, kind: who.kind, organisation_id: who.organisation }),
    })
    .where('id', '=', id)
    .execute();
  await indexPartners(tx, [id]);
}

/** A person who takes part by link. Their address is not on the row that others see. */
export async function insertPartGuest(
  tx: Tx,
  partnership: string,
  guest: { name: string; locale: Locale; address: string; proven: boolean },
): Promise<void> {
  const { id } = tx.scope.person!;
  await tx.db
    .insertInto('person')
    .values({ id, kind: 'guest', name: guest.name, email: null, locale: guest.locale } as never)
    .execute();
  if (!guest.address) return;
  await tx.db
    .insertInto('guest_address')
    .values({
      id,
      space_id: partnership,
      audience: 'person',
      audience_id: id,
      address: guest.address,
      locale: guest.locale,
      proven: guest.proven,
    })
    .execute();
}

/** One that has not joined is expected as long as somebody is invited for it. */
export async function setPartnerExpected(tx: Tx, id: string, expected: boolean): Promise<void> {
  await tx.db
    .updateTable('partner')
    .set({ left_at: expected ? null : tx.now })
    .where('id', '=', id)
    .where('joined_at', 'is', null)
    .where('left_at', expected ? 'is not' : 'is', null)
    .execute();
  await indexPartners(tx, [id]);
}

/** Past the guards, for reactions. */
export async function isGuest(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.db.selectFrom('person').select('kind').where('id', '=', id).executeTakeFirst();
  return row?.kind === 'guest';
}

/** Whether somebody whom mails reach at an address takes part by link. Told to the act that is opened for the partnership. */
export async function isGuestThere(tx: Tx, partnership: string, address: string): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean;
  }>`select app_guest_there(${partnership}, ${address}) as there`.execute(tx.db);
  return rows[0]!.there;
}

/** The guest whom mails reach at an address, and who still takes part somewhere. Past the guards. */
export async function findGuestAt(tx: Tx, address: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('guest_address as g')
    .innerJoin('membership as m', 'm.person_id', 'g.id')
    .select('g.id')
    .where(({ eb, fn }) => eb(fn('lower', ['g.address']), '=', address.toLowerCase()))
    .where('g.proven', '=', true)
    .where('m.until', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

export type Addressee = {
  person: string;
  name: string;
  address: string;
  locale: Locale;
  /** Takes part by link: mails carry it. */
  guest: boolean;
};

/**
 * Where people are written to, with an account or without: only at addresses that are proven. For reactions and
 * jobs: it looks past the guards, so choose with care whom it is asked for.
 */
export async function addressesOf(tx: Tx, people: readonly string[]): Promise<Addressee[]> {
  if (people.length === 0) return [];
  const rows = await tx.db
    .selectFrom('person as p')
    .leftJoin('guest_address as g', (join) => join.onRef('g.id', '=', 'p.id').on('g.proven', '=', true))
    .select(['p.id as person', 'p.name', 'p.email', 'p.locale', 'p.kind', 'g.address'])
    .where('p.id', 'in', people)
    .where('p.deactivated_at', 'is', null)
    .execute();
  return rows.flatMap(({ email, address, kind, ...row }) => {
    const guest = kind === 'guest';
    const to = guest ? address : email;
    return to ? [{ ...row, address: to, guest }] : [];
  });
}

/** Why a partner left: empty for all but who facilitates and its own people. */
const reason = sql<string>`coalesce(partner_reason(id), '')`.as('reason');

/** A partner of a partnership, also one that has left. */
export function findPartner(tx: Tx, partnership: string, id: string) {
  return tx.db
    .selectFrom('partner')
    .select(['id', calledIn().as('name'), 'kind', 'organisation_id as organisation', reason])
    .select([
      'invited_at as invitedAt',
      'joined_at as joinedAt',
      'left_at as leftAt',
      'removed_at as removedAt',
    ])
    .where('id', '=', id)
    .where('space_id', '=', partnership)
    .executeTakeFirst();
}
export type FoundPartner = NonNullable<Awaited<ReturnType<typeof findPartner>>>;

/** Those who joined and are not in any more, the latest first. */
export function listGonePartners(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('partner')
    .select(['id', calledIn().as('name'), 'kind', reason, 'left_at as leftAt', 'removed_at as removedAt'])
    .where('space_id', '=', partnership)
    .where('left_at', 'is not', null)
    .where('joined_at', 'is not', null)
    .orderBy('left_at', 'desc')
    .limit(100)
    .execute();
}
export type GonePartner = Awaited<ReturnType<typeof listGonePartners>>[number];

export async function setPartnerLeft(
  tx: Tx,
  id: string,
  how: { removed: boolean; reason: string } | undefined,
): Promise<void> {
  await tx.db
    .updateTable('partner')
    .set(
      how
        ? { left_at: tx.now, removed_at: how.removed ? tx.now : null, reason: how.reason }
        : { left_at: null, removed_at: null, reason: '' },
    )
    .where('id', '=', id)
    .execute();
  await indexPartners(tx, [id]);
}

/** Who lost their part in a space in one moment. */
export async function listPartsEndedAt(
  tx: Tx,
  space: string,
  at: Date,
): Promise<{ person: string; role: string }[]> {
  const rows = await tx.db
    .selectFrom('membership')
    .select(['person_id as person', 'role'])
    .where('space_id', '=', space)
    .where('until', '=', at)
    .execute();
  return rows.flatMap(({ person, role }) => (person ? [{ person, role }] : []));
}

/**
 * Which of these addresses belong to people who take part already: those of accounts, and those at which somebody was
 * invited who came, as nobody is told where who takes part by link is written to. Told to who leads the space.
 */
export async function listAddressesThere(
  tx: Tx,
  space: string,
  addresses: readonly string[],
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const rows = await tx.db
    .selectFrom('membership as m')
    .leftJoin('partner_invitation as i', (join) =>
      join.onRef('i.accepted_by', '=', 'm.person_id').onRef('i.space_id', '=', 'm.space_id'),
    )
    .select(sql<string>`coalesce(lower(address_of(m.person_id)), lower(i.email))`.as('own'))
    .select(sql<string>`lower(i.email)`.as('invited'))
    .where('m.space_id', '=', space)
    .where('m.until', 'is', null)
    .where(
      sql<boolean>`(lower(address_of(m.person_id)) = any (${addresses}) or lower(i.email) = any (${addresses}))`,
    )
    .execute();
  return rows.map(({ own, invited }) => (addresses.includes(own) ? own : invited));
}

/** The address of who takes part by link: only they may read it. */
export async function findOwnAddress(tx: Tx): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('guest_address')
    .select('address')
    .where('id', '=', tx.scope.person!.id)
    .executeTakeFirst();
  return row?.address;
}
