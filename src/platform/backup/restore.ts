import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Bucket, makeDataFolder } from '../../config.ts';
import { readMigrations } from '../database/migrate.ts';
import { storeInBucket } from '../files/bucket.ts';
import { isFileName, storeOnDisk } from '../files/store.ts';
import { readBackup, scratchIn, verifyFile } from './backup-file.ts';
import { checkEmpty, type Filled, fill, fillFolder, growing } from './fill.ts';
import { names } from './manifest.ts';
import { BackupProblem } from './problem.ts';
import type { Place } from './snapshot.ts';
import type { Part } from './tar.ts';

export type Restoring = {
  file: string;
  key: string | undefined;
  /** Where the migrations are. */
  migrations: string;
};

/**
 * Puts a backup back into an empty place. The file is read to its end before anything is touched; until all is
 * there, what comes grows beside, and a failure takes it away.
 */
export async function restoreBackup(
  place: Place,
  restoring: Restoring,
  withSecret: boolean,
): Promise<Filled> {
  const { dataFolder, databaseUrl, bucket } = place;
  await checkEmpty(place, databaseUrl ? ['files', 'secret'] : ['pg', 'files', 'secret']);
  const { file, key, migrations } = restoring;
  await verifyFile(file, key, await readMigrations(migrations));
  makeDataFolder({ dataFolder });
  const folder = growing(dataFolder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return await fill(place, {
      migrations,
      parts: () => readBackup(file, key),
      onBeside: besideInto(folder),
      async onWhole() {
        const names = [...(bucket ? [] : ['files']), ...(withSecret ? ['secret'] : [])];
        for (const name of names) {
          const moved = await rename(join(folder, name), join(dataFolder, name)).then(
            () => true,
            (error: NodeJS.ErrnoException) => {
              if (error.code !== 'ENOENT') throw error;
              return false; // the backup has none
            },
          );
          if (moved) undo.push(() => rm(join(dataFolder, name), { recursive: true, force: true }));
        }
        if (bucket) await filesInto(bucket, join(folder, 'files'), undo);
      },
      async onUndone() {
        for (const step of undo) await step();
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Brings what has grown in a folder into a bucket. What was begun can be undone. */
async function filesInto(bucket: Bucket, folder: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const [from, to] = [storeOnDisk(folder), storeInBucket(bucket)];
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names.map((path) => basename(path)).filter(isFileName)) {
    undo.push(() => to.remove(name).catch(() => {}));
    await to.put(name, (await from.read(name))!).catch((error) => {
      throw new BackupProblem(`${error.message} Nothing was restored. Empty the store, then try again.`, {
        cause: error,
      });
    });
  }
}

function besideInto(folder: string): (part: Part) => Promise<void> {
  const files = storeOnDisk(join(folder, 'files'));
  return async ({ name, bytes }) => {
    if (name === names.secret) await writeFile(join(folder, 'secret'), bytes, { mode: 0o600, flush: true });
    else if (name.startsWith('files/')) await files.put(name.slice('files/'.length), bytes);
  };
}

/** Restores a backup into a database that is thrown away again. */
export async function tryBackup({ file, key, migrations }: Restoring): Promise<Filled> {
  await verifyFile(file, key, await readMigrations(migrations));
  const folder = await scratchIn(dirname(file));
  try {
    return await fillFolder(folder, { migrations, parts: () => readBackup(file, key) }, false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
