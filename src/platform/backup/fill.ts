// Filling a database that is empty: all of it or nothing.
import { existsSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type Bucket, makeDataFolder } from '../../config.ts';
import { openDatabase } from '../database/database.ts';
import { readMigrations } from '../database/migrate.ts';
import { storeInBucket } from '../files/bucket.ts';
import { checkBucket } from '../files/place.ts';
import { readHead } from '../journal/chain.ts';
import { type Verification, verifyJournal } from '../journal/verify.ts';
import { problemOf } from '../log.ts';
import { flushNames } from './backup-file.ts';
import { countThings } from './catalogue.ts';
import { type Loaded, type Loading, load } from './load.ts';
import { BackupProblem } from './problem.ts';
import { connect, connectServer, openAlone, type Place } from './snapshot.ts';
import type { Part } from './tar.ts';

export type Filled = Loaded & { journal: Verification };

type Filling = {
  parts: () => AsyncIterable<Part>;
  /** Where the migrations are. */
  migrations: string;
  onBeside?: Loading['onBeside'];
  /** Once all is there and right, and before anybody can see it. */
  onWhole?: () => Promise<void>;
  /** If it comes to nothing after all. */
  onUndone?: () => Promise<void>;
};

/** Where an embedded database grows until it is whole. */
export const growing = (dataFolder: string) => join(dataFolder, 'restoring.unfinished');

type Things = readonly ('pg' | 'files' | 'secret')[];

/** @throws BackupProblem if there is anything that would be written over. `named` is where its address stands. */
export async function checkEmpty(
  { dataFolder, databaseUrl, bucket }: Place,
  what: Things,
  named?: string,
): Promise<void> {
  const elsewhere = what.includes('files') ? bucket : undefined;
  const inTheWay = what.find((name) => !(name === 'files' && bucket) && isThere(join(dataFolder, name)));
  if (inTheWay) {
    throw new BackupProblem(
      `The data folder ${dataFolder} is not empty: "${inTheWay}" is there already. Move it away, or name another folder with SAMVIRKE_DATA. Nothing was changed.`,
    );
  }
  if (elsewhere) await checkEmptyBucket(elsewhere, named);
  if (!databaseUrl) return;
  const client = await connectServer(databaseUrl, named);
  const things = await countThings(client).finally(() => client.end());
  if (things > 0) {
    throw new BackupProblem(
      `The database ${new URL(databaseUrl).pathname.slice(1)} is not empty. Name one that is. Nothing was changed.`,
    );
  }
}

/** @throws ConfigProblem if it cannot be used, BackupProblem if something lies there */
async function checkEmptyBucket(bucket: Bucket, named = 'FILES_URL'): Promise<void> {
  await checkBucket(bucket, named);
  if (await storeInBucket(bucket).isEmpty()) return;
  const there = bucket.prefix ? `the folder ${bucket.prefix.slice(0, -1)} of the bucket` : 'the bucket';
  throw new BackupProblem(
    `The store of ${named} is not empty: something lies in ${there} ${bucket.name}. Name another folder, such as s3://…/${bucket.name}/restored. Nothing was changed.`,
  );
}

function isThere(path: string): boolean {
  if (!existsSync(path)) return false;
  return !path.endsWith('files') || readdirSync(path).length > 0;
}

/** Fills the empty database of a place. */
export async function fill({ dataFolder, databaseUrl }: Place, filling: Filling): Promise<Filled> {
  if (databaseUrl) {
    const filled = await fillThrough(await connectServer(databaseUrl), filling);
    return { ...filled, journal: await verify({ connectionString: databaseUrl }, filled) };
  }
  makeDataFolder({ dataFolder });
  const folder = growing(dataFolder);
  await rm(join(folder, 'pg'), { recursive: true, force: true });
  const { onWhole, ...rest } = filling;
  const filled = await fillFolder(folder, rest, true);
  try {
    await onWhole?.();
    // Fails if somebody has opened a city here meanwhile.
    await rename(join(folder, 'pg'), join(dataFolder, 'pg'));
  } catch (error) {
    await rest.onUndone?.();
    throw error;
  }
  await flushNames(dataFolder);
  return filled;
}

/** Makes an embedded database in a folder. One that is thrown away need not wait for the disk. */
export async function fillFolder(folder: string, filling: Filling, flushed: boolean): Promise<Filled> {
  const embedded = await openAlone(folder, flushed);
  try {
    const filled = await fillThrough(await connect(embedded.connection), filling);
    return { ...filled, journal: await verify(embedded.connection, filled) };
  } finally {
    await embedded.close();
  }
}

async function fillThrough(client: pg.Client, filling: Filling): Promise<Loaded> {
  try {
    const loaded = await fillAtOnce(client, filling);
    // The planner knows nothing of rows that came at once.
    await client.query('analyze').catch(() => {});
    return loaded;
  } finally {
    // A transaction that is still open ends with its connection.
    await client.end().catch(() => {});
  }
}

async function fillAtOnce(client: pg.Client, filling: Filling): Promise<Loaded> {
  const { parts, migrations, onBeside = async () => {}, onWhole, onUndone } = filling;
  try {
    await client.query('begin');
    const loaded = await load(client, parts(), { migrations: await readMigrations(migrations), onBeside });
    await onWhole?.();
    await client.query('commit');
    return loaded;
  } catch (error) {
    await onUndone?.();
    if (error instanceof BackupProblem) throw error;
    throw new BackupProblem(`The database did not take it: ${problemOf(error)}. Nothing was changed.`, {
      cause: error,
    });
  }
}

/** Recomputes every chain of the journal, and compares it with the heads that the source had. */
async function verify(connection: pg.PoolConfig, { manifest }: Loaded): Promise<Verification> {
  const database = openDatabase({ ...connection, max: 2 });
  try {
    const kept = Object.entries(manifest.heads).map(([space, head]) => readHead(`${space}:${head}`)!);
    return await verifyJournal(database, kept);
  } finally {
    await database.close();
  }
}
