import { afterAll, beforeAll, expect, it } from 'vitest';
import { partToken } from './instruments/partnerships/rules.ts';
import { foundPartnership } from './instruments/partnerships/testing.ts';
import { comeInByLink } from './instruments/partnerships/testing-journey.ts';
import { openTestTown, type TestTown } from './testing.ts';

// What somebody may no longer see is gone: pages and forms at their next click, what they watch within a minute.
let town: TestTown;
beforeAll(async () => {
  const say = () => 'told';
  town = await openTestTown({
    rooms: [() => ({ name: 'things', routes: [], narrates: { 'thing.done': { say } } })],
  });
});
afterAll(() => town.close());

async function cookieOf(person: string): Promise<string> {
  const { rows } = await town.database.outer.query('select email, name from person where id = $1', [person]);
  const headers = await town.house.accounts.signInProven(rows[0].email, rows[0].name);
  const pairs = headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  return pairs.join('; ');
}

const openLive = (cookie: string) =>
  town.app.request('http://town.test/live', { headers: { cookie, accept: 'text/event-stream' } });

/** Listens as a browser does. */
async function watch(cookie: string) {
  const response = await openLive(cookie);
  expect(response.status).toBe(200);
  const reader = response.body!.getReader();
  const seen = { raw: '', ended: false, stop: () => reader.cancel() };
  void (async () => {
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      seen.raw += decoder.decode(value, { stream: true });
    }
    seen.ended = true;
  })();
  // Known once its parts are read.
  await new Promise((resolve) => setTimeout(resolve, 700));
  return seen;
}

it('who was taken out, whose link was ended, and who only reads from now on lose it all within a minute', {
  timeout: 120_000,
}, async () => {
  const { id, facilitator, partners, join } = await foundPartnership(town);
  const at = `/partnerships/${id}`;
  const partner = partners[1]!;
  const leaving = await join('Leaving', 'member', partner.id);
  const reduced = await join('Reduced', 'facilitator');
  const guest = await comeInByLink(town, id, partner, 'Gus');
  const link = `/taking-part/${partToken(town.house, guest.id)}`;
  const watched = {
    leaving: await watch(await cookieOf(leaving)),
    guest: await watch(guest.cookie),
    reduced: await watch(await cookieOf(reduced)),
    staying: await watch(await cookieOf(facilitator)),
  };
  const tell = async (content: string) => {
    const scope = await town.scopeFor(partner.lead);
    const entry = { space: id, kind: 'thing.done', audience: 'facilitator', content: { content } } as const;
    await town.database.system((tx) => tx.record(entry), scope);
    await town.settle();
  };
  const heard = (who: keyof typeof watched) => watched[who].raw.split('thing.done').length - 1;
  await tell('before');
  await expect.poll(() => [heard('reduced'), heard('staying')], { timeout: 20_000 }).toEqual([1, 1]);
  expect((await town.get(at, { as: leaving })).status).toBe(200);
  expect((await town.get(at, { cookie: guest.cookie })).status).toBe(200);
  expect((await town.get(link)).status).toBe(200);
  expect((await town.get(`${at}/edit`, { as: reduced })).status).toBe(200);

  for (const person of [leaving, guest.id]) {
    const { rows } = await town.database.outer.query(
      'select id from membership where person_id = $1 and space_id = $2',
      [person, partner.id],
    );
    const end = `${at}/partners/${partner.id}/people/${rows[0].id}/end`;
    expect((await town.post(end, {}, { as: partner.lead })).status).toBe(303);
  }
  await town.database.outer.query(
    "update membership set role = 'observer' where person_id = $1 and space_id = $2",
    [reduced, id],
  );

  await town.isClosed(at, { as: leaving });
  expect((await town.post(`${at}/to-dos`, { text: 'Taste' }, { as: leaving })).status).toBe(404);
  await town.isClosed(at, { cookie: guest.cookie });
  expect((await town.get(link)).status).toBe(404);
  expect((await openLive(await cookieOf(leaving))).status).toBe(204);
  expect((await openLive(guest.cookie)).status).not.toBe(200);
  expect((await town.get(at, { as: reduced })).status).toBe(200);
  const change = { name: 'Mine', purpose: 'Mine', place: '' };
  for (const { status } of [
    await town.get(`${at}/edit`, { as: reduced }),
    await town.post(`${at}/edit`, change, { as: reduced }),
  ])
    expect([403, 404]).toContain(status);

  await expect
    .poll(() => [watched.leaving.ended, watched.guest.ended], { timeout: 60_000, interval: 500 })
    .toEqual([true, true]);
  await tell('after');
  await expect.poll(() => heard('staying'), { timeout: 20_000 }).toBe(2);
  expect(heard('reduced'), 'what is for those who facilitate only').toBe(1);
  for (const { stop } of Object.values(watched)) await stop();
});
