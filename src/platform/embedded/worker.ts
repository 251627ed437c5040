// Entry of the worker thread that holds the embedded database.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { Engine } from './engine.ts';
import { FlushedFiles, flush, flushedStart, flushFolder } from './flushed-files.ts';
import { startSocketServer } from './socket-server.ts';

export type WorkerStart = {
  files: string;
  socketPath: string;
  user: string;
  database: string;
  idleInTransactionLimit: number;
  flushed: boolean;
};
export type WorkerReport = { kind: 'ready' } | { kind: 'failed'; error: Error };

if (isMainThread || !parentPort) throw new Error('This file runs as a worker thread only.');
const parent = parentPort;

function report(message: WorkerReport): void {
  parent.postMessage(message);
}

/** Postgres' last words ("PANIC: could not write to file …: No space left on device"). */
let lastWords = '';

function listen(line: string): boolean {
  // Only these: other lines of the log repeat statements, which may hold personal data.
  const found = /\b(?:PANIC|FATAL): +(.*)/.exec(line);
  if (found) lastWords = found[1] as string;
  return false;
}

/** Ends the thread at once: whatever a broken engine still did could reach the files. */
function fail(cause: unknown): never {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  report({
    kind: 'failed',
    error: lastWords ? new Error(`The embedded database: ${lastWords}`, { cause: error }) : error,
  });
  process.exit(1);
}

/**
 * Prepares the folder of the database. A process killed while the first start writes the files leaves half of
 * them; nobody has been let in by then, so the next start begins again.
 * @returns to be called when the database is complete
 */
function prepare({ files, flushed }: WorkerStart): () => void {
  const unfinished = `${files}.unfinished`;
  if (existsSync(unfinished)) rmSync(files, { recursive: true, force: true });
  else if (existsSync(join(files, 'PG_VERSION'))) return () => {};
  mkdirSync(files, { recursive: true, mode: 0o700 });
  if (readdirSync(files).length > 0) throw new Error(`${files} has files in it, but they are no database.`);
  writeFileSync(unfinished, '');
  flush(dirname(files));
  return () => {
    if (flushed) flushFolder(files);
    rmSync(unfinished);
    // Were the mark back after a power cut, the next start would clear away a database in use.
    flush(dirname(files));
  };
}

async function run(start: WorkerStart): Promise<void> {
  const complete = prepare(start);
  const pg = await PGlite.create({
    ...(start.flushed
      ? { fs: new FlushedFiles(start.files), startParams: flushedStart }
      : { dataDir: start.files }),
    extensions: { pg_trgm, unaccent },
    relaxedDurability: false,
    onStderr: listen,
  });
  complete();
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
