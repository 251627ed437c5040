// What belongs to a space, as the database's own catalogue says: so that no table is forgotten that a room adds.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/database.ts';

/** What belongs to a space and stays where it is, with the reason. */
export const staying: Readonly<Record<string, string>> = {
  mail: 'letters of the installation that wrote them: their links open doors there and nowhere else',
  provision_note: 'what partners say to the rules of the city that they are in: another one has its own',
  decision_telling: 'addresses of people outside to whom that city has written',
  import_item: 'keys of a city file, by which that city brings it in again',
};

/** What has a form of its own in a file: the journal with its seals, and people with their addresses. */
export const apart: readonly string[] = ['journal_entry', 'journal_seal', 'guest_address'];

/** A reference to rows of another table, by these columns of theirs. */
type Reference = { columns: string[]; to: string; toColumns: string[] };

export type SpaceTable = {
  name: string;
  /** Those that are written; what is computed from others is left out. */
  columns: string[];
  /** Columns that may be empty. */
  empty: string[];
  references: Reference[];
  /** Under the role of pages: the columns that may be read at all. */
  readable: string[];
};

const named = (table: RawBuilder<unknown>, numbers: RawBuilder<unknown>) => sql`(
  select json_agg(x.attname order by o.n) from unnest(${numbers}) with ordinality as o (attnum, n)
  join pg_attribute x on x.attrelid = ${table} and x.attnum = o.attnum)`;

/** Every table whose rows belong to a space, those before others that these refer to. */
export async function listSpaceTables(tx: Tx): Promise<SpaceTable[]> {
  const { rows } = await sql<SpaceTable>`
    select c.relname as name,
      array_agg(a.attname::text order by a.attnum) as columns,
      coalesce(array_agg(a.attname::text) filter (where not a.attnotnull), '{}') as empty,
      coalesce(array_agg(a.attname::text order by a.attnum) filter (
        where has_column_privilege('samvirke_app', c.oid, a.attnum, 'select')), '{}') as readable,
      (select coalesce(json_agg(json_build_object('to', k.confrelid::regclass::text,
          'columns', ${named(sql`k.conrelid`, sql`k.conkey`)}, 'toColumns', ${named(sql`k.confrelid`, sql`k.confkey`)})), '[]')
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'f') as "references"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and exists (
      select from pg_attribute s where s.attrelid = c.oid and s.attname = 'space_id' and not s.attisdropped)
    group by c.oid, c.relname order by c.relname`.execute(tx.db);
  return inOrder(rows.filter(({ name }) => !(name in staying)));
}

/** What rows refer to comes before them. Words of the search come last: the database asks whether what they stand in is open. */
function inOrder(tables: readonly SpaceTable[]): SpaceTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<SpaceTable>();
  const visit = (table: SpaceTable, way: readonly string[]) => {
    if (ordered.has(table)) return;
    if (way.includes(table.name))
      throw new Error(`Tables refer to each other: ${[...way, table.name].join(' → ')}`);
    for (const { to } of table.references) {
      const other = byName.get(to);
      if (other && other !== table) visit(other, [...way, table.name]);
    }
    ordered.add(table);
  };
  const last = 'search_posting';
  for (const table of tables) if (table.name !== last) visit(table, []);
  for (const table of tables) visit(table, []);
  return [...ordered];
}

/** The columns of a table that name a person. */
export function peopleIn({ references }: Pick<SpaceTable, 'references'>): string[] {
  return references.flatMap(({ to, columns }) => (to === 'person' ? columns : []));
}
