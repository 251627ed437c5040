import { afterAll, beforeAll, expect, it } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { answer, askThem } from '../rounds/testing.ts';
import { type FoundedPartnership, foundPartnership } from './testing.ts';
import { beginWith, invitationIn, joinByLink, pathTo } from './testing-journey.ts';

/** Row 23: one accountable lead and a deputy for each partner; a gap is seen; how they keep their word, too. */
let town: TestTown;
let founded: FoundedPartnership;
let base: string;
let first: string;

beforeAll(async () => {
  town = await openTestTown();
  founded = await foundPartnership(town);
  base = pathTo(founded.id);
  first = `${base}/partners/${founded.partners[0]!.id}`;
});
afterAll(() => town.close());

const rolesAt = async (partner = founded.partners[0]!.id) => {
  const { rows } = await town.database.outer.query(
    `select p.name, m.role from membership m join person p on p.id = m.person_id
     where m.space_id = $1 and m.until is null order by m.role`,
    [partner],
  );
  return rows.map((row: { name: string; role: string }) => `${row.role} ${row.name.replace(/ \w{6}$/, '')}`);
};
const pathsIn = (html: string, ending: RegExp) =>
  [...html.matchAll(/(?:action|href)="([^"]+)"/g)]
    .map((match) => match[1]!)
    .filter((path) => ending.test(path));

it('a lead invites a colleague, names them deputy, hands the lead over, and stays in as deputy', async () => {
  const lead = founded.partners[0]!.lead;
  expect((await town.get(base, { as: founded.observer })).html).toContain('Nobody yet');
  const page = await town.get(first, { as: lead });
  expect(page.html).toContain('No deputy yet');
  const form = { email: 'dora@office.test', name: 'Dora', role: 'deputy', language: 'de', note: '' };
  expect((await town.post(`${first}/invitations`, form, { as: lead })).status).toBe(303);
  const again = await town.post(`${first}/invitations`, form, { as: lead });
  expect(again.html).toContain('dora@office.test is invited already');
  const dora = await joinByLink(town, await invitationIn(town, 'dora@office.test'), { name: 'Dora' });
  expect(await rolesAt()).toEqual(['deputy Dora', 'lead Lead of Food Office']);
  expect((await town.get(base, { cookie: dora.cookie })).html).toContain('Dora');
  const roles = pathsIn((await town.get(first, { as: lead })).html, /\/role$/);
  await town.post(roles[0]!, { role: 'lead' }, { as: lead });
  expect(await rolesAt()).toEqual(['deputy Lead of Food Office', 'lead Dora']);
  expect((await town.post(roles[0]!, { role: 'lead' }, { as: lead })).status, 'a deputy names nobody').toBe(
    404,
  );
});

it('has never more than one lead and one deputy, whoever presses what at the same moment', async () => {
  const partner = founded.partners[1]!;
  const there = `${base}/partners/${partner.id}`;
  for (const name of ['Eva', 'Finn', 'Gro']) await founded.join(name, 'member', partner.id);
  const roles = pathsIn((await town.get(there, { as: partner.lead })).html, /\/role$/);
  const members = [...new Set(roles)];
  expect(members).toHaveLength(3);
  await Promise.all(
    members.flatMap((path) =>
      ['lead', 'deputy'].map((role) => town.post(path, { role }, { as: partner.lead })),
    ),
  );
  const held = (await rolesAt(partner.id)).map((one: string) => one.split(' ')[0]!);
  expect(held.filter((role: string) => role === 'lead')).toHaveLength(1);
  expect(held.filter((role: string) => role === 'deputy').length).toBeLessThanOrEqual(1);
  expect(held).toHaveLength(4);
});

