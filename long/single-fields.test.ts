// Each field of each form, each word of each query and each part of each address by itself, hostile: the others as they
// should be, so that what is tried gets as far as it can. Nothing breaks, nothing comes back as markup, nothing takes long.
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { loadDemo } from '../src/demo.ts';
import { Page } from '../src/platform/http/page.ts';
import type { Route } from '../src/platform/http/route.ts';
import { newId } from '../src/platform/id.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';
import { crawl, type Found, type FoundForm, routeAt } from './crawl.ts';
import { hostileText, hostileWord } from './hostile.ts';
import { Judge } from './judge.ts';
import { home } from './program.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_260_101);
const each = Number(process.env.FUZZ_EACH ?? 6);
/** Seconds of CPU, of all threads, that one request may take: above that, a few of them would be a siege. */
const longest = 1;

const senders = [
  'a stranger',
  'climate@elvestad.example',
  'streets.head@elvestad.example',
  'admin@elvestad.example',
];

/** Long runs of what patterns stumble over: each nearly fits many times, and then does not. */
const runs = [' ', '\t', '\n', '0', 'a', '.', '-', '@', '/', '(', ',', '"', "'", '|', '#', '\u0301'];
const parts = ['a@a.', 'http://a.', '- ', '# ', '1.1.', 'a b ', '=?a?', '&#x', 'ß'];
const pumped = [...runs, ...parts].map((part) => `${part.repeat(Math.ceil(60_000 / part.length))}!`);

let town: TestTown;
let judge: Judge;
const cookies = new Map<string, string>();
const found = new Map<string, Found>();
/** Which words of a query each route asks for, as it asks for them. */
const asked = new Map<Route, Set<string>>();
let asking: Set<string> | undefined;
const plainQuery = Page.prototype.query;
const tried = { queries: 0, fields: 0, parts: 0, runs: 0 };
let sent = 0;
let most = { seconds: 0, from: '' };

