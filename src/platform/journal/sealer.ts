import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { link, origin } from './chain.ts';

/** Held by the one sealer at work, whatever the number of programs on the database; others wait for it. */
const sealerLock = 7_261_954;
const batch = 500;
/** No transaction lives longer, in milliseconds: a number that is missing until then was never used. */
const longestTransaction = 10 * 60_000;

/**
 * What a sealer has gone through, so that a turn costs what is new and not what is there. Numbers that were
 * missing on the way belong to transactions still under way, or to none.
 */
type Gone = { through: number; missing: ReadonlyMap<number, number> };

/** Chains entries, a batch each time it is called, and returns how many. */
export function sealerOn(database: Database): () => Promise<number> {
  let gone: Gone | undefined;
  return async () => {
    const turn = await database.system(({ db }) => seal(db, gone));
    // Only now: what was not committed was not sealed.
    gone = turn.gone;
    return turn.sealed;
  };
}

/** One batch of a sealer that remembers nothing. */
export function sealOnce(database: Database): Promise<number> {
  return sealerOn(database)();
}

/**
 * Chains committed entries that are not in the chain yet, in the order in which they were found.
 * Order of discovery needs no guess about transactions still under way: a late one is simply next.
 */
async function seal(db: Kysely<Tables>, before: Gone | undefined): Promise<{ sealed: number; gone: Gone }> {
  await sql`select pg_advisory_xact_lock(${sql.lit(sealerLock)})`.execute(db);
  let gone = before ?? { through: await lookBackTo(db), missing: new Map() };
  const late = await findEntries(db, [...gone.missing.keys()]);
  let entries = late.filter((entry) => !entry.sealed);
  gone = goOn(gone, late);
  for (;;) {
    const page = await findEntries(db, gone.through);
    entries = [...entries, ...page.filter((entry) => !entry.sealed)];
    gone = goOn(gone, page);
    if (page.length < batch || entries.length > 0) break;
  }
  if (entries.length > 0) await chain(db, entries);
  return { sealed: entries.length, gone };
}

/** Entries after a number, or with these numbers, and whether another sealer has been there. */
function findEntries(db: Kysely<Tables>, which: number | readonly number[]) {
  if (typeof which !== 'number' && which.length === 0) return [];
  return db
    .selectFrom('journal_entry as e')
    .selectAll('e')
    .select(({ exists, selectFrom }) =>
      exists(selectFrom('journal_seal as s').select('s.number').whereRef('s.entry_id', '=', 'e.id')).as(
        'sealed',
      ),
    )
    .$if(typeof which === 'number', (query) => query.where('e.seq', '>', which as number).limit(batch))
    .$if(typeof which !== 'number', (query) =>
      query.where(({ eb }) => eb('e.seq', '=', sql<number>`any(${which}::bigint[])`)),
    )
    .orderBy('e.seq')
    .execute();
}

type Found = Awaited<ReturnType<typeof findEntries>>;

function goOn(gone: Gone, found: Found): Gone {
  const now = Date.now();
  const missing = new Map([...gone.missing].filter(([, since]) => since > now - longestTransaction));
  let { through } = gone;
  for (const { seq } of found) {
    missing.delete(seq);
    // A sequence that jumped far did so at a crash or by hand, not by transactions under way.
    for (let number = Math.max(through + 1, seq - 10 * batch); number < seq; number += 1)
      missing.set(number, now);
    through = Math.max(through, seq);
  }
  return { through, missing };
}

async function chain(db: Kysely<Tables>, entries: Found): Promise<void> {
  const spaces = [...new Set(entries.map((entry) => entry.space_id))];
  // Space by space along the index: sorted, all seals of a space would be gone through for each entry.
  const { rows } = await sql<{ space_id: string; position: number; hash: Buffer }>`
    select s.space_id, s.position, s.hash
    from unnest(${spaces}::uuid[]) as wanted (space) cross join lateral (
      select space_id, position, hash from journal_seal
      where space_id = wanted.space order by position desc limit 1) s`.execute(db);
  const heads = new Map(rows.map((head) => [head.space_id, head]));
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
}

/**
 * Where a sealer that remembers nothing begins. A transaction may take a number and commit later, so it looks
 * back over ten minutes, and never over fewer than ten batches.
 */
async function lookBackTo(db: Kysely<Tables>): Promise<number> {
  const last = await db
    .selectFrom('journal_seal as s')
    .innerJoin('journal_entry as e', 'e.id', 's.entry_id')
    .select('e.seq')
    .where(
      's.sealed_at',
      '<',
      sql<Date>`clock_timestamp() - make_interval(secs => ${sql.lit(longestTransaction / 1000)})`,
    )
    .orderBy('s.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Math.max(0, (last?.seq ?? 0) - 10 * batch);
}
