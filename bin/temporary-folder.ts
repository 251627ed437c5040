import { chmodSync, existsSync, mkdtempSync, readFileSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const inMemory = '/dev/shm';
const roomy = 6 * 2 ** 30;

/**
 * A folder for what the tests write: each opens a city, whose files are copied twice as fast in memory, where there
 * is enough of it.
 */
export function temporaryFolder(): string {
  const fits =
    existsSync(inMemory) &&
    freemem() > 2 * roomy &&
    freeIn(inMemory) > roomy &&
    startsPrograms(inMemory) &&
    !process.env.TMPDIR;
  const folder = mkdtempSync(join(fits ? inMemory : tmpdir(), 'samvirke-'));
  // A PostgreSQL server runs as somebody else.
  chmodSync(folder, 0o711);
  return folder;
}

/** A browser is unpacked there, which some machines forbid to start. */
function startsPrograms(folder: string): boolean {
  const line = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((mounted) => mounted.split(' ')[1] === folder);
  return line !== undefined && !line.split(' ')[3]!.split(',').includes('noexec');
}

function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