it('tells a gap in words, and puts it on the desk of who facilitates and of the deputy', async () => {
  const partner = founded.partners[2]!;
  const there = `${base}/partners/${partner.id}`;
  const deputy = await founded.join('Hedda', 'deputy', partner.id);
  const own = pathsIn((await town.get(there, { as: partner.lead })).html, /\/end$/);
  const { rows } = await town.database.outer.query(
    'select id from membership where space_id = $1 and person_id = $2 and until is null',
    [partner.id, partner.lead],
  );
  const end = own.find((path) => path.includes(rows[0].id))!;
  const sure = await town.get(end, { as: partner.lead, locale: 'de' });
  expect(sure.html).toContain('Aus dieser Partnerschaft aussteigen?');
  expect(pathsIn(sure.html, /\/end$/)).toContain(end);
  const [other] = own.filter((path) => path !== end);
  expect((await town.get(other!, { as: partner.lead })).html).toContain('End the part of Hedda');
  for (const as of [founded.facilitator, founded.observer]) await town.isClosed(end, { as });
  const left = await town.postAndFollow(end, {}, { as: partner.lead });
  expect(left.html).toContain('You have left the partnership');
  await town.isClosed(base, { as: partner.lead });
  for (const as of [founded.facilitator, deputy])
    expect((await town.get('/desk', { as })).html).toContain('Nobody leads for Canteens Ltd');
  const overview = await town.get(base, { as: founded.facilitator });
  expect(overview.html, 'it is the one next thing').toContain('Nobody leads for Canteens Ltd');
  expect((await town.get(there, { as: deputy })).html).toContain('Nobody leads.');
  const roles = pathsIn((await town.get(there, { as: deputy })).html, /\/role$/);
  await town.post(roles[0]!, { role: 'lead' }, { as: deputy });
  expect((await town.get('/desk', { as: founded.facilitator })).html).not.toContain('Nobody leads');
});

it('counts answers in time, for all to see', async () => {
  const { lead } = founded.partners[0]!;
  const [inTime, late] = [
    await askThem(town, founded, { days: 1 }),
    await askThem(town, founded, { days: 1 }),
  ];
  await answer(town, `${base}/rounds/${inTime}`, lead, 'Cook together');
  await town.moveTime('2 days');
  await answer(town, `${base}/rounds/${late}`, lead, 'Eat together');
  expect((await town.get(first, { as: founded.observer })).html).toContain(
    'Answered 2 rounds, 1 of them in time',
  );
});

it('adds a partner that does not sign in, says so, and lets somebody join it later', async () => {
  const form = { name: 'Market women', kind: 'community' };
  const people = await town.postAndFollow(`${base}/partners`, form, { as: founded.facilitator });
  expect(people.html).toContain('Market women is in');
  expect(people.html).toContain('does not sign in');
  const there = /href="([^"]+\/partners\/[0-9a-f-]{36})"[^>]*>Market women/.exec(people.html)![1]!;
  expect((await town.get(there, { as: founded.observer })).html).toContain('marked as recorded');
  const desk = await town.get('/desk', { as: founded.facilitator });
  expect(desk.html, 'it needs no lead').not.toContain('Nobody leads for Market women');
  const invite = { email: 'ines@market.test', name: '', role: 'lead', language: 'en', note: '' };
  expect((await town.post(`${there}/invitations`, invite, { as: founded.facilitator })).status).toBe(303);
  const link = await invitationIn(town, 'ines@market.test');
  expect((await town.get(link)).html).toContain('You join for: Market women');
  const ines = await joinByLink(town, link, { name: 'Ines' });
  expect((await town.get(there, { cookie: ines.cookie })).html).toContain('Invite somebody for this partner');
});

it('takes a partner out with a reason; its people lose the pages at the next click, and get them back', async () => {
  const partner = founded.partners[1]!;
  const there = `${base}/partners/${partner.id}`;
  expect((await town.get(base, { as: partner.lead })).status).toBe(200);
  const out = { reason: 'They asked us to' };
  const removed = await town.postAndFollow(`${there}/removal`, out, { as: founded.facilitator });
  expect(removed.html).toContain('They asked us to');
  for (const path of [base, `${base}/people`, there]) await town.isClosed(path, { as: partner.lead });
  const { rows } = await town.database.outer.query(
    'select count(*) from membership where space_id = $1 and until is null',
    [partner.id],
  );
  expect(Number(rows[0].count)).toBe(0);
  await town.isClosed(there, { as: founded.observer });
  await town.postAndFollow(`${there}/return`, {}, { as: founded.facilitator });
  expect((await town.get(base, { as: partner.lead })).status).toBe(200);
  expect(await rolesAt(partner.id)).toHaveLength(4);
});

