import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import type { DeskItem, Instrument } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { tellAtOnce, tellByTheHour } from './jobs.ts';
import { fieldOf, hourStrikes, type Rhythm } from './rules.ts';
import { toHour as moveToHour, takeMails } from './testing.ts';

/** What waits for whom: the rooms that a partnership will have are not needed for telling of them. */
const desks = new Map<string, DeskItem[]>();
const things: Instrument = {
  name: 'things',
  routes: [],
  narrates: {
    'thing.done': {
      say: (locale, { actor, content }) =>
        `${actor} ${locale === 'de' ? 'hat erledigt' : 'did'}: ${content.what}`,
      href: ({ space }) => `/partnerships/${space}/things`,
    },
  },
  desk: async ({ person }) => desks.get(person?.id ?? '') ?? [],
};

let town: TestTown;
let talks: FoundedPartnership;
let food: { id: string; lead: string };
let harvest: { id: string; lead: string };

beforeAll(async () => {
  town = await openTestTown({ rooms: [() => things] });
}, 120_000);
afterAll(() => town.close());

beforeEach(async () => {
  // A partnership of its own for each, and nothing left of the one before.
  await town.database.outer.query('update membership set until = app_now() where until is null');
  talks = await foundPartnership(town);
  [food, harvest] = talks.partners as unknown as [typeof food, typeof harvest];
  desks.clear();
  await toHour(7);
  await tellByTheHour(town.house);
  await mails();
});

const toHour = (hour: number) => moveToHour(town, hour);
const mails = () => takeMails(town);
async function did(by: string, what: string, space = talks.id, more: object = {}): Promise<void> {
  const scope = await town.scopeFor(by);
  await town.database.system(
    (tx) => tx.record({ space, kind: 'thing.done', content: { what }, ...more }),
    scope,
  );
  await town.settle();
}
async function wants(person: string, rhythm: Rhythm, more: Record<string, string> = {}) {
  const answer = await town.post('/told', { rhythm, hour: '8', ...more }, { as: person });
  expect(answer.status).toBe(303);
}
const addressOf = async (person: string) =>
  (await town.database.outer.query('select email from person where id = $1', [person])).rows[0].email;
const to = async (person: string, all: Awaited<ReturnType<typeof mails>>) => {
  const address = await addressOf(person);
  return all.filter((mail) => mail.to === address);
};
const item = (title: string, due: Date | null, href = `/partnerships/${talks.id}/things`): DeskItem => ({
  href,
  title,
  about: '',
  action: 'Do',
  due,
});
const inDays = async (n: number) =>
  town.database.system(async ({ now }) => new Date(now.getTime() + n * 86_400_000));

