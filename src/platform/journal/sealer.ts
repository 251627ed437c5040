import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { link, origin } from './chain.ts';

/** Held by the one sealer at work, whatever the number of programs on the database. */
const sealerLock = 7_261_954;
const batch = 500;

/**
 * Chains committed entries that are not in the chain yet, in the order in which they were found.
 * Order of discovery needs no guess about transactions still under way: a late one is simply next.
 * Returns how many it sealed.
 */
export async function sealOnce(database: Database): Promise<number> {
  return database.system(async ({ db }) => {
    const { rows: held } = await sql<{
      held: boolean;
    }>`select pg_try_advisory_xact_lock(${sql.lit(sealerLock)}) as held`.execute(db);
    if (!held[0]?.held) return 0;

    const entries = await db
      .selectFrom('journal_entry as e')
      .selectAll('e')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('journal_seal as s').select('s.number').whereRef('s.entry_id', '=', 'e.id'))),
      )
      .where('e.seq', '>', sealedBelow)
      .orderBy('e.seq')
      .limit(batch)
      .execute();
    if (entries.length === 0) return 0;

    const spaces = [...new Set(entries.map((entry) => entry.space_id))];
    const last = await db
      .selectFrom('journal_seal')
      .distinctOn('space_id')
      .select(['space_id', 'position', 'hash'])
      .where('space_id', 'in', spaces)
      .orderBy('space_id')
      .orderBy('position', 'desc')
      .execute();
    const heads = new Map(last.map((head) => [head.space_id, head]));

    await db
      .insertInto('journal_seal')
      .values(
        entries.map((entry) => {
          const before = heads.get(entry.space_id) ?? { position: 0, hash: origin };
          const position = before.position + 1;
          const hash = link(before.hash, position, entry);
          heads.set(entry.space_id, { space_id: entry.space_id, position, hash });
          return { space_id: entry.space_id, position, entry_id: entry.id, hash };
        }),
      )
      .execute();
    return entries.length;
  });
}

/**
 * Below this sequence number every entry that will ever be there is sealed. A transaction may take a
 * number and commit later, so the mark stays ten minutes behind; no transaction lives that long.
 */
const sealedBelow = sql<number>`(coalesce((
  select e.seq from journal_seal s join journal_entry e on e.id = s.entry_id
  where s.sealed_at < clock_timestamp() - interval '10 minutes'
  order by s.number desc limit 1), 0) - ${sql.lit(10 * batch)})`;
