import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { rooms } from './app.tsx';
import { bucketAt, type Config, readConfig } from './config.ts';
import { noteMade } from './platform/backup/backups.ts';
import type { Filled } from './platform/backup/fill.ts';
import { type Made, makeBackup } from './platform/backup/make.ts';
import { type Manifest, rowsIn } from './platform/backup/manifest.ts';
import { moveCity, movePictures } from './platform/backup/move.ts';
import { restoreBackup, tryBackup } from './platform/backup/restore.ts';
import { onDatabase } from './platform/backup/snapshot.ts';
import { openDatabase } from './platform/database/database.ts';
import { pendingMigrations } from './platform/database/migrate.ts';
import { connectRunning } from './platform/embedded/open-embedded.ts';
import { openLog } from './platform/log.ts';
import { openHouse } from './platform/open-house.ts';
import { eraseAgain } from './platform/personal/erased.ts';

type Call = { home: string; config: Config; words: string[] };

/** Commands that do without the house: it may be older than they are, or not there at all. Each returns the exit code. */
export const backupCommands: Record<string, (call: Call) => Promise<number>> = {
  backup,
  'verify-backup': verify,
  restore,
  move,
  upgrade,
};

/** npm run backup */
async function backup({ config }: Call): Promise<number> {
  const begun = performance.now();
  const made = await makeBackup(makingOf(config));
  await noteIfOpen(config, made);
  console.log(
    `${made.file}\n${summaryOf(made.manifest)}, ${megabytes(made.bytes)}, ${secondsSince(begun)}${config.backups.key ? ', encrypted' : ''}`,
  );
  if (config.secret) {
    console.log('SAMVIRKE_SECRET is set, so the secret is not in the backup: keep it elsewhere.');
  }
  return tellMissing(made.manifest.files.missing);
}

/** npm run verify-backup -- FILE */
async function verify({ home, config, words: [file] }: Call): Promise<number> {
  if (!file) {
    console.error('Say which file: npm run verify-backup -- FILE');
    return 2;
  }
  const begun = performance.now();
  const filled = await tryBackup({ file, key: config.backups.key, migrations: migrationsOf(home) });
  tell(filled);
  console.log(`${file} can be restored: tried in a database that is gone again, ${secondsSince(begun)}.`);
  return filled.journal.findings.length === 0 ? 0 : 1;
}

/** npm run restore -- FILE */
async function restore({ home, config, words: [file] }: Call): Promise<number> {
  if (!file) {
    console.error('Say which file: npm run restore -- FILE');
    return 2;
  }
  const begun = performance.now();
  const restoring = { file, key: config.backups.key, migrations: migrationsOf(home) };
  const filled = await restoreBackup(config, restoring, !config.secret);
  tell(filled);
  await eraseAgainAfter(home, config, file);
  const { made, program, secret } = filled.manifest;
  if (secret && config.secret) {
    console.log(
      'SAMVIRKE_SECRET is set and counts, not the secret of the backup: if it is another, links and sessions of before have ended.',
    );
  }
  if (!secret && !config.secret) {
    console.log(
      'The secret is not in the backup. Set SAMVIRKE_SECRET to that of before, or links and sessions of before have ended.',
    );
  }
  console.log(
    `Restored, as it was on ${made} under Samvirke ${program}, in ${secondsSince(begun)}. Now start the program.`,
  );
  return filled.journal.findings.length === 0 ? 0 : 1;
}

/** A backup knows nothing of those who were erased after it was made. The list beside it, or beside our own backups, does. */
async function eraseAgainAfter(home: string, config: Config, file: string): Promise<void> {
  const log = openLog('warn');
  const opened = await openHouse({ config, migrations: migrationsOf(home), rooms, log, beside: true });
  try {
    const erased = await eraseAgain(opened.house, [dirname(resolve(file))]);
    console.log(
      erased === 0
        ? 'Nobody in it was erased since it was made, as far as the lists of erased people beside the backups say.'
        : `${erased} ${erased === 1 ? 'person was' : 'people were'} erased since it was made, and erased again now.`,
    );
  } finally {
    await opened.close();
  }
}

