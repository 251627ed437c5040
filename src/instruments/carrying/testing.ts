import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openCarried } from '../../platform/carrying/read.ts';
import { apart, listSpaceTables } from '../../platform/carrying/tables.ts';
import { intoFile } from '../../platform/carrying/write.ts';
import { newId } from '../../platform/id.ts';
import type { TestTown } from '../../testing.ts';
import { bringPartnership, packPartnership } from './actions.ts';

/** Writes a partnership into a file of its own. */
export async function packed(
  town: TestTown,
  id: string,
  holds: 'whole' | 'shared' = 'whole',
  locale: 'en' | 'de' = 'en',
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samvirke-carried-'));
  const found = await packPartnership(town.house, { id, holds, locale });
  const file = join(folder, `${newId()}.zip`);
  await intoFile(found!.zip, file);
  return file;
}

export async function brought(town: TestTown, file: string) {
  const opened = await openCarried(file);
  try {
    return await bringPartnership(town.house, opened);
  } finally {
    opened.close();
  }
}

/** Every row of a partnership and its partners, by table, as the database writes it. */
export async function rowsOf(town: TestTown, partnership: string): Promise<Record<string, unknown[]>> {
  return town.database.system(async (tx) => {
    await sql`select set_config('timezone', 'UTC', true)`.execute(tx.db);
    const found: Record<string, unknown[]> = {};
    for (const { name } of await listSpaceTables(tx)) {
      if (name === 'guest_address') continue;
      const { rows } = await sql<{ row: string }>`
        select (to_jsonb(t) - ${apart.includes(name) ? ['seq', 'number'] : []}::text[])::text as row from ${sql.table(name)} t
        where space_id = ${partnership} or space_id in (select id from partner where space_id = ${partnership})
        order by 1`.execute(tx.db);
      if (rows.length > 0) found[name] = rows.map(({ row }) => JSON.parse(row));
    }
    return found;
  });
}
