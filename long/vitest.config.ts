import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['long/**/*.test.ts'],
    globalSetup: ['src/testing-template.ts', 'e2e/built.ts'],
    // One after the other: each starts programs and servers of its own.
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
