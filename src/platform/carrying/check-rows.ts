import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { CarriedTable, Content } from './format.ts';
import { CarryProblem } from './problem.ts';
import type { SealedLine } from './read.ts';
import { apart, listSpaceTables, type SpaceTable } from './tables.ts';

/** A table of the file as it goes into the database here. */
export type Coming = CarriedTable & { table: SpaceTable };

/**
 * What may come in: rows of this partnership and its partners, in tables that belong to spaces, which refer to nothing but
 * each other, to people of the file and to organisations. So a file that somebody made by hand reaches nothing that was
 * here before. In the order in which they go in.
 * @throws CarryProblem
 */
export async function checkRows(tx: Tx, content: Content, journal: readonly SealedLine[]): Promise<Coming[]> {
  await checkMigrations(tx, content);
  const tables = (await listSpaceTables(tx)).filter(({ name }) => !apart.includes(name));
  const byName = new Map(content.tables.map((table) => [table.name, table]));
  const spaces = spacesOf(content, byName);
  const unknown = content.tables.find(({ name }) => !tables.some((table) => table.name === name));
  if (unknown || byName.size !== content.tables.length)
    throw new CarryProblem('unknownTable', { table: unknown?.name ?? '' });
  const there = (space: unknown) => typeof space === 'string' && spaces.has(space);
  if (journal.some(({ space }) => !spaces.has(space))) throw new CarryProblem('rows', { table: 'journal' });

  const known = knownIn(content, journal, spaces);
  const coming: Coming[] = [];
  const outside: Outside[] = [];
  for (const table of tables) {
    const given = byName.get(table.name);
    if (!given) continue;
    if (!given.columns.every((column) => table.columns.includes(column))) throw new CarryProblem('newer');
    const rows = given.rows.map((row) => ({ ...row }));
    for (const row of rows) {
      if (!there(table.name === 'space' ? row.id : row.space_id))
        throw new CarryProblem('rows', { table: table.name });
      for (const reference of table.references)
        if (!known(reference, row)) outside.push({ table, row, reference });
    }
    coming.push({ ...given, rows, table });
  }
  await settle(tx, outside);
  await checkCounterparts(tx, coming, journal, spaces);
  return coming;
}

/**
 * Whoever is counterpart of a row reads it, and no key says which table it is in: it is a row of the file, and there is
 * none of that id here in another space.
 */
async function checkCounterparts(
  tx: Tx,
  coming: readonly Coming[],
  journal: readonly SealedLine[],
  spaces: ReadonlySet<string>,
): Promise<void> {
  const wanted = coming.find(({ name }) => name === 'counterpart')?.rows.map(({ row_id: row }) => row) ?? [];
  if (wanted.length === 0) return;
  const bad = new CarryProblem('rows', { table: 'counterpart' });
  const own = new Set<unknown>(coming.flatMap(({ rows }) => rows.map(({ id }) => id)));
  for (const { entry } of journal) own.add(entry.id);
  if (!wanted.every((row) => typeof row === 'string' && own.has(row))) throw bad;
  for (const { name, columns } of await listSpaceTables(tx)) {
    if (!columns.includes('id')) continue;
    const { rows } = await sql`select from ${sql.table(name)} t where t.id::text = any (${wanted}::text[])
      and t.${sql.ref(name === 'space' ? 'id' : 'space_id')} <> all (${[...spaces]}::uuid[]) limit 1`.execute(
      tx.db,
    );
    if (rows.length > 0) throw bad;
  }
}

async function checkMigrations(tx: Tx, { migrations }: Content): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(tx.db);
  const here = new Set(rows.map(({ name }) => name));
  if (!migrations.every((name) => here.has(name))) throw new CarryProblem('newer');
}

/** The partnership and its partners, each of which is a space, and no other space beside them. */
function spacesOf({ partnership }: Content, tables: ReadonlyMap<string, CarriedTable>): ReadonlySet<string> {
  const rows = (name: string) => tables.get(name)?.rows ?? [];
  const partners = rows('partner').map((row) => String(row.id));
  const wanted = new Map([
    [partnership.id, 'partnership'],
    ...partners.map((id) => [id, 'partner'] as const),
  ]);
  const spaces = rows('space');
  const good =
    rows('partnership').length === 1 &&
    rows('partnership')[0]!.id === partnership.id &&
    rows('partner').every((row) => row.space_id === partnership.id) &&
    spaces.length === wanted.size &&
    spaces.every((row) => wanted.get(String(row.id)) === row.kind);
  if (!good) throw new CarryProblem('rows', { table: 'space' });
  return new Set(wanted.keys());
}

type Row = Record<string, unknown>;
type Reference = SpaceTable['references'][number];
/** A row that refers to something which is not in the file. */
type Outside = { table: SpaceTable; row: Row; reference: Reference };

/** Whether what a row refers to is in the file. */
function knownIn(content: Content, journal: readonly SealedLine[], spaces: ReadonlySet<string>) {
  const organisations = new Set(content.organisations.map(({ id }) => id));
  const byId: Readonly<Record<string, ReadonlySet<string>>> = {
    person: new Set(content.people.map(({ id }) => id)),
    organisation: organisations,
    space: new Set([...spaces, ...organisations]),
    journal_entry: new Set(journal.map(({ entry }) => entry.id)),
  };
  const tables = new Map(content.tables.map((table) => [table.name, table]));
  const keys = new Map<string, ReadonlySet<string>>();
  const keysOf = (to: string, columns: readonly string[]) => {
    const name = `${to} ${columns.join(' ')}`;
    const found = keys.get(name) ?? new Set((tables.get(to)?.rows ?? []).map((row) => keyOf(row, columns)));
    keys.set(name, found);
    return found;
  };
  return ({ to, columns, toColumns }: Reference, row: Row): boolean => {
    // With a column that is empty it refers to nothing.
    if (columns.some((column) => (row[column] ?? null) === null)) return true;
    return byId[to]?.has(String(row[columns[0]!])) ?? keysOf(to, toColumns).has(keyOf(row, columns));
  };
}

const keyOf = (row: Row, columns: readonly string[]) => JSON.stringify(columns.map((column) => row[column]));

/**
 * What belongs to the city that a partnership comes from, such as the request it began with, stays there: a row refers to
 * it only where the same is here, and is otherwise left without it. Nothing refers into another partnership.
 */
async function settle(tx: Tx, outside: readonly Outside[]): Promise<void> {
  const groups = Map.groupBy(outside, ({ reference }) => `${reference.to} ${reference.toColumns.join(' ')}`);
  for (const group of groups.values()) {
    const { to, toColumns } = group[0]!.reference;
    const bad = new CarryProblem('rows', { table: group[0]!.table.name });
    if (toColumns.length > 1 || to === 'person') throw bad;
    const values = group.map(({ reference, row }) => row[reference.columns[0]!]);
    const { rows: here } = await sql<{ key: string; kind: string }>`
      select x.${sql.ref(toColumns[0]!)}::text as key, s.kind
      from ${sql.table(to)} x join space s on s.id = x.${sql.ref(to === 'space' ? 'id' : 'space_id')}
      where x.${sql.ref(toColumns[0]!)}::text = any (${values.map(String)}::text[])`.execute(tx.db);
    const kinds = new Map(here.map(({ key, kind }) => [key, kind]));
    for (const { table, row, reference } of group) {
      const column = reference.columns[0]!;
      const kind = kinds.get(String(row[column]));
      if (kind === 'partnership' || kind === 'partner') throw bad;
      if (kind) continue;
      if (!table.empty.includes(column)) throw bad;
      row[column] = null;
    }
  }
}
