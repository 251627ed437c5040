import { type Generated, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { type Part, partOf } from '../../platform/database/part.ts';
import type { Localised } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Openness } from './rules.ts';
import '../directory/store/tables.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    ally: GuardedByDefault & {
      name: string;
      department_id: string | null;
      place: Generated<string>;
      openness: Openness;
      note: Generated<string>;
      created_at: Generated<Date>;
      removed_at: Date | null;
    };
    ally_ask: GuardedByDefault & {
      ally_id: string;
      text: string;
      position: number;
      done_at: Date | null;
    };
  }
}

export type AllyFields = {
  name: string;
  department_id: string | null;
  place: string;
  openness: Openness;
  note: string;
};
export type Ask = { id: string; ally_id: string; text: string; done_at: Date | null };
export type Ally = AllyFields & {
  id: string;
  space_id: string;
  removed_at: Date | null;
  department_name: Localised | null;
};

const alliesShown = 100;
export const mostAsks = 30;

/** Somebody on the map as their form shows them. */
export function typedAlly({ name, department_id, place, openness, note }: AllyFields) {
  return { name, department: department_id ?? '', place, openness, note };
}

const allies = (tx: Tx) =>
  tx.db
    .selectFrom('ally as a')
    .leftJoin('organisation as o', 'o.id', 'a.department_id')
    .select([
      'a.id',
      'a.space_id',
      'a.name',
      'a.department_id',
      'a.place',
      'a.openness',
      'a.note',
      'a.removed_at',
      'o.name as department_name',
    ])
    .orderBy('a.created_at')
    .orderBy('a.id');

export async function listAllies(
  tx: Tx,
  organisation: string,
  which: 'present' | 'removed',
  after: string | undefined,
): Promise<Part<Ally>> {
  const rows = await allies(tx)
    .where('a.space_id', '=', organisation)
    .where('a.removed_at', which === 'present' ? 'is' : 'is not', null)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(a.created_at, a.id) > (select c.created_at, c.id from ally c where c.id = ${after})`,
      ),
    )
    .limit(alliesShown + 1)
    .execute();
  return partOf(rows, alliesShown);
}

/** How open all of them are, and where they sit. */
export function listStandings(tx: Tx, organisation: string) {
  return tx.db
    .selectFrom('ally')
    .select(['openness', 'department_id', 'place'])
    .where('space_id', '=', organisation)
    .where('removed_at', 'is', null)
    .execute();
}

export async function findAlly(tx: Tx, id: string): Promise<Ally | undefined> {
  return allies(tx).where('a.id', '=', id).executeTakeFirst();
}

/** The ladders of some, in one statement. */
export async function listAsks(tx: Tx, some: readonly Pick<Ally, 'id'>[]): Promise<Map<string, Ask[]>> {
  const rows = await tx.db
    .selectFrom('ally_ask')
    .select(['id', 'ally_id', 'text', 'done_at'])
    .where('ally_id', '=', sql<string>`any (${some.map(({ id }) => id)}::uuid[])`)
    .orderBy('ally_id')
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => row.ally_id);
}

const own = (organisation: string) => ({
  space_id: organisation,
  audience: 'organisation' as const,
  audience_id: organisation,
});

export async function insertAlly(tx: Tx, organisation: string, fields: AllyFields): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('ally')
    .values({ id, ...own(organisation), ...fields, removed_at: null })
    .execute();
  return id;
}

export async function updateAlly(
  tx: Tx,
  id: string,
  fields: Partial<AllyFields & { removed_at: Date | null }>,
): Promise<void> {
  await tx.db.updateTable('ally').set(fields).where('id', '=', id).execute();
}

export async function insertAsk(tx: Tx, ally: Ally, text: string, position: number): Promise<void> {
  await tx.db
    .insertInto('ally_ask')
    .values({ id: newId(), ...own(ally.space_id), ally_id: ally.id, text, position, done_at: null })
    .execute();
}

/** Sets or takes back the tick on a rung. */
export async function tickAsk(tx: Tx, ally: string, ask: string, done: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('ally_ask')
    .set({ done_at: done })
    .where('id', '=', ask)
    .where('ally_id', '=', ally)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
