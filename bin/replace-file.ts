import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OutputFile } from 'esbuild';

/** Ends the name of what is not whole yet. */
export const unfinished = '.new';

/**
 * Whoever reads the file meanwhile sees the old one or the new one, never half of it: two processes of one city
 * may be started at the same moment, and each builds. What is the same already is left alone.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(Buffer.from(content))) return;
  const own = `${path}.${process.pid}${unfinished}`;
  await writeFile(own, content);
  await rename(own, path);
}

/** What is asked for by a name of its content comes first, so that nothing names a file that is not there. */
export async function replaceOutputs(files: readonly OutputFile[], isEntry: (path: string) => boolean) {
  const write = async ({ path, contents }: OutputFile) => {
    await mkdir(dirname(path), { recursive: true });
    await replaceFile(path, contents);
  };
  await Promise.all(files.filter(({ path }) => !isEntry(path)).map(write));
  await Promise.all(files.filter(({ path }) => isEntry(path)).map(write));
}
