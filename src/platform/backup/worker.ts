// Entry of the worker thread that makes backups by the clock: packing and locking would hold up pages.
import { basename } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { problemOf } from '../log.ts';
import { opens } from './encryption.ts';
import { keepNewest, type Making, makeBackup } from './make.ts';
import { tryBackup } from './restore.ts';

export type BackupWork = { making: Making; migrations: string; kept: number };

export type BackupReport =
  | { kind: 'made'; file: string; bytes: number; rows: number }
  /** Restored into a database that was thrown away; `problem` says what is not right. */
  | { kind: 'checked'; problem: string | null }
  | { kind: 'failed'; problem: string };

if (isMainThread || !parentPort) throw new Error('This file runs as a worker thread only.');
const parent = parentPort;
const report = (message: BackupReport) => parent.postMessage(message);

async function work({ making, migrations, kept }: BackupWork): Promise<void> {
  const { file, bytes, rows, manifest } = await makeBackup(making);
  report({ kind: 'made', file: basename(file), bytes, rows });
  const { missing } = manifest.files;
  if (opens(making.key)) {
    const problem = await tryBackup({ file, key: making.key, migrations }).then(
      ({ journal }) =>
        journal.findings.length > 0 ? `${journal.findings.length} findings in the journal` : null,
      (error) => problemOf(error),
    );
    const lost =
      missing.length > 0
        ? `pictures that are not where they should be: ${missing.slice(0, 3).join(', ')}`
        : null;
    report({ kind: 'checked', problem: problem ?? lost });
    // As long as the newest is not good, no older one goes.
    if (problem) return;
  }
  await keepNewest(making.folder, kept);
}

work(workerData as BackupWork).catch((error) => report({ kind: 'failed', problem: problemOf(error) }));
