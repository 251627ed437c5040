import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { queriesOfWatching } from '../../../bench/watch.ts';
import { type FoundedPartnership, foundPartnership } from '../../instruments/partnerships/testing.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';
import { liveOn } from './live.ts';

let town: TestTown;
let server: Server;
let at: string;
let talks: FoundedPartnership;
let other: FoundedPartnership;
let food: { id: string; lead: string };
let harvest: { id: string; lead: string };
const open: AbortController[] = [];

beforeAll(async () => {
  const say = () => 'told';
  town = await openTestTown({
    rooms: [
      () => ({ name: 'things', routes: [], narrates: { 'thing.done': { say }, 'thing.made': { say } } }),
    ],
  });
  talks = await foundPartnership(town);
  other = await foundPartnership(town, { name: 'Street Repair' });
  [food, harvest] = talks.partners as unknown as [typeof food, typeof harvest];
  server = createServer(getRequestListener(town.app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const one of open) one.abort();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await town.close();
});
afterEach(async () => {
  for (const one of open.splice(0)) one.abort();
  await expect.poll(() => town.house.live.size).toBe(0);
});

const cookies = new Map<string, string>();
async function cookieOf(person: string) {
  const kept = cookies.get(person);
  if (kept) return kept;
  const { rows } = await town.database.outer.query('select email, name from person where id = $1', [person]);
  const headers = await town.house.accounts.signInProven(rows[0].email, rows[0].name);
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  cookies.set(person, cookie);
  return cookie;
}

/** Opens a stream over HTTP as a browser does, and keeps what comes. */
async function watch(person: string) {
  const aborting = new AbortController();
  open.push(aborting);
  const response = await fetch(`${at}/live`, {
    headers: { cookie: await cookieOf(person), accept: 'text/event-stream', 'accept-encoding': 'gzip, br' },
    signal: aborting.signal,
  });
  const seen = { messages: [] as unknown[], raw: '', ended: false, response };
  void (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body!) {
        const text = decoder.decode(chunk as Uint8Array, { stream: true });
        seen.raw += text;
        for (const [, data] of text.matchAll(/^data: (.+)$/gm)) seen.messages.push(JSON.parse(data!));
      }
    } catch {
      // Aborted by the test.
    }
    seen.ended = true;
  })();
  // Known once its parts are read.
  await new Promise((resolve) => setTimeout(resolve, 700));
  return seen;
}
async function did(by: string, space = talks.id, more: object = {}) {
  const scope = await town.scopeFor(by);
  await town.database.system((tx) => tx.record({ space, kind: 'thing.done', ...more }), scope);
  await town.settle();
}
const passed = () => new Promise((resolve) => setTimeout(resolve, 900));
const news = (kind: string, n = 1, space = talks.id) => ({ space, kind, n });

it('tells over HTTP that something is new: where, what kind, how often, and nothing of what it says', async () => {
  const seen = await watch(harvest.lead);
  expect(seen.response.status).toBe(200);
  expect(seen.response.headers.get('content-type')).toContain('text/event-stream');
  expect(seen.response.headers.get('content-encoding')).toBe(null);
  expect(seen.response.headers.get('x-accel-buffering')).toBe('no');
  expect(seen.response.headers.get('cache-control')).toContain('no-store');
  const words = { content: { title: 'secret title' }, personal: { text: 'secret words' } };
  await did(food.lead, talks.id, words);
  await expect.poll(() => seen.messages).toEqual([news('thing.done')]);
  await did(food.lead, talks.id, { kind: 'thing.made' });
  await did(food.lead, talks.id, { kind: 'thing.untold' });
  await did(harvest.lead);
  await did(other.facilitator, other.id);
  await passed();
  expect(seen.messages, 'nothing of one’s own, of elsewhere, or that nobody tells').toEqual([
    news('thing.done'),
    news('thing.made'),
  ]);
  expect(seen.raw).not.toContain('secret');
});

it('lets nobody know what is sealed in a partner’s own space, or for others’ eyes', async () => {
  const peer = await watch(food.lead);
  const observer = await watch(talks.observer);
  const facilitator = await watch(talks.facilitator);
  const colleague = await watch(await talks.join('Colleague', 'member', harvest.id));
  await did(harvest.lead, harvest.id);
  await did(harvest.lead, talks.id, { audience: 'person', audienceId: talks.observer });
  await did(harvest.lead, talks.id, { kind: 'thing.made', audience: 'facilitator' });
  await expect.poll(() => colleague.messages).toEqual([news('thing.done')]);
  await expect.poll(() => facilitator.messages).toEqual([news('thing.made')]);
  await expect.poll(() => observer.messages).toEqual([news('thing.done')]);
  expect(peer.messages).toEqual([]);
});

it('opens for those who take part only', async () => {
  const ask = async (person?: string) => {
    const cookie = person ? await cookieOf(person) : '';
    const headers = { cookie, accept: 'text/event-stream' };
    return (await fetch(`${at}/live`, { headers, redirect: 'manual' })).status;
  };
  expect(await ask()).toBe(303);
  expect(await ask(await town.addPerson('Outsider'))).toBe(204);
  expect(await ask(await town.addAdministrator())).toBe(204);
});

