import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const named = (names: readonly string[]) => names.map((name) => `long/${name}.test.ts`);

/** Whatever starts, stops and starves whole programs waits half of the time: two at once, but not beside browsers. */
const programs = named([
  'backups-by-the-clock',
  'clocks',
  'disk-full',
  'kills',
  'proxy',
  'read-only',
  'server-away',
  'start',
  'two-programs',
]);

/** What measures a whole program would meet the noise of others. */
const alone = named(['growth', 'memory', 'uploads']);

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
          exclude: [...programs, ...alone],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'programs', include: programs, maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, fileParallelism: false, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
