// What is built from the code: at the first start after a change where the folder may be written to, else by `npm run build`.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './replace-file.ts';

/** Where the program lies that opens the city, and where that of the commands, which may be newer than what runs. */
export const outDirs = (home: string) => ({
  start: join(home, 'build'),
  commands: join(home, 'build', 'commands'),
});
type Part = keyof ReturnType<typeof outDirs>;

/** Says from which code a part was built. */
const stamp = (home: string, part: Part) => join(outDirs(home)[part], '.made-of');

export async function buildAll(home: string): Promise<void> {
  await build(home, 'start');
  await build(home, 'commands');
}

/** Sees that a part was built from this very code, or builds it. Returns where it lies. */
export async function haveBuilt(home: string, part: Part, onBuild = () => {}): Promise<string> {
  const outDir = outDirs(home)[part];
  const built =
    existsSync(stamp(home, part)) && readFileSync(stamp(home, part), 'utf8') === fingerprint(home);
  if (built) return outDir;
  if (!mayWrite(home)) {
    console.error(
      `The folder ${join(home, 'build')} cannot be written to, and what lies in it was not built from this code. Run as the owner of ${home}: npm run build`,
    );
    process.exit(1);
  }
  onBuild();
  await build(home, part);
  return outDir;
}

async function build(home: string, part: Part): Promise<void> {
  const { [part]: outDir } = outDirs(home);
  // Before the building: what is changed meanwhile is built at the next start.
  const madeOf = fingerprint(home);
  rmSync(stamp(home, part), { force: true });
  // Most starts build nothing, and need none of what builds.
  const [{ buildClient }, { buildServer }] = await Promise.all([
    import('./build-client.ts'),
    import('./build-server.ts'),
  ]);
  await Promise.all([part === 'start' && buildClient(outDir), buildServer(home, outDir)]);
  await replaceFile(stamp(home, part), madeOf);
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
  const files = globSync(['src/**', 'themes/**', 'bin/**', 'package-lock.json', 'tsconfig.json'], {
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
