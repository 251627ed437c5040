import { isDeepStrictEqual } from 'node:util';
import type { ClientBase } from 'pg';
import { applyMigration, type Migration, makeMigrationTable } from '../database/migrate.ts';
import { countRows, listTables, quoted, readHeads, type Table } from './catalogue.ts';
import { readColumns } from './copy-text.ts';
import { plainSettings } from './dump.ts';
import { type Beginning, beginningSchema, format, type Manifest, manifestSchema, names } from './manifest.ts';
import { BackupProblem } from './problem.ts';
import type { Part } from './tar.ts';

export type Loading = {
  /** All migrations that this program has. */
  migrations: readonly Migration[];
  /** What is no row: files and the secret. */
  onBeside(part: Part): Promise<void>;
};

export type Loaded = { manifest: Manifest; counts: Record<string, number>; heads: Record<string, string> };

/**
 * Fills an empty database in the transaction of a client: the schema as it was, the rows, and then the migrations
 * that have come since. Throws if in the end not all is there; then the caller rolls back, and nothing was changed.
 */
export async function load(
  client: ClientBase,
  parts: AsyncIterable<Part>,
  loading: Loading,
): Promise<Loaded> {
  const reading = parts[Symbol.asyncIterator]();
  try {
    return await loadFrom(client, reading, loading);
  } finally {
    await reading.return?.();
  }
}

async function loadFrom(client: ClientBase, reading: AsyncIterator<Part>, loading: Loading): Promise<Loaded> {
  const first = (await reading.next()).value as Part | undefined;
  if (first?.name !== names.beginning) throw new BackupProblem('This is not a backup of Samvirke.');
  const beginning = readBeginning(first);
  const { then, since } = divide(loading.migrations, beginning);

  await client.query(plainSettings);
  await makeMigrationTable(client);
  for (const { text } of then) await client.query(text);
  const tables = new Map(
    (await listTables(client)).map((table) => [table.name, columnsOf(table, beginning)]),
  );
  const restoreRules = await liftRules(client, [...tables.keys()]);

  for (;;) {
    const { value: part, done } = await reading.next();
    if (done) throw new BackupProblem('The backup has no end.');
    const [kind, table = ''] = part.name.split('/');
    if (kind === 'tables') await insert(client, tables.get(table)!, part.bytes.toString());
    else if (part.name !== names.manifest) await loading.onBeside(part);
    else {
      const manifest = readManifest(part);
      // Whoever reads a file reads it to its end.
      await reading.next();
      await restoreRules();
      const loaded = await compare(client, manifest);
      for (const migration of since) await applyMigration(client, migration);
      return loaded;
    }
  }
}

export function readBeginning({ bytes }: Part): Beginning {
  const content = JSON.parse(bytes.toString());
  if (content.format !== format) {
    throw new BackupProblem('This backup was made by a newer Samvirke. Restore it with that one.');
  }
  return beginningSchema.parse(content);
}

export function readManifest({ bytes }: Part): Manifest {
  return manifestSchema.parse(JSON.parse(bytes.toString()));
}

type Divided = { then: Migration[]; since: Migration[] };

/** The migrations that a backup has, all of which have to be ours, and those that have come since. */
export function divide(ours: readonly Migration[], { migrations }: Beginning): Divided {
  const then = migrations.map(({ name, digest }) => {
    const own = ours.find((one) => one.name === name);
    if (own?.digest === digest) return own;
    throw new BackupProblem(
      `This backup has the migration ${name}, which this Samvirke ${own ? 'has otherwise' : 'does not have'}. Restore it with the Samvirke that made it, or with a newer one.`,
    );
  });
  return { then, since: ours.filter((one) => !then.includes(one)) };
}

/** A table with the columns that the backup has of it, in its order. */
function columnsOf({ name, columns }: Table, { tables }: Beginning): Table {
  const given = tables.find((table) => table.name === name)?.columns ?? [];
  return { name, columns: given.map((column) => columns.find((one) => one.name === column)!) };
}

/**
 * Rows come table by table and as they were: no reference can be checked before all are there, and no rule for
 * those who write is meant for them. Returns what puts the rules back, and checks every reference at once.
 */
async function liftRules(client: ClientBase, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  const run = async (statements: readonly string[]) => {
    if (statements.length > 0) await client.query(statements.join(';'));
  };
  const all = tables.map((table) => `public.${quoted(table)}`);
  await run(references.map(({ table, name }) => `alter table ${table} drop constraint ${quoted(name)}`));
  await run(all.map((table) => `alter table ${table} disable trigger user`));
  await run([`truncate ${all.join(', ')}`]);
  return async () => {
    await run(all.map((table) => `alter table ${table} enable trigger user`));
    for (const { table, name, definition } of references)
      await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
  };
}

async function insert(client: ClientBase, { name, columns }: Table, text: string): Promise<void> {
  const own = columns.map((column) => quoted(column.name));
  const cast = columns.map((column, n) => `${own[n]}::${column.type}`);
  const lists = columns.map((_, n) => `$${n + 1}::text[]`);
  await client.query(
    `insert into public.${quoted(name)} (${own.join(', ')}) overriding system value
    select ${cast.join(', ')} from unnest(${lists.join(', ')}) as r (${own.join(', ')})`,
    readColumns(text, columns.length),
  );
}

async function compare(client: ClientBase, manifest: Manifest): Promise<Loaded> {
  const { tables, heads, sequences } = manifest;
  for (const [name, last] of Object.entries(sequences))
    await client.query('select setval($1::regclass, $2::bigint)', [`public.${quoted(name)}`, last]);
  const counts = await countRows(client, Object.keys(tables));
  const found = await readHeads(client);
  const other = Object.keys(tables).find((table) => counts[table] !== tables[table]);
  if (other) {
    throw new BackupProblem(
      `The table ${other} has ${counts[other]} rows, but the backup says ${tables[other]}. Nothing was restored.`,
    );
  }
  if (!isDeepStrictEqual(found, heads)) {
    throw new BackupProblem('The heads of the journal are not those of the backup. Nothing was restored.');
  }
  return { manifest, counts, heads: found };
}
