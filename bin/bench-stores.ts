import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../src/platform/embedded/open-embedded.ts';
import { startPostgres } from './postgres.ts';

type Store = { name: string; databaseUrl: string; close(): Promise<void> };

/** Fresh databases to measure on: PostgreSQL and the embedded one. */
export function openBenchStores(only: string | undefined): (() => Promise<Store>)[] {
  const stores = { postgres, embedded };
  return Object.entries(stores)
    .filter(([name]) => !only || only === name)
    .map(([, open]) => open);
}

async function postgres(): Promise<Store> {
  const server = await startPostgres();
  return { name: 'PostgreSQL', databaseUrl: server.url, close: () => server.stop() };
}

async function embedded(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'samvirke-bench-'));
  const store = await openEmbedded(folder);
  const { host, port, user, database } = store.connection;
  return {
    name: 'embedded',
    databaseUrl: `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
