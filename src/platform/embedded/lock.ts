// One process at a time may open a data folder: PGlite does not notice a second one, and the two would spoil
// the files for each other.
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Folder (as `pg` wants it for `host`) and number of a PostgreSQL Unix socket. */
export type SocketPlace = { folder: string; port: number };

export type Lock = { pid: number; startedAt: string; host: string; socket: SocketPlace };

export class DataFolderHeld extends Error {
  readonly pid: number;
  constructor(dataFolder: string, holder: Pick<Lock, 'pid' | 'host'>) {
    const who =
      holder.host !== hostname()
        ? `process ${holder.pid} on ${holder.host}`
        : holder.pid === process.pid
          ? `this same process (${holder.pid})`
          : `process ${holder.pid}`;
    super(`The data folder ${dataFolder} is in use by ${who}; only one process at a time can open it.`);
    this.name = 'DataFolderHeld';
    this.pid = holder.pid;
  }
}

const beat = 10_000;
const beatsMissed = 60_000;
const lockPath = (dataFolder: string) => join(dataFolder, 'samvirke.lock');
export const socketPath = (place: SocketPlace) => join(place.folder, `.s.PGSQL.${place.port}`);

/** Start of a process in clock ticks since boot, which tells it from a later one with the same number. */
function startOfProcess(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether somebody listens on the socket. */
export function answers(place: SocketPlace): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath(place));
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function isHeld(dataFolder: string, lock: Lock): Promise<boolean> {
  if (lock.host === hostname()) {
    if (!processExists(lock.pid)) return false;
    const started = startOfProcess(lock.pid);
    if (started) return started === lock.startedAt;
  }
  // Another machine or container, or a system without /proc: the process number says little. A listener on the
  // socket is proof; without one the holder counts as alive while it keeps renewing the lock's time.
  if (await answers(lock.socket)) return true;
  const renewed = statSync(lockPath(dataFolder), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - renewed < beatsMissed;
}

function parse(text: string): Lock | undefined {
  try {
    const lock = JSON.parse(text) as Lock;
    return lock.pid && lock.startedAt && lock.host && lock.socket ? lock : undefined;
  } catch {
    return undefined;
  }
}

/** The lock in the folder; one that is being written at this moment is waited for. */
async function readLock(dataFolder: string): Promise<{ text: string; lock: Lock | undefined } | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const text = readFileSync(lockPath(dataFolder), 'utf8');
      const lock = parse(text);
      if (lock || attempt === 10) return { text, lock };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    await pause(50);
  }
}

/** Who holds the folder now, if anybody does. */
export async function findHolder(dataFolder: string): Promise<Lock | undefined> {
  const found = await readLock(dataFolder);
  return found?.lock && (await isHeld(dataFolder, found.lock)) ? found.lock : undefined;
}

/**
 * Takes the lock of an existing folder.
 * @returns gives it back
 * @throws DataFolderHeld
 */
export async function takeLock(dataFolder: string, socket: SocketPlace): Promise<() => void> {
  const startedAt = startOfProcess(process.pid) ?? new Date().toISOString();
  const mine: Lock = { pid: process.pid, startedAt, host: hostname(), socket };
  const text = JSON.stringify(mine);
  const path = lockPath(dataFolder);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const found = await readLock(dataFolder);
      if (!found) continue;
      if (found.lock && (await isHeld(dataFolder, found.lock)))
        throw new DataFolderHeld(dataFolder, found.lock);
      setAside(path, found.text);
      continue;
    }
    const renewal = setInterval(() => {
      const now = new Date();
      try {
        utimesSync(path, now, now);
      } catch {} // the folder may be gone; then there is nothing left to guard
    }, beat).unref();
    return () => {
      clearInterval(renewal);
      if (readText(path) === text) rmSync(path, { force: true });
    };
  }
  const other = (await readLock(dataFolder))?.lock;
  throw new DataFolderHeld(dataFolder, other ?? { pid: 0, host: hostname() });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Removes a stale lock. Two openers may find it stale at once: each moves away what lies there, and who finds
 * the other's fresh lock in its hand puts it back.
 */
function setAside(path: string, stale: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readText(aside) === stale) rmSync(aside, { force: true });
  else renameSync(aside, path);
}
