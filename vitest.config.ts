import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bin/**/*.test.ts'],
    // The embedded database has nothing to show where there is another one.
    exclude: ['**/*.long.test.*', ...(process.env.TEST_DATABASE_URL ? ['src/platform/embedded/**'] : [])],
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
