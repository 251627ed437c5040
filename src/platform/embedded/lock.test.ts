import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderHeld, findHolder, type Lock, socketPath, takeLock } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samvirke-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = () => ({ folder, port: 5432 });
const path = () => join(folder, 'samvirke.lock');
const written = (): Lock => JSON.parse(readFileSync(path(), 'utf8'));

/** What a process that is gone by now has left in the folder. */
async function leave(changes: Partial<Lock>): Promise<void> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  const lock = { pid: child.pid, startedAt: '1', host: hostname(), socket: place(), ...changes };
  writeFileSync(path(), JSON.stringify(lock));
}

test('a folder is held until its lock is given back', async () => {
  const giveBack = await takeLock(folder, place());
  expect(written()).toMatchObject({ pid: process.pid, host: hostname(), socket: place() });
  expect(await findHolder(folder)).toEqual(written());
  await expect(takeLock(folder, place())).rejects.toThrow(
    `The data folder ${folder} is in use by this same process (${process.pid}); only one process at a time can open it.`,
  );
  giveBack();
  expect(await findHolder(folder)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a process that is gone is taken over', async () => {
  await leave({});
  expect(await findHolder(folder)).toBeUndefined();
  const giveBack = await takeLock(folder, place());
  expect(written().pid).toBe(process.pid);
  giveBack();
  expect(readdirSync(folder)).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'a later process with the same number does not hold the lock',
  async () => {
    await leave({ pid: process.pid, startedAt: '1' });
    expect(await findHolder(folder)).toBeUndefined();
    (await takeLock(folder, place()))();
  },
);

test('a lock that cannot be read is taken over after a moment', async () => {
  writeFileSync(path(), '{"pid": 12');
  (await takeLock(folder, place()))();
});

test('of several openers who find a stale lock at once, one gets the folder', async () => {
  for (let round = 0; round < 20; round += 1) {
    await leave({});
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder, place())));
    const got = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(got).toHaveLength(1);
    expect(refused.every((outcome) => outcome.reason instanceof DataFolderHeld)).toBe(true);
    got[0]?.value();
  }
});

test('a holder elsewhere counts while its socket answers or its lock is renewed', async () => {
  await leave({ host: 'another-machine', pid: 7 });
  await expect(takeLock(folder, place())).rejects.toThrow('in use by process 7 on another-machine');

  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(path(), longAgo, longAgo);
  expect(await findHolder(folder)).toBeUndefined();

  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(socketPath(place()), resolve));
  expect((await findHolder(folder))?.host).toBe('another-machine');
  await new Promise((resolve) => listener.close(resolve));
  (await takeLock(folder, place()))();
});
