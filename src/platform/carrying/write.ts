import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Files } from '../files/files.ts';
import { nameOf, type Size, sizes } from '../files/store.ts';
import type { House } from '../house.ts';
import { sealOnce } from '../journal/sealer.ts';
import { type Content, format, type Manifest, names, partOfFile } from './format.ts';
import { type Asked, type Gathered, gather, NotSealed } from './gather.ts';
import { sha256 } from './zip.ts';

/** What is told on the way: of a step that has many parts, how many are done. */
export type OnStep = (
  step: 'gathering' | 'pictures' | 'checking' | 'writing',
  done: number,
  of: number,
) => void;

type Part = { name: string; bytes: Buffer } | { name: string; picture: string; size: Size };

/** Everything of a partnership as of one moment. Undefined where there is none. */
export async function gatherPartnership(
  { database }: Pick<House, 'database'>,
  asked: Asked,
): Promise<Gathered | undefined> {
  // In a busy partnership something may be recorded between the seal and the snapshot.
  for (let left = 20; ; left -= 1) {
    while ((await sealOnce(database)) > 0);
    try {
      return await database.snapshot((tx) => gather(tx, asked));
    } catch (error) {
      if (!(error instanceof NotSealed) || left === 0) throw error;
    }
  }
}

/** The bytes of a zip file, as they are made: pictures are in memory one at a time. */
export async function zipOf(
  files: Pick<Files, 'read'>,
  { content, journal, sheets }: Gathered,
  readme: string,
  onStep: OnStep = () => {},
): Promise<Readable> {
  const { parts, kept, missing } = await listPictures(files, content, onStep);
  const whole: Content = { ...content, files: { kept, missing } };
  const texts = [
    { name: names.readme, bytes: Buffer.from(readme) },
    ...sheets.map(({ path, text }) => ({ name: path, bytes: Buffer.from(text) })),
    { name: names.content, bytes: Buffer.from(`${JSON.stringify(whole, null, 1)}\n`) },
    { name: names.journal, bytes: Buffer.from(journal.map((line) => `${line}\n`).join('')) },
  ];
  const marked = texts.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }));
  const manifest: Manifest = {
    samvirke: 'partnership',
    format,
    parts: [...marked, ...parts.map((one) => one.mark)],
  };
  return packed(
    files,
    [
      ...texts,
      ...parts.map((one) => one.part),
      { name: names.manifest, bytes: Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`) },
    ],
    new Date(content.made),
  );
}

/** Each picture is read twice: what is said of it stands before it. */
async function listPictures(files: Pick<Files, 'read'>, content: Content, onStep: OnStep) {
  const parts: { part: Part; mark: Manifest['parts'][number] }[] = [];
  const [kept, missing]: [string[], string[]] = [[], []];
  for (const [n, id] of content.files.kept.entries()) {
    const found = await Promise.all(sizes.map(async (size) => ({ size, bytes: await files.read(id, size) })));
    for (const { size, bytes } of found) {
      if (!bytes) continue;
      const name = partOfFile(nameOf(id, size));
      const mark = { name, bytes: bytes.length, sha256: sha256(bytes) };
      parts.push({ part: { name, picture: id, size }, mark });
    }
    (found.every(({ bytes }) => bytes) ? kept : missing).push(id);
    onStep('pictures', n + 1, content.files.kept.length);
  }
  return { parts, kept, missing };
}

function packed(files: Pick<Files, 'read'>, parts: readonly Part[], mtime: Date): Readable {
  const zip = new ZipFile();
  for (const part of parts) {
    if ('bytes' in part) {
      zip.addBuffer(part.bytes, part.name, { mtime });
      continue;
    }
    zip.addReadStreamLazy(part.name, { mtime, compress: false }, (give) => {
      files.read(part.picture, part.size).then(
        (bytes) =>
          bytes
            ? give(null, Readable.from([bytes], { objectMode: false }))
            : give(new Error(`The picture ${part.picture} has gone meanwhile`), undefined as never),
        (error) => give(error, undefined as never),
      );
    });
  }
  zip.end();
  const out = zip.outputStream as Readable;
  zip.on('error', (error) => out.destroy(error as Error));
  return out;
}

/** Writes into a file that only its owner reads. It has its name only once it is whole and on the disk. */
export async function intoFile(zip: Readable, file: string): Promise<number> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    const to = createWriteStream(unfinished, { mode: 0o600, flags: 'wx' });
    await once(to, 'open');
    await pipeline(zip, to);
    const written = await open(unfinished, 'r+');
    const { size } = await written.stat();
    await written.sync().finally(() => written.close());
    await rename(unfinished, file);
    return size;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
