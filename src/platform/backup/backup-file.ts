import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline as flow, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { createGunzip, createGzip } from 'node:zlib';
import type { Migration } from '../database/migrate.ts';
import { roomIn } from '../room.ts';
import { beginning, decrypted, encrypted } from './encryption.ts';
import { divide, readBeginning, readManifest } from './load.ts';
import { type Manifest, names } from './manifest.ts';
import { BackupProblem } from './problem.ts';
import { type Part, partsOf, tarOf } from './tar.ts';

const ending = '.tar.gz';

/** The name says when it was made, in UTC, so that names sort by time. */
export function nameOfBackup(made: Date, key: string | undefined): string {
  const time = made.toISOString().replace(/[:.]/g, '-');
  return `samvirke-${time}${ending}${key ? '.age' : ''}`;
}

export const isBackup = (name: string) => /^samvirke-[\dT-]+Z\.tar\.gz(\.age)?$/.test(name);

/** What is called so is being written, or is a database that is looked at and thrown away. */
export const isUnfinished = (name: string) => /\.unfinished(-\w+)?$/.test(name);

/** A folder of our own beside the backups, for what is thrown away. Not the system's: that may be in memory. */
export async function scratchIn(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await mkdtemp(join(folder, 'database.unfinished-'));
  } catch (error) {
    throw notInto(folder, error);
  }
}

/** What the system says of a folder, in one sentence. */
export function notInto(folder: string, error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!/^(ENOSPC|EDQUOT|EFBIG|EACCES|EROFS|EPERM|ENOTDIR|EEXIST)$/.test(code)) return error;
  return new BackupProblem(`The backup cannot be written into ${folder}: ${code}.`, { cause: error });
}

/** Refuses what would leave too little room beside it: the city that goes on may be on the same disk. */
export function checkFits(folder: string, bytes: number): void {
  const room = roomIn(folder);
  if (bytes <= room) return;
  const [needed, free] = [bytes, Math.max(room, 0)].map((one) => Math.ceil(one / 1_000_000));
  throw new BackupProblem(
    `The backup does not fit into ${folder}: it needs ${needed} MB more, and ${free} MB can be taken.`,
  );
}

/** Writes the parts into one file in a folder. It has its name only once it is whole and on the disk. */
export async function writeBackup(
  parts: AsyncIterable<Part>,
  { folder, made, key }: { folder: string; made: Date; key: string | undefined },
): Promise<{ file: string; bytes: number; manifest: Manifest }> {
  const file = join(folder, nameOfBackup(made, key));
  const unfinished = `${file}.${process.pid}.unfinished`;
  let last: Part | undefined;
  async function* noted(): AsyncGenerator<Part> {
    for await (const part of parts) {
      last = part;
      checkFits(folder, part.bytes.length);
      yield part;
    }
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const archive = Readable.from(tarOf(noted(), made), { objectMode: false });
    const compressed = createGzip({ chunkSize: 64 * 1024 });
    const locked = key ? await encrypted(compressed, key) : compressed;
    const to = createWriteStream(unfinished, { mode: 0o600 });
    if (locked === compressed) await pipeline(archive, compressed, to);
    else await Promise.all([pipeline(archive, compressed), pipeline(locked, to)]);
    const written = await open(unfinished, 'r+');
    const { size } = await written.stat();
    await written.sync().finally(() => written.close());
    await rename(unfinished, file);
    await flushNames(folder);
    return { file, bytes: size, manifest: readManifest(last!) };
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw notInto(folder, error);
  }
}

/** Until the name of a file in a folder is on the disk; where a folder cannot be opened, the system sees to it. */
export async function flushNames(folder: string): Promise<void> {
  const names = await open(folder).catch(() => undefined);
  await names?.sync().catch(() => {});
  await names?.close();
}

/** The parts of a backup, in order. Every way in which the file itself is wrong is one sentence. */
export async function* readBackup(file: string, key: string | undefined): AsyncGenerator<Part> {
  try {
    yield* partsOf(await openBackup(file, key));
  } catch (error) {
    if (error instanceof BackupProblem) throw error;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall) throw new BackupProblem(`The file ${file} cannot be read: ${code}.`);
    throw new BackupProblem(`The backup ${file} is damaged or cut off.`, { cause: error });
  }
}

async function openBackup(file: string, key: string | undefined): Promise<Readable> {
  const start = await beginningOf(file);
  const locked = start.toString() === beginning;
  if (!locked && (start[0] !== 0x1f || start[1] !== 0x8b))
    throw new BackupProblem(`The file ${file} is not a backup of Samvirke.`);
  const source = createReadStream(file);
  const zipped = locked
    ? await decrypted(source, key).catch((error) => {
        source.destroy();
        throw error;
      })
    : source;
  // Errors of both come out where the parts are read.
  return flow(zipped, createGunzip({ chunkSize: 64 * 1024 }), () => {});
}

async function beginningOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  const bytes = Buffer.alloc(beginning.length);
  const { bytesRead } = await handle.read(bytes).finally(() => handle.close());
  return bytes.subarray(0, bytesRead);
}

/** Reads all of a backup and tells what it says of itself, if that is so. Nothing else is touched. */
export async function verifyFile(
  file: string,
  key: string | undefined,
  ours: readonly Migration[],
): Promise<Manifest> {
  const found: Manifest['parts'] = [];
  let manifest: Manifest | undefined;
  let first = true;
  for await (const part of readBackup(file, key)) {
    if (first && part.name !== names.beginning)
      throw new BackupProblem(`The file ${file} is not a backup of Samvirke.`);
    if (first) divide(ours, readBeginning(part));
    first = false;
    if (part.name === names.manifest) manifest = readManifest(part);
    else {
      const { name, bytes } = part;
      found.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
  }
  if (!manifest) throw new BackupProblem(`The backup ${file} is damaged or cut off.`);
  const other = manifest.parts.findIndex((part, n) => !isDeepStrictEqual(part, found[n]));
  if (other >= 0 || manifest.parts.length !== found.length) {
    throw new BackupProblem(
      `The backup ${file} is damaged: ${manifest.parts[other]?.name ?? found.at(-1)?.name} is not what was written.`,
    );
  }
  return manifest;
}
