// Nothing a client saw acknowledged is lost, and nothing is half done, however often the program is killed.
//   KILLS=500 npm run test:long -- kills     so many kills of the program on each of the two databases
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { openSink } from '../src/testing-sink.ts';
import { checkThere, checkWhole, median, onDatabase, waitUntilAnswered } from './evidence.ts';
import { checkSink, waitForMails } from './mails.ts';
import { liftLimits, openPlaces, type Places, type Settings } from './places.ts';
import { endAll, runCommand, startProgram } from './program.ts';
import { leastInFlight, momentToKill, Storm } from './storm.ts';

/** With those of PostgreSQL itself (`server-away`) two hundred. A start on a server takes half as long as the other. */
const kills = process.env.KILLS
  ? { embedded: Number(process.env.KILLS), server: Number(process.env.KILLS) }
  : { embedded: 30, server: 70 };
/** So often the chains of the journal are recomputed too, which takes longer the longer they are. */
const recomputed = 10;
/** Restarts take seconds each, and more where others are at work on the same machine. */
const patience = 3_000_000;

let places: Places;
beforeAll(async () => {
  places = await openPlaces('kills');
});
afterAll(async () => {
  endAll();
  await places?.close();
});

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);

async function killOften(name: string, times: number, given: Settings): Promise<void> {
  const sink = await openSink();
  const settings: Settings = { ...given, SMTP_URL: sink.url };
  let program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  const restarts: number[] = [];
  const inFlight: number[] = [];
  for (let kill = 1; kill <= times; kill += 1) {
    await momentToKill(storm);
    inFlight.push(storm.inFlight);
    await program.kill();
    const acknowledged = [...storm.acknowledged];
    program = await startProgram(settings);
    restarts.push(program.readyAfter);
    const check = kill % recomputed === 0 ? checkWhole : checkThere;
    await onDatabase(settings, (database) => check(database, acknowledged));
  }
  await storm.end();
  expect(storm.surprises).toEqual([]);
  await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(database, storm.acknowledged);
  });
  const mails = await waitForMails(settings, storm);
  const twice = checkSink(sink, mails);
  expect(twice, 'only a mail that was on its way at a kill may go out twice').toBeLessThanOrEqual(times);
  const verified = await runCommand(['verify-journal'], settings);
  expect(verified).toMatchObject({ code: 0, output: expect.stringContaining(', 0 findings') });
  expect(await program.stop()).toBe(0);
  await sink.close();
  noteFigure(
    `kill -9 of the program, ${name}`,
    times,
    `${storm.acknowledged.length} writes acknowledged, 0 lost, 0 twice, 0 by half; ` +
      `${Math.min(...inFlight)} to ${Math.max(...inFlight)} on their way at each kill, ${storm.retried} sent again; ` +
      `${mails.length} mails, 0 lost, ${twice} twice with the same Message-ID; ` +
      `open again after ${seconds(median(restarts))} s (median), ${seconds(Math.max(...restarts))} s (longest)`,
  );
}

// Both at once: a start leaves half of a small machine idle.
describe.concurrent(`the program, killed with ${leastInFlight} writes or more on their way`, () => {
  it(
    `loses nothing on the embedded database, ${kills.embedded} times`,
    async () => {
      await killOften('embedded', kills.embedded, await places.embedded('embedded'));
    },
    patience,
  );

  it(
    `loses nothing on PostgreSQL, ${kills.server} times`,
    async () => {
      await killOften('PostgreSQL', kills.server, await places.onServer('program_killed'));
    },
    patience,
  );
});
