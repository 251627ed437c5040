import { Worker } from 'node:worker_threads';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type Config, secretOf } from '../../config.ts';
import type { CityView } from '../city.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { newId } from '../id.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { isDue, isUnderWay, lastDue } from './when.ts';
import type { BackupReport, BackupWork } from './worker.ts';

export type BackupRun = Selectable<Tables['backup_run']>;

export type BackupState = {
  /** Whether backups are made by the clock. */
  every: boolean;
  /** The newest that was made, by the clock or by hand. */
  made: BackupRun | undefined;
  /** The one that was begun last, if it was not made. */
  failed: BackupRun | undefined;
};

export type Backups = {
  state(): Promise<BackupState>;
  /** Makes the backup that is due, if one is, and waits until it is made and tried. */
  makeDue(): Promise<void>;
  stop(): Promise<void>;
};

/** Held while it is decided who makes the backup that is due, whatever the number of programs on the database. */
const backupLock = 7_261_955;
/** Runs that are remembered. */
const remembered = 100;

const here = import.meta.url;
const worker = () => new URL(here.endsWith('.ts') ? './worker.ts' : './backup-worker.js', here);

export function backupsWith({
  config,
  migrations,
  database,
  jobs,
  log,
  city,
}: {
  config: Config;
  migrations: string;
  database: Database;
  jobs: Jobs;
  log: Logger;
  city: { get(): Promise<CityView> };
}): Backups {
  const { every, folder, key, kept } = config.backups;
  let working: { worker: Worker; ended: Promise<void> } | undefined;

  /** The id of the run that begins now; undefined where none is due. */
  async function beginDue(): Promise<string | undefined> {
    if (!every || working) return undefined;
    const { timeZone, setUp } = await city.get();
    if (!setUp) return undefined;
    return database.system(async ({ db, now }) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(backupLock)})`.execute(db);
      const due = lastDue(now, every, timeZone);
      const runs = await db.selectFrom('backup_run').selectAll().where('began_at', '>=', due).execute();
      if (!isDue(now, due, runs)) return undefined;
      return beginRun(db);
    });
  }

  async function work(id: string): Promise<void> {
    const { dataFolder, databaseUrl, bucket } = config;
    const secret = config.secret ? undefined : secretOf(config);
    const workerData: BackupWork = {
      making: { dataFolder, databaseUrl, bucket, secret, folder, key },
      migrations,
      kept,
    };
    const begun = new Worker(worker(), { workerData });
    let noted = Promise.resolve();
    const note = (report: BackupReport) => {
      noted = noted.then(() => database.system((tx) => noteReport(tx, id, report)));
      if (report.kind !== 'made' && report.problem) log.warn({ problem: report.problem }, 'backup');
    };
    begun.on('message', note);
    begun.on('error', (error) => note({ kind: 'failed', problem: error.message }));
    const exited = new Promise<void>((resolve) => begun.once('exit', () => resolve()));
    working = { worker: begun, ended: exited.then(() => noted) };
    try {
      await working.ended;
    } finally {
      working = undefined;
    }
  }

  const backups: Backups = {
    async state() {
      const { runs, now } = await database.system(async (tx) => ({
        runs: await tx.db
          .selectFrom('backup_run')
          .selectAll()
          .orderBy('id', 'desc')
          .limit(remembered)
          .execute(),
        now: tx.now,
      }));
      const [last] = runs;
      const lost = last && !last.ended_at && !isUnderWay(last, now);
      return {
        every: every !== undefined,
        made: runs.find((run) => run.ended_at && run.problem === null),
        failed: last && (last.problem !== null || lost) ? last : undefined,
      };
    },
    async makeDue() {
      const id = await beginDue();
      if (id) await work(id);
    },
    async stop() {
      await working?.worker.terminate();
      await working?.ended.catch(() => {});
    },
  };
  // Not waited for: the queue gives a job fifteen minutes.
  jobs.every('backup', '*/10 * * * *', async () => {
    backups.makeDue().catch((error) => log.error({ err: error }, 'backup'));
  });
  return backups;
}

async function beginRun(db: Tx['db']): Promise<string> {
  const id = newId();
  const nothingYet = { ended_at: null, file: null, bytes: null, rows: null, problem: null };
  await db
    .insertInto('backup_run')
    .values({ id, ...nothingYet, checked_at: null, check_problem: null })
    .execute();
  const old = db.selectFrom('backup_run').select('id').orderBy('id', 'desc').offset(remembered);
  await db.deleteFrom('backup_run').where('id', 'in', old).execute();
  return id;
}

async function noteReport({ db, now }: Tx, id: string, report: BackupReport): Promise<void> {
  const { kind, ...said } = report;
  const noted =
    kind === 'checked'
      ? { checked_at: now, check_problem: report.problem }
      : { ended_at: now, ...(said as Partial<BackupRun>) };
  await db.updateTable('backup_run').set(noted).where('id', '=', id).execute();
}

/** A backup that somebody made by hand, for those who look at the page. */
export async function noteMade(
  database: Database,
  made: { file: string; bytes: number; rows: number },
): Promise<void> {
  await database.system(async (tx) => noteReport(tx, await beginRun(tx.db), { kind: 'made', ...made }));
}
