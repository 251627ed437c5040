import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test, vi } from 'vitest';
import { FlushedFiles, flushedStart } from './flushed-files.ts';

test('each commit waits for the disk, a mere reading does not', async () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'samvirke-flushed-'));
  const database = await PGlite.create({ fs: new FlushedFiles(folder), startParams: flushedStart });
  await database.exec('create table note (text text)');

  const flushed = vi.spyOn(fs, 'fsyncSync');
  for (let commit = 0; commit < 10; commit += 1) {
    await database.query('insert into note values ($1)', ['kept']);
    expect(flushed).toHaveBeenCalledTimes(commit + 1);
  }
  await database.query('select * from note');
  expect(flushed).toHaveBeenCalledTimes(10);
  await database.exec('checkpoint');
  expect(flushed.mock.calls.length).toBeGreaterThan(11);
  flushed.mockRestore();

  await database.close();
  fs.rmSync(folder, { recursive: true });
});
