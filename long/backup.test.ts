// A backup that is made while many write is whole, can be restored, and a city moves there and back.
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../bin/postgres.ts';
import { openSink } from '../src/testing-sink.ts';
import { contentsOf } from './contents.ts';
import { checkWhole, onDatabase, type Place, waitUntilAnswered } from './evidence.ts';
import { endAll, freePort, runCommand, startProgram, until } from './program.ts';
import { type Acknowledged, Storm } from './storm.ts';

const folder = mkdtempSync(join(tmpdir(), 'samvirke-backups-'));
const sinks: Awaited<ReturnType<typeof openSink>>[] = [];
let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(() => endAll());
afterAll(async () => {
  for (const sink of sinks) await sink.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Settings = Place & Record<string, string>;

async function embedded(name: string): Promise<Settings> {
  const sink = await openSink();
  sinks.push(sink);
  return {
    SAMVIRKE_DATA: join(folder, name),
    SAMVIRKE_BACKUPS: join(folder, 'backups', name),
    PORT: await freePort(),
    SAMVIRKE_LOG: 'error',
    SMTP_URL: sink.url,
    SAMVIRKE_MAIL_FROM: 'city@elvestad.example',
  };
}

async function newDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(name: string): Promise<Settings> {
  return { ...(await embedded(name)), DATABASE_URL: await newDatabase(name) };
}

async function liftLimits(settings: Settings): Promise<void> {
  await onDatabase(settings, (database) => database.outer.query('delete from rate_limit'));
}

/** Makes backups while many write; what was acknowledged before each began has to be in it. */
async function backUpUnderWrites(settings: Settings): Promise<{ file: string; before: Acknowledged[] }> {
  const program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  let stood = 0;
  let moved = [0, performance.now()];
  const watch = setInterval(() => {
    if (storm.acknowledged.length > moved[0]!) moved = [storm.acknowledged.length, performance.now()];
    stood = Math.max(stood, performance.now() - moved[1]!);
  }, 5);
  let before: Acknowledged[] = [];
  let ready = true;
  for (let n = 1; n <= 2; n += 1) {
    const enough = storm.acknowledged.length + 60;
    await until(() => storm.acknowledged.length >= enough, '60 writes are acknowledged');
    before = [...storm.acknowledged];
    const { code, complaints, output } = await runCommand(['backup'], settings);
    expect(complaints).toEqual([]);
    expect(code).toBe(0);
    expect(output).toMatch(/^\d+ tables, \d+ rows, \d+ pictures, [\d.]+ MB, [\d.]+ s$/m);
    ready &&= (await fetch(`${program.url}/readyz`)).status === 200;
  }
  clearInterval(watch);
  await storm.end();
  expect(storm.surprises).toEqual([]);
  expect(ready, 'ready all the time').toBe(true);
  expect(await program.stop()).toBe(0);
  const files = readdirSync(settings.SAMVIRKE_BACKUPS!);
  expect(files).toHaveLength(2);
  console.log(
    `2 backups while ${storm.acknowledged.length} writes were acknowledged; the longest time without one: ${stood.toFixed(0)} ms`,
  );
  return { file: join(settings.SAMVIRKE_BACKUPS!, files.toSorted().at(-1)!), before };
}

/** A city that was restored opens, holds all, and goes on with what was still to be done. */
async function openRestored(settings: Settings, before: readonly Acknowledged[]): Promise<void> {
  const sink = sinks.find(({ url }) => url === settings.SMTP_URL)!;
  const program = await startProgram(settings);
  await onDatabase(settings, async (database) => {
    await checkWhole(database, before);
    await waitUntilAnswered(database);
    await checkWhole(database, before);
  });
  await until(() => sink.mails.length > 0, 'mails that waited are sent');
  expect(await program.stop()).toBe(0);
}

const allTheSame = /^\d+ tables, \d+ rows, \d+ pictures, \d+ heads of the journal: all the same\.$/m;

async function restore(settings: Settings, file: string): Promise<string> {
  const { code, complaints, output } = await runCommand(['restore', file], settings);
  expect(complaints).toEqual([]);
  expect(output).toMatch(allTheSame);
  expect(output).toMatch(/Every chain of the journal was recomputed, \d+ entries: all whole\./);
  expect(code).toBe(0);
  const again = await runCommand(['restore', file], settings);
  expect(again.complaints).toEqual([expect.stringMatching(/ is not empty.* Nothing was changed\.$/)]);
  expect(again.code).toBe(1);
  return /Restored, .*/.exec(output)![0];
}

describe('a backup of the embedded database while many write', () => {
  let made: { file: string; before: Acknowledged[] };
  beforeAll(async () => {
    made = await backUpUnderWrites(await embedded('written'));
  });

  it('is restored into an empty folder', async () => {
    const settings = await embedded('restored');
    console.log(await restore(settings, made.file));
    await openRestored(settings, made.before);
  });

  it('is restored into an empty database of a server', async () => {
    const settings = await onServer('restored_on_server');
    console.log(await restore(settings, made.file));
    await openRestored(settings, made.before);
  });
});

describe('a backup of a server while many write', () => {
  let made: { file: string; before: Acknowledged[] };
  beforeAll(async () => {
    made = await backUpUnderWrites(await onServer('written_on_server'));
  });

  it('is restored into an empty database', async () => {
    const settings = await onServer('server_to_server');
    console.log(await restore(settings, made.file));
    await openRestored(settings, made.before);
  });

  it('is restored into an empty folder', async () => {
    const settings = await embedded('server-to-folder');
    console.log(await restore(settings, made.file));
    await openRestored(settings, made.before);
  });
});

it('moves a city to a server and back, with the same rows and heads, and not while it runs', async () => {
  const settings = await embedded('moving');
  const target = await newDatabase('moved');
  const moved = { ...settings, DATABASE_URL: target };
  const running = /^The city is running: .* Stop the program first\. Nothing was changed\.$/;

  let program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  await until(() => storm.acknowledged.length >= 200, '200 writes are acknowledged');
  expect((await runCommand(['move', target], settings)).complaints).toEqual([expect.stringMatching(running)]);
  await storm.end();
  expect(await program.stop()).toBe(0);

  const there = await runCommand(['move', target], settings);
  expect(there).toMatchObject({ code: 0, complaints: [], output: expect.stringMatching(allTheSame) });
  program = await startProgram(moved);
  const contents = await onDatabase(moved, async (database) => {
    await checkWhole(database, storm.acknowledged);
    await waitUntilAnswered(database);
    return contentsOf(database);
  });
  expect((await runCommand(['move', 'embedded'], moved)).complaints).toEqual([
    expect.stringMatching(/"pg" is there already/),
  ]);
  renameSync(join(settings.SAMVIRKE_DATA, 'pg'), join(settings.SAMVIRKE_DATA, 'pg-before'));
  expect((await runCommand(['move', 'embedded'], moved)).complaints).toEqual([
    expect.stringMatching(running),
  ]);
  expect(existsSync(join(settings.SAMVIRKE_DATA, 'pg'))).toBe(false);
  expect(await program.stop()).toBe(0);

  const back = await runCommand(['move', 'embedded'], moved);
  expect(back).toMatchObject({ code: 0, complaints: [], output: expect.stringMatching(allTheSame) });
  program = await startProgram(settings);
  const after = await onDatabase(settings, async (database) => {
    await checkWhole(database, storm.acknowledged);
    await waitUntilAnswered(database);
    return contentsOf(database);
  });
  // Mails that were still on their way have gone meanwhile; sessions and counters of attempts run out.
  for (const table of Object.keys(after).filter(
    (name) => !/^(mail|rate_limit|auth_.*|journal_reader)$/.test(name),
  ))
    expect(after[table], table).toBe(contents[table]);
  expect(await program.stop()).toBe(0);
  const ids = sinks.at(-1)!.mails.map((mail) => `${mail.messageId} ${mail.to[0]?.address}`);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.length - new Set(ids).size, 'mails that went twice').toBe(0);
});

it('upgrades a city that runs, with a backup first', async () => {
  const settings = await embedded('upgraded');
  const program = await startProgram(settings);
  const idle = await runCommand(['upgrade'], settings);
  expect(idle).toMatchObject({ code: 0, output: expect.stringContaining('The database is up to date') });
  expect(existsSync(settings.SAMVIRKE_BACKUPS!)).toBe(false);
  await onDatabase(settings, ({ outer }) =>
    outer.query("drop table backup_run; delete from migration where name = '0022_backups.sql'"),
  );
  const { code, complaints, output } = await runCommand(['upgrade'], settings);
  expect(complaints).toEqual([]);
  expect(output).toMatch(/Migrated: 0022_backups\.$/m);
  expect(code).toBe(0);
  expect(readdirSync(settings.SAMVIRKE_BACKUPS!)).toHaveLength(1);
  expect((await fetch(`${program.url}/readyz`)).status).toBe(200);
  expect(await program.stop()).toBe(0);
});

describe('a command for backups that cannot be followed', () => {
  it('says so in one sentence', async () => {
    const settings = await embedded('mistakes');
    const cases: [string[], Record<string, string>, RegExp, number][] = [
      [['backup'], {}, /^There is no city in the data folder /, 1],
      [['restore'], {}, /^Say which file: npm run restore -- FILE$/, 2],
      [['restore', '/nowhere'], {}, /^The file \/nowhere cannot be read: ENOENT\.$/, 1],
      [['verify-backup'], {}, /^Say which file: npm run verify-backup -- FILE$/, 2],
      [['move'], {}, /^Say where to: npm run move -- postgres:/, 2],
      [['move', 'embedded'], {}, /^The city is in the embedded database/, 1],
      [
        ['move', 'postgres://city:hidden@127.0.0.1:1/city'],
        {},
        /^The database of that address cannot be reached: (?!.*hidden)/,
        1,
      ],
      [['upgrade'], {}, /^There is no city in the data folder /, 1],
      [['backup'], { SAMVIRKE_BACKUP_KEY: 'short' }, /^SAMVIRKE_BACKUP_KEY has to have at least 20/, 1],
      [['backup'], { SAMVIRKE_BACKUP_EVERY: 'week' }, /^SAMVIRKE_BACKUP_EVERY is "week"/, 1],
    ];
    for (const [words, more, sentence, wanted] of cases) {
      const { code, complaints } = await runCommand(words, { ...settings, ...more });
      expect(complaints, words.join(' ')).toEqual([expect.stringMatching(sentence)]);
      expect(code, words.join(' ')).toBe(wanted);
      expect(existsSync(join(settings.SAMVIRKE_DATA, 'pg'))).toBe(false);
    }
  });
});