async function signIn(sender: string): Promise<void> {
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

async function send(sender: string, path: string, init: RequestInit = {}) {
  const from = `${init.method ?? 'GET'} ${path.slice(0, 300)} from ${sender}`;
  const route = init.method ? undefined : routeAt(town.house, 'get', path);
  if (route && !asked.has(route)) asked.set(route, new Set());
  asking = route && asked.get(route);
  const begun = process.cpuUsage();
  const response = await town.app.request(`http://town.test${path}`, {
    redirect: 'manual',
    ...init,
    headers: { cookie: cookies.get(sender) ?? '', origin: 'http://town.test', host: 'town.test' },
  });
  const html = await response.text();
  const { user, system } = process.cpuUsage(begun);
  asking = undefined;
  sent += 1;
  const seconds = (user + system) / 1e6;
  if (seconds > most.seconds) most = { seconds, from };
  expect(seconds, `${from} took so many seconds of CPU`).toBeLessThan(longest);
  expect(response.status, `${from}\n${html.slice(-600)}`).toBeLessThan(500);
  const location = response.headers.get('location');
  if (location !== null) expect(new URL(location, 'http://town.test').origin, from).toBe('http://town.test');
  if (response.headers.get('content-type')?.startsWith('text/html')) await judge.add(html, from);
  return { status: response.status, html };
}

beforeAll(async () => {
  Page.prototype.query = function (name: string): string {
    asking?.add(name);
    return plainQuery.call(this, name);
  };
  judge = await Judge.open();
  town = await openTestTown({ config: { demo: true, mail: undefined } });
  await loadDemo(town.house, join(home, 'demo', 'elvestad.yaml'));
  for (const sender of senders) {
    await signIn(sender);
    found.set(sender, await crawl(town.house, (path) => send(sender, path), 2));
  }
});
afterAll(async () => {
  Page.prototype.query = plainQuery;
  await judge?.close();
  await town?.close();
});

/** The same every time, so that a failure stays. */
let turn = 0;
function some(arbitrary: fc.Arbitrary<string>, n: number): string[] {
  turn += 1;
  return fc.sample(arbitrary, { numRuns: n, seed: seed + turn }).map((text) => text.toWellFormed());
}

function formsOf(sender: string): [Route, FoundForm][] {
  const all = new Map<Route, FoundForm>();
  for (const form of found.get(sender)!.forms) {
    const route = routeAt(town.house, 'post', form.action);
    if (route) all.set(route, form);
  }
  const ends = ({ path }: Route) =>
    /\/(end|removal|sign-out|discard|retirement|withdrawal|city|closure|forgetting|others\/end)$/.test(path);
  return [...all].filter(([route]) => !ends(route));
}

async function post(
  sender: string,
  form: FoundForm,
  hostile: Readonly<Record<string, string>>,
): Promise<void> {
  const multipart = [...form.fields.values()].some(({ file }) => file);
  const body = multipart ? new FormData() : new URLSearchParams();
  body.append('_once', newId());
  for (const [name, { given, file }] of form.fields) {
    if (name === '_once') continue;
    const text = hostile[name] ?? given.find(Boolean) ?? '';
    (body as FormData).append(name, file ? new File([text], 'a.png', { type: 'image/png' }) : text);
  }
  await send(sender, form.action, { method: 'POST', body });
}

describe.each(senders)('from %s', (sender) => {
  it('each part of each address', async () => {
    await signIn(sender);
    for (const [route, pages] of found.get(sender)!.pages) {
      const at = route.path.split('/');
      for (const [n, part] of at.entries()) {
        if (!part.startsWith(':')) continue;
        for (const word of some(hostileWord, each)) {
          const path = pages[0]!
            .split(/[?#]/)[0]!
            .split('/')
            .with(n, encodeURIComponent(word) || '%20')
            .join('/');
          await send(sender, path);
        }
        tried.parts += 1;
      }
    }
  });

  it('each word of each query', async () => {
    for (const [route, pages] of found.get(sender)!.pages) {
      for (const name of ['lang', 'scheme', 'by', ...(asked.get(route) ?? [])]) {
        for (const word of some(hostileWord, each * 2)) {
          const path = new URL(pages[0]!, 'http://town.test');
          path.searchParams.set(name, word);
          await send(sender, path.pathname + path.search);
        }
        tried.queries += 1;
      }
    }
  });

  it('each field of each form', async () => {
    for (const [, form] of formsOf(sender)) {
      await town.database.outer.query('delete from rate_limit');
      for (const name of form.fields.keys()) {
        for (const text of some(hostileText, each)) await post(sender, form, { [name]: text });
        tried.fields += 1;
      }
    }
  });

  it('long runs of one sign in all fields of each form', async () => {
    for (const [, form] of formsOf(sender)) {
      await town.database.outer.query('delete from rate_limit');
      const names = [...form.fields.keys()];
      // A form of words holds 256 kB, of which signs that are written with % take three.
      const room = Math.floor(70_000 / names.length);
      for (const text of some(fc.constantFrom(...pumped), each)) {
        const filled = `${text.slice(0, room)}!`;
        await post(sender, form, Object.fromEntries(names.map((name) => [name, filled])));
        tried.runs += 1;
      }
    }
  });

  it('long runs of one sign as a question', async () => {
    for (const text of pumped) {
      for (const path of ['/search?q=', '/who-does-what?q=', '/?q='])
        await send(sender, path + encodeURIComponent(text.slice(0, 4_000)));
      tried.runs += 1;
    }
  });
});

it('nothing came back as markup, and nothing took long', async () => {
  await judge.decide();
  expect(judge.verdicts).toEqual([]);
  const names = [...asked.values()].reduce((sum, all) => sum + all.size, 0);
  expect(names).toBeGreaterThan(25);
  expect(tried.fields).toBeGreaterThan(150);
  noteFigure(
    'fields, words of queries, parts of addresses',
    `${tried.fields} + ${tried.queries} + ${tried.parts}`,
    `${sent} requests, 0 broke; the longest took ${most.seconds.toFixed(2)} s of CPU (${most.from.split(' from ')[0]!.slice(0, 60)})`,
  );
});
