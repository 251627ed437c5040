// PGlite on its files, behind its socket. It keeps whoever calls it busy while a statement runs: the program gives
// it a thread of its own (worker.ts).
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { Engine } from './engine.ts';
import { FlushedFiles, flush, flushedStart, flushFolder } from './flushed-files.ts';
import { startSocketServer } from './socket-server.ts';

export type Serving = {
  files: string;
  socketPath: string;
  user: string;
  database: string;
  idleInTransactionLimit: number; // milliseconds
  flushed: boolean;
};

export type Served = {
  /** Lets in a client that comes by another way than the socket. */
  letIn(client: Duplex): void;
  close(): Promise<void>;
};

/**
 * @param fail is called when the engine broke down, and must not return: whatever a broken engine still did could
 * reach the files
 */
export async function serve(serving: Serving, fail: (cause: Error) => never): Promise<Served> {
  /** Postgres' last words ("PANIC: could not write to file …: No space left on device"). */
  let lastWords = '';
  const failed = (cause: unknown): never => {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return fail(lastWords ? new Error(`The embedded database: ${lastWords}`, { cause: error }) : error);
  };
  try {
    const complete = prepare(serving);
    const pg = await PGlite.create({
      ...(serving.flushed ? { fs: new FlushedFiles(serving.files) } : { dataDir: serving.files }),
      ...(serving.flushed && { startParams: flushedStart }),
      extensions: { pg_trgm, unaccent },
      relaxedDurability: false,
      onStderr(line) {
        // Only these: other lines of the log repeat statements, which may hold personal data.
        const found = /\b(?:PANIC|FATAL): +(.*)/.exec(line);
        if (found) lastWords = found[1] as string;
        return false;
      },
    });
    complete();
    const server = await startSocketServer({
      engine: new Engine(pg, failed),
      path: serving.socketPath,
      user: serving.user,
      database: serving.database,
      idleInTransactionLimit: serving.idleInTransactionLimit,
      onFailure: failed,
    });
    return {
      letIn: server.letIn,
      async close() {
        await server.close();
        await pg.close();
      },
    };
  } catch (error) {
    return failed(error);
  }
}

/**
 * Prepares the folder of the database. A process killed while the first start writes the files leaves half of
 * them; nobody has been let in by then, so the next start begins again.
 * @returns to be called when the database is complete
 */
function prepare({ files, flushed }: Serving): () => void {
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
