import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { DataFolderHeld } from './lock.ts';
import { connectRunning, type Embedded, openEmbedded } from './open-embedded.ts';

const ground = mkdtempSync(join(tmpdir(), 'samvirke-test-'));
afterAll(() => rmSync(ground, { recursive: true, force: true }));

async function ask(embedded: Pick<Embedded, 'connection'>, sql: string, values: unknown[] = []) {
  const client = new pg.Client(embedded.connection);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('a data folder keeps its rows from one opening to the next and is private', async () => {
  const folder = join(ground, 'kept');
  const first = await openEmbedded(folder);
  await ask(first, 'create table note (text text)');
  await ask(first, 'insert into note values ($1)', ['kept']);
  expect([folder, join(folder, 'pg'), join(folder, 'run')].map(mode)).toEqual(['700', '700', '700']);
  expect([join(folder, 'run/.s.PGSQL.5432'), join(folder, 'samvirke.lock')].map(mode)).toEqual([
    '600',
    '600',
  ]);
  await first.close();
  expect(readdirSync(folder).sort()).toEqual(['pg', 'run']);
  expect(readdirSync(join(folder, 'run'))).toEqual([]);

  const second = await openEmbedded(folder);
  expect(await ask(second, 'select text from note')).toEqual([{ text: 'kept' }]);
  await second.close();
});

test('the extensions for search are there', async () => {
  const embedded = await openEmbedded(join(ground, 'kept'));
  await ask(embedded, 'create extension if not exists pg_trgm');
  await ask(embedded, 'create extension if not exists unaccent');
  const rows = await ask(
    embedded,
    `select unaccent('Århus') as plain, similarity('reuse', 'reused') > 0.5 as alike`,
  );
  expect(rows).toEqual([{ plain: 'Arhus', alike: true }]);
  await embedded.close();
});

test('a second opener is refused and told who holds the folder', async () => {
  const folder = join(ground, 'kept');
  const embedded = await openEmbedded(folder);
  const refusal = await openEmbedded(folder).catch((error) => error);
  expect(refusal).toBeInstanceOf(DataFolderHeld);
  expect(refusal.pid).toBe(process.pid);
  expect(refusal.message).toContain(`this same process (${process.pid})`);
  expect(await ask(embedded, 'select 1 as still')).toEqual([{ still: 1 }]);
  expect(await connectRunning(folder)).toEqual(embedded.connection);
  await embedded.close();
  expect(await connectRunning(folder)).toBeUndefined();
});

test('a path too long for a socket gets its socket in the temporary folder', async () => {
  const folder = join(ground, 'long'.repeat(30));
  const embedded = await openEmbedded(folder, { flushed: false });
  expect(embedded.connection.host.startsWith(join(tmpdir(), 'samvirke-'))).toBe(true);
  expect(mode(embedded.connection.host)).toBe('700');
  expect(await ask(embedded, 'select 1 as here')).toEqual([{ here: 1 }]);
  expect(await connectRunning(folder)).toEqual(embedded.connection);
  await expect(openEmbedded(folder)).rejects.toThrow(DataFolderHeld);
  await embedded.close();
  expect(existsSync(embedded.connection.host)).toBe(false);
});

test('a first start that was cut off begins again; files that are no database are left alone', async () => {
  const folder = join(ground, 'cut');
  mkdirSync(join(folder, 'pg'), { recursive: true });
  writeFileSync(join(folder, 'pg/PG_VERSION'), '18\n');
  writeFileSync(join(folder, 'pg.unfinished'), '');
  const embedded = await openEmbedded(folder, { flushed: false });
  expect(await ask(embedded, 'select 1 as here')).toEqual([{ here: 1 }]);
  await embedded.close();

  const foreign = join(ground, 'foreign');
  mkdirSync(join(foreign, 'pg'), { recursive: true });
  writeFileSync(join(foreign, 'pg/letter.txt'), 'dear');
  await expect(openEmbedded(foreign)).rejects.toThrow('no database');
  expect(readFileSync(join(foreign, 'pg/letter.txt'), 'utf8')).toBe('dear');
  expect(existsSync(join(foreign, 'samvirke.lock'))).toBe(false);
});

test('files of another version of Postgres are refused in its own words', async () => {
  const folder = join(ground, 'kept');
  const version = readFileSync(join(folder, 'pg/PG_VERSION'), 'utf8');
  writeFileSync(join(folder, 'pg/PG_VERSION'), '12\n');
  await expect(openEmbedded(folder)).rejects.toThrow('incompatible');
  writeFileSync(join(folder, 'pg/PG_VERSION'), version);
  await (await openEmbedded(folder)).close();
});

test('a database that stops by itself tells so, and its folder can be given back', async () => {
  const folder = join(ground, 'failing');
  const breaking = `
    import { parentPort } from 'node:worker_threads';
    parentPort.postMessage({ kind: 'ready' });
    setTimeout(() => { throw new Error('broken') }, 50);`;
  const embedded = await openEmbedded(folder, { worker: new URL(`data:text/javascript,${breaking}`) });
  const failure = await new Promise<Error>((resolve) => embedded.onFailure(resolve));
  expect(failure.message).toBe('broken');
  await expect(openEmbedded(folder)).rejects.toThrow(DataFolderHeld);
  await embedded.close();
  expect(existsSync(join(folder, 'samvirke.lock'))).toBe(false);

  const refusing = new URL('data:text/javascript,process.exit(3)');
  await expect(openEmbedded(folder, { worker: refusing })).rejects.toThrow('exit code 3');
});
