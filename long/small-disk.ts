import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const megabyte = 2 ** 20;

export type SmallDisk = {
  /** Leaves so many megabytes, or none. */
  fill(left: number): void;
  /** Takes away what filled it. */
  clear(): void;
  close(): void;
};

/** A disk of so many megabytes at a folder, in memory. Mounting takes the rights of an administrator of the machine. */
export function openSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  asAdministrator('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'samvirke', folder]);
  const filling = join(folder, 'filling');
  return {
    fill(left) {
      const file = openSync(filling, 'a');
      try {
        const piece = Buffer.alloc(megabyte / 8);
        while (freeOn(folder) > left * megabyte) writeSync(file, piece);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    clear: () => rmSync(filling, { force: true }),
    close: () => asAdministrator('umount', ['--lazy', folder]),
  };
}

function freeOn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function asAdministrator(program: string, words: string[]): void {
  if (process.getuid!() === 0) execFileSync(program, words, { stdio: 'pipe' });
  else execFileSync('sudo', ['-n', program, ...words], { stdio: 'pipe' });
}
