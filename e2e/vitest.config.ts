import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['e2e/**/*.test.{ts,tsx}'],
    globalSetup: ['e2e/built.ts'],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    // Each file has a city and a browser of its own: two cores carry two of them.
    maxWorkers: 2,
  },
});
