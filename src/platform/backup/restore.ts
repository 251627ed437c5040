import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDataFolder } from '../../config.ts';
import { readMigrations } from '../database/migrate.ts';
import { storeOnDisk } from '../files/store.ts';
import { readBackup, scratchIn, verifyFile } from './backup-file.ts';
import { checkEmpty, type Filled, fill, fillFolder, growing } from './fill.ts';
import { names } from './manifest.ts';
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
  const { dataFolder, databaseUrl } = place;
  await checkEmpty(place, databaseUrl ? ['files', 'secret'] : ['pg', 'files', 'secret']);
  const { file, key, migrations } = restoring;
  await verifyFile(file, key, await readMigrations(migrations));
  makeDataFolder({ dataFolder });
  const folder = growing(dataFolder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  const inPlace: string[] = [];
  try {
    return await fill(place, {
      migrations,
      parts: () => readBackup(file, key),
      onBeside: besideInto(folder),
      async onWhole() {
        for (const name of withSecret ? ['files', 'secret'] : ['files']) {
          const moved = await rename(join(folder, name), join(dataFolder, name)).then(
            () => true,
            (error: NodeJS.ErrnoException) => {
              if (error.code !== 'ENOENT') throw error;
              return false; // the backup has none
            },
          );
          if (moved) inPlace.push(join(dataFolder, name));
        }
      },
      async onUndone() {
        for (const path of inPlace) await rm(path, { recursive: true, force: true });
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
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
