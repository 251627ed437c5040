// Two processes of the program on one database, as behind a proxy or while one takes over from the other.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { newId } from '../src/platform/id.ts';
import { checkWhole, onDatabase, waitUntilAnswered } from './evidence.ts';
import { checkSink, waitForMails } from './mails.ts';
import { liftLimits, openPlaces, type Places, type Settings } from './places.ts';
import { freePort, type Program, startProgram, until } from './program.ts';
import { answers, facilitates, samplePartnership, signedIn } from './sample-round.ts';
import { inTwoMonths, Storm } from './storm.ts';
import { Visitor } from './visitor.ts';

let places: Places;
let settings: Settings;
let [first, second]: Program[] = [];
beforeAll(async () => {
  places = await openPlaces('two-programs');
  settings = await places.onServer('two_programs');
  first = await startProgram(settings);
  second = await startProgram({ ...settings, PORT: await freePort() });
});
afterAll(() => places?.close());

/** A to-do of somebody whom the page offers. */
const toDoOn = (html: string, text: string) => ({
  text,
  owner: /value="(person:[0-9a-f-]{36})"/.exec(html)![1]!,
  due: inTwoMonths().split('-').reverse().join('.'),
});

/** The same browser, led to the other process by the next click. */
const elsewhere = (visitor: Visitor, program: Program) => new Visitor(program.url, visitor.cookies);

it('who signed in at one is known at the other, and signed out at one is signed out at both', async () => {
  const here = await signedIn(first!, answers);
  const there = elsewhere(here, second!);
  expect((await there.get('/account')).status).toBe(200);
  expect((await there.post('/sign-out', {})).status).toBe(303);
  expect((await here.get('/account')).status).toBe(303);
});

it('a form shown by one is taken by the other, and has one effect though both get it', async () => {
  const here = await signedIn(first!, answers);
  const toDos = `${await samplePartnership(settings)}/to-dos`;
  const shown = await here.get(toDos);
  const _once = /name="_once" value="([^"]+)"/.exec(shown.html)![1]!;
  const text = `Taste ${newId()}`;
  const form = { _once, ...toDoOn(shown.html, text) };
  const there = elsewhere(here, second!);
  const sent = await Promise.all([here, there, here, there].map((by) => by.post(toDos, form)));
  expect(new Set(sent.map(({ status, location }) => `${status} ${location}`))).toEqual(
    new Set([`303 ${toDos}`]),
  );
  const { rows } = await onDatabase(settings, ({ outer }) =>
    outer.query('select count(*)::int as n from to_do where text = $1', [text]),
  );
  expect(rows).toEqual([{ n: 1 }]);
});

it('what is done at one is told at once to who watches at the other', async () => {
  const watching = await signedIn(second!, facilitates);
  const acting = await signedIn(first!, answers);
  const stream = await fetch(`${second!.url}/live`, {
    headers: { cookie: watching.cookies, accept: 'text/event-stream' },
  });
  expect(stream.status).toBe(200);
  let raw = '';
  const reader = stream.body!.getReader();
  const reading = (async () => {
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
      if (done) return;
      raw += decoder.decode(value, { stream: true });
    }
  })();
  await pause(700);
  const begun = performance.now();
  const toDos = `${await samplePartnership(settings)}/to-dos`;
  const { html } = await acting.get(toDos);
  expect((await acting.post(toDos, toDoOn(html, `Cook ${newId()}`))).status).toBe(303);
  await until(
    () => raw.includes('"to-do.added"'),
    'the other process tells of it',
    () => raw,
  );
  const took = (performance.now() - begun) / 1000;
  await reader.cancel();
  await reading;
  noteFigure('two processes: told at the other', 1, `after ${took.toFixed(1)} s`);
});

it('attempts at both are counted together', async () => {
  await liftLimits(settings);
  const email = `${newId()}@people.test`;
  const answered: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    const { url } = n % 2 === 0 ? first! : second!;
    const form = { email, password: 'not the right one' };
    answered.push((await new Visitor(url).post('/sign-in', form)).status);
  }
  expect(answered).toEqual([...Array(10).fill(422), 429]);
  await liftLimits(settings);
});

it('under load at both nothing is lost, every chain is right, and every mail goes once', async () => {
  const storms = [first!, second!].map(
    (program) => [new Storm(() => liftLimits(settings)), program] as const,
  );
  await Promise.all(storms.map(([storm, { url, output }]) => storm.begin(url, output())));
  const count = () => storms.reduce((sum, [storm]) => sum + storm.acknowledged.length, 0);
  await until(() => storms.every(([storm]) => storm.acknowledged.length >= 150), '150 writes at each');
  await Promise.all(storms.map(([storm]) => storm.end()));
  const [storm] = storms[0]!;
  expect(storms.flatMap(([{ surprises }]) => surprises)).toEqual([]);
  await onDatabase(settings, async (database) => {
    await waitUntilAnswered(database);
    await checkWhole(
      database,
      storms.flatMap(([{ acknowledged }]) => acknowledged),
    );
  });
  const mails = await waitForMails(settings, storm);
  expect(checkSink(places.sink, mails), 'mails that went twice').toBe(0);
  noteFigure(
    'two processes under load',
    count(),
    `writes acknowledged by both together, 0 lost, every chain whole; ${mails.length} mails, each once`,
  );
  for (const program of [first!, second!]) expect(await program.stop()).toBe(0);
}, 1_500_000);
