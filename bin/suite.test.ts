import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runSuite } from './suite.ts';

// Inside the house, so that the files find vitest.
const build = join(import.meta.dirname, '../build');
let folder: string;

beforeAll(() => {
  mkdirSync(build, { recursive: true });
  folder = mkdtempSync(join(build, 'suite-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function suiteOf(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(folder, 'one-'));
  const config = join(root, 'vitest.config.ts');
  writeFileSync(config, `export default { test: { include: [${JSON.stringify(`${root}/*.test.ts`)}] } };`);
  const imports = `import { expect, it } from 'vitest';\nimport { existsSync, writeFileSync } from 'node:fs';\n`;
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(root, `${name}.test.ts`), imports + text);
  const told = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    return { ...runSuite(config), printed: told.mock.calls.flat().join('\n') };
  } finally {
    told.mockRestore();
  }
}

const steady = `it('holds', () => expect(1).toBe(1));`;

it('tries a failed file once more, says what wavered, and counts what still fails', () => {
  const wavering = `const marked = new URL('seen', import.meta.url).pathname;
    it('wavers', () => { const seen = existsSync(marked); writeFileSync(marked, ''); expect(seen).toBe(true); });`;
  const { passed, failed, names, printed } = suiteOf({
    steady,
    wavering,
    broken: `${steady} it('breaks', () => expect(1).toBe(2));`,
    unloadable: `throw new Error('no');`,
    skipped: `it.skip('rests', () => {});`,
  });
  expect([passed, failed]).toEqual([3, 3]);
  expect(names).toEqual([
    expect.stringMatching(/broken\.test\.ts: breaks: AssertionError: expected 1 to be 2/),
    expect.stringMatching(/unloadable\.test\.ts$/),
  ]);
  expect(printed.match(/^.*second try.*$/gm)).toEqual([
    expect.stringMatching(
      /^Unsteady, passed at the second try: .*wavering\.test\.ts: wavers: AssertionError/,
    ),
  ]);
});

it('begins once more when all of it broke off', () => {
  const breaking = `const marked = new URL('seen', import.meta.url).pathname;
    it('breaks the program', () => {
      const seen = existsSync(marked);
      writeFileSync(marked, '');
      if (!seen) process.kill(process.ppid, 'SIGKILL');
    });`;
  const { passed, failed, printed } = suiteOf({ breaking });
  expect([passed, failed]).toEqual([1, 0]);
  expect(printed).toContain('The run broke off');
});