it('lets a partner leave by its lead’s word, for good', async () => {
  const partner = founded.partners[1]!;
  const [lead] = (
    await town.database.outer.query(
      "select person_id as id from membership where space_id = $1 and role = 'lead' and until is null",
      [partner.id],
    )
  ).rows as { id: string }[];
  const there = `${base}/partners/${partner.id}`;
  expect((await town.get(there, { as: lead!.id })).html).toContain('Leave with the whole partner');
  await town.post(`${there}/removal`, { reason: '' }, { as: lead!.id });
  await town.isClosed(base, { as: lead!.id });
  expect((await town.post(`${there}/return`, {}, { as: founded.facilitator })).status).toBe(404);
  expect((await town.get(`${base}/people`, { as: founded.facilitator })).html).toContain('left on');
});

it('keeps the name beside what somebody did who is not in any more', async () => {
  const left = founded.partners[2]!.lead;
  const name = await town.database.read(await town.scopeFor(founded.observer), ({ db }) =>
    db.selectFrom('person').select('name').where('id', '=', left).executeTakeFirst(),
  );
  expect(name?.name).toContain('Lead of Canteens Ltd');
});

it('invites who looks on and who facilitates; somebody has to facilitate', async () => {
  const facilitator = await town.addPerson(`Solo ${newId()}`);
  const id = await beginWith(town, facilitator, { as: 'none' });
  const invite = (role: string, invited: string) =>
    town.post(`${pathTo(id)}/invitations`, { role, invited, language: 'en', note: '' }, { as: facilitator });
  await invite('observer', 'olga@press.test');
  await invite('facilitator', 'fritz@moderation.test');
  const olga = await joinByLink(town, await invitationIn(town, 'olga@press.test'), { name: 'Olga' });
  const seen = await town.get(`${pathTo(id)}/people`, { cookie: olga.cookie });
  expect(seen.html).toContain('Who looks on');
  expect(seen.html).not.toContain('Invite partners and others');
  const alone = await town.get(`${pathTo(id)}/people`, { as: facilitator });
  expect(alone.html).not.toContain('Stop facilitating');
  const fritz = await joinByLink(town, await invitationIn(town, 'fritz@moderation.test'), { name: 'Fritz' });
  const [end] = pathsIn((await town.get(`${pathTo(id)}/people`, { as: facilitator })).html, /\/end$/);
  await town.post(end!, {}, { as: facilitator });
  await town.isClosed(pathTo(id), { as: facilitator });
  const last = await town.database.outer.query(
    "select id from membership where space_id = $1 and role = 'facilitator' and until is null",
    [id],
  );
  const stays = await town.post(`${pathTo(id)}/people/${last.rows[0].id}/end`, {}, { cookie: fritz.cookie });
  expect(stays.html).toContain('Somebody has to facilitate');
});

it('ends, is read only then, and goes on again', async () => {
  const as = founded.facilitator;
  const changed = { name: 'Canteen Round', purpose: 'Meals from nearby, every day', place: 'Elvestad' };
  expect((await town.postAndFollow(`${base}/edit`, changed, { as })).html).toContain('Canteen Round');
  const ended = await town.postAndFollow(`${base}/end`, {}, { as });
  expect(ended.html).toContain('This partnership ended on');
  expect((await town.get(base, { as: founded.observer })).html).not.toContain('Take it up again');
  expect((await town.get('/partnerships', { as })).html).toContain('ended on');
  for (const path of ['/edit', '/invitations', '/partners'])
    expect((await town.post(base + path, changed, { as })).status, path).toBe(404);
  expect((await town.postAndFollow(`${base}/resumption`, {}, { as })).html).toContain('It goes on');
});

it('each entry reads as a sentence in every language, without a name too', async () => {
  const room = town.house.instruments.find(({ name }) => name === 'partnerships')!;
  const { rows } = await town.database.outer.query(
    'select distinct kind from journal_entry where space_id = $1',
    [founded.id],
  );
  const told = rows
    .map((row: { kind: string }) => row.kind)
    .filter((kind: string) => /^(part|lead|dep)/.test(kind));
  const inviting = ['partner.invited', 'partner.uninvited', 'partner.declined'];
  for (const kind of told.filter((one: string) => !inviting.includes(one))) {
    const happened = {
      ...{ id: '', space: founded.id, kind, subject: null, at: new Date(), content: {} },
      ...{ personal: null, actor: '', partner: '' },
    };
    for (const locale of locales)
      expect(room.narrates?.[kind]?.say(locale, happened, { guide: [] }), kind).toMatch(/^\S+ .+\S$/);
  }
});
