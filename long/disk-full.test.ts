// A disk that runs full while many write: changes are refused in words, nothing is lost, and all goes on by itself.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { type PostgresServer, startPostgres } from '../bin/postgres.ts';
import { openSink } from '../src/testing-sink.ts';
import { checkWhole, onDatabase, waitUntilAnswered } from './evidence.ts';
import { checkSink, waitForMails } from './mails.ts';
import { liftLimits, type Settings, settingsAt } from './places.ts';
import { endAll, type Program, runCommand, startProgram, until } from './program.ts';
import { openSmallDisk, type SmallDisk } from './small-disk.ts';
import { Storm } from './storm.ts';
import { Visitor } from './visitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'samvirke-disk-full-'));
// The server runs as somebody else.
chmodSync(folder, 0o711);
const sinks: Awaited<ReturnType<typeof openSink>>[] = [];
const disks: SmallDisk[] = [];
let server: PostgresServer | undefined;
afterAll(async () => {
  endAll();
  await server?.stop();
  for (const sink of sinks) await sink.close();
  for (const disk of disks) disk.close();
  rmSync(folder, { recursive: true, force: true });
});

function diskAt(place: string, megabytes: number): SmallDisk {
  const disk = openSmallDisk(place, megabytes);
  disks.push(disk);
  return disk;
}

async function settingsFor(city: string, more: Record<string, string> = {}): Promise<Settings> {
  const sink = await openSink();
  sinks.push(sink);
  return settingsAt(join(folder, city), sink.url, more);
}

const sent = (storm: Storm) => storm.acknowledged.length;

async function openStorm(settings: Settings): Promise<{ program: Program; storm: Storm }> {
  const program = await startProgram(settings);
  const storm = new Storm(() => liftLimits(settings));
  await storm.begin(program.url, program.output());
  await until(() => sent(storm) > 40, 'many have written', program.output);
  return { program, storm };
}

/** Fills the disk, and waits until nothing new is taken in any more. */
async function fillUp(disk: SmallDisk, left: number, storm: Storm): Promise<void> {
  disk.fill(left);
  let before = -1;
  await until(async () => {
    // What the database makes room for by itself is filled up as well.
    disk.fill(left);
    const now = sent(storm);
    const quiet = now === before;
    before = now;
    await pause(1_500);
    return quiet && sent(storm) === now;
  }, 'nothing is written any more');
}

async function afterwards(program: Program, storm: Storm, settings: Settings): Promise<void> {
  await storm.end();
  expect(storm.surprises, 'nothing but yes and "try again"').toEqual([]);
  await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(database, storm.acknowledged);
  });
  checkSink(sinks.at(-1)!, await waitForMails(settings, storm));
  const verified = await runCommand(['verify-journal'], settings);
  expect(verified).toMatchObject({ code: 0, output: expect.stringContaining(', 0 findings') });
  expect(await program.stop()).toBe(0);
}

it('on the embedded database: pages are read, changes are refused in words, and what was taken in is there', async () => {
  const settings = await settingsFor('embedded');
  const disk = diskAt(settings.SAMVIRKE_DATA, 400);
  const { program, storm } = await openStorm(settings);
  const reader = await new Visitor(program.url).signIn(...storm.anyone());
  const refused = storm.retried;
  for (const left of [20, 0]) {
    await fillUp(disk, left, storm);
    for (const path of ['/', '/desk', '/goals', '/organisations/streets'])
      expect((await reader.get(path)).status, `${path} with ${left} MB left`).toBe(200);
    const answer = await reader.post('/briefs', {
      to: 'streets',
      title: 'Shade',
      want: 'Trees',
      bring: 'Wood',
    });
    expect([answer.status, answer.retryAfter]).toEqual([503, '60']);
    expect(answer.html).toContain('There is no room to keep this');
  }
  const [before, least] = [sent(storm), storm.retried - refused];
  expect(least, 'refusals').toBeGreaterThan(20);
  const begun = performance.now();
  disk.clear();
  await until(() => sent(storm) > before + 20, 'it goes on', program.output);
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  await afterwards(program, storm, settings);
  noteFigure(
    'disk full, embedded',
    2,
    `${sent(storm)} writes acknowledged, 0 lost; ${least} refused while full, pages read; on again after ${took} s`,
  );
});

it('on PostgreSQL, whose own disk is full: whoever writes is told to try again, and what was taken in is there', async () => {
  const place = join(folder, 'server');
  const disk = diskAt(place, 500);
  server = await startPostgres(place);
  const settings = await settingsFor('beside-server', { DATABASE_URL: server.url });
  const { program, storm } = await openStorm(settings);
  const refused = storm.retried;
  await fillUp(disk, 0, storm);
  const home = await new Visitor(program.url).get('/');
  expect(home.status === 200 || (home.status === 503 && home.retryAfter !== null), `${home.status}`).toBe(
    true,
  );
  const [before, least] = [sent(storm), storm.retried - refused];
  expect(least, 'refusals').toBeGreaterThan(20);
  const begun = performance.now();
  disk.clear();
  // A server without room for its log stops; whoever runs it makes room and starts it.
  if (!server.running) await server.start();
  await until(() => sent(storm) > before + 20, 'it goes on', program.output);
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  await afterwards(program, storm, settings);
  noteFigure(
    'disk of PostgreSQL full',
    1,
    `${sent(storm)} writes acknowledged, 0 lost; ${least} told to try again while full; on again after ${took} s`,
  );
});
