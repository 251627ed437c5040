import type { z } from 'zod';
import { sniff } from '../files/sniff.ts';
import { nameOf, sizes } from '../files/store.ts';
import { commit, link, origin } from '../journal/chain.ts';
import {
  type Content,
  contentSchema,
  format,
  isOurs,
  type JournalLine,
  limits,
  lineSchema,
  type Manifest,
  manifestSchema,
  names,
  partOfFile,
} from './format.ts';
import { CarryProblem } from './problem.ts';
import type { OnStep } from './write.ts';
import { type Limits, type OpenedZip, openZip, sha256 } from './zip.ts';

/** A line of the journal, and the same as it stands in the file: nothing in it changes on the way. */
export type SealedLine = JournalLine & { entry: NonNullable<JournalLine['entry']>; written: string };

/** A file that is whole, and whose journal holds. */
export type Opened = {
  content: Content;
  journal: readonly SealedLine[];
  /** The bytes of a picture, as they were when the file was looked through. */
  picture(name: string): Promise<Buffer>;
  close(): void;
};

/**
 * Opens the file of a whole partnership. Everything about the file itself is looked at here, to its end: each part is what
 * was written, and every chain of its journal is recomputed.
 * @throws CarryProblem
 */
export async function openCarried(
  file: string,
  onStep: OnStep = () => {},
  most: Limits = limits,
): Promise<Opened> {
  const zip = await openZip(file, { limits: most, isOurs });
  try {
    const manifest = await readManifest(zip);
    await checkParts(zip, manifest, onStep);
    const content = await readContent(zip);
    const journal = await readJournal(zip);
    checkJournal(content, journal);
    await checkPictures(zip, content);
    const marks = new Map(manifest.parts.map((part) => [part.name, part.sha256]));
    return {
      content,
      journal,
      async picture(name) {
        const part = partOfFile(name);
        const bytes = await zip.read(part);
        if (!bytes || sha256(bytes) !== marks.get(part)) throw new CarryProblem('damaged', { part });
        return bytes;
      },
      close: zip.close,
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** JSON of ours; in anything else of the name the file is a foreign one. */
function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function readManifest(zip: OpenedZip): Promise<Manifest> {
  const bytes = await zip.read(names.manifest);
  const manifest = bytes && parsed(manifestSchema, bytes.toString());
  if (!manifest) throw new CarryProblem('foreign');
  if (manifest.format !== format) throw new CarryProblem('newer');
  return manifest;
}

async function checkParts(zip: OpenedZip, { parts }: Manifest, onStep: OnStep): Promise<void> {
  const listed = new Set([names.manifest, ...parts.map((part) => part.name)]);
  const more = zip.names.find((name) => !listed.has(name));
  if (more) throw new CarryProblem('damaged', { part: more });
  for (const [n, { name, bytes, sha256: mark }] of parts.entries()) {
    const found = await zip.read(name);
    if (found?.length !== bytes || sha256(found) !== mark) throw new CarryProblem('damaged', { part: name });
    onStep('checking', n + 1, parts.length);
  }
}

async function readContent(zip: OpenedZip): Promise<Content> {
  const text = (await zip.read(names.content))?.toString() ?? '';
  const content = parsed(contentSchema, text);
  if (!content) throw new CarryProblem('foreign');
  if (content.format !== format) throw new CarryProblem('newer');
  if (content.holds !== 'whole') throw new CarryProblem('shared');
  return content;
}

async function readJournal(zip: OpenedZip): Promise<SealedLine[]> {
  const text = (await zip.read(names.journal))?.toString() ?? '';
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((written, n) => {
      const line = parsed(lineSchema, written);
      if (!line?.entry) throw new CarryProblem('journal', { line: n + 1 });
      return { ...line, entry: line.entry, written };
    });
}

/** Recomputes each chain, from its first entry to its head. */
function checkJournal({ heads }: Content, journal: readonly SealedLine[]): void {
  const numbered = journal.map((line, n) => ({ ...line, number: n + 1 }));
  const chains = Map.groupBy(numbered, ({ space }) => space);
  for (const [space, lines] of chains) {
    let before: Buffer = origin;
    for (const [n, line] of lines.toSorted((a, b) => a.position - b.position).entries()) {
      const { entry, position, hash, number } = line;
      const commitment = bytesOf(entry.commitment);
      const next = link(before, position, { ...entry, space_id: space, at: new Date(entry.at), commitment });
      const said = entry.salt
        ? commit(bytesOf(entry.salt), entry.actor_id, entry.personal).equals(commitment)
        : entry.actor_id === null && entry.personal === null;
      if (position !== n + 1 || next.toString('hex') !== hash || !said)
        throw new CarryProblem('journal', { line: number });
      before = next;
    }
    if (heads[space] !== `${lines.length}:${before.toString('hex')}`)
      throw new CarryProblem('head', { space });
  }
  const headless = Object.keys(heads).find((space) => !chains.has(space));
  if (headless) throw new CarryProblem('head', { space: headless });
}

const bytesOf = (written: string): Buffer => Buffer.from(written.slice(2), 'hex');

/** Each row of a picture has its bytes, and they are those: nothing else is ever served under its name. */
async function checkPictures(zip: OpenedZip, { tables, files }: Content): Promise<void> {
  const rows = tables.flatMap(({ name, rows }) => (name === 'file' ? rows : []));
  const missing = new Set(files.missing);
  const bad = (id: unknown) => new CarryProblem('picture', { part: partOfFile(String(id)) });
  for (const row of rows) {
    const id = String(row.id);
    if (row.type !== 'image/webp') throw bad(id);
    if (missing.has(id)) continue;
    for (const size of sizes) {
      const bytes = await zip.read(partOfFile(nameOf(id, size)));
      if (!bytes || sniff(bytes) !== 'webp') throw bad(id);
      if (size === 'large' && `\\x${sha256(bytes)}` !== row.sha256) throw bad(id);
    }
  }
  const known = new Set(rows.map((row) => row.id));
  const unknown = zip.names.find(
    (name) =>
      name.startsWith('files/') && !known.has(name.slice('files/'.length).replace(/(-small)?\.webp$/, '')),
  );
  if (unknown) throw new CarryProblem('picture', { part: unknown });
}
