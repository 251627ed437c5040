// Nothing a client saw acknowledged is lost, and nothing is half done, however often the program is killed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../bin/postgres.ts';
import type { Database } from '../src/platform/database/database.ts';
import { openSink } from '../src/testing-sink.ts';
import { checkMails, checkWhole, onDatabase, type Place, waitUntilAnswered } from './evidence.ts';
import { endAll, freePort, runCommand, startProgram, until } from './program.ts';
import { Storm } from './storm.ts';
import { Visitor } from './visitor.ts';

const kills = Number(process.env.KILLS ?? 30);
const leastInFlight = 20;
/** Restarts take seconds each, and more where others are at work on the same machine. */
const patience = 1_500_000;

const folder = mkdtempSync(join(tmpdir(), 'samvirke-kills-'));
let sink: Awaited<ReturnType<typeof openSink>>;
let postgres: PostgresServer;
beforeAll(async () => {
  sink = await openSink();
  postgres = await startPostgres();
});
afterEach(() => {
  endAll();
  sink.mails.length = 0;
});
afterAll(async () => {
  await sink?.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Settings = Place & Record<string, string>;

async function settingsFor(name: string): Promise<Settings> {
  return {
    SAMVIRKE_DATA: join(folder, name),
    PORT: await freePort(),
    SAMVIRKE_LOG: 'error',
    SMTP_URL: sink.url,
    SAMVIRKE_MAIL_FROM: 'city@elvestad.example',
  };
}

/** The same with a database of its own on the PostgreSQL server. */
async function settingsOnServer(name: string): Promise<Settings> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return { ...(await settingsFor(name)), DATABASE_URL: url.href };
}

/** There may be no database to ask at the moment; the writer tries again anyway. */
async function liftLimits(settings: Settings): Promise<void> {
  await onDatabase(settings, (database) => database.outer.query('delete from rate_limit'));
}

/** At a moment that differs each time, but always with so many writes on their way. */
async function momentToKill(storm: Storm): Promise<void> {
  const after = storm.acknowledged.length + 1 + Math.floor(Math.random() * 40);
  await until(() => {
    expect(storm.surprises).toEqual([]);
    return storm.acknowledged.length >= after && storm.inFlight >= leastInFlight;
  }, `${after} writes are acknowledged and ${leastInFlight} on their way`);
  // Between two turns of the event loop too, not only right after an answer.
  const deadline = performance.now() + Math.random() * 15;
  while (performance.now() < deadline || storm.inFlight < leastInFlight)
    await new Promise((resolve) => setImmediate(resolve));
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);

async function killOften(settings: Settings): Promise<void> {
  let program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  const restarts: number[] = [];
  const inFlight: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await momentToKill(storm);
    inFlight.push(storm.inFlight);
    await program.kill();
    const acknowledged = [...storm.acknowledged];
    program = await startProgram(settings);
    restarts.push(program.readyAfter);
    await onDatabase(settings, (database) => checkWhole(database, acknowledged));
  }
  await storm.end();
  expect(storm.surprises).toEqual([]);
  const mails = await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(database, storm.acknowledged);
    return waitForMails(database, storm);
  });
  const twice = checkSink(mails);
  expect(twice, 'only a mail that was on its way at a kill may go out twice').toBeLessThanOrEqual(kills);
  const verified = await runCommand(['verify-journal'], settings);
  expect(verified).toMatchObject({ code: 0, output: expect.stringContaining(', 0 findings') });
  expect(await program.stop()).toBe(0);
  console.log(
    `${kills} kills with ${Math.min(...inFlight)} to ${Math.max(...inFlight)} writes on their way: ` +
      `${storm.acknowledged.length} acknowledged, all there once; ${storm.retried} sent again; ` +
      `${mails.length} mails, ${twice} of them twice with the same id; ` +
      `restart ${seconds(median(restarts))} s (median), ${seconds(Math.max(...restarts))} s (longest)`,
  );
}

/** A mail that was on its way at a kill is due again after some minutes: the clock is moved there. */
async function waitForMails(database: Database, storm: Storm) {
  await database.outer.query(`create or replace function app_now() returns timestamptz stable language sql as
    $$ select now() + interval '10 minutes' $$`);
  const waiting = async () => {
    const { rows } = await database.outer.query(
      'select count(*)::int as n from mail where sent_at is null and reason is not null',
    );
    return rows[0].n as number;
  };
  let nudged = 0;
  await until(
    async () => {
      if ((await waiting()) === 0) return true;
      if (Date.now() > nudged + 5_000) {
        await storm.nudge();
        nudged = Date.now();
      }
      return false;
    },
    'all mails are sent',
    async () => `${await waiting()} are waiting`,
  );
  await waitUntilAnswered(database);
  return checkMails(database);
}

/** Every mail arrived, none that nobody wrote; how many arrived a second time (with the same id). */
function checkSink(mails: readonly { id: string; address: string }[]): number {
  const arrived = new Map<string, number>();
  for (const mail of sink.mails.splice(0)) {
    const key = `${/^<([^@]+)@/.exec(mail.messageId ?? '')?.[1]} ${mail.to[0]?.address}`;
    arrived.set(key, (arrived.get(key) ?? 0) + 1);
  }
  const written = new Set(mails.map(({ id, address }) => `${id} ${address}`));
  expect(
    [...written].filter((key) => !arrived.has(key)),
    'mails that never arrived',
  ).toEqual([]);
  expect(
    [...arrived.keys()].filter((key) => !written.has(key)),
    'mails nobody wrote',
  ).toEqual([]);
  return [...arrived.values()].filter((times) => times > 1).length;
}

describe(`the program, killed ${kills} times with ${leastInFlight} writes or more on their way`, () => {
  it(
    'loses nothing on the embedded database',
    async () => {
      await killOften(await settingsFor('embedded'));
    },
    patience,
  );

  it(
    'loses nothing on PostgreSQL',
    async () => {
      await killOften(await settingsOnServer('program_killed'));
    },
    patience,
  );
});

it('outlives three kills of the database server: 503 while it is away, and then as before', async () => {
  const settings = await settingsOnServer('server_killed');
  const program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  const visitor = new Visitor(program.url);
  const back: number[] = [];
  for (let kill = 0; kill < 3; kill += 1) {
    await momentToKill(storm);
    await postgres.kill();
    const acknowledged = [...storm.acknowledged];
    expect((await visitor.get('/')).status).toBe(503);
    expect((await visitor.get('/readyz')).status).toBe(503);
    expect((await visitor.get('/healthz')).status).toBe(200);
    await postgres.start();
    const begun = performance.now();
    await until(async () => (await visitor.get('/')).status === 200, 'pages come again', program.output);
    back.push(performance.now() - begun);
    await onDatabase(settings, (database) => checkWhole(database, acknowledged));
    const after = storm.acknowledged.length;
    await until(
      () => storm.acknowledged.length > after + 20,
      'writes are acknowledged again',
      program.output,
    );
  }
  await storm.end();
  expect(storm.surprises, 'nothing but yes and "try again"').toEqual([]);
  await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(database, storm.acknowledged);
    checkSink(await waitForMails(database, storm));
  });
  expect(await program.stop()).toBe(0);
  console.log(`pages again ${back.map(seconds).join(', ')} s after the database server`);
});
