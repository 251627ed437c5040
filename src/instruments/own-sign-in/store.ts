import type { GeneratedAlways } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/id.ts';
import type { Joining } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    own_sign_in: GuardedByDefault & {
      domain: string;
      proven_at: Date | null;
      seen_at: Date | null;
      lost_at: Date | null;
      issuer: string | null;
      client_id: string | null;
      client_secret: string | null;
      has_secret: GeneratedAlways<boolean>;
      joins: Joining;
      tried_at: Date | null;
      on_at: Date | null;
    };
  }
}

const shown = [
  ...(['id', 'space_id as space', 'domain', 'proven_at', 'lost_at', 'issuer', 'client_id'] as const),
  ...(['has_secret', 'joins', 'tried_at', 'on_at'] as const),
] as const;

/** As it stands, without the secret. */
export function findSignIn(tx: Tx, space: string) {
  return tx.db.selectFrom('own_sign_in').select(shown).where('space_id', '=', space).executeTakeFirst();
}
export type OwnSignIn = NonNullable<Awaited<ReturnType<typeof findSignIn>>>;

export async function insertSignIn(tx: Tx, space: string, domain: string): Promise<void> {
  await tx.db
    .insertInto('own_sign_in')
    .values({
      ...{ id: newId(), space_id: space, audience_id: null, domain },
      ...{ proven_at: null, seen_at: null, lost_at: null, issuer: null, client_id: null },
      ...{ client_secret: null, joins: 'invited' as const, tried_at: null, on_at: null },
    })
    .execute();
}

type Change = Partial<{
  domain: string;
  proven_at: Date | null;
  seen_at: Date | null;
  lost_at: Date | null;
  issuer: string;
  client_id: string;
  client_secret: string;
  joins: Joining;
  tried_at: Date | null;
  on_at: Date | null;
}>;

export async function changeSignIn(tx: Tx, id: string, change: Change): Promise<void> {
  await tx.db.updateTable('own_sign_in').set(change).where('id', '=', id).execute();
}

/** False where the domain signs in for another organisation already. */
export async function proveDomain(tx: Tx, { id, proven_at }: OwnSignIn): Promise<boolean> {
  const proven = { proven_at: proven_at ?? tx.now, seen_at: tx.now, lost_at: null };
  try {
    await tx.attempt(() => changeSignIn(tx, id, proven));
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return false;
    throw error;
  }
}

// Past the guards from here on: for signing in, when nobody is known yet, and for the clock.

const whole = (tx: Tx) =>
  tx.db
    .selectFrom('own_sign_in as s')
    .innerJoin('organisation as o', 'o.id', 's.space_id')
    .select(['s.id', 's.space_id as space', 's.domain', 's.issuer', 's.client_id', 's.client_secret'])
    .select(['s.joins', 's.proven_at', 's.seen_at', 's.on_at', 'o.name']);
export type Way = Awaited<ReturnType<ReturnType<typeof whole>['executeTakeFirstOrThrow']>>;

export function findWayOf(tx: Tx, space: string): Promise<Way | undefined> {
  return whole(tx).where('s.space_id', '=', space).executeTakeFirst();
}

const open = (tx: Tx) => whole(tx).where('s.on_at', 'is not', null).where('s.proven_at', 'is not', null);

export function findOpenWay(tx: Tx, by: { domain: string } | { space: string }): Promise<Way | undefined> {
  return 'domain' in by
    ? open(tx).where('s.domain', '=', by.domain).executeTakeFirst()
    : open(tx).where('s.space_id', '=', by.space).executeTakeFirst();
}

export async function hasOpenWay(tx: Tx): Promise<boolean> {
  return (await open(tx).limit(1).executeTakeFirst()) !== undefined;
}

export function listProven(tx: Tx): Promise<Way[]> {
  return whole(tx).where('s.proven_at', 'is not', null).orderBy('s.seen_at').execute();
}

/** Nobody comes in this way any more. False where that was so, or where it is about another domain by now. */
export async function loseProof(tx: Tx, { id, domain }: Way): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('own_sign_in')
    .set({ proven_at: null, lost_at: tx.now })
    .where('id', '=', id)
    .where('domain', '=', domain)
    .where('proven_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** An open invitation of this address into this organisation. */
export async function findInvitationTo(tx: Tx, space: string, email: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('invitation')
    .select('id')
    .where('space_id', '=', space)
    .where(({ eb, fn }) => eb(fn('lower', ['email']), '=', email))
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.id;
}

/**
 * Whether this is the address of somebody who administers the city and has no second factor. Whoever runs a service
 * vouches for all addresses of its domain: that alone makes nobody an administrator.
 */
export async function administersUnsecured(tx: Tx, email: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('person as p')
    .innerJoin('membership as m', 'm.person_id', 'p.id')
    .select('p.id')
    .where(({ eb, fn }) => eb(fn('lower', ['p.email']), '=', email))
    .where('m.role', '=', 'administrator')
    .where('m.until', 'is', null)
    .where(({ not, fn }) => not(fn<boolean>('app_has_second_factor', ['p.id'])))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody takes part in the organisation, or did once. */
export async function wasThere(tx: Tx, space: string, person: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('membership')
    .select('id')
    .where('space_id', '=', space)
    .where('person_id', '=', person)
    .where('role', '<>', 'claimant')
    .executeTakeFirst();
  return row !== undefined;
}

/** Those who lead the organisation and can be written to. */
export function listLeads(tx: Tx, space: string) {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.email', 'p.locale'])
    .where('m.space_id', '=', space)
    .where('m.role', '=', 'lead')
    .where('m.until', 'is', null)
    .where('p.deactivated_at', 'is', null)
    .execute();
}
