import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
 * Milliseconds that a migration waits for a table that others are writing to. Less than the second after which
 * PostgreSQL ends one of two that wait for each other, which might be somebody's write.
 */
const lockWait = 800;
/** So often it begins anew, with longer and longer pauses: minutes, in which others write on. */
const attempts = 60;
const longestPause = 3_000; // milliseconds

const busy = new Set(['55P03', '40P01']); // lock_not_available, deadlock_detected

/** One migration, in a transaction of its own, while a program may be at work on the same tables. */
async function applyWhenFree(client: Pick<ClientBase, 'query'>, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await client.query(`begin; set local lock_timeout = ${lockWait}`);
    try {
      await applyMigration(client, migration);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if (attempt === attempts || !busy.has((error as { code?: string }).code ?? ''))
        throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, {
          cause: error,
        });
      await pause(Math.min(longestPause, attempt * 100));
    }
  }
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
      onStep?.(migration.name);
      await applyWhenFree(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query(`select pg_advisory_unlock(${migrationLock})`).catch(() => {});
    client.release();
  }
}
