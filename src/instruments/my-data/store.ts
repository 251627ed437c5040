import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/id.ts';
import type { CityKnows } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    erasure: GuardedByDefault & {
      person_id: string;
      asked_by: string | null;
      asked_at: Date;
      due_at: Date;
    };
  }
}

export function findErasure(tx: Tx, person: string) {
  return tx.db
    .selectFrom('erasure')
    .select(['id', 'asked_at as asked', 'due_at as due'])
    .where('person_id', '=', person)
    .executeTakeFirst();
}
export type Erasure = NonNullable<Awaited<ReturnType<typeof findErasure>>>;

export async function insertErasure(tx: Tx, city: string, person: string, due: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('erasure')
    .values({
      id: newId(),
      space_id: city,
      audience: 'person',
      audience_id: person,
      person_id: person,
      asked_by: tx.scope.person!.id,
      asked_at: tx.now,
      due_at: due,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function deleteErasure(tx: Tx, person: string): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('erasure')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Past the guards, for the job. */
export function listDue(tx: Tx) {
  return tx.db
    .selectFrom('erasure')
    .select(['id', 'person_id as person', 'due_at as due'])
    .where('due_at', '<=', tx.now)
    .orderBy('due_at')
    .execute();
}

/** Somebody who can be erased, for administrators. */
export function findPerson(tx: Tx, id: string) {
  return tx.db
    .selectFrom('person')
    .select(['id', 'name', 'merged_into as into'])
    .where('id', '=', id)
    .where('kind', '<>', 'former')
    .executeTakeFirst();
}

/** What the city says for its register. */
export async function findCityKnows(tx: Tx): Promise<CityKnows> {
  const row = await tx.db.selectFrom('city').select('processing').executeTakeFirst();
  return row?.processing ?? {};
}

export async function saveCityKnows(tx: Tx, known: CityKnows): Promise<void> {
  await tx.db
    .updateTable('city')
    .set({ processing: JSON.stringify(known) })
    .execute();
}
