import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { haveBuilt } from './built.ts';
import { temporaryFolder } from './temporary-folder.ts';

const home = temporaryFolder();
afterAll(() => rmSync(home, { recursive: true, force: true }));

const write = (file: string, content: string) => {
  mkdirSync(dirname(join(home, file)), { recursive: true });
  writeFileSync(join(home, file), content);
};

it('builds at the first start, and after a change, and not in between', async () => {
  const entries = ['main', 'commands', 'platform/embedded/worker', 'platform/backup/worker'];
  for (const entry of entries) write(`src/${entry}.ts`, `export const says: string = '${entry}';\n`);
  let built = 0;
  const start = () =>
    haveBuilt(home, 'commands', () => {
      built += 1;
    });
  const folder = await start();
  expect(readFileSync(join(folder, 'main.js'), 'utf8')).toContain('says = "main"');
  await start();
  expect(built).toBe(1);
  write('src/main.ts', "export const says: string = 'newer';\n");
  await start();
  expect(built).toBe(2);
  expect(readFileSync(join(folder, 'main.js'), 'utf8')).toContain('says = "newer"');
  rmSync(folder, { recursive: true });
  await start();
  await start();
  expect(built).toBe(3);
});
