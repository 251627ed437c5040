import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { names } from './format.ts';
import { sha256 } from './zip.ts';

export type Parts = Map<string, Buffer>;

/** Everything in a zip file, as a program reads it that looks at nothing. */
export async function partsOf(file: string): Promise<Parts> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false });
  const parts: Parts = new Map();
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  zip.close();
  return parts;
}

/** A zip file in a folder of its own. */
export async function zipped(parts: Iterable<[string, Buffer]>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, bytes] of parts) zip.addBuffer(bytes, name);
  zip.end();
  const file = join(await mkdtemp(join(tmpdir(), 'samvirke-zip-')), 'made.zip');
  await writeFile(file, await buffer(zip.outputStream));
  return file;
}

/** A zip file with other bytes in it, wherever they stand. */
export async function patched(file: string, change: (bytes: Buffer) => void): Promise<string> {
  const bytes = await readFile(file);
  change(bytes);
  await writeFile(`${file}.patched`, bytes);
  return `${file}.patched`;
}

/**
 * The file once more with something changed in it: `signed` with checksums that fit, as by somebody who knows how, else as
 * by an accident.
 */
export async function changed(
  file: string,
  change: (parts: Parts) => void,
  how: 'signed' | 'by accident' = 'signed',
): Promise<string> {
  const parts = await partsOf(file);
  change(parts);
  if (how === 'signed') {
    const manifest = JSON.parse(parts.get(names.manifest)!.toString());
    parts.delete(names.manifest);
    manifest.parts = [...parts].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: sha256(bytes),
    }));
    parts.set(names.manifest, Buffer.from(JSON.stringify(manifest)));
  }
  return zipped(parts);
}
