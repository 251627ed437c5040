import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

const home = join(import.meta.dirname, '..');

type Counted = { passed: number; failed: number; names?: readonly string[] };

type Assertion = { status: string; fullName: string; failureMessages: string[] };

type TestFile = { name: string; status: string; assertionResults: Assertion[] };

type Report = { success: boolean; testResults: TestFile[] };

/** So few files may fail by chance, of a busy machine; more have a cause. */
const triedAgain = 3;

/**
 * Runs the tests of one vitest configuration and counts them. A skipped test counts as failed.
 * A file that failed is tried once more, alone, and what passes then is named as unsteady: journeys of real browsers
 * and processes meet the moods of a shared machine, but a test that wavers wants to be mended.
 */
export function runSuite(config: string, words: readonly string[] = []): Counted {
  const first = runOnce(config, words) ?? runAgain(config, words);
  const failed = first?.testResults.filter(({ status }) => status === 'failed') ?? [];
  if (!first || failed.length === 0 || failed.length > triedAgain) return count(first);
  const second = runOnce(config, ['--maxWorkers=1', ...failed.map(({ name }) => relative(home, name))]);
  if (!second) return count(first);
  const steady = first.testResults.filter((file) => !failed.includes(file));
  const passedNow = second.testResults.filter(({ status }) => status === 'passed').map(({ name }) => name);
  for (const name of failed.filter((file) => passedNow.includes(file.name)).flatMap(namesOfFailed)) {
    console.log(`Unsteady, passed at the second try: ${name}`);
  }
  return count({ success: second.success, testResults: [...steady, ...second.testResults] });
}

/** Of a run that told nothing the program itself broke, as V8 does once in some hundred runs with many databases. */
function runAgain(config: string, words: readonly string[]): Report | undefined {
  console.log('The run broke off, and begins once more.');
  return runOnce(config, words);
}

function runOnce(config: string, words: readonly string[]): Report | undefined {
  const folder = temporaryFolder();
  try {
    return runIn(folder, config, words);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runIn(folder: string, config: string, words: readonly string[]): Report | undefined {
  const report = join(home, 'build', 'test-reports', `${config.replace(/\W/g, '-')}.json`);
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  const run = spawnSync(
    process.execPath,
    [
      // Code of the database, shared by threads, is given back by one while another still has it.
      '--no-wasm-code-gc',
      join(home, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...words,
    ],
    { cwd: home, stdio: 'inherit', env: { ...process.env, TMPDIR: folder } },
  );
  try {
    const told: Report = JSON.parse(readFileSync(report, 'utf8'));
    return { ...told, success: told.success && run.status === 0 };
  } catch {
    return undefined;
  }
}

function count(told: Report | undefined): Counted {
  if (!told) return { passed: 0, failed: 1 };
  const statuses = told.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ status }) => status),
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const skipped = statuses.filter((status) => status !== 'passed' && status !== 'failed').length;
  if (skipped > 0) console.log(`${skipped} skipped tests count as failed`);
  const names = told.testResults.flatMap(namesOfFailed);
  const failed = names.length + skipped;
  return { passed, failed: told.success ? failed : Math.max(1, failed), names };
}

/** The tests that failed, or the file itself when it could not be loaded. */
function namesOfFailed({ name, status, assertionResults }: TestFile): string[] {
  const file = relative(home, name);
  const failed = assertionResults.filter((one) => one.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [file];
  return failed.map(
    ({ fullName, failureMessages }) => `${file}: ${fullName}: ${failureMessages[0]?.split('\n', 1)[0]}`,
  );
}

/** The last line of every test command, and its exit code. */
export function tell(results: readonly Counted[]): void {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  for (const name of results.flatMap(({ names = [] }) => names)) console.log(`Failed: ${name}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
