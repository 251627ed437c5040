import type { ColumnType, Generated } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { About, CameOf, FaultSaid } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    partnership_arrival: GuardedByDefault & {
      about: Json<About>;
      by_person: string | null;
      at: Generated<Date>;
      begun_at: Generated<Date | null>;
      ended_at: Generated<Date | null>;
      came_of: Generated<CameOf | null>;
      fault: ColumnType<FaultSaid | null, string | null | undefined, string | null>;
    };
  }
}

const columns = ['id', 'about', 'at', 'begun_at', 'ended_at', 'came_of', 'fault'] as const;

export function findArrival(tx: Tx, id: string) {
  return tx.db.selectFrom('partnership_arrival').select(columns).where('id', '=', id).executeTakeFirst();
}
export type FoundArrival = NonNullable<Awaited<ReturnType<typeof findArrival>>>;

const shown = 20;

export function listArrivals(tx: Tx) {
  return tx.db
    .selectFrom('partnership_arrival')
    .select(columns)
    .where((is) => is.or([is('came_of', 'is', null), is('came_of', '<>', 'dropped')]))
    .orderBy('id', 'desc')
    .limit(shown)
    .execute();
}

export async function insertArrival(
  tx: Tx,
  arrival: { id: string; city: string; about: About },
): Promise<void> {
  await tx.db
    .insertInto('partnership_arrival')
    .values({
      id: arrival.id,
      space_id: arrival.city,
      audience_id: null,
      audience: 'facilitator',
      about: JSON.stringify(arrival.about),
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** Tells whether it was still to be brought in: of two at once, one begins. */
export async function markBegun(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('partnership_arrival')
    .set({ begun_at: tx.now })
    .where('id', '=', id)
    .where('came_of', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function markEnded(tx: Tx, id: string, came: CameOf, fault?: FaultSaid): Promise<void> {
  await tx.db
    .updateTable('partnership_arrival')
    .set({ ended_at: tx.now, came_of: came, ...(fault && { fault: JSON.stringify(fault) }) })
    .where('id', '=', id)
    .where('came_of', 'is', null)
    .execute();
}

/** Past the guards. */
export async function forgetArrivals(tx: Tx, before: Date): Promise<void> {
  await tx.db.deleteFrom('partnership_arrival').where('at', '<', before).execute();
}

/** What takes part in it is told by its partners: all there are, without those who left. Under the guards of the reader. */
export function listPartnerIds(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('partner')
    .select('id')
    .where('space_id', '=', partnership)
    .where('left_at', 'is', null)
    .execute();
}
