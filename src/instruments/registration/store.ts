import { type Generated, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/id.ts';
import '../directory/store/tables.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    claim: GuardedByDefault & {
      grounds: string;
      at: Generated<Date>;
      decided_at: Date | null;
      accepted: boolean | null;
      reason: string | null;
    };
  }
}

const claims = (tx: Tx) =>
  tx.db
    .selectFrom('claim as c')
    .innerJoin('organisation as o', 'o.id', 'c.space_id')
    .leftJoin('person as p', 'p.id', 'c.audience_id')
    .select([
      'c.id',
      'c.grounds',
      'c.at',
      'c.decided_at',
      'c.accepted',
      'c.reason',
      'c.audience_id as claimant',
    ])
    .select([
      'o.id as organisation',
      'o.slug',
      'o.name',
      'o.claimed_at',
      'p.name as claimant_name',
      sql<string | null>`address_of(p.id)`.as('email'),
    ]);
export type Claim = Awaited<ReturnType<ReturnType<typeof claims>['executeTakeFirstOrThrow']>>;

export async function findClaim(tx: Tx, id: string): Promise<Claim | undefined> {
  return claims(tx).where('c.id', '=', id).executeTakeFirst();
}

/** Somebody's own latest claim on an organisation. */
export async function findClaimBy(tx: Tx, organisation: string, person: string): Promise<Claim | undefined> {
  return claims(tx)
    .where('c.space_id', '=', organisation)
    .where('c.audience_id', '=', person)
    .orderBy('c.at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function listOpenClaims(tx: Tx): Promise<Claim[]> {
  return claims(tx).where('c.decided_at', 'is', null).orderBy('c.at').limit(100).execute();
}

export async function countOpenClaims(tx: Tx): Promise<number> {
  const { many } = await tx.db
    .selectFrom('claim')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('decided_at', 'is', null)
    .executeTakeFirstOrThrow();
  return many;
}

export async function insertClaim(
  tx: Tx,
  organisation: string,
  person: string,
  grounds: string,
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('claim')
    .values({
      id,
      space_id: organisation,
      audience: 'person',
      audience_id: person,
      grounds,
      decided_at: null,
      accepted: null,
      reason: null,
    })
    .execute();
  return id;
}

/** Decides a claim that nobody has decided yet. */
export async function decideClaim(
  tx: Tx,
  id: string,
  accepted: boolean,
  reason: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('claim')
    .set({ decided_at: tx.now, accepted, reason })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function insertLead(tx: Tx, organisation: string, person: string): Promise<void> {
  await tx.db
    .insertInto('membership')
    .values({
      id: newId(),
      space_id: organisation,
      person_id: person,
      organisation_id: null,
      role: 'lead',
      until: null,
      given_by: tx.scope.person?.id ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
