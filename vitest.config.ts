import { defineConfig } from 'vitest/config';

/**
 * What another database has nothing new to say to: the embedded one itself, and all addresses by all roles. Who sees which
 * rows is asked of it by the tests of both guards.
 */
const elsewhere = ['src/platform/embedded/**', 'src/access-{matrix,partnerships}.test.ts'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bin/**/*.test.ts'],
    exclude: ['**/*.long.test.*', ...(process.env.TEST_DATABASE_URL ? elsewhere : [])],
    globalSetup: ['src/testing-template.ts'],
    // Files share their threads, and what these have loaded: a third of the time.
    pool: 'threads',
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // Each has its database on its own thread, and some wait: two cores are busy with three.
    maxWorkers: 3,
  },
});
