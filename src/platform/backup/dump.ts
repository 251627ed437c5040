import { createHash } from 'node:crypto';
import type { Client, ClientBase } from 'pg';
import about from '../../../package.json' with { type: 'json' };

import { type FileStore, nameOf, sizes } from '../files/store.ts';
import { listTables, quoted, readHeads, readSequences, type Table } from './catalogue.ts';
import { writeLine } from './copy-text.ts';
import { type Beginning, format, type Manifest, names } from './manifest.ts';
import { BackupProblem } from './problem.ts';
import type { Part } from './tar.ts';

/** What is not in the database, and goes along where it is given. */
export type Beside = { files?: FileStore; secret?: string | undefined };

const rowsAtOnce = 500;
/** A part of a table is written as soon as it is so long, in signs; more of it is never in memory. */
const partLength = 512 * 1024;

/** How values are written, whatever the server's own settings are. */
export const plainSettings = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
  set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1;
  set local search_path = public`;

/**
 * All that a client sees in its transaction, part by part; the last one is the manifest. The transaction has to
 * be a snapshot (repeatable read).
 */
export async function* dump(client: Client, { files, secret }: Beside): AsyncGenerator<Part> {
  const parts: Manifest['parts'] = [];
  const marked = (part: Part): Part => {
    const { name, bytes } = part;
    parts.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    return part;
  };
  await client.query(plainSettings);
  const { rows: there } = await client.query("select to_regclass('public.migration') as migration");
  if (!there[0].migration) throw new BackupProblem('There is no city in this database yet.');
  const tables = await listTables(client);
  const beginning = await begin(client, tables);
  yield marked(json(names.beginning, beginning));

  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table.name] = 0;
    let number = 0;
    for await (const { text, rows } of copyOf(client, table)) {
      number += 1;
      counts[table.name]! += rows;
      const name = `tables/${table.name}/${String(number).padStart(6, '0')}`;
      yield marked({ name, bytes: Buffer.from(text) });
    }
  }

  const missing: string[] = [];
  let kept = 0;
  if (files) {
    for await (const { id, removed } of fileRows(client)) {
      for (const size of sizes) {
        const name = nameOf(id, size);
        const bytes = await files.read(name);
        if (bytes) yield marked({ name: `files/${name}`, bytes: Buffer.from(bytes) });
        // What was removed may be swept away meanwhile: nobody misses it.
        else if (!removed) missing.push(name);
      }
      kept += 1;
    }
  }
  if (secret) yield marked({ name: names.secret, bytes: Buffer.from(secret) });

  const { program, made, database, migrations } = beginning;
  yield json(names.manifest, {
    ...{ format, program, made, database, migration: migrations.at(-1)?.name ?? '', tables: counts },
    // Later than the snapshot, if anything: a number too far does no harm.
    sequences: await readSequences(client),
    heads: await readHeads(client),
    files: { kept, missing },
    secret: Boolean(secret),
    parts,
  } satisfies Manifest);
}

async function begin(client: ClientBase, tables: readonly Table[]): Promise<Beginning> {
  const { rows } = await client.query<{ made: Date; database: string }>(
    "select app_now() as made, 'PostgreSQL ' || current_setting('server_version') as database",
  );
  const migrations = await client.query('select name, digest from migration order by name');
  return {
    ...{ format, program: about.version, made: rows[0]!.made.toISOString(), database: rows[0]!.database },
    migrations: migrations.rows,
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
  };
}

/** The rows of a table as the text of a COPY, a piece at a time. */
async function* copyOf(
  client: Client,
  { name, columns }: Table,
): AsyncGenerator<{ text: string; rows: number }> {
  const selected = columns.map((column) => quoted(column.name)).join(', ');
  let text = '';
  let rows = 0;
  for await (const page of pagesOf(client, `select ${selected} from public.${quoted(name)}`)) {
    for (const row of page) {
      text += writeLine(row);
      rows += 1;
      if (text.length < partLength) continue;
      yield { text, rows };
      text = '';
      rows = 0;
    }
  }
  if (rows > 0) yield { text, rows };
}

/** Every picture that the city has, those included that were removed and can be put back. */
export async function* fileRows(client: Client): AsyncGenerator<{ id: string; removed: boolean }> {
  const all = 'select id, removed_at is not null from file order by id';
  for await (const page of pagesOf(client, all)) {
    for (const [id, removed] of page) yield { id: id!, removed: removed === 't' };
  }
}

/** Values come as PostgreSQL writes them, not as JavaScript's. */
const asWritten = { getTypeParser: () => (value: unknown) => value } as never;

async function* pagesOf(client: Client, sql: string): AsyncGenerator<(string | null)[][]> {
  await client.query(`declare page no scroll cursor for ${sql}`);
  const fetch = { text: `fetch ${rowsAtOnce} from page`, rowMode: 'array' as const, types: asWritten };
  for (;;) {
    const { rows } = await client.query<(string | null)[]>(fetch);
    if (rows.length > 0) yield rows;
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('close page');
}

function json(name: string, content: unknown): Part {
  return { name, bytes: Buffer.from(`${JSON.stringify(content, null, 1)}\n`) };
}
