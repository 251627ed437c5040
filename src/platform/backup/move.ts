import { rm } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { programName } from '../database/server.ts';
import { connectRunning } from '../embedded/open-embedded.ts';
import { type FilesPlace, storeAt } from '../files/place.ts';
import { nameOf, sizes } from '../files/store.ts';
import { dump, fileRows } from './dump.ts';
import { checkEmpty, type Filled, fill, growing } from './fill.ts';
import { BackupProblem } from './problem.ts';
import { onSnapshot, type Place } from './snapshot.ts';

/**
 * Takes a city's database to another place. What lies in the data folder stays there. The old database is only read;
 * nobody may write into it meanwhile, or that would be lost.
 */
export async function moveCity(
  { from, to, migrations }: { from: Place; to: Place; migrations: string },
  named: string,
): Promise<Filled> {
  await checkEmpty(to, to.databaseUrl ? [] : ['pg'], named);
  if (!from.databaseUrl && (await connectRunning(from.dataFolder))) throw new BackupProblem(running);
  try {
    return await onSnapshot(from, from.dataFolder, async (client) => {
      if (from.databaseUrl) await checkStopped(client);
      return await fill(to, {
        migrations,
        parts: () => dump(client, {}),
        // It may have been started meanwhile.
        onWhole: async () => {
          if (from.databaseUrl) await checkStopped(client);
        },
      });
    });
  } finally {
    if (!to.databaseUrl) await rm(growing(to.dataFolder), { recursive: true, force: true });
  }
}

/** Takes a city's pictures to another place, and leaves them where they were. Names what is not there. */
export async function movePictures(
  { from, to }: { from: Place; to: FilesPlace },
  named: string,
): Promise<{ kept: number; missing: string[] }> {
  // Only where the pictures go has to be empty, not a database beside it.
  await checkEmpty({ dataFolder: to.dataFolder, bucket: to.bucket }, ['files'], named);
  if (!from.databaseUrl && (await connectRunning(from.dataFolder))) throw new BackupProblem(running);
  const [source, target] = [storeAt(from), storeAt(to)];
  const brought: string[] = [];
  const missing: string[] = [];
  return onSnapshot(from, from.dataFolder, async (client) => {
    try {
      if (from.databaseUrl) await checkStopped(client);
      let kept = 0;
      for await (const { id, removed } of fileRows(client)) {
        for (const name of sizes.map((size) => nameOf(id, size))) {
          const bytes = await source.read(name);
          if (!bytes && !removed) missing.push(name);
          if (!bytes) continue;
          brought.push(name);
          await target.put(name, bytes);
          if (!Buffer.from((await target.read(name)) ?? []).equals(bytes))
            throw new BackupProblem(`The picture ${name} did not arrive as it was. Nothing was changed.`);
        }
        kept += 1;
      }
      // It may have been started meanwhile.
      if (from.databaseUrl) await checkStopped(client);
      return { kept, missing };
    } catch (error) {
      for (const name of brought) await target.remove(name).catch(() => {});
      throw error;
    }
  });
}

const running =
  'The city is running: what is written while it moves would be lost. Stop the program first. Nothing was changed.';

async function checkStopped(client: ClientBase): Promise<void> {
  await client.query('select pg_stat_clear_snapshot()');
  const { rows } = await client.query(
    'select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = $1',
    [programName],
  );
  if (rows[0].n > 0) throw new BackupProblem(running);
}
