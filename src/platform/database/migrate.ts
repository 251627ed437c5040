import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OuterPool } from './database.ts';

/** A key of our own for the advisory lock, so that two programs that start together migrate once. */
const migrationLock = 7_261_953;

/**
 * Brings the schema up to date: plain SQL files, in order of their names, each in a transaction.
 * Forward only. Returns the names of the files it applied.
 */
export async function migrate(
  pool: OuterPool,
  folder: string,
  onStep?: (name: string) => void,
): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    await client.query(`select pg_advisory_lock(${migrationLock})`);
    await client.query(
      'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; digest: string }>(
      'select name, digest from migration',
    );
    const known = new Map(rows.map((row) => [row.name, row.digest]));
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      const digest = createHash('sha256').update(text).digest('hex');
      const before = known.get(name);
      if (before === digest) continue;
      if (before) throw new Error(`The migration ${name} was changed after it had been applied`);
      onStep?.(name);
      await client.query('begin');
      try {
        await client.query(text);
        await client.query('insert into migration (name, digest) values ($1, $2)', [name, digest]);
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
