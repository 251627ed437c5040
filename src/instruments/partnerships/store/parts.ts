import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import { newId } from '../../../platform/id.ts';
import { wordsOf } from '../../../platform/search/words.ts';
import { calledIn } from './called.ts';
import './tables.ts';

/** Somebody's part in a partnership's own space: they facilitate, look on or take part. */
export function findParticipant(tx: Tx, partnership: string, membership: string) {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id as membership', 'm.role', 'm.since', 'p.id', 'p.name', 'p.kind'])
    .where('m.id', '=', membership)
    .where('m.space_id', '=', partnership)
    .where('m.until', 'is', null)
    .executeTakeFirst();
}

/** People who look on for no partner, a part at a time, in the order in which they came. */
const observersShown = 100;

export async function listObservers(tx: Tx, partnership: string, after: string | undefined) {
  const rows = await tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id as membership', 'p.id', 'p.name'])
    .where('m.space_id', '=', partnership)
    .where('m.role', '=', 'observer')
    .where('m.until', 'is', null)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('membership as own')
            .innerJoin('partner', 'partner.id', 'own.space_id')
            .select('own.id')
            .whereRef('own.person_id', '=', 'm.person_id')
            .where('own.until', 'is', null)
            .where('own.role', '<>', 'claimant')
            .where('partner.space_id', '=', partnership)
            .where('partner.left_at', 'is', null),
        ),
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(m.since, m.id) > (select c.since, c.id from membership c where c.id = ${after})`,
      ),
    )
    .orderBy('m.since')
    .orderBy('m.id')
    .limit(observersShown + 1)
    .execute();
  return partOf(rows, observersShown);
}
export type Observer = Awaited<ReturnType<typeof listObservers>>['shown'][number];

/** The parts of these people in some spaces, as they stand. */
export async function listPartsOf(tx: Tx, people: readonly string[], spaces: readonly string[]) {
  if (people.length === 0) return [];
  return tx.db
    .selectFrom('membership')
    .select(['id', 'space_id as space', 'role'])
    .where('person_id', 'in', people)
    .where('until', 'is', null)
    .where('space_id', 'in', spaces)
    .execute();
}

export async function addParts(
  tx: Tx,
  parts: readonly { space: string; person: string; role: string }[],
): Promise<void> {
  if (parts.length === 0) return;
  await tx.db
    .insertInto('membership')
    .values(
      parts.map(({ space, person, role }) => ({
        id: newId(),
        space_id: space,
        person_id: person,
        organisation_id: null,
        role,
        since: tx.now,
        until: null,
        given_by: tx.scope.person?.id ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function endParts(tx: Tx, memberships: readonly string[]): Promise<void> {
  if (memberships.length === 0) return;
  await tx.db
    .updateTable('membership')
    .set({ until: tx.now })
    .where('id', 'in', memberships)
    .where('until', 'is', null)
    .execute();
}

/**
 * Parts in partnerships of the reader's own, of people in whose name each of these words begins one: ids of
 * memberships, one for each person and partnership. The database looks at the reader's partnerships alone.
 */
export async function lookForPeople(
  tx: Tx,
  asked: string,
  { most, skipped }: { most: number; skipped: number },
): Promise<string[]> {
  const names = wordsOf(asked).map(({ folded }) => folded);
  if (names.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from people_inside(${names}::text[], ${most}, ${skipped}) as p (id)`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** Those of these parts that the reader may know of: who it is, in which partnership, and for which partner. */
export function listTakingPartById(tx: Tx, memberships: readonly string[]) {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('partnership as s', 's.id', 'm.space_id')
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('partner')
          .innerJoin('membership as own', 'own.space_id', 'partner.id')
          .select(['partner.id', calledIn().as('name')])
          .whereRef('partner.space_id', '=', 's.id')
          .whereRef('own.person_id', '=', 'm.person_id')
          .where('partner.left_at', 'is', null)
          .where('own.until', 'is', null)
          .where('own.role', '<>', 'claimant')
          .limit(1)
          .as('speaks'),
      (join) => join.onTrue(),
    )
    .select(['m.id', 'p.name', 's.id as partnership', 's.name as of'])
    .select(['speaks.id as partner', 'speaks.name as partnerName'])
    .where('m.id', 'in', memberships)
    .where('m.until', 'is', null)
    .execute();
}