/** npm run move -- postgres://…, -- embedded, -- s3://…, -- folder */
async function move({ home, config, words: [where = ''] }: Call): Promise<number> {
  if (where === 'folder' || /^s3(\+http)?:\/\//.test(where)) return moveFiles(config, where);
  if (where !== 'embedded' && !/^postgres(ql)?:\/\//.test(where)) {
    console.error(
      'Say where to: npm run move -- postgres://user:password@server/database, or -- embedded; pictures go by -- s3://key:secret@server/bucket, or -- folder',
    );
    return 2;
  }
  const { dataFolder, databaseUrl, bucket } = config;
  if (where === 'embedded' && !databaseUrl) {
    console.error('The city is in the embedded database: DATABASE_URL is not set.');
    return 1;
  }
  const DATABASE_URL = where === 'embedded' ? undefined : where;
  const to = readConfig({ ...process.env, DATABASE_URL });
  const begun = performance.now();
  const filled = await moveCity({ from: config, to, migrations: migrationsOf(home) }, 'that address');
  tell(filled);
  const next = to.databaseUrl
    ? 'Now set DATABASE_URL to its address and start the program'
    : 'Now start the program without DATABASE_URL';
  const old = databaseUrl ? 'The database at DATABASE_URL' : `The database in ${join(dataFolder, 'pg')}`;
  const rest = bucket
    ? `The secret stays in ${dataFolder}, the pictures in the store of FILES_URL`
    : `Pictures and secret stay in ${dataFolder}`;
  console.log(`Moved in ${secondsSince(begun)}. ${next}. ${rest}.`);
  console.log(`${old} was not changed; remove it once all is well.`);
  return filled.journal.findings.length === 0 ? 0 : 1;
}

async function moveFiles(config: Config, where: string): Promise<number> {
  const { dataFolder, bucket } = config;
  if (where === 'folder' && !bucket) {
    console.error('The pictures are in the data folder: FILES_URL is not set.');
    return 1;
  }
  const to = { dataFolder, bucket: where === 'folder' ? undefined : bucketAt(where, 'That address') };
  const begun = performance.now();
  const { kept, missing } = await movePictures({ from: config, to }, 'that address');
  const next = to.bucket ? 'Now set FILES_URL to that address' : 'Now leave FILES_URL out';
  const old = bucket ? 'The store of FILES_URL' : `The folder ${join(dataFolder, 'files')}`;
  console.log(`${kept} pictures moved in ${secondsSince(begun)}. ${next}, and start the program.`);
  console.log(`${old} was not changed; empty it once all is well.`);
  return tellMissing(missing);
}

/** Pictures that the database names, and that are not there: the exit code. */
function tellMissing(missing: readonly string[]): number {
  if (missing.length === 0) return 0;
  console.error(`The database names pictures that are not where they should be: ${missing.join(', ')}.`);
  return 1;
}

/** npm run upgrade: backs up, then migrates. */
async function upgrade(call: Call): Promise<number> {
  const { home, config } = call;
  const migrations = migrationsOf(home);
  const pending = await onDatabase(config, (client) => pendingMigrations(client, migrations));
  if (pending.length === 0) {
    console.log('The database is up to date: there is nothing to do.');
    return 0;
  }
  const backedUp = await backup(call);
  if (backedUp !== 0) {
    console.error('The database was not changed.');
    return backedUp;
  }
  const opened = await openHouse({ config, migrations, rooms, log: openLog('warn'), beside: true });
  await opened.close();
  console.log(`Migrated: ${pending.map(({ name }) => name.replace('.sql', '')).join(', ')}.`);
  console.log('A program that is running goes on. Start it again to have the new one.');
  return 0;
}

const migrationsOf = (home: string) => join(home, 'migrations');

function makingOf(config: Config) {
  const { dataFolder, databaseUrl, bucket } = config;
  const { folder, key } = config.backups;
  const secret = config.secret ? undefined : keptSecret(dataFolder);
  return { dataFolder, databaseUrl, bucket, folder, key, secret };
}

/** The secret in the data folder. A backup makes none: it would be in the backup only. */
function keptSecret(dataFolder: string): string | undefined {
  const file = join(dataFolder, 'secret');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** The settings page tells of it. Where no program runs, nobody looks at one; and an older schema has no place for it. */
async function noteIfOpen({ dataFolder, databaseUrl }: Config, { file, bytes, rows }: Made): Promise<void> {
  const connection = databaseUrl ? { connectionString: databaseUrl } : await connectRunning(dataFolder);
  if (!connection) return;
  const database = openDatabase({ ...connection, max: 1 });
  try {
    const { rows: there } = await database.outer.query("select to_regclass('public.backup_run') as there");
    if (there[0].there) await noteMade(database, { file: basename(file), bytes, rows });
  } finally {
    await database.close();
  }
}

const mostHeads = 20;

/** What was to be there beside what is there. */
function tell({ manifest, counts, heads, journal }: Filled): void {
  const tables = Object.entries(manifest.tables).map(([table, rows]) => [table, rows, counts[table]]);
  print(['table', 'in the backup', 'restored'], tables);
  const spaces = Object.entries(manifest.heads);
  const short = (head = '') => head.slice(0, head.indexOf(':') + 13);
  print(
    ['head of the journal, by space', 'in the backup', 'restored'],
    spaces.slice(0, mostHeads).map(([space, head]) => [space, short(head), short(heads[space])]),
  );
  if (spaces.length > mostHeads) console.log(`… and ${spaces.length - mostHeads} more, all the same`);
  console.log(`\n${summaryOf(manifest)}, ${spaces.length} heads of the journal: all the same.`);
  const { entries, findings } = journal;
  console.log(
    findings.length === 0
      ? `Every chain of the journal was recomputed, ${entries} entries: all whole.`
      : `The journal was brought over as it was, with ${findings.length} findings: npm run verify-journal tells them.`,
  );
}

function summaryOf(manifest: Manifest): string {
  const tables = Object.keys(manifest.tables).length;
  return `${tables} tables, ${rowsIn(manifest)} rows, ${manifest.files.kept} pictures`;
}

function print(heads: string[], rows: readonly (readonly unknown[])[]): void {
  const lines = [heads, ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, n) => Math.max(...lines.map((line) => line[n]!.length)));
  const write = (line: string[]) =>
    line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join('  ');
  console.log(`\n${lines.map(write).join('\n')}`);
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
const secondsSince = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
