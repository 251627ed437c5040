import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';

/** Who administers the city, and whether they have a second factor. Past the guards. */
export async function listAdministrators(tx: Tx): Promise<{ id: string; name: string; has: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; has: boolean }>`
    select p.id, p.name, app_has_second_factor(p.id) as has from person p
    where app_held_office(p.id, app_now()) order by p.name, p.id`.execute(tx.db);
  return rows;
}

/** Whether somebody has one: told to themselves and to administrators. */
export async function hasSecondFactor(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select app_has_second_factor(${person}) as has`.execute(tx.db);
  return rows[0]!.has;
}

export async function isRequired(tx: Tx): Promise<boolean> {
  const row = await tx.db.selectFrom('city').select('second_factor_required').executeTakeFirstOrThrow();
  return row.second_factor_required;
}
