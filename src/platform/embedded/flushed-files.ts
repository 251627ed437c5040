// PGlite leaves everything to the operating system's cache: a killed process loses nothing, a power cut may lose
// commits and, worse, keep later writes without earlier ones. Here what Postgres wants on the disk gets there:
// fsync is on, and Emscripten's Node file system learns the call that it lacks.
import fs from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

const ioError = 29; // EIO, as WebAssembly's system interface numbers it; Postgres then stops itself

export const flushedStart = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  // Emscripten's fdatasync, Postgres' choice on Linux, does nothing.
  ...['-c', 'wal_sync_method=fsync'],
];

export class FlushedFiles extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const flush = (engine: { FS: { lookupPath(path: string): Place } }) => {
      const { stream_ops } = engine.FS.lookupPath(PGlite.paths.PGDATA).node.mount.type;
      stream_ops.fsync = (stream) => {
        try {
          fs.fsyncSync(stream.nfd);
          return 0;
        } catch {
          return ioError;
        }
      };
    };
    const before = emscriptenOpts.preRun as ((engine: never) => void)[];
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...before, flush] as typeof emscriptenOpts.preRun },
    };
  }
}

/** A place in Emscripten's file system, with the operations of the kind of files that are mounted there. */
type Place = { node: { mount: { type: { stream_ops: { fsync?(stream: { nfd: number }): number } } } } };

/** Flushes a folder with all that is in it, for files that were written before Postgres watched over them. */
export function flushFolder(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushFolder(path);
    else flush(path);
  }
  flush(folder);
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function flush(path: string): void {
  const file = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}
