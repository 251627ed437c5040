// The database server is killed or restarted while many write: who asks meanwhile is told to try again, and when.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { checkWhole, onDatabase, waitUntilAnswered } from './evidence.ts';
import { checkSink, waitForMails } from './mails.ts';
import { liftLimits, openPlaces, type Places, type Settings } from './places.ts';
import { type Program, startProgram, until } from './program.ts';
import { momentToKill, Storm } from './storm.ts';
import { Visitor } from './visitor.ts';

let places: Places;
beforeAll(async () => {
  places = await openPlaces('server-away');
});
afterAll(() => places?.close());

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

type Fault = { what: string; times: number; within: number; fault: (program: Program) => Promise<void> };

/** Brings a fault over the server again and again, while many write and somebody reads. */
async function suffer(name: string, { what, times, within, fault }: Fault): Promise<void> {
  const settings: Settings = await places.onServer(name);
  const program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  const reader = readOn(program.url, '/');
  const back: number[] = [];
  for (let n = 0; n < times; n += 1) {
    await momentToKill(storm);
    const acknowledged = [...storm.acknowledged];
    const begun = performance.now();
    await fault(program);
    const { seen } = reader;
    const [pages, writes] = [seen.pages, storm.acknowledged.length];
    await until(
      () => seen.pages > pages + 1 && storm.acknowledged.length > writes,
      'pages come and writes are acknowledged again',
      program.output,
    );
    back.push((performance.now() - begun) / 1000);
    await onDatabase(settings, (database) => checkWhole(database, acknowledged));
  }
  const { pages, later } = await reader.end();
  await storm.end();
  expect(storm.surprises, 'nothing but yes and "try again"').toEqual([]);
  await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(database, storm.acknowledged);
  });
  checkSink(places.sink, await waitForMails(settings, storm));
  expect(await program.stop()).toBe(0);
  expect(Math.max(...back), 'seconds until pages and writes go on').toBeLessThan(within);
  noteFigure(
    what,
    times,
    `${storm.acknowledged.length} writes acknowledged, 0 lost; ${storm.retried} writes and ${later} of ${pages + later} readings were told to try again, nothing else; ` +
      `on again after ${back.map((one) => one.toFixed(1)).join(', ')} s`,
  );
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

it('is back within ten seconds when the server is restarted', () =>
  suffer('restarted', {
    what: 'PostgreSQL restarted (as pg_ctl restart -m fast)',
    times: 3,
    within: 10,
    fault: () => places.postgres.restart(),
  }));
