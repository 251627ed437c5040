import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildClient, type ClientManifest } from './build-client.ts';

let out: string;
let manifest: ClientManifest;
const cache = join(import.meta.dirname, '../node_modules/.cache/themes');
const bytes = async (name: string) => (await stat(join(out, 'client', name))).size;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'samvirke-client-'));
  manifest = await buildClient(out, cache);
}, 120_000);

afterAll(() => rm(out, { recursive: true, force: true }));

it('stays within the weight of a first view: 60 kB with 10 kB left for the page, 35 kB of it JavaScript', async () => {
  const js = await bytes(`${manifest.js}.br`);
  const css = await bytes(`${manifest.css}.br`);
  const themes = await Promise.all(Object.values(manifest.themes).map((theme) => bytes(`${theme}.br`)));
  expect(js).toBeLessThanOrEqual(35_000);
  expect(js + css + Math.max(...themes)).toBeLessThanOrEqual(50_000);
  expect(await bytes(manifest.font)).toBeLessThanOrEqual(25_000);
});

it('asks for passkeys by a script of its own, of a kilobyte, which other pages do not load', async () => {
  expect(await bytes(`${manifest.passkey}.br`)).toBeLessThanOrEqual(1_100);
  expect(await readFile(join(out, 'client', manifest.js), 'utf8')).not.toContain('sv-passkey');
});

it('compresses each file without changing it', async () => {
  const path = join(out, 'client', manifest.css);
  const plain = await readFile(path, 'utf8');
  expect(brotliDecompressSync(await readFile(`${path}.br`)).toString()).toBe(plain);
  expect(gunzipSync(await readFile(`${path}.gz`)).toString()).toBe(plain);
});

it('asks the browser for nothing that the policy forbids', async () => {
  const css = await readFile(join(out, 'client', manifest.css), 'utf8');
  expect(css.match(/url\([^)]*\)/g)).toEqual([`url("./${manifest.font}")`]);
});

it('has a theme for each city, with the sizes that everything is measured in', async () => {
  expect(Object.keys(manifest.themes)).toEqual(['elvestad', 'havn']);
  for (const theme of Object.values(manifest.themes)) {
    const css = await readFile(join(out, 'client', theme), 'utf8');
    expect(css).toMatch(/--ds-size-4:/);
    expect(css).toMatch(/\[data-color-scheme=["']?auto/);
    expect(css).not.toMatch(/secondary/);
    // Dark paper would waste ink, and light letters on white paper cannot be read.
    expect(css.match(/@media[^{]*/g)).toEqual([
      '@media screen',
      '@media screen and (prefers-color-scheme:dark)',
    ]);
  }
});

it('built again, gives the same names and leaves nothing of before', async () => {
  const before = await readdir(join(out, 'client'));
  expect(await buildClient(out, cache)).toEqual(manifest);
  expect(await readdir(join(out, 'client'))).toEqual(before);
});
