// Entry of the worker thread that holds the embedded database.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
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

function fail(cause: unknown): void {
  report({ kind: 'failed', error: cause instanceof Error ? cause : new Error(String(cause)) });
}

async function run(start: WorkerStart): Promise<void> {
  const pg = await PGlite.create(start.files, {
    extensions: { pg_trgm, unaccent },
    relaxedDurability: false,
  });
  const server = await startSocketServer({
    pg,
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
