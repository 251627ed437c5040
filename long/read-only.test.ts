// The program as a service runs it: it may not write into its own code, and its data are elsewhere.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  globSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, home, until } from './program.ts';

const code = mkdtempSync(join(tmpdir(), 'samvirke-code-'));
const data = mkdtempSync(join(tmpdir(), 'samvirke-elsewhere-'));
const begun = new Set<ChildProcess>();

/** All folders of the code, so that nothing can be made in them, and all files, so that none can be changed. */
function freeze(frozen: boolean): void {
  const inside = globSync('**', {
    cwd: code,
    withFileTypes: true,
    exclude: (entry) => entry.name === 'node_modules',
  });
  for (const entry of inside) {
    const mode = frozen ? (entry.isDirectory() ? 0o555 : 0o444) : 0o755;
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), mode);
  }
  chmodSync(code, frozen ? 0o555 : 0o755);
}

const filesOf = () =>
  readdirSync(code, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

beforeAll(() => {
  for (const name of ['bin', 'src', 'themes', 'migrations', 'demo', 'package.json', 'package-lock.json'])
    cpSync(join(home, name), join(code, name), { recursive: true });
  symlinkSync(join(home, 'node_modules'), join(code, 'node_modules'));
  execFileSync(process.execPath, [join(code, 'bin/build.ts')], { cwd: code, stdio: 'pipe' });
  freeze(true);
});
afterAll(() => {
  for (const child of begun) child.kill('SIGKILL');
  freeze(false);
  for (const folder of [code, data]) rmSync(folder, { recursive: true, force: true });
});

/** Root can write anywhere, but for a root that has been left no capability. */
const powerless = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] : [];

function begin(file: string, words: string[] = [], settings: Record<string, string> = {}) {
  const call = [
    ...powerless,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    join(code, 'bin', file),
  ];
  const env = {
    PATH: process.env.PATH,
    SAMVIRKE_DATA: join(data, 'city'),
    SAMVIRKE_DEMO: 'off',
    ...settings,
  };
  const child = spawn(call[0]!, [...call.slice(1), ...words], {
    cwd: code,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  begun.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

it('opens and backs up with what was built, and leaves the code as it was', async () => {
  const before = filesOf();
  expect(before).toContain(join(code, 'build/.made-of'));
  const PORT = await freePort();
  const program = begin('start.ts', [], { PORT, HOST: '127.0.0.1', SAMVIRKE_LOG: 'error' });
  let ending: number | null | undefined;
  void program.ended.then((code) => {
    ending = code;
  });
  const isOpen = () => ending !== undefined || program.output().includes('Samvirke is open:');
  await until(isOpen, 'the city opens', program.output);
  expect(ending, program.output()).toBeUndefined();
  const page = await fetch(`http://127.0.0.1:${PORT}/setup`);
  expect(page.status).toBe(200);
  const [style] = /\/assets\/[^"]+\.css/.exec(await page.text())!;
  expect((await fetch(`http://127.0.0.1:${PORT}${style}`)).status).toBe(200);
  const backup = begin('command.ts', ['backup']);
  expect(await backup.ended, backup.output()).toBe(0);
  // Ctrl-C comes twice: from the terminal, and from the script that started it.
  for (const wait of [30, 0]) {
    program.child.kill('SIGINT');
    await pause(wait);
  }
  expect(await program.ended).toBe(0);
  expect(filesOf()).toEqual(before);
});

it('does not open with what was built from other code', async () => {
  chmodSync(join(code, 'src/main.ts'), 0o644);
  appendFileSync(join(code, 'src/main.ts'), '// newer\n');
  for (const [file, words] of [
    ['start.ts', []],
    ['command.ts', ['verify-journal']],
  ] as const) {
    const { ended, output } = begin(file, [...words]);
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^The folder \S+build cannot be written to, .* npm run build\n$/);
  }
});
