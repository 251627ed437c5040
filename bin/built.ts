// What is built from the code: anew at each start where the folder may be written to, else once, by `npm run build`.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from './build-client.ts';
import { buildServer } from './build-server.ts';

/** Where the program lies that opens the city, and where that of the commands, which may be newer than what runs. */
export const outDirs = (home: string) => ({
  start: join(home, 'build'),
  commands: join(home, 'build', 'commands'),
});
type Part = keyof ReturnType<typeof outDirs>;

/** Says from which code all of it was built. */
const stamp = (home: string) => join(home, 'build', '.made-of');

export async function buildAll(home: string): Promise<void> {
  await build(home, 'start');
  await build(home, 'commands');
  writeFileSync(stamp(home), fingerprint(home));
}

/** Builds a part, or sees that it was built from this very code. Returns where it lies. */
export async function haveBuilt(home: string, part: Part, onBuild = () => {}): Promise<string> {
  if (mayWrite(home)) {
    onBuild();
    // From here on it is not known any more what the other part was built from.
    rmSync(stamp(home), { force: true });
    await build(home, part);
  } else if (!existsSync(stamp(home)) || readFileSync(stamp(home), 'utf8') !== fingerprint(home)) {
    console.error(
      `The folder ${join(home, 'build')} cannot be written to, and what lies in it was not built from this code. Run as the owner of ${home}: npm run build`,
    );
    process.exit(1);
  }
  return outDirs(home)[part];
}

async function build(home: string, part: Part): Promise<void> {
  const { [part]: outDir } = outDirs(home);
  await Promise.all([part === 'start' && buildClient(outDir), buildServer(home, outDir)]);
}

function mayWrite(home: string): boolean {
  const folder = join(home, 'build');
  try {
    accessSync(existsSync(folder) ? folder : home, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function fingerprint(home: string): string {
  const files = globSync(['src/**', 'themes/**', 'bin/**', 'package-lock.json'], {
    cwd: home,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(file.slice(home.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
