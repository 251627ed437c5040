// Clocks that are wrong, and days that are odd: what is due is due by the clock of the database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { unpackedFrom } from './debian.ts';
import { checkWhole, onDatabase, waitUntilAnswered } from './evidence.ts';
import { liftLimits, openPlaces, type Places, type Settings } from './places.ts';
import { type Program, runCommand, startProgram, until } from './program.ts';
import { answers, samplePartnership, signedIn } from './sample-round.ts';
import { Storm } from './storm.ts';

const folder = mkdtempSync(join(tmpdir(), 'samvirke-clocks-'));
let places: Places;
let faked: string;
beforeAll(async () => {
  places = await openPlaces('clocks');
  faked = unpackedFrom('libfaketime', 'usr/lib/*/faketime/libfaketime.so.1', folder);
});
afterAll(async () => {
  await places?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** In the words of libfaketime: `+1h`, or `@2028-02-29 22:59:30` in UTC. */
const withClock = (at: string): Record<string, string> => ({
  ...{ LD_PRELOAD: faked, FAKETIME: at, FAKETIME_DONT_FAKE_MONOTONIC: '1', TZ: 'UTC' },
});

const round = 'Who bears which risk';
/** What one of six has answered to it. */
const answer = 'A harvest that nobody buys';

async function seenBy(program: Program, settings: Settings): Promise<string> {
  const visitor = await signedIn(program, answers);
  const [found] = await rowsOf(settings, `select id from round where title = '${round}'`);
  const { status, html } = await visitor.get(`${await samplePartnership(settings)}/rounds/${found.id}`);
  expect(status).toBe(200);
  return html;
}

const rowsOf = (settings: Settings, sql: string) =>
  onDatabase(settings, async ({ outer }) => (await outer.query(sql)).rows);

async function writeMuch(program: Program, settings: Settings, today?: Date): Promise<number> {
  const storm = new Storm(() => liftLimits(settings), today);
  await storm.begin(program.url, program.output());
  await until(() => storm.acknowledged.length > 40, 'many have written', program.output);
  await storm.end();
  expect(storm.surprises).toEqual([]);
  await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(database, storm.acknowledged);
  });
  return storm.acknowledged.length;
}

/** The newest entry: what the sample wrote down before bears the days on which it happened in its story. */
async function lastEntry(settings: Settings): Promise<number> {
  const [{ last }] = await rowsOf(settings, 'select max(seq) as last from journal_entry');
  return last;
}

/**
 * Entries after that one that say that they were written before the one before them, by more than two transactions at once explain:
 * each bears the time of its beginning, and its number from its end.
 */
const backwardsSince = (entry: number) => `
  select a.seq from journal_entry a join journal_entry b on b.seq > a.seq and b.at < a.at - interval '10 seconds'
  where a.seq > ${entry} limit 5`;

describe.each(['+1h', '-1h'])('the program an hour off (%s), the database right', (skew) => {
  it('opens nothing early, closes nothing late, and writes down when things happened', async () => {
    const early = skew === '+1h';
    const settings = await places.onServer(early ? 'ahead' : 'behind');
    const program = await startProgram({ ...settings, ...withClock(skew) });
    const aside = early ? 'now() + interval' : 'now() - interval';
    // Past the rule that a date only moves later.
    await rowsOf(
      settings,
      `set session_replication_role = replica;
       update round set due_at = ${aside} '30 minutes' where title = '${round}';
       set session_replication_role = origin`,
    );
    const html = await seenBy(program, settings);
    expect(html.includes(answer), 'all answers can be read').toBe(!early);
    const last = await lastEntry(settings);
    const written = await writeMuch(program, settings);
    const off = await rowsOf(
      settings,
      `select id from journal_entry where at > now() + interval '1 minute'
         or (kind = 'invitation.sent' and at < now() - interval '20 minutes') limit 5`,
    );
    expect(off, 'entries with the time of the program').toEqual([]);
    expect(await rowsOf(settings, backwardsSince(last))).toEqual([]);
    const verified = await runCommand(['verify-journal'], settings);
    expect(verified).toMatchObject({ code: 0, output: expect.stringContaining(', 0 findings') });
    expect(await program.stop()).toBe(0);
    noteFigure(`clock of the program ${skew}`, 1, `${written} writes by the clock of the database, in order`);
  });
});

describe.each([
  ['the night in spring in which an hour is missing', '2027-03-28 00:59:40', '28.3.2027', '28 March'],
  ['the night in autumn in which an hour comes twice', '2027-10-31 00:59:40', '31.10.2027', '31 October'],
  ['the last minutes of a leap day', '2028-02-29 22:59:00', '29.2.2028', '29 February'],
])('%s', (what, at, typed, read) => {
  it('is a night like any other, embedded', async () => {
    const settings = await places.embedded(typed.replaceAll('.', '-'), withClock(`@${at}`));
    const program = await startProgram(settings);
    const last = await lastEntry(settings);
    const written = await writeMuch(program, settings, new Date(`${at.replace(' ', 'T')}Z`));
    const visitor = await signedIn(program, answers);
    const [me] = await rowsOf(settings, `select id from person where email = '${answers}'`);
    const path = `${await samplePartnership(settings)}/to-dos`;
    const form = { text: `Look at ${what}`, owner: `person:${me.id}`, due: typed };
    const put = await visitor.post(path, form);
    expect(put.status, put.html.slice(-2_000)).toBe(303);
    expect((await visitor.get(path)).html.replaceAll(/<[^>]+>/g, ' ')).toMatch(new RegExp(`Today|${read}`));
    expect(await rowsOf(settings, backwardsSince(last))).toEqual([]);
    expect(await program.stop()).toBe(0);
    noteFigure(what, 1, `${written} writes, in order`);
  });
});
