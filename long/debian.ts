import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a package of Debian, unpacked into a folder of the test: nothing is installed, and no service starts. */
export function unpackedFrom(name: string, file: string, folder: string): string {
  const unpacked = join(folder, 'debian');
  mkdirSync(unpacked, { recursive: true });
  const run = (program: string, words: string[]) =>
    execFileSync(program, words, { cwd: unpacked, stdio: 'pipe' });
  try {
    try {
      run('apt-get', ['download', '-qq', name]);
    } catch {
      run('apt-get', ['update', '-qq']);
      run('apt-get', ['download', '-qq', name]);
    }
    run('dpkg', ['-x', globSync(`${name}_*.deb`, { cwd: unpacked })[0]!, unpacked]);
  } catch (cause) {
    const said = `There is no ${name} on this machine, and it could not be fetched. Install it: apt-get install ${name}`;
    throw new Error(said, { cause });
  }
  return globSync(file, { cwd: unpacked }).map((path) => join(unpacked, path))[0]!;
}
