import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { replaceFile } from './replace-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samvirke-replace-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives who reads meanwhile the old file or the new one, never half of it', async () => {
  const path = join(folder, 'main.js');
  const versions = ['a', 'b'].map((letter) => letter.repeat(3_000_000));
  await replaceFile(path, versions[0]!);
  let done = false;
  const seen = new Set<string>();
  const reading = (async () => {
    while (!done) seen.add(await readFile(path, 'utf8'));
  })();
  for (let time = 1; time <= 40; time += 1) await replaceFile(path, versions[time % 2]!);
  done = true;
  await reading;
  expect([...seen].sort().map((content) => content.slice(0, 10) + content.length)).toEqual([
    'aaaaaaaaaa3000000',
    'bbbbbbbbbb3000000',
  ]);
  expect(await readdir(folder)).toEqual(['main.js']);
});
