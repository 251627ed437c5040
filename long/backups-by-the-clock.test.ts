import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tryBackup } from '../src/platform/backup/restore.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';

const migrations = join(import.meta.dirname, '../migrations');
const key = 'four words that nobody guesses';

let town: TestTown;
let administrator: string;
let folder: string;
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'samvirke-clock-')), 'backups');
  town = await openTestTown({ config: { backups: { folder, key, every: { at: '03:00' }, kept: 2 } } });
  administrator = await town.addAdministrator('Ada');
});
afterAll(async () => {
  await town.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const makeDue = () => town.house.backups.makeDue();
const page = async (locale: 'en' | 'de') =>
  (await town.get('/settings/mail', { as: administrator, locale })).html;

it('tells administrators that there is none yet', async () => {
  expect(await page('en')).toContain('No backup has been made yet.');
  expect(await page('de')).toContain('Es gibt noch keine Sicherung.');
});

it('makes the one that is due, tries it, and tells of both', async () => {
  await makeDue();
  const [file, ...more] = await readdir(folder);
  expect(more).toEqual([]);
  expect(await town.house.backups.state()).toMatchObject({
    every: true,
    failed: undefined,
    made: { file, problem: null, check_problem: null, checked_at: expect.any(Date) },
  });
  expect((await tryBackup({ file: join(folder, file!), key, migrations })).journal.findings).toEqual([]);
  for (const [locale, told, tried] of [
    ['en', 'The newest is of', 'It was restored as a test, and everything was there.'],
    ['de', 'Die neueste ist von', 'Sie wurde zur Probe zurückgespielt, und alles war da.'],
  ] as const) {
    const html = await page(locale);
    for (const text of [told, tried, file!]) expect(html).toContain(text);
  }
  await makeDue();
  expect(await readdir(folder)).toEqual([file]);
});

it('leaves as many as are to be kept, and what is not its own', async () => {
  await writeFile(join(folder, 'notes.txt'), '');
  for (let day = 0; day < 2; day += 1) {
    await town.moveTime('25 hours');
    await makeDue();
  }
  const left = await readdir(folder);
  expect(left).toHaveLength(3);
  expect(left).toContain('notes.txt');
});

it('keeps the good ones and says why, where one cannot be made', async () => {
  await rm(folder, { recursive: true });
  await writeFile(folder, 'in the way');
  await town.moveTime('25 hours');
  await makeDue();
  const { made, failed } = await town.house.backups.state();
  expect(made).toBeDefined();
  expect(failed?.problem).toMatch(/^The backup cannot be written into .*\.$/);
  expect(await page('en')).toContain('did not succeed.');
  expect(await page('de')).toContain('ist nicht gelungen.');
  expect(await page('de')).toContain('cannot be written into');
  expect(existsSync(folder)).toBe(true);
  expect((await town.app.request('http://town.test/readyz')).status).toBe(200);
});
