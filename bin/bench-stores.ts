import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.ts';

/** `env` is how the program is told where its database is. */
type Store = { name: string; env: NodeJS.ProcessEnv; close(): Promise<void> };

/** Fresh databases to measure on: PostgreSQL and the embedded one. */
export function openBenchStores(only: string | undefined): (() => Promise<Store>)[] {
  const stores = { postgres, embedded };
  return Object.entries(stores)
    .filter(([name]) => !only || only === name)
    .map(([, open]) => open);
}

async function postgres(): Promise<Store> {
  const server = await startPostgres();
  return { name: 'PostgreSQL', env: { DATABASE_URL: server.url }, close: () => server.stop() };
}

/** Opened by the program itself, as it does in a city. */
async function embedded(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'samvirke-bench-'));
  return {
    name: 'embedded',
    env: { DATABASE_URL: '', SAMVIRKE_DATA: folder },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
