import type { Database } from '../src/platform/database/database.ts';

/** What is in each table, as one fingerprint. Two that are the same hold the same rows. */
export async function contentsOf(database: Database): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const table of await tablesOf(database)) {
    const { rows } = await database.outer.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from "${table}" t`,
    );
    contents[table] = rows[0].print;
  }
  return contents;
}

/** The tables in which some row, written out, is like the pattern, and how many rows. */
export async function tablesThatMention(database: Database, like: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of await tablesOf(database)) {
    const { rows } = await database.outer.query(
      `select count(*)::int as n from "${table}" t where t::text like $1`,
      [like],
    );
    if (rows[0].n > 0) found[table] = rows[0].n;
  }
  return found;
}

async function tablesOf(database: Database): Promise<string[]> {
  const { rows } = await database.outer.query(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  return rows.map((row) => row.name);
}
