import type { Generated } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
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

/** A map of more people than these is no longer kept in one's head, and needs no more. */
const mostAllies = 200;
export const mostAsks = 30;

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
  which: 'present' | 'removed' = 'present',
): Promise<Ally[]> {
  return allies(tx)
    .where('a.space_id', '=', organisation)
    .where('a.removed_at', which === 'present' ? 'is' : 'is not', null)
    .limit(mostAllies)
    .execute();
}

export async function findAlly(tx: Tx, id: string): Promise<Ally | undefined> {
  return allies(tx).where('a.id', '=', id).executeTakeFirst();
}

/** The ladders of all, in one statement. */
export async function listAsks(tx: Tx, organisation: string): Promise<Map<string, Ask[]>> {
  const rows = await tx.db
    .selectFrom('ally_ask')
    .select(['id', 'ally_id', 'text', 'done_at'])
    .where('space_id', '=', organisation)
    .orderBy('ally_id')
    .orderBy('position')
    .execute();
  const ladders = new Map<string, Ask[]>();
  for (const row of rows) ladders.set(row.ally_id, [...(ladders.get(row.ally_id) ?? []), row]);
  return ladders;
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
