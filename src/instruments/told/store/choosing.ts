import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import { type Rhythm, usual } from '../rules.ts';
import './tables.ts';

export type Choices = {
  rhythm: Rhythm;
  hour: number;
  /** The reader's partnerships, each with its own rhythm if it has one. */
  partnerships: { id: string; name: string; rhythm: Rhythm | null }[];
};

/** How the reader wants to be told. */
export async function findChoices(tx: Tx): Promise<Choices> {
  const person = tx.scope.person?.id ?? null;
  const own = await tx.db
    .selectFrom('told_person')
    .select(['rhythm', 'hour'])
    .where('id', '=', person)
    .executeTakeFirst();
  const inside = tx.scope.memberships.filter(({ kind }) => kind === 'partnership').map(({ space }) => space);
  const partnerships = await tx.db
    .selectFrom('partnership as p')
    .leftJoin('told_rhythm as t', (join) =>
      join.onRef('t.space_id', '=', 'p.id').on('t.audience_id', '=', person),
    )
    .select(['p.id', 'p.name', 't.rhythm'])
    .where(({ eb }) => eb('p.id', '=', sql<string>`any(${[...new Set(inside)]}::uuid[])`))
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return { ...usual, ...own, partnerships };
}

/** What is chosen for everything counts from now on: nothing goes out only because the hour was moved. */
export async function saveChoice(
  tx: Tx,
  city: string,
  choice: { rhythm: Rhythm; hour?: number },
): Promise<void> {
  const { id } = tx.scope.person!;
  await tx.db
    .insertInto('told_person')
    .values({
      id,
      space_id: city,
      audience: 'person',
      audience_id: id,
      ...choice,
      turn: 1,
      at_once_at: null,
      daily_at: tx.now,
      weekly_at: tx.now,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        ...choice,
        turn: sql<number>`told_person.turn + 1`,
        daily_at: tx.now,
        weekly_at: tx.now,
      }),
    )
    .execute();
}

/** Another way for one partnership; `null`: as for everything. */
export async function saveChoiceIn(tx: Tx, partnership: string, rhythm: Rhythm | null): Promise<void> {
  const person = tx.scope.person!.id;
  if (rhythm === null) {
    await tx.db
      .deleteFrom('told_rhythm')
      .where('space_id', '=', partnership)
      .where('audience_id', '=', person)
      .execute();
    return;
  }
  await tx.db
    .insertInto('told_rhythm')
    .values({ id: newId(), space_id: partnership, audience: 'person', audience_id: person, rhythm })
    .onConflict((conflict) => conflict.columns(['space_id', 'audience_id']).doUpdateSet({ rhythm }))
    .execute();
}

/** A mail that is being put together now would follow the choice of before: it finds that its turn is over. */
export async function passTurn(tx: Tx, city: string): Promise<void> {
  const { id } = tx.scope.person!;
  const never = { at_once_at: null, daily_at: null, weekly_at: null };
  await tx.db
    .insertInto('told_person')
    .values({ id, space_id: city, audience: 'person', audience_id: id, turn: 1, ...never })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ turn: sql<number>`told_person.turn + 1` }))
    .execute();
}
