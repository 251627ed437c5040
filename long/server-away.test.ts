// The database is killed, restarted or brought to a newer schema while many write: who asks meanwhile is told to try
// again, and when.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { checkThere, checkWhole, median, onDatabase, waitUntilAnswered } from './evidence.ts';
import { checkSink, waitForMails } from './mails.ts';
import { liftLimits, openPlaces, type Places, type Settings } from './places.ts';
import { endAll, home, type Program, startProgram, until } from './program.ts';
import { momentToKill, Storm } from './storm.ts';
import { Visitor } from './visitor.ts';

/** So often the chains of the journal are recomputed too, which takes longer the longer they are. */
const recomputed = 10;

let places: Places;
beforeAll(async () => {
  places = await openPlaces('server-away');
});
afterAll(() => places?.close());
// What one of them leaves behind when it fails is not the next one's.
afterEach(() => {
  endAll();
  places.sink.mails.splice(0);
});

/** Somebody who reads a page without a pause, and what came: pages, and "try again" with a time. */
function readOn(url: string, path: string) {
  const visitor = new Visitor(url);
  const seen = { pages: 0, later: 0, surprises: [] as string[] };
  let open = true;
  const reading = (async () => {
    while (open) {
      const { status, retryAfter, html } = await visitor.get(path);
      if (status === 200) seen.pages += 1;
      else if (status === 503 && retryAfter) seen.later += 1;
      else seen.surprises.push(`${status} ${html.slice(0, 200)}`);
      await pause(20);
    }
  })();
  return {
    seen,
    async end() {
      open = false;
      await reading;
      expect(seen.surprises, 'only pages, and "try again"').toEqual([]);
      return seen;
    },
  };
}

type Fault = {
  what: string;
  times: number;
  /** Seconds until pages and writes go on. */
  within: number;
  fault: (program: Program, settings: Settings) => Promise<void>;
  /** Whether mails are sent, and looked at in the end. */
  mails?: boolean;
};

/** Brings a fault over the server again and again, while many write and somebody reads. */
async function suffer(name: string, { what, times, within, fault, mails = true }: Fault): Promise<Settings> {
  const given = await places.onServer(name);
  const { SMTP_URL: _, SAMVIRKE_MAIL_FROM: __, ...without } = given;
  const settings: Settings = mails ? given : without;
  const program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  const reader = readOn(program.url, '/');
  const back: number[] = [];
  for (let n = 0; n < times; n += 1) {
    await momentToKill(storm).catch((error) => {
      throw new Error(`${error.message}\n${program.output().slice(-5_000)}`);
    });
    const acknowledged = [...storm.acknowledged];
    const begun = performance.now();
    await fault(program, settings);
    const { seen } = reader;
    const [pages, writes] = [seen.pages, storm.acknowledged.length];
    await until(
      () => seen.pages > pages + 1 && storm.acknowledged.length > writes,
      'pages come and writes are acknowledged again',
      program.output,
    );
    back.push((performance.now() - begun) / 1000);
    const check = n % recomputed === 0 ? checkWhole : checkThere;
    await onDatabase(settings, (database) => check(database, acknowledged));
  }
  const { pages, later } = await reader.end();
  await storm.end();
  expect(storm.surprises, 'nothing but yes and "try again"').toEqual([]);
  await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(database, storm.acknowledged);
  });
  if (mails) checkSink(places.sink, await waitForMails(settings, storm));
  expect(await program.stop()).toBe(0);
  expect(Math.max(...back), 'seconds until pages and writes go on').toBeLessThan(within);
  noteFigure(
    what,
    times,
    `${storm.acknowledged.length} writes acknowledged, 0 lost; ${storm.retried} writes and ${later} of ${pages + later} readings were told to try again, nothing else; ` +
      `on again after ${median(back).toFixed(1)} s (median), ${Math.max(...back).toFixed(1)} s (longest)`,
  );
  return settings;
}

it('outlives kills of the whole server', () =>
  suffer('all_killed', {
    what: 'kill -9 of all of PostgreSQL',
    times: 3,
    within: 60,
    async fault({ url }) {
      const visitor = new Visitor(url);
      await places.postgres.kill();
      expect((await visitor.get('/')).status).toBe(503);
      expect((await visitor.get('/readyz')).status).toBe(503);
      expect((await visitor.get('/healthz')).status).toBe(200);
      await places.postgres.start();
    },
  }));

it('outlives kills of its first process alone', () =>
  suffer('postmaster_killed', {
    what: 'kill -9 of the postmaster alone',
    times: 3,
    within: 60,
    async fault() {
      await places.postgres.kill('postmaster');
      await places.postgres.start();
    },
  }));

it('outlives kills of single processes of it', () =>
  suffer('backend_killed', {
    what: 'kill -9 of one process of PostgreSQL',
    times: 5,
    within: 60,
    fault: () => places.postgres.killOne(),
  }));

it('outlives so many more kills, of one kind after the other, that with those above there are a hundred', () => {
  let n = 0;
  return suffer('killed_often', {
    what: 'kill -9 of PostgreSQL, of each kind in turn',
    times: 89,
    within: 60,
    // Thousands of mails would take longer than all kills; those of each kind are looked at above.
    mails: false,
    async fault() {
      n += 1;
      if (n % 3 === 0) return places.postgres.killOne();
      await places.postgres.kill(n % 3 === 1 ? undefined : 'postmaster');
      await places.postgres.start();
    },
  });
});

it('is back within ten seconds when the server is restarted', () =>
  suffer('restarted', {
    what: 'PostgreSQL restarted (as pg_ctl restart -m fast)',
    times: 3,
    within: 10,
    fault: () => places.postgres.restart(),
  }));

it('is brought to a newer schema while many write, and the program of before goes on, also when started anew', async () => {
  const newer = await mkdtemp(join(tmpdir(), 'samvirke-newer-'));
  await cp(join(home, 'migrations'), newer, { recursive: true });
  let n = 0;
  const settings = await suffer('migrated', {
    what: 'migrated under load, then back to the program of before',
    times: 5,
    within: 10,
    async fault(_, settings) {
      n += 1;
      await writeFile(
        join(newer, `999${n}_more.sql`),
        `create table more_${n} (id uuid primary key, invitation uuid references invitation);
         alter table invitation add column more_${n} text not null default 'more';
         alter table journal_entry add column more_${n} int;
         create index more_${n}_at on request (moved_at, state);`,
      );
      const applied = await onDatabase(settings, ({ outer }) => migrate(outer, newer));
      expect(applied).toEqual([`999${n}_more.sql`]);
    },
  });
  const before = await startProgram(settings);
  expect((await new Visitor(before.url).get('/organisations')).status).toBe(200);
  expect(await before.stop()).toBe(0);
  await rm(newer, { recursive: true });
});
