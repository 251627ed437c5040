import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import type { OuterPool } from './database.ts';

/** A key of our own for the advisory lock, so that two programs that start together migrate once. */
const migrationLock = 7_261_953;

export type Migration = { name: string; text: string; digest: string };

/** Plain SQL files, in order of their names. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, text, digest: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

export async function makeMigrationTable(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query(
    'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
  );
}

export async function applyMigration(
  client: Pick<ClientBase, 'query'>,
  { name, text, digest }: Migration,
): Promise<void> {
  await client.query(text);
  await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
}

/** Those that a database does not have yet. */
export async function pendingMigrations(
  client: Pick<ClientBase, 'query'>,
  folder: string,
): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration');
  const known = new Map(rows.map((row) => [row.name, row.digest]));
  const all = await readMigrations(folder);
  const changed = all.find(({ name, digest }) => known.has(name) && known.get(name) !== digest);
  if (changed) throw new Error(`The migration ${changed.name} was changed after it had been applied`);
  return all.filter(({ name }) => !known.has(name));
}

/**
 * Brings the schema up to date: each migration in a transaction of its own. Forward only.
 * Returns the names of those it applied.
 */
export async function migrate(
  pool: OuterPool,
  folder: string,
  onStep?: (name: string) => void,
): Promise<string[]> {
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    await client.query(`select pg_advisory_lock(${migrationLock})`);
    await makeMigrationTable(client);
    for (const migration of await pendingMigrations(client, folder)) {
      const { name } = migration;
      onStep?.(name);
      await client.query('begin');
      try {
        await applyMigration(client, migration);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`The migration ${name} failed: ${(error as Error).message}`, { cause: error });
      }
      applied.push(name);
    }
    return applied;
  } finally {
    await client.query(`select pg_advisory_unlock(${migrationLock})`).catch(() => {});
    client.release();
  }
}