it('ends the stream of who was removed, or whose account was closed, at the next look', async () => {
  const leaving = await talks.join('Leaving', 'member', food.id);
  const seen = await watch(leaving);
  const staying = await watch(harvest.lead);
  const closing = await talks.join('Closing', 'member', food.id);
  const closed = await watch(closing);
  await did(food.lead, food.id);
  await expect.poll(() => seen.messages).toEqual([news('thing.done')]);
  await town.database.outer.query(
    'update membership set until = app_now() where person_id = $1 and space_id = $2',
    [leaving, food.id],
  );
  await town.database.outer.query('update person set deactivated_at = app_now() where id = $1', [closing]);
  // Each who comes makes it look, as the clock does every half minute.
  await watch(harvest.lead);
  await expect.poll(() => seen.ended && closed.ended).toBe(true);
  expect(staying.ended).toBe(false);
  // What they may still see they learn of by a new one.
  const again = await watch(leaving);
  await did(harvest.lead, food.id);
  await did(harvest.lead);
  await passed();
  expect(again.messages).toEqual([news('thing.done')]);
});

it('costs the database as much with five hundred who watch as with one', { timeout: 120_000 }, async () => {
  const people = Array.from({ length: 500 }, newId);
  await town.database.outer.query(
    `with p as (insert into person (id, kind, name, email, locale)
       select id, 'person', 'Watcher', id || '@people.test', 'en' from unnest($1::uuid[]) id returning id)
     insert into membership (id, space_id, person_id, role) select gen_random_uuid(), $2, id, 'observer' from p`,
    [people, talks.id],
  );
  const scopes = await Promise.all(people.map((person) => town.scopeFor(person)));
  const scopeOfFood = await town.scopeFor(food.lead);
  const costs = (watching: typeof scopes) =>
    queriesOfWatching(town.house, watching, {
      kind: 'thing.done',
      happens: () =>
        town.database.system((tx) => tx.record({ space: talks.id, kind: 'thing.done' }), scopeOfFood),
    });
  const one = await costs(scopes.slice(0, 1));
  expect(one).toBeGreaterThan(1);
  // A few looks more by the clock, if the machine is slow; one for each who watches would be five hundred.
  expect(await costs(scopes)).toBeLessThanOrEqual(one + 25);
});

it('tells that somebody else changes a text, until they leave it', async () => {
  const subject = newId();
  const write = (person: string, form: object = {}) =>
    town.post('/live/writing', { space: talks.id, subject, ...form }, { as: person });
  const seen = await watch(harvest.lead);
  const elsewhere = await watch(other.facilitator);
  expect((await write(food.lead)).status).toBe(204);
  const message = (n: number) => ({ space: talks.id, kind: 'writing', n, subject });
  await expect.poll(() => seen.messages).toEqual([message(1)]);
  expect(town.house.live.othersWriting(await town.scopeFor(harvest.lead), subject)).toBe(1);
  expect(town.house.live.othersWriting(await town.scopeFor(food.lead), subject)).toBe(0);
  await write(food.lead);
  const late = await watch(talks.facilitator);
  expect(late.messages, 'who comes later knows it too').toEqual([message(1)]);
  await write(food.lead, { left: 'yes' });
  await expect.poll(() => seen.messages).toEqual([message(1), message(0)]);
  expect(elsewhere.messages).toEqual([]);
  for (const [person, form] of [
    [other.facilitator, {}],
    [talks.observer, {}],
    [food.lead, { subject: 'none' }],
    [food.lead, { space: harvest.id }],
  ] as const)
    expect((await write(person, form)).status).toBe(404);
});

it('ends all streams at once when the house closes', async () => {
  const seen = await watch(harvest.lead);
  town.house.live.close();
  await expect.poll(() => seen.ended).toBe(true);
});

it('tells whoever comes after all had gone nothing of what happened meanwhile', async () => {
  let arrived = () => {};
  let goOn = () => {};
  const looking = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const slow: typeof town.database = {
    ...town.database,
    system: async (work, as) => {
      const found = await town.database.system(work, as);
      arrived();
      await gate;
      return found;
    },
  };
  const live = liveOn(slow, town.house.log, () => true);
  const scope = await town.scopeFor(harvest.lead);
  const first = live.open(scope)!;
  await looking;
  await first.cancel();
  goOn();
  for (let n = 0; n < 3; n++) await did(food.lead);
  const reader = live.open(scope)!.getReader();
  let raw = '';
  void (async () => {
    for (let read = await reader.read(); !read.done; read = await reader.read())
      raw += new TextDecoder().decode(read.value);
  })();
  await passed();
  live.wake();
  await passed();
  expect(raw).not.toContain('thing.done');
  await did(food.lead);
  live.wake();
  await expect.poll(() => raw).toContain(JSON.stringify(news('thing.done')));
  live.close();
});
