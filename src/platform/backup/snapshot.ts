// One instant of a city's database, while it runs or not.
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { checkServer } from '../database/server.ts';
import { connectRunning, type Embedded, openEmbedded } from '../embedded/open-embedded.ts';
import type { FilesPlace } from '../files/place.ts';
import { checkFits, notInto, scratchIn } from './backup-file.ts';
import { BackupProblem } from './problem.ts';

type Work<T> = (client: pg.Client) => Promise<T>;

/** Where a city keeps its rows, and its pictures. */
export type Place = FilesPlace & { databaseUrl?: string | undefined };

/** Work of ours may take long, and stand still for long while files are read. */
const patient = '-c jit=off -c statement_timeout=0 -c idle_in_transaction_session_timeout=0';
const long = 24 * 3_600_000;

/** Opens an embedded database for one long piece of work of ours. */
export const openAlone = (folder: string, flushed: boolean) =>
  openEmbedded(folder, { flushed, idleInTransactionLimit: long });

/** A connection to a server. `named` is where its address stands, for the one sentence if it does not answer. */
export async function connectServer(databaseUrl: string, named?: string): Promise<pg.Client> {
  const connection = { connectionString: databaseUrl, connectionTimeoutMillis: 10_000, options: patient };
  await checkServer(connection, named);
  return connect(connection);
}

export async function connect(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(connection);
  // What breaks is told by the query that meets it.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/**
 * Reads a database as it is at one instant. A server keeps a snapshot for us. The embedded database has one session,
 * so a long transaction would hold up the whole city: its files are copied while nobody writes (much shorter),
 * into `scratch`, and the copy is read.
 */
export async function onSnapshot<T>(
  { dataFolder, databaseUrl }: Place,
  scratch: string,
  work: Work<T>,
): Promise<T> {
  if (databaseUrl) return inSnapshot(await connectServer(databaseUrl), work);
  const running = await connectRunning(dataFolder);
  if (!running) return onEmbedded(await openStopped(dataFolder), inSnapshot, work);
  const copy = await scratchIn(scratch);
  try {
    await copyRunning(await connect(running), join(dataFolder, 'pg'), join(copy, 'pg'));
    return await onEmbedded(await openAlone(copy, false), inSnapshot, work);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Asks a database something short, whether the city runs or not. */
export async function onDatabase<T>({ dataFolder, databaseUrl }: Place, work: Work<T>): Promise<T> {
  if (databaseUrl) return ending(await connectServer(databaseUrl), work);
  const running = await connectRunning(dataFolder);
  if (running) return ending(await connect(running), work);
  return onEmbedded(await openStopped(dataFolder), ending, work);
}

function openStopped(dataFolder: string): Promise<Embedded> {
  if (existsSync(join(dataFolder, 'pg'))) return openAlone(dataFolder, true);
  throw new BackupProblem(`There is no city in the data folder ${dataFolder}.`);
}

async function onEmbedded<T>(embedded: Embedded, how: typeof ending<T>, work: Work<T>): Promise<T> {
  try {
    return await how(await connect(embedded.connection), work);
  } finally {
    await embedded.close();
  }
}

function inSnapshot<T>(client: pg.Client, work: Work<T>): Promise<T> {
  return ending(client, async () => {
    await client.query('begin isolation level repeatable read read only');
    const done = await work(client);
    await client.query('commit');
    return done;
  });
}

async function ending<T>(client: pg.Client, work: Work<T>): Promise<T> {
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Our transaction has its turn, and is the only one: until it ends, nothing in the folder changes. */
async function copyRunning(client: pg.Client, from: string, to: string): Promise<void> {
  try {
    await client.query('checkpoint');
    await client.query('begin');
    checkFits(dirname(to), sizeOf(from));
    let asked = Date.now();
    for (const { file, inside } of walk(from)) {
      mkdirSync(join(to, inside), { recursive: true, mode: 0o700 });
      if (file) copyFileSync(join(from, inside, file), join(to, inside, file), constants.COPYFILE_FICLONE);
      if (Date.now() - asked < 2_000) continue;
      await client.query('select 1');
      asked = Date.now();
    }
    await client.query('rollback');
  } catch (error) {
    throw notInto(to, error);
  } finally {
    await client.end().catch(() => {});
  }
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const { file, inside } of walk(folder)) if (file) bytes += statSync(join(folder, inside, file)).size;
  return bytes;
}

/** Every folder, and every file in it. */
function* walk(folder: string, inside = ''): Generator<{ inside: string; file?: string }> {
  yield { inside };
  for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
    if (entry.isDirectory()) yield* walk(folder, join(inside, entry.name));
    else yield { inside, file: entry.name };
  }
}
