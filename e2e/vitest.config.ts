import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['e2e/**/*.test.{ts,tsx}'],
    exclude: ['**/*.long.test.*'],
    globalSetup: ['e2e/built.ts', 'e2e/looked-at.ts'],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    // Each file has a city and a browser of its own: while some wait, two cores carry three of them.
    maxWorkers: 3,
  },
});
