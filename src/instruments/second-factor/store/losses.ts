import { type Generated, sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    factor_loss: GuardedByDefault & {
      person_id: string;
      reach: string;
      asked_at: Generated<Date>;
      checked_by: string | null;
      checked_at: Date | null;
      checked_how: string | null;
      agreed_by: string | null;
      agreed_at: Date | null;
      closed_by: string | null;
      closed_at: Date | null;
    };
  }
}

const losses = (tx: Tx) =>
  tx.db
    .selectFrom('factor_loss as l')
    .innerJoin('person as p', 'p.id', 'l.person_id')
    .leftJoin('person as c', 'c.id', 'l.checked_by')
    .leftJoin('person as a', 'a.id', 'l.agreed_by')
    .select([
      'l.id',
      'l.person_id as person',
      'p.name',
      'l.reach',
      'l.asked_at',
      'l.checked_by',
      'l.checked_at',
    ])
    .select(['l.checked_how', 'c.name as checker', 'l.agreed_at', 'a.name as agreer', 'l.closed_at'])
    .select(sql<string | null>`address_of(p.id)`.as('email'))
    .select(sql<boolean>`app_held_office(app_person(), l.asked_at)`.as('decides'));
export type Loss = Awaited<ReturnType<ReturnType<typeof losses>['executeTakeFirstOrThrow']>>;

export function listOpenLosses(tx: Tx): Promise<Loss[]> {
  return losses(tx)
    .where('l.agreed_at', 'is', null)
    .where('l.closed_at', 'is', null)
    .orderBy('l.asked_at')
    .limit(100)
    .execute();
}

export function findLoss(tx: Tx, id: string): Promise<Loss | undefined> {
  return losses(tx).where('l.id', '=', id).executeTakeFirst();
}

/** What waits of a person, if they have asked. Past the guards. */
export function findOwnLoss(tx: Tx, person: string) {
  return tx.db
    .selectFrom('factor_loss')
    .select(['asked_at', 'checked_at'])
    .where('person_id', '=', person)
    .where('agreed_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
}

/** Past the guards, after the password or the address was proven. Undefined where one waits already. */
export async function insertLoss(
  tx: Tx,
  city: string,
  person: string,
  reach: string,
): Promise<string | undefined> {
  const row = await tx.db
    .insertInto('factor_loss')
    .values({
      id: newId(),
      space_id: city,
      audience_id: null,
      person_id: person,
      reach,
      ...{ checked_by: null, checked_at: null, checked_how: null },
      ...{ agreed_by: null, agreed_at: null, closed_by: null, closed_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Who could decide on a loss of this person: administrators who are somebody else. Past the guards. */
export async function countDeciders(tx: Tx, person: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from person p
    where p.id <> ${person} and app_held_office(p.id, app_now()) and not app_held_back(p.id)`.execute(tx.db);
  return rows[0]!.n;
}

type Change = Partial<Record<'checked_by' | 'checked_how' | 'agreed_by' | 'closed_by', string>> &
  Partial<Record<'checked_at' | 'agreed_at' | 'closed_at', Date>>;

/** One of the three things that administrators do; the database checks who they are once more. */
export async function moveLoss(tx: Tx, id: string, change: Change): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('factor_loss')
    .set(change)
    .where('id', '=', id)
    .where('agreed_at', 'is', null)
    .where('closed_at', 'is', null)
    .$if(change.checked_by !== undefined, (query) => query.where('checked_by', 'is', null))
    .$if(change.agreed_by !== undefined, (query) => query.where('checked_by', 'is not', null))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Those that were decided before. Past the guards. */
export async function forgetLosses({ db }: Tx, before: Date): Promise<void> {
  await sql`delete from factor_loss where coalesce(agreed_at, closed_at) < ${before}`.execute(db);
}
