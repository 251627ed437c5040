// Whatever is sent to whatever route: never our mistake (5xx), never a script on a page, never out of this site, and
// never more than a second of the processor for it.
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../src/demo.ts';
import type { Route } from '../src/platform/http/route.ts';
import { newId } from '../src/platform/id.ts';
import { verifyJournal } from '../src/platform/journal/verify.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';
import { crawl, type Found, type FoundForm, routeAt } from './crawl.ts';
import { fieldsOf } from './fields.ts';
import { hostileWord, mark } from './hostile.ts';
import { Judge } from './judge.ts';
import { home } from './program.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 12);
/** The same every time, so that a failure stays; another one looks elsewhere. */
const seed = Number(process.env.FUZZ_SEED ?? 20_260_101);
const senders = [
  'a stranger',
  'lead@neighbours.example',
  'streets.head@elvestad.example',
  'admin@elvestad.example',
];

let town: TestTown;
let judge: Judge;
const cookies = new Map<string, string>();
const found = new Map<string, Found>();
let sent = 0;
const answers = new Map<number, number>();
/** Milliseconds of the processor that an answer may take, the embedded database's work included. */
const mostWork = 1_000;
let slowest = { work: 0, from: '' };

async function signIn(sender: string): Promise<void> {
  // Limits are tried elsewhere; here they would only keep the rest from being reached.
  await town.database.outer.query('delete from rate_limit');
  if (sender === senders[0]) return;
  const headers = await town.house.accounts.signInProven(sender, '');
  cookies.set(
    sender,
    headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  );
}

async function send(
  sender: string,
  path: string,
  init: RequestInit = {},
): Promise<Response & { html: string }> {
  const response = await town.app.request(`http://town.test${path}`, {
    redirect: 'manual',
    ...init,
    headers: { cookie: cookies.get(sender) ?? '', origin: 'http://town.test', host: 'town.test' },
  });
  const html = await response.text();
  sent += 1;
  answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
  return Object.assign(response, { html });
}

type Asked = { method?: 'POST'; body?: FormData | URLSearchParams };

async function measured(sender: string, path: string, init: Asked) {
  const before = process.cpuUsage();
  const answer = await send(sender, path, init);
  const { user, system } = process.cpuUsage(before);
  return { answer, work: (user + system) / 1_000 };
}

/** As a form of its own, not as the same one sent twice, which does nothing. */
async function again(sender: string, path: string, init: Asked, times: number): Promise<number[]> {
  const works: number[] = [];
  for (let n = 0; n < times; n += 1) {
    init.body?.set('_once', newId());
    works.push((await measured(sender, path, init)).work);
  }
  return works;
}

/** What every answer has to be, whatever was asked. */
async function check(sender: string, path: string, init: Asked = {}): Promise<void> {
  const from = `${init.method ?? 'GET'} ${path.slice(0, 300)} from ${sender}`;
  const { answer, work } = await measured(sender, path, init);
  // Other work of the program may fall into it, by chance but not three times.
  const steady = work < mostWork ? work : Math.min(...(await again(sender, path, init, 2)), work);
  if (steady > slowest.work) slowest = { work: steady, from };
  expect(steady, `milliseconds of work for ${from}`).toBeLessThan(mostWork);
  expect(answer.status, `${from}\n${answer.html.slice(-600)}`).toBeLessThan(500);
  const location = answer.headers.get('location');
  // Begins with a slash and is of this site, as a browser reads it.
  if (location !== null)
    expect(new URL(location, 'http://town.test').origin, `${from} leads to ${location}`).toBe(
      'http://town.test',
    );
  for (const cookie of answer.headers.getSetCookie()) expect(cookie).not.toMatch(new RegExp(`^${mark}`));
  if (answer.headers.get('content-type')?.startsWith('text/html')) await judge.add(answer.html, from);
  else expect(answer.headers.get('x-content-type-options'), from).toBe('nosniff');
}

beforeAll(async () => {
  judge = await Judge.open();
  town = await openTestTown({ config: { demo: true, mail: undefined } });
  await loadDemo(town.house, join(home, 'demo', 'elvestad.yaml'));
  for (const sender of senders) {
    await signIn(sender);
    found.set(sender, await crawl(town.house, (path) => send(sender, path), 3));
  }
});
afterAll(async () => {
  await judge?.close();
  await town?.close();
});

const explore = (property: fc.IAsyncProperty<unknown>) =>
  fc.assert(property, { numRuns: runs, seed, endOnFailure: true });

