// Where the cities of one test file live, the database server that they share, and their mail server.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../bin/postgres.ts';
import { openSink } from '../src/testing-sink.ts';
import { onDatabase, type Place } from './evidence.ts';
import { endAll, freePort, startProgram } from './program.ts';

/** What a program is started with. */
export type Settings = Place & Record<string, string>;

export type Places = Awaited<ReturnType<typeof openPlaces>>;

/** For a city that keeps its data there and hands its mail to that server; quiet but for what goes wrong. */
export async function settingsAt(
  data: string,
  smtp: string,
  more: Record<string, string> = {},
): Promise<Settings> {
  return {
    SAMVIRKE_DATA: data,
    PORT: await freePort(),
    SAMVIRKE_LOG: 'error',
    SMTP_URL: smtp,
    SAMVIRKE_MAIL_FROM: 'city@elvestad.example',
    ...more,
  };
}

export async function openPlaces(name: string) {
  const folder = mkdtempSync(join(tmpdir(), `samvirke-${name}-`));
  const sink = await openSink();
  const postgres: PostgresServer = await startPostgres();
  const samples: { embedded?: Promise<string>; server?: Promise<string> } = {};

  const settingsFor = (city: string, more: Record<string, string>) =>
    settingsAt(join(folder, city), sink.url, more);

  async function makeDatabase(city: string, template = 'template1'): Promise<string> {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    // The other strategy copies sequences without what the log knows of them: after a kill they give numbers twice.
    await client.query(`create database ${city} template ${template} strategy file_copy`);
    await client.end();
    const url = new URL(postgres.url);
    url.pathname = `/${city}`;
    return url.href;
  }

  /** The data folder of a sample city that was opened once: to load it takes longer than all else of a start. */
  async function openSample(settings: Settings): Promise<string> {
    const program = await startProgram(settings);
    if ((await program.stop()) !== 0) throw new Error(program.output());
    return settings.SAMVIRKE_DATA;
  }
  const sampleOnServer = async () =>
    openSample({ ...(await settingsFor('sample-server', {})), DATABASE_URL: await makeDatabase('sample') });

  const isSample = (more: Record<string, string>) => more.SAMVIRKE_DEMO !== 'off';

  return {
    folder,
    sink,
    postgres,
    /** A city in the embedded database, in a folder of its own: a copy of the sample city unless that is off. */
    async embedded(city: string, more: Record<string, string> = {}): Promise<Settings> {
      const settings = await settingsFor(city, more);
      if (isSample(more)) {
        samples.embedded ??= settingsFor('sample-embedded', {}).then(openSample);
        cpSync(await samples.embedded, settings.SAMVIRKE_DATA, { recursive: true });
      }
      return settings;
    },
    /** The same with a database of its own on the server. */
    async onServer(city: string, more: Record<string, string> = {}): Promise<Settings> {
      const settings = await settingsFor(city, more);
      if (!isSample(more)) return { ...settings, DATABASE_URL: await makeDatabase(city) };
      samples.server ??= sampleOnServer();
      cpSync(await samples.server, settings.SAMVIRKE_DATA, { recursive: true });
      return { ...settings, DATABASE_URL: await makeDatabase(city, 'sample') };
    },
    async close(): Promise<void> {
      endAll();
      await sink.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** There may be no database to ask at the moment; who writes tries again anyway. */
export async function liftLimits(settings: Settings): Promise<void> {
  await onDatabase(settings, (database) => database.outer.query('delete from rate_limit'));
}

/** Moves the database's clock, as all programs on it read it. */
export async function moveClock(settings: Settings, minutes: number): Promise<void> {
  await onDatabase(settings, (database) =>
    database.outer.query(`create or replace function app_now() returns timestamptz stable language sql as
      $$ select now() + interval '${minutes} minutes' $$`),
  );
}
