import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from './testing.ts';

const kept = join(import.meta.dirname, 'routes.snapshot.txt');

/** What answers before any room is asked: it tells nobody anything of the city. */
const ofTheHouse = new Set(['GET /healthz', 'GET /readyz', 'GET /assets/:file']);

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

/** `GET /settings · administrator`, as each room declares it. */
function declared(): string[] {
  return town.house.instruments
    .flatMap(({ routes }) => routes)
    .map(({ method, path, may }) => `${method.toUpperCase()} ${path} · ${may.name}`)
    .sort();
}

const address = (line: string) => line.split(' · ')[0]!;

it('keeps every address that people may have kept: one that disappears needs a decision', async () => {
  const before = (await readFile(kept, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const now = new Set(declared().map(address));
  const gone = before.map(address).filter((line) => !now.has(line));
  expect(
    gone,
    'These addresses stand in mails and bookmarks. Decide where each leads from now on (a redirect, or a page that says why it is gone), then take its line out of src/routes.snapshot.txt.',
  ).toEqual([]);
});

it('says of every route who may call it, in a list that is read at every change', async () => {
  await expect(`${declared().join('\n')}\n`).toMatchFileSnapshot(kept);
});

it('answers at no address that no room declares', () => {
  const served = town.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => !ofTheHouse.has(line));
  expect([...new Set(served)].sort()).toEqual(declared().map(address));
});

it('declares no address twice', () => {
  const all = declared().map(address);
  expect(all.filter((line, n) => all.indexOf(line) !== n)).toEqual([]);
});
