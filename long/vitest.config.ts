import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Whatever stops, starves or measures a whole program: beside others it would meet their noise. */
const alone = [
  'backups-by-the-clock',
  'clocks',
  'disk-full',
  'growth',
  'kills',
  'memory',
  'proxy',
  'read-only',
  'server-away',
  'start',
  'two-programs',
  'uploads',
].map((name) => `long/${name}.test.ts`);

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['src/testing-template.ts', 'e2e/built.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: ['long/**/*.test.ts', '{src,e2e}/**/*.long.test.{ts,tsx}'],
          exclude: alone,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