it('tells once a day at eight what others did and what waits, and nothing twice', async () => {
  desks.set(harvest.lead, [item('Answer the round', await inDays(9))]);
  await did(food.lead, 'one');
  await did(food.lead, 'two');
  await tellByTheHour(town.house);
  expect(await mails(), 'it is seven').toEqual([]);
  await town.moveTime('1 hour');
  await tellByTheHour(town.house);
  const sent = await mails();
  expect(await to(food.lead, sent), 'nothing of what one did oneself').toEqual([]);
  const [mail] = await to(harvest.lead, sent);
  expect(mail!.subject).toBe('Your turn – Answer the round (Canteen Talks)');
  expect(mail!.text).toMatch(
    /Waits for you.*Answer the round \(Canteen Talks, by .*What happened.*Canteen Talks.*did: two.*did: one/,
  );
  expect(mail!.text).toContain(`http://town.test/partnerships/${talks.id}/things`);
  for (let n = 0; n < 3; n += 1) {
    await tellByTheHour(town.house);
    await town.moveTime('24 hours');
  }
  expect(await mails()).toEqual([]);
});

it('tells at once, all of five minutes in one mail; weekly on Mondays; and never', async () => {
  const [third] = talks.partners.slice(2);
  await wants(harvest.lead, 'at-once');
  await wants(third!.lead, 'never');
  await wants(talks.observer, 'weekly');
  await did(food.lead, 'one');
  await tellAtOnce(town.house);
  const first = await mails();
  expect(first.map((mail) => mail.to)).toEqual([await addressOf(harvest.lead)]);
  await did(food.lead, 'two');
  await did(food.lead, 'three');
  await tellAtOnce(town.house);
  expect(await mails(), 'not within five minutes').toEqual([]);
  await town.moveTime('6 minutes');
  await tellAtOnce(town.house);
  const [second, ...more] = await mails();
  expect(second!.text).toMatch(/did: three.*did: two/);
  expect(second!.text).not.toContain('did: one');
  expect(more).toEqual([]);
  const weekly: string[] = [];
  for (let day = 0; day < 8; day += 1) {
    await toHour(8);
    await tellByTheHour(town.house);
    const sent = await mails();
    expect(await to(third!.lead, sent)).toEqual([]);
    expect(await to(harvest.lead, sent), 'told already').toEqual([]);
    for (const mail of await to(talks.observer, sent)) {
      const now = await town.database.system(async (tx) => tx.now);
      const { timeZone } = await town.house.city.get();
      weekly.push(new Intl.DateTimeFormat('en', { timeZone, weekday: 'long' }).format(now));
      expect(mail.subject).toMatch(/^Testby: Lead of Food Office .* did: three and 2 more things$/);
    }
  }
  expect(weekly).toEqual(['Monday']);
});

it('tells of one partnership another way than of all', async () => {
  const other = await foundPartnership(town, { name: 'Street Repair' });
  await town.addMembership(harvest.lead, other.id, 'observer');
  await wants(harvest.lead, 'daily', { [fieldOf(other.id)]: 'never' });
  await did(food.lead, 'here');
  await did(other.facilitator, 'there', other.id);
  await toHour(8);
  await tellByTheHour(town.house);
  const [mail] = await to(harvest.lead, await mails());
  expect(mail!.text).toContain('did: here');
  expect(mail!.text).not.toContain('there');
  expect(mail!.text).not.toContain('Street Repair');
});

it('tells nobody what their role does not let them see', async () => {
  await did(harvest.lead, 'sealed', harvest.id);
  await did(talks.facilitator, 'for facilitators', talks.id, { audience: 'facilitator' });
  await did(harvest.lead, 'for one', talks.id, { audience: 'person', audienceId: talks.observer });
  const member = await talks.join('Colleague', 'member', harvest.id);
  // What happens in the millisecond in which somebody comes is from before.
  await town.moveTime('1 second');
  await did(harvest.lead, 'sealed too', harvest.id);
  await toHour(8);
  await tellByTheHour(town.house);
  const sent = await mails();
  expect(await to(food.lead, sent)).toEqual([]);
  expect((await to(talks.observer, sent)).map((mail) => mail.subject)).toEqual([
    expect.stringMatching(/^Testby: .* did: for one$/),
  ]);
  const [colleague] = await to(member, sent);
  expect(colleague!.text).toContain('did: sealed too');
  expect(colleague!.text, 'from before they came').not.toContain('did: sealed (');
});

it('reminds two days before, once, in the reader’s language; and nobody who wants no mails', async () => {
  await town.database.outer.query(`update person set locale = 'de' where id = $1`, [harvest.lead]);
  await wants(food.lead, 'never');
  const due = [item('Answer the round', await inDays(4)), item('Elsewhere', await inDays(4), '/requests/x')];
  for (const person of [food.lead, harvest.lead]) desks.set(person, due);
  const got: string[] = [];
  for (let day = 0; day < 5; day += 1) {
    await toHour(8);
    await tellByTheHour(town.house);
    const sent = await mails();
    expect(await to(food.lead, sent)).toEqual([]);
    for (const mail of await to(harvest.lead, sent)) {
      got.push(`day ${day}: ${mail.subject}`);
      expect(mail.text).toContain('Bald fällig');
      expect(mail.text, 'requests remind by themselves').not.toContain('Elsewhere');
    }
  }
  expect(got).toEqual(['day 2: Bald fällig – Answer the round (Canteen Talks)']);
});

it('ends by a header for one click, and by links in its foot', async () => {
  await did(food.lead, 'one');
  await toHour(8);
  await tellByTheHour(town.house);
  const [mail] = await to(harvest.lead, await mails());
  expect(mail!.header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const address = /^<http:\/\/town\.test(\/told\/links\/[^>]+)>$/.exec(
    mail!.header('list-unsubscribe')!,
  )![1]!;
  expect((await town.get(address)).html).toContain('No more mails about Canteen Talks?');
  expect(mail!.text).toContain(address);
  const all = /No more mails about partnerships http:\/\/town\.test(\S+)/.exec(mail!.text)![1]!;
  expect((await town.get(all)).html).toContain('No more mails about partnerships?');
  const { rows } = await town.database.outer.query(`select headers from mail where kind = 'told.digest'`);
  expect(
    rows.every((row) => Object.keys(row.headers).length === 0),
    'gone once sent',
  ).toBe(true);
});

it('writes to who takes part by link at the address they proved, with their own way in', async () => {
  const proven = await talks.join('Guest', 'member', food.id);
  const handed = await talks.join('Handed', 'member', food.id);
  for (const [person, isProven] of [
    [proven, true],
    [handed, false],
  ] as const) {
    await town.database.outer.query(`update person set kind = 'guest', email = null where id = $1`, [person]);
    await town.database.outer.query(
      `insert into guest_address (id, space_id, audience_id, address, locale, proven)
       values ($1, $2, $1, $3, 'en', $4)`,
      [person, talks.id, `${isProven ? 'proven' : 'handed'}@guests.test`, isProven],
    );
  }
  await did(harvest.lead, 'one');
  await toHour(8);
  await tellByTheHour(town.house);
  const guests = (await mails()).filter((mail) => mail.to.endsWith('@guests.test'));
  expect(guests.map((mail) => mail.to)).toEqual(['proven@guests.test']);
  const part = town.house.links.make('part', proven);
  const { text } = guests[0]!;
  expect(text.split('/taking-part/'), 'one key, at the top').toHaveLength(2);
  expect(text).toMatch(
    new RegExp(`whoever has it acts as you.*http://town.test/taking-part/${part} .*What happened`),
  );
  const page = `/partnerships/${talks.id}?by=link`;
  expect(text).toContain(`http://town.test${page}`);
  const way = await town.get(page);
  expect(way.location, 'no password is asked for').toBe(
    `/taking-part/way-in?next=${encodeURIComponent(page)}`,
  );
  const { html } = await town.get(way.location!);
  expect(html).toContain('This device does not know you yet');
  const [, named] = /open the link “([^”]+)”/.exec(html)!;
  expect(text, 'the link of the mail that it names').toContain(named);
  const wentIn = await town.post(`/taking-part/${part}`, {});
  expect((await town.get(page, { cookie: wentIn.cookie })).status).toBe(200);
});

it('sends each mail once, however often and at whatever moment it runs or is killed', async () => {
  await wants(harvest.lead, 'at-once');
  await did(food.lead, 'one');
  // Dies after the mails were written, before the end.
  await town.database.outer.query(`
    create function test_kill() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
    create trigger test_kill before insert on told_mark execute function test_kill()`);
  await expect(tellAtOnce(town.house)).rejects.toThrow('killed');
  expect(await mails()).toEqual([]);
  await town.database.outer.query('drop trigger test_kill on told_mark; drop function test_kill()');
  await Promise.all([tellAtOnce(town.house), tellAtOnce(town.house), tellAtOnce(town.house)]);
  expect(await mails()).toHaveLength(1);
  await toHour(8);
  await Promise.all([tellByTheHour(town.house), tellByTheHour(town.house)]);
  const addresses = (await mails()).map((mail) => mail.to);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses).toContain(await addressOf(talks.observer));
});

it('does not tell at once because the hour was moved to one that is over', async () => {
  await toHour(8);
  await tellByTheHour(town.house);
  await did(food.lead, 'one');
  await mails();
  await town.post('/told', { rhythm: 'daily', hour: '6' }, { as: harvest.lead });
  await tellByTheHour(town.house);
  expect(await mails()).toEqual([]);
  await toHour(6);
  await tellByTheHour(town.house);
  expect((await mails()).map((mail) => mail.to)).toEqual([await addressOf(harvest.lead)]);
});

it('goes by the clocks of the city, also on the days on which they are set', async () => {
  const { timeZone } = await town.house.city.get();
  const now = await town.database.system(async (tx) => tx.now);
  const strike = (days: number) => hourStrikes(addDays(dayOf(now, timeZone), days), 8, timeZone);
  let days = 1;
  while (strike(days).getTime() - strike(days - 1).getTime() === 86_400_000) days += 1;
  const ahead = Math.round((strike(days).getTime() - now.getTime()) / 1_000);
  await town.moveTime(`${ahead - 3_600} seconds`);
  await tellByTheHour(town.house);
  await did(food.lead, 'one');
  await town.moveTime('58 minutes');
  await tellByTheHour(town.house);
  expect(await to(harvest.lead, await mails()), 'just before eight').toEqual([]);
  await town.moveTime('4 minutes');
  await tellByTheHour(town.house);
  expect(await to(harvest.lead, await mails()), 'just after eight').toHaveLength(1);
});

it('leaves what is stuck to the others: one desk that breaks keeps nobody else from their mail', async () => {
  desks.set(
    harvest.lead,
    new Proxy([], {
      get: () => {
        throw new Error('broken desk');
      },
    }),
  );
  await did(food.lead, newId());
  await toHour(8);
  await tellByTheHour(town.house);
  const sent = await mails();
  expect(await to(harvest.lead, sent)).toEqual([]);
  expect(await to(talks.observer, sent)).toHaveLength(1);
});
