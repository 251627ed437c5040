import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { CarryProblem } from './problem.ts';

export type Limits = { entries: number; each: number; all: number };

/** A zip file whose list of parts was looked through: names are good, and nothing in it unfolds into more than fits. */
export type OpenedZip = {
  names: readonly string[];
  /** Unpacks one part. Undefined where there is none of that name. */
  read(name: string): Promise<Buffer | undefined>;
  close(): void;
};

/**
 * Opens a zip file that anybody may have made. All is decided by its list of parts, before a byte is unpacked; a part that
 * unfolds into more than the list says ends there.
 * @throws CarryProblem
 */
export async function openZip(
  file: string,
  { limits, isOurs }: { limits: Limits; isOurs: (name: string) => boolean },
): Promise<OpenedZip> {
  const zip = await openPromise(file, { autoClose: false, strictFileNames: true }).catch((error) => {
    throw new CarryProblem('notZip', {}, error);
  });
  try {
    const entries = await listEntries(zip, limits, isOurs);
    return {
      names: [...entries.keys()],
      async read(name) {
        const entry = entries.get(name);
        if (!entry) return undefined;
        try {
          return await buffer(await zip.openReadStreamPromise(entry));
        } catch (error) {
          throw new CarryProblem('damaged', { part: name }, error);
        }
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error instanceof CarryProblem ? error : new CarryProblem('notZip', {}, error);
  }
}

/** Packed in a way that we unpack: as it is, or by deflate, and not encrypted. */
const ways = [0, 8];

async function listEntries(
  zip: ZipFile,
  limits: Limits,
  isOurs: (name: string) => boolean,
): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new CarryProblem('many', { most: limits.entries });
  const entries = new Map<string, Entry>();
  let all = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName: name } = entry;
    const good = isOurs(name) && !entries.has(name) && !entry.isEncrypted();
    if (!good || !ways.includes(entry.compressionMethod))
      throw new CarryProblem('name', { part: shown(name) });
    all += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.each || all > limits.all)
      throw new CarryProblem('large', { most: Math.round(limits.all / 1_000_000) });
    entries.set(name, entry);
  }
  return entries;
}

/** A name as it may stand in a sentence, whatever signs it has. */
const shown = (name: string) => name.replaceAll(/[^\w./-]/g, '?').slice(0, 60);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
