import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { storeAt } from '../files/place.ts';
import { isBackup, isUnfinished, writeBackup } from './backup-file.ts';
import { dump } from './dump.ts';
import { type Manifest, rowsIn } from './manifest.ts';
import { onSnapshot, type Place } from './snapshot.ts';

export type Making = Place & {
  /** The secret in the data folder; undefined where it is set by the environment. */
  secret: string | undefined;
  folder: string;
  key: string | undefined;
};

export type Made = { file: string; bytes: number; rows: number; manifest: Manifest };

/** Milliseconds after which nobody is still writing. */
const unfinishedFor = 24 * 3_600_000;

/** Writes all of a city into one file, as it is at one instant, while it runs or not. */
export async function makeBackup(making: Making): Promise<Made> {
  const { folder, key, secret } = making;
  await clearUnfinished(folder);
  return onSnapshot(making, folder, async (client) => {
    const parts = dump(client, { files: storeAt(making), secret });
    const { rows } = await client.query<{ made: Date }>('select now() as made');
    const { file, bytes, manifest } = await writeBackup(parts, { folder, key, made: rows[0]!.made });
    return { file, bytes, rows: rowsIn(manifest), manifest };
  });
}

/** What a killed program left behind. What is younger may be at work right now. */
async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!isUnfinished(name)) continue;
    const path = join(folder, name);
    const { mtimeMs = Date.now() } = (await stat(path).catch(() => undefined)) ?? {};
    if (mtimeMs < Date.now() - unfinishedFor) await rm(path, { recursive: true, force: true });
  }
}

/** The backups in a folder, newest first. */
export async function listBackups(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(isBackup)
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/** Leaves so many of the newest in a folder. Whatever has another name is not ours. */
export async function keepNewest(folder: string, kept: number): Promise<void> {
  for (const file of (await listBackups(folder)).slice(kept)) await rm(file, { force: true });
}
