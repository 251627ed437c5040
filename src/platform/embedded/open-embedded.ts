// The database of a city that has no DATABASE_URL: PGlite in a worker thread, behind a Unix socket in the data
// folder, so that the program, its commands and the tests all speak to it with the ordinary `pg` driver.
//   <data>/pg/            files of the database
//   <data>/run/           the socket (or a private folder under the system's temporary folder, if the path
//                         would be longer than a socket's may be)
//   <data>/samvirke.lock  who has it open
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Duplex, duplexPair } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { answers, DataFolderHeld, findHolder, type SocketPlace, socketPath, takeLock } from './lock.ts';
import type { Served, Serving } from './served.ts';
import type { WorkerReport } from './worker.ts';

/** What `pg` needs to connect. */
export type Connection = {
  host: string;
  port: number;
  user: string;
  database: string;
  /** The way to a database on the caller's own thread. */
  stream?: () => Duplex;
};

export type Embedded = {
  connection: Connection;
  /** Lets the running statement end, rolls back what is open, and gives the folder back. */
  close(): Promise<void>;
  /** Tells once if the database stops without being asked to; nothing answers on the socket from then on. */
  onFailure(listener: (error: Error) => void): void;
};

export type OpenOptions = {
  worker?: URL;
  /** Milliseconds a transaction may wait for its next statement before it is rolled back. */
  idleInTransactionLimit?: number;
  /**
   * Whether commits wait for the disk (default: yes). Without it they survive a killed process, but not a power
   * cut: for tests and for filling a folder that can be filled again.
   */
  flushed?: boolean;
  /**
   * `serve`, to have the database on the caller's own thread. Two threads that wait for each other at every
   * statement take twice the time of one; but everything else on that thread waits for each statement.
   */
  onThisThread?: (serving: Serving, fail: (cause: Error) => never) => Promise<Served>;
};

const user = 'postgres';
const database = 'postgres';
const port = 5432; // only part of the socket's name
const longestSocketPath = 103; // bytes; 107 on Linux, 103 on macOS
const closingLimit = 30_000;
const startingLimit = 30_000;

const here = import.meta.url;
const builtWorker = './embedded-worker.js';
const defaultWorker = () => new URL(here.endsWith('.ts') ? './worker.ts' : builtWorker, here);

function connectionTo(place: SocketPlace): Connection {
  return { host: place.folder, port: place.port, user, database };
}

/** @throws DataFolderHeld if another process (or this one) has the folder open */
export async function openEmbedded(dataFolder: string, options: OpenOptions = {}): Promise<Embedded> {
  const folder = resolve(dataFolder);
  privateFolder(folder);
  const place = socketPlace(folder);
  const giveBackTemporary = () => {
    if (place.folder !== runFolder(folder)) rmSync(place.folder, { recursive: true, force: true });
  };
  const giveBackLock = await takeLock(folder, place).catch((error) => {
    giveBackTemporary();
    throw error;
  });
  const giveBack = () => {
    rmSync(socketPath(place), { force: true });
    giveBackTemporary();
    giveBackLock();
  };
  try {
    privateFolder(place.folder);
    const serving: Serving = {
      files: join(folder, 'pg'),
      socketPath: socketPath(place),
      user,
      database,
      idleInTransactionLimit: options.idleInTransactionLimit ?? 30_000,
      flushed: options.flushed ?? true,
    };
    const connection = connectionTo(place);
    if (options.onThisThread) {
      return openHere(await options.onThisThread(serving, endHere), connection, giveBack);
    }
    return await startWorker(options.worker ?? defaultWorker(), serving, connection, giveBack);
  } catch (error) {
    giveBack();
    throw error;
  }
}

/**
 * The connection to the database of whoever has the folder open, waiting while it is still starting; undefined
 * if nobody has.
 */
export async function connectRunning(dataFolder: string): Promise<Connection | undefined> {
  const folder = resolve(dataFolder);
  const deadline = Date.now() + startingLimit;
  for (;;) {
    const holder = await findHolder(folder);
    if (!holder) return undefined;
    if (await answers(holder.socket)) return connectionTo(holder.socket);
    if (Date.now() > deadline) throw new DataFolderHeld(folder, holder);
    await pause(100);
  }
}

const runFolder = (folder: string) => join(folder, 'run');

function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

function socketPlace(folder: string): SocketPlace {
  const inside = { folder: runFolder(folder), port };
  if (Buffer.byteLength(socketPath(inside)) <= longestSocketPath) return inside;
  return { folder: mkdtempSync(join(tmpdir(), 'samvirke-')), port };
}

/** A broken engine must not be called again, and on this thread nothing else would keep it from that. */
function endHere(cause: Error): never {
  console.error(cause);
  process.kill(process.pid, 'SIGKILL');
  throw cause;
}

function openHere(served: Served, connection: Connection, giveBack: () => void): Embedded {
  return {
    connection: { ...connection, stream: () => lineTo(served) },
    // A failure ends the process.
    onFailure() {},
    async close() {
      try {
        await served.close();
      } finally {
        giveBack();
      }
    },
  };
}

/** What `pg` takes for a socket. */
function lineTo(served: Served): Duplex {
  const [here, there] = duplexPair({ allowHalfOpen: false });
  here.on('close', () => there.destroy());
  there.on('close', () => here.destroy());
  const nothing = () => {};
  return Object.assign(here, {
    connect() {
      served.letIn(there);
      process.nextTick(() => here.emit('connect'));
    },
    setNoDelay: nothing,
    setKeepAlive: nothing,
    ref: nothing,
    unref: nothing,
  });
}

async function startWorker(
  entry: URL,
  serving: Serving,
  connection: Connection,
  giveBack: () => void,
): Promise<Embedded> {
  const worker = new Worker(entry, {
    workerData: serving,
    // With the usual 4 MB a deeply nested statement overflows V8's stack, which breaks the engine, before
    // Postgres reaches its own max_stack_depth and refuses it. 8 MB was enough in trials.
    resourceLimits: { stackSizeMb: 32 },
  });
  const listeners: ((error: Error) => void)[] = [];
  let failure: Error | undefined;
  let closing = false;
  const exited = new Promise<void>((done) => worker.once('exit', () => done()));

  await new Promise<void>((ready, refused) => {
    const fail = (error: Error) => {
      if (failure || closing) return;
      failure = error;
      void worker.terminate();
      refused(error);
      for (const listener of listeners) listener(error);
    };
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'ready') ready();
      else fail(report.error);
    });
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`The embedded database stopped (exit code ${code}).`)));
  });

  return {
    connection,
    onFailure(listener) {
      if (failure) listener(failure);
      else listeners.push(listener);
    },
    async close() {
      if (!closing) {
        closing = true;
        worker.postMessage('close');
        // A worker that does not end is stopped; committed rows are safe, the next start recovers.
        const limit = setTimeout(() => void worker.terminate(), closingLimit);
        await exited;
        clearTimeout(limit);
        giveBack();
      }
      await exited;
    },
  };
}
