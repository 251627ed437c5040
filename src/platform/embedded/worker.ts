// Entry of the worker thread that holds the embedded database.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { Engine } from './engine.ts';
import { startSocketServer } from './socket-server.ts';

export type WorkerStart = {
  files: string;
  socketPath: string;
  user: string;
  database: string;
  idleInTransactionLimit: number;
};
export type WorkerReport = { kind: 'ready' } | { kind: 'failed'; error: Error };

if (isMainThread || !parentPort) throw new Error('This file runs as a worker thread only.');
const parent = parentPort;

function report(message: WorkerReport): void {
  parent.postMessage(message);
}

/** Ends the thread at once: whatever a broken engine still did could reach the files. */
function fail(cause: unknown): never {
  report({ kind: 'failed', error: cause instanceof Error ? cause : new Error(String(cause)) });
  process.exit(1);
}

async function run(start: WorkerStart): Promise<void> {
  const pg = await PGlite.create(start.files, {
    extensions: { pg_trgm, unaccent },
    relaxedDurability: false,
  });
  const server = await startSocketServer({
    engine: new Engine(pg, fail),
    path: start.socketPath,
    user: start.user,
    database: start.database,
    idleInTransactionLimit: start.idleInTransactionLimit,
    onFailure: fail,
  });
  parent.once('message', async () => {
    try {
      await server.close();
      await pg.close();
    } catch (error) {
      fail(error);
    }
    parent.close();
  });
  report({ kind: 'ready' });
}

run(workerData as WorkerStart).catch(fail);
