import { statfsSync } from 'node:fs';

/**
 * What stays free on a disk, in bytes: nobody's change takes it, so that what follows from changes (seals, mails, the
 * queue) can still be written, and the embedded database never finds its log without room, which would stop it.
 */
export const reserve = 64 * 1024 * 1024;

/** There is no room on the disk for anything new. */
export class NoRoom extends Error {
  constructor() {
    super(`Less than ${reserve / 1024 / 1024} MB are free on the disk`);
  }
}

/** How much of what is free on the disk of a folder may still be taken, in bytes; below zero where there is too little. */
export function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize - reserve;
}

/** Milliseconds between two looks: in less nobody fills what stays free. */
const looked = 250;

/**
 * Throws a `NoRoom` while the disk of the folder is full. `shrink` gives back what need not be kept: it is called when
 * that is first so, and once a minute as long as it stays so.
 */
export function roomKeeper(folder: string): (shrink: () => Promise<unknown>) => Promise<void> {
  let last = { at: Number.NEGATIVE_INFINITY, room: 0 };
  let shrunk = Number.NEGATIVE_INFINITY;
  return async (shrink) => {
    const now = performance.now();
    if (now - last.at > looked) last = { at: now, room: roomIn(folder) };
    if (last.room >= 0) return;
    if (now - shrunk > 60_000) {
      shrunk = now;
      await shrink().catch(() => {});
      last = { at: performance.now(), room: roomIn(folder) };
      if (last.room >= 0) return;
    }
    throw new NoRoom();
  };
}

/** Whether a change failed because there was no room for it: here, or where a database server keeps its files. */
export function isWithoutRoom(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof NoRoom) return true;
    if (/^(ENOSPC|EDQUOT|53100)$/.test((at as { code?: string }).code ?? '')) return true;
  }
  return false;
}
