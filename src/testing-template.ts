import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';
import { openEmbedded } from './platform/embedded/open-embedded.ts';

const home = join(import.meta.dirname, '..');
const migrations = join(home, 'migrations');

/** A test's city is small and ends with its test: to make room for a large one would take a third of opening it. */
const settings = `
shared_buffers = 16MB
full_page_writes = off
`;

/** Held while the tests run: threads that open an embedded database share its machine code instead of making it anew. */
export let engine: WebAssembly.Module | undefined;

/** Migrates one database before all tests; each test file copies it. */
export async function setup(): Promise<void> {
  const server = process.env.TEST_DATABASE_URL;
  if (server) return makeServerTemplate(server);
  engine = await WebAssembly.compile(
    await readFile(join(home, 'node_modules/@electric-sql/pglite/dist/pglite.wasm')),
  );
  const digest = createHash('sha256').update(settings);
  for (const name of (await readdir(migrations)).sort())
    digest.update(await readFile(join(migrations, name)));
  const folder = join(home, 'build', `test-template-${digest.digest('hex').slice(0, 12)}`);
  process.env.SAMVIRKE_TEST_TEMPLATE = folder;
  if (existsSync(folder)) return;
  const making = `${folder}.${process.pid}`;
  await mkdir(making, { recursive: true });
  const embedded = await openEmbedded(making, { flushed: false });
  const database = openDatabase(embedded.connection);
  try {
    await migrate(database.outer, migrations);
  } finally {
    await database.close();
    await embedded.close();
  }
  await appendFile(join(making, 'pg/postgresql.conf'), settings);
  // The databases that PostgreSQL makes others from: nobody opens them, and they are half of what is copied.
  for (const model of ['1', '4']) await rm(join(making, 'pg/base', model), { recursive: true, force: true });
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
}

async function makeServerTemplate(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query('drop database if exists samvirke_template with (force)');
  await client.query('create database samvirke_template');
  await client.end();
  const url = new URL(server);
  url.pathname = '/samvirke_template';
  const database = openDatabase({ connectionString: url.href });
  await migrate(database.outer, migrations);
  await database.close();
}
