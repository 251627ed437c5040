// What a database holds, as its own catalogue says: so that no table is forgotten that a migration adds.
import type { ClientBase } from 'pg';

export type Column = { name: string; type: string };
export type Table = { name: string; columns: Column[] };

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const notOfExtensions = (kind: string, id: string) =>
  `not exists (select from pg_depend d where d.classid = '${kind}'::regclass and d.objid = ${id} and d.deptype = 'e')`;

/** The tables of the program, with the columns that are written; what is computed from others is left out. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
        order by a.attnum) as columns
    from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and ${notOfExtensions('pg_class', 'c.oid')}
    group by c.oid, c.relname order by c.relname`);
  return rows;
}

export async function countRows(
  client: ClientBase,
  tables: readonly string[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await client.query(`select count(*)::text as n from public.${quoted(table)}`);
    counts[table] = Number(rows[0].n);
  }
  return counts;
}

/** Where the numbers of each sequence stand; one that has given none is left out. */
export async function readSequences(client: ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query(
    `select sequencename as name, last_value::text as last from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Where the chain of each space stands. */
export async function readHeads(client: ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query(`
    select distinct on (space_id) space_id as space, position || ':' || encode(hash, 'hex') as head
    from journal_seal order by space_id, position desc`);
  return Object.fromEntries(rows.map(({ space, head }) => [space, head]));
}

/** How many tables, views and sequences there are, whoever made them. */
export async function countThings(client: ClientBase): Promise<number> {
  const { rows } = await client.query(`
    select count(*)::text as n from pg_class c join pg_namespace s on s.oid = c.relnamespace
    where s.nspname !~ '^pg_' and s.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and ${notOfExtensions('pg_class', 'c.oid')}`);
  return Number(rows[0].n);
}
