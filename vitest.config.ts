import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bin/**/*.test.ts'],
    globalSetup: ['src/testing-template.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Each worker starts a database of its own: two cores carry two of them.
    maxWorkers: 2,
  },
});
