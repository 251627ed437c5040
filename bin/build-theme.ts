import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The CSS of one city from its theme file (the configuration format of the Designsystemet command line,
 * with one theme named as the file). Takes seconds, so what was built once is kept in `cache`.
 */
export async function buildTheme(theme: { city: string; config: string; cache: string }): Promise<string> {
  const tool = join(
    dirname(fileURLToPath(import.meta.resolve('@digdir/designsystemet'))),
    '../bin/designsystemet.js',
  );
  const version = await readFile(join(dirname(tool), '../../package.json'), 'utf8');
  const own = await readFile(new URL(import.meta.url), 'utf8');
  const key = createHash('sha256')
    .update(theme.config)
    .update(version)
    .update(own)
    .digest('hex')
    .slice(0, 16);
  const kept = join(theme.cache, `theme-${theme.city}-${key}.css`);
  const found = await readFile(kept, 'utf8').catch(() => undefined);
  if (found !== undefined) return found;

  await mkdir(theme.cache, { recursive: true });
  const work = await mkdtemp(join(theme.cache, 'theme-'));
  try {
    await writeFile(join(work, 'config.json'), theme.config);
    // The tool writes only below the folder it is started in.
    const options = { cwd: work };
    await run(process.execPath, [tool, 'tokens', 'create', '--config', 'config.json'], options);
    await run(process.execPath, [tool, 'tokens', 'build', '-o', 'css', '--config', 'config.json'], options);
    const css = fitted(await readFile(join(work, 'css', `${theme.city}.css`), 'utf8'));
    // Written under another name first, so that a build cut short leaves no half file behind.
    await writeFile(join(work, 'done.css'), css);
    await rename(join(work, 'done.css'), kept);
    return css;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Leaves out what no page uses, and keeps the dark colours off paper. */
function fitted(css: string): string {
  const unused = [
    '@layer ds.theme.typography.secondary {',
    // `auto` in light: `:root` says the same.
    '@media (prefers-color-scheme: light) {\n  [data-color-scheme="auto"] {',
  ];
  const onScreen = '@layer ds.theme.color-scheme.dark {\n[data-color-scheme="dark"] {';
  return [...unused, onScreen].reduce(
    (rest, opening) =>
      changeBlock(rest, opening, (block) => (opening === onScreen ? `@media screen {${block}}` : '')),
    css.replaceAll('@media (prefers-color-scheme: dark)', '@media screen and (prefers-color-scheme: dark)'),
  );
}

function changeBlock(css: string, opening: string, change: (block: string) => string): string {
  const start = css.indexOf(opening);
  if (start === -1) throw new Error(`The theme has no block "${opening}": look at bin/build-theme.ts`);
  let depth = 0;
  for (let end = start; end < css.length; end++) {
    if (css[end] === '{') depth++;
    if (css[end] === '}' && --depth === 0) {
      return css.slice(0, start) + change(css.slice(start, end + 1)) + css.slice(end + 1);
    }
  }
  throw new Error('The theme has a block without an end');
}
