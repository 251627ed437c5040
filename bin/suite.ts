import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const home = join(import.meta.dirname, '..');

type Counted = { passed: number; failed: number; names?: readonly string[] };

type Assertion = { status: string; fullName: string; failureMessages: string[] };

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
  testResults: { name: string; status: string; assertionResults: Assertion[] }[];
};

/** Runs the tests of one vitest configuration and counts them. A skipped test counts as failed. */
export function runSuite(config: string, words: readonly string[] = []): Counted {
  const report = join(home, 'build', 'test-reports', `${config.replace(/\W/g, '-')}.json`);
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  const run = spawnSync(
    process.execPath,
    [
      join(home, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...words,
    ],
    { cwd: home, stdio: 'inherit' },
  );
  try {
    const told: Report = JSON.parse(readFileSync(report, 'utf8'));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = told;
    const skipped = numPendingTests + numTodoTests;
    if (skipped > 0) console.log(`${skipped} skipped tests count as failed`);
    // A file that could not even be loaded has no failed tests; the run failed all the same.
    const failed = numFailedTests + skipped;
    return {
      passed: numPassedTests,
      failed: !success || run.status !== 0 ? Math.max(1, failed) : failed,
      names: told.testResults.flatMap(namesOfFailed),
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function namesOfFailed({ name, status, assertionResults }: Report['testResults'][number]): string[] {
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
