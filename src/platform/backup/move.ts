import { rm } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { programName } from '../database/server.ts';
import { connectRunning } from '../embedded/open-embedded.ts';
import { dump } from './dump.ts';
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