/** Ids and names that there are, for others to try. */
async function realIds(): Promise<string[]> {
  const { rows } = await town.database.outer.query(`
    select id::text from (
      (select id from space limit 20) union all (select id from person limit 5) union all
      (select id from membership limit 5) union all (select id from mail limit 3) union all
      (select id from city_goal limit 3) union all (select id from journal_entry limit 3)) as ids
    union all (select slug from organisation limit 20)`);
  return rows.map(({ id }) => id);
}

/** An address of the route: real parts, parts of others, and hostile ones. */
function addressesOf(route: Route, known: readonly string[], ids: readonly string[]): fc.Arbitrary<string> {
  const invented = fc
    .array(
      fc.oneof(
        fc.constantFrom(...ids),
        hostileWord.map((word) => encodeURIComponent(wellFormed(word))),
      ),
      {
        minLength: 4,
        maxLength: 4,
      },
    )
    .map((parts) => route.path.replace(/:\w+/g, () => parts.pop() || '%20'));
  if (known.length === 0) return invented;
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: invented });
}

/** A lone half of a letter cannot be written in an address at all. */
const wellFormed = (text: string) => text.toWellFormed();

const queryNames = [
  'q',
  'to',
  'next',
  'page',
  'after',
  'before',
  'lang',
  'scheme',
  'code',
  'on',
  'kind',
  'goal',
  'v',
  'about',
  'id',
];
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...queryNames), hostileWord), hostileWord), {
  maxLength: 4,
});

describe.each(senders)('from %s', (sender) => {
  it('every page outlives hostile addresses and questions', async () => {
    await signIn(sender);
    const ids = await realIds();
    const routes = town.house.instruments
      .flatMap((room) => room.routes)
      .filter(({ method }) => method === 'get');
    for (const route of routes) {
      const known = found.get(sender)!.pages.get(route) ?? [];
      await explore(
        fc.asyncProperty(addressesOf(route, known, ids), query, async (address, pairs) => {
          const asked = new URLSearchParams(
            pairs.map(([name, value]) => [wellFormed(name), wellFormed(value)]),
          );
          const joined = asked.size > 0 ? `${address}${address.includes('?') ? '&' : '?'}${asked}` : address;
          await check(sender, joined);
        }),
      );
    }
  });

  it('every form outlives hostile values', async () => {
    const ids = await realIds();
    const routes = town.house.instruments
      .flatMap((room) => room.routes)
      .filter(({ method }) => method === 'post');
    for (const route of inGentleOrder(routes)) {
      await signIn(sender);
      const forms = formsOf(sender, route);
      const action = addressesOf(
        route,
        forms.map((form) => form.action),
        ids,
      );
      const field = fieldsOf(forms);
      await explore(
        fc.asyncProperty(action, field, async (address, fields) => {
          const body = fields.some(([, value]) => value instanceof File)
            ? new FormData()
            : new URLSearchParams();
          for (const [name, value] of [['_once', newId()] as const, ...fields])
            (body as FormData).append(wellFormed(name), value instanceof File ? value : wellFormed(value));
          await check(sender, address, { method: 'POST', body });
        }),
      );
    }
  });
});

/** What ends things comes last, so that there is something left to try. */
function inGentleOrder(routes: readonly Route[]): Route[] {
  const ends = ({ path }: Route) => /\/(end|removal|sign-out|discard|retirement|withdrawal|city)$/.test(path);
  return [...routes.filter((route) => !ends(route)), ...routes.filter(ends)];
}

/** Forms that the sender saw, or else the ones that others see. */
function formsOf(sender: string, route: Route): FoundForm[] {
  const all = (whose: string) =>
    found.get(whose)!.forms.filter(({ action }) => routeAt(town.house, 'post', action) === route);
  const own = all(sender);
  return own.length > 0 ? own : senders.flatMap(all);
}

it('nothing that was kept comes back as a script, in pages or in mails', async () => {
  await town.settle();
  for (const sender of senders) {
    await signIn(sender);
    await crawl(
      town.house,
      async (path) => {
        await check(sender, path);
        return send(sender, path);
      },
      3,
    );
  }
  const { rows } = await town.database.outer.query('select kind, subject, address, html from mail');
  for (const { kind, subject, address, html } of rows) {
    expect(`${subject}${address}`).not.toMatch(/[\r\n]/);
    await judge.add(html ?? '', `mail ${kind}`);
  }
  await judge.decide();
  expect(judge.verdicts).toEqual([]);
  const { findings } = await verifyJournal(town.database);
  expect(findings).toEqual([]);
  const statuses = [...answers].sort(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status}`);
  console.log(
    `${sent} requests (${statuses.join(', ')}); ${judge.judged} answers and mails with hostile words read; ` +
      `most work: ${Math.round(slowest.work)} ms for ${slowest.from}`,
  );
});
