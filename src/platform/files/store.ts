import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the bytes of files lie: a folder of this machine, or a bucket elsewhere. */
export type FileStore = {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is no such file. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** What is not there is gone already. */
  remove(name: string): Promise<void>;
};

/** The place of the bytes does not answer, or refuses us: nobody's mistake who wanted to see or bring a picture. */
export class StoreAway extends Error {
  /** How a sentence about it goes on. */
  readonly reason: string;
  constructor(reason: string) {
    super(`The store of pictures ${reason}.`);
    this.reason = reason;
  }
}

export const sizes = ['large', 'small'] as const;
export type Size = (typeof sizes)[number];

/** What the bytes of a file in one of its sizes are called. */
export const nameOf = (id: string, size: Size) => (size === 'small' ? `${id}-small` : id);

/** Whether something in a folder of files is one, and not a folder in between. */
export const isFileName = (name: string) => name.includes('-');

/** Files by their names, in subfolders by the end of their ids, which are random there. */
export const keyOf = (name: string) => `${name.slice(34, 36)}/${name}`;

/** A folder; made with the first file. The package comes into memory with the first file too. */
export function storeOnDisk(folder: string): FileStore {
  let opening: Promise<import('flydrive').Disk> | undefined;
  const disk = () => (opening ??= openDisk(folder));
  return {
    async put(name, bytes) {
      await (await disk()).put(keyOf(name), bytes);
      // What a page acknowledges is on the disk, as in the database.
      const written = await open(join(folder, keyOf(name)), 'r+');
      await written.sync().finally(() => written.close());
    },
    async read(name) {
      const drive = await disk();
      if (!(await drive.exists(keyOf(name)))) return undefined;
      return new Uint8Array(await drive.getBytes(keyOf(name)));
    },
    async remove(name) {
      await (await disk()).delete(keyOf(name));
    },
  };
}

async function openDisk(folder: string) {
  const [{ Disk }, { FSDriver }] = await Promise.all([import('flydrive'), import('flydrive/drivers/fs')]);
  return new Disk(new FSDriver({ location: folder, visibility: 'private' }));
}
