import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..');

/** Runs the tests of one vitest configuration and counts them. A skipped test counts as failed. */
export function runSuite(config: string, words: readonly string[] = []): { passed: number; failed: number } {
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
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const skipped = numPendingTests + numTodoTests;
    if (skipped > 0) console.log(`${skipped} skipped tests count as failed`);
    // A file that could not even be loaded has no failed tests; the run failed all the same.
    const failed = numFailedTests + skipped;
    return { passed: numPassedTests, failed: !success || run.status !== 0 ? Math.max(1, failed) : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** The last line of every test command, and its exit code. */
export function tell(results: readonly { passed: number; failed: number }[]): void {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
