import type { Generated } from 'kysely';
import { listDocumentsOfSteps } from '../../mechanisms/living-document/store.ts';
import { listRoundsOfSteps } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { type Places, placesIn } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    tour_declined: GuardedByDefault & { at: Generated<Date> };
  }
}

/** Where the tour goes for the reader: through the partnership of the sample in which they take part. */
export async function findPlaces(tx: Tx): Promise<Places | undefined> {
  const own = tx.scope.memberships.filter(({ kind }) => kind === 'partnership').map(({ space }) => space);
  if (own.length === 0) return undefined;
  const found = await tx.db
    .selectFrom('partnership as p')
    .innerJoin('space as s', 's.id', 'p.space_id')
    .select('p.id')
    .where('p.id', 'in', own)
    .where('s.demo', '=', true)
    .where('p.begun_at', 'is not', null)
    .orderBy('p.id')
    .executeTakeFirst();
  if (!found) return undefined;
  const rounds = await listRoundsOfSteps(tx, found.id);
  return placesIn(found.id, rounds, await listDocumentsOfSteps(tx, found.id), tx.now);
}

export async function hasDeclined(tx: Tx): Promise<boolean> {
  if (!tx.scope.person) return false;
  const row = await tx.db
    .selectFrom('tour_declined')
    .select('id')
    .where('id', '=', tx.scope.person.id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertDeclined(tx: Tx, city: string, person: string): Promise<void> {
  await tx.db
    .insertInto('tour_declined')
    .values({ id: person, space_id: city, audience: 'person', audience_id: person })
    .onConflict((there) => there.doNothing())
    .execute();
}

export async function deleteDeclined(tx: Tx, person: string): Promise<void> {
  await tx.db.deleteFrom('tour_declined').where('id', '=', person).execute();
}
