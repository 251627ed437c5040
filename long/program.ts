// The program and its commands as processes of their own, as a person starts them.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const home = join(import.meta.dirname, '..');

/** Longer than anything takes on a slow machine: reached, it says that nothing will come. */
const limit = 180_000;

export type Settings = Record<string, string>;

export type Program = {
  child: ChildProcess;
  url: string;
  output(): string;
  /** Milliseconds from its beginning until pages came. */
  readyAfter: number;
  /** `kill -9`: the whole program is this one process. */
  kill(): Promise<void>;
  /** As Ctrl-C does. Returns the exit code. */
  stop(): Promise<number | null>;
};

export type Ended = {
  code: number | null;
  output: string;
  /** What it complained of: the lines of its error stream. */
  complaints: string[];
};

/** Nothing of the tests' own environment reaches the program. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const own =
    /^(SAMVIRKE_|VITEST|TEST_|DATABASE_URL$|SMTP_URL$|BOUNCES_URL$|FILES_URL$|NODE_ENV$|PORT$|HOST$|TRUSTED_PROXY$)/;
  const rest = Object.entries(process.env).filter(([name]) => !own.test(name));
  return { ...Object.fromEntries(rest), ...settings };
}

const begun = new Set<ChildProcess>();

/** Ends what a failed test left running. For `afterAll`. */
export function endAll(): void {
  for (const child of begun) child.kill('SIGKILL');
}

function begin(file: string, words: readonly string[], settings: Settings) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(home, 'bin', file), ...words],
    { cwd: home, env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
    complaint += chunk;
  });
  begun.add(child);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      begun.delete(child);
      resolve(code);
    });
  });
  return { child, ended, output: () => output, complaint: () => complaint };
}

/** What `npm start` runs, without the part that installs. Resolves when the city is open. */
export async function startProgram(settings: Settings): Promise<Program> {
  const beginning = performance.now();
  const { child, ended, output } = begin('start.ts', [], settings);
  let code: number | null | undefined;
  void ended.then((ending) => {
    code = ending;
  });
  await until(() => code !== undefined || output().includes('Samvirke is open:'), 'the city opens', output);
  if (code !== undefined) throw new Error(`It ended with ${code} instead of opening:\n${output()}`);
  return {
    child,
    url: /Samvirke is open: (\S+)/.exec(output())![1]!,
    output,
    readyAfter: performance.now() - beginning,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return await ended;
    },
  };
}

/** A start that is expected to come to nothing. */
export async function startInVain(settings: Settings): Promise<Ended> {
  return runToEnd('start.ts', [], settings);
}

/** `npm run import -- FILE` and the like. */
export async function runCommand(words: readonly string[], settings: Settings): Promise<Ended> {
  return runToEnd('command.ts', words, settings);
}

async function runToEnd(file: string, words: readonly string[], settings: Settings): Promise<Ended> {
  const { child, ended, output, complaint } = begin(file, words, settings);
  const tooLong = setTimeout(() => child.kill('SIGKILL'), limit);
  const code = await ended;
  clearTimeout(tooLong);
  return { code, output: output(), complaints: complaint().trim().split('\n').filter(Boolean) };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Waits for a condition; after a long time it says which one never came. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  more: () => string | Promise<string> = () => '',
): Promise<void> {
  const deadline = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.\n${await more()}`);
    await pause(20);
  }
}

/** The sign-ins that the sample city prints. */
export function signInsIn(output: string): Map<string, string> {
  const lines = output.split('Sign in as one of:')[1]?.split('\n') ?? [];
  return new Map(
    lines
      .map((line) => /^ {2}(\S+@\S+) +(\S+) {2}/.exec(line))
      .flatMap((match) => (match ? [[match[1]!, match[2]!] as const] : [])),
  );
}
