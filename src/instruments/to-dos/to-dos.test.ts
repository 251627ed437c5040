import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { comeInByLink, takeOver } from '../partnerships/testing-journey.ts';

let town: TestTown;
let talks: FoundedPartnership;
let list: string;
let lead: string;
let peer: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  list = `/partnerships/${talks.id}/to-dos`;
  lead = talks.partners[0]!.lead;
  peer = talks.partners[1]!.lead;
});
afterAll(() => town.close());

const inDays = (days: number) => {
  const day = dayOf(new Date(Date.now() + days * 86_400_000), 'Europe/Oslo');
  return day.split('-').reverse().map(Number).join('.');
};
const add = (form: Record<string, string>, as = lead) => town.postAndFollow(list, form, { as });

it('begins empty, and says what to do', async () => {
  expect((await town.get(list, { as: lead })).html).toContain('Write down the first step');
  const { html } = await town.get(list, { as: talks.observer, locale: 'de' });
  expect(html).toContain('Im Moment ist nichts zu tun.');
  expect(html).not.toContain('<form action="/partnerships');
});

it('says beside each field what is missing, and keeps what was typed', async () => {
  const { status, html } = await town.post(
    list,
    { text: 'Taste the soup', owner: '', due: 'soon' },
    { as: lead },
  );
  expect(status).toBe(422);
  expect(html).toContain('value="Taste the soup"');
  expect(html).toContain('Choose who does it');
  expect(html).toContain('Write a day');
  const stranger = await town.addPerson('Stranger');
  const foreign = await town.post(
    list,
    { text: 'x', owner: `person:${stranger}`, due: '1.6.' },
    { as: lead },
  );
  expect(foreign.html).toContain('Choose who does it');
});

it('goes from the list to the desk of its owner, is ticked off, and back again', async () => {
  const { html } = await add({ text: 'Visit the growers', owner: `person:${peer}`, due: inDays(3) });
  expect(html).toContain('It is on the list.');
  expect(html).toMatch(/Visit the growers[\s\S]+Lead of Harvest group [0-9a-f]+, Harvest group/);
  const desk = await town.get('/desk', { as: peer });
  expect(desk.html).toContain('One thing waits for you.');
  expect(desk.html).toContain('Visit the growers');
  expect((await town.get('/desk', { as: lead })).html).not.toContain('>Visit the growers<');

  const done = /action="([^"]+\/done)"/.exec(html)![1]!;
  const ticked = await town.postAndFollow(done, {}, { as: peer });
  expect(ticked.html).toContain('Done: Visit the growers');
  expect(ticked.html).toMatch(/Done lately \(1\)[\s\S]+by Lead of Harvest group/);
  expect((await town.get('/desk', { as: peer })).html).not.toContain('>Visit the growers<');
  const reopened = await town.postAndFollow(done.replace('/done', '/reopening'), {}, { as: lead });
  expect(reopened.html).toContain('Open again: Visit the growers');
});

it('waits for those who answer for a partner while nobody is named', async () => {
  const partner = talks.partners[2]!;
  await add({ text: 'Name a cook', owner: `partner:${partner.id}`, due: inDays(2) });
  const helper = await talks.join('Helper', 'member', partner.id);
  expect((await town.get('/desk', { as: partner.lead })).html).toContain('Name a cook');
  expect((await town.get('/desk', { as: helper })).html).not.toContain('>Name a cook<');
});

it('waits on the overview one at a time, with how many more there are', async () => {
  await add({ text: 'Wash the pots', owner: `person:${peer}`, due: inDays(2) });
  await add({ text: 'Dry the pots', owner: `person:${peer}`, due: inDays(3) });
  const { html } = await town.get(list.replace('/to-dos', ''), { as: peer });
  expect(html).toMatch(/<p><a[^>]*href="\/desk"[^>]*>2 more things wait on your desk/);
});

it('is late once its day is over, and says so first', async () => {
  const refused = await town.post(
    list,
    { text: 'Long ago', owner: `person:${lead}`, due: inDays(-3) },
    { as: lead },
  );
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('This day is over.');
  await add({ text: 'Long ago', owner: `person:${lead}`, due: inDays(3) });
  await town.database.outer.query(`update to_do set due_on = due_on - 6 where text = 'Long ago'`);
  const { html } = await town.get(list, { as: lead, locale: 'de' });
  expect(html).toContain('Eine ist überfällig.');
  expect(html.indexOf('Long ago')).toBeLessThan(html.indexOf('Visit the growers'));
  expect((await town.get('/desk', { as: lead })).html).toContain('3 days late');
  const overview = (await town.get(`/partnerships/${talks.id}`, { as: lead })).html;
  const next = /<section class="next"[\s\S]*?<\/section>/.exec(overview)![0];
  expect(next).toContain('3 days late: it was due ');
  expect(next).not.toContain('until ');
  expect(next, 'where one is').not.toContain('Canteen Talks');
});

it('is changed, taken off and put back, each of it in the journal and done once', async () => {
  const { html } = await add({ text: 'Book a room', owner: `person:${lead}`, due: inDays(5) });
  const path = /href="([^"]+)"[^>]*>Book a room/.exec(html)![1]!;
  const form = await town.get(path, { as: peer });
  expect(form.html).toContain('value="Book a room"');
  await town.postAndFollow(
    path,
    { text: 'Book two rooms', owner: `person:${peer}`, due: inDays(6) },
    { as: peer },
  );
  const removals = await Promise.all([1, 2].map(() => town.post(`${path}/removal`, {}, { as: lead })));
  expect(removals.map(({ status }) => status)).toEqual([303, 303]);
  expect((await town.get(list, { as: lead })).html).not.toContain('Book two rooms');
  expect((await town.get(path, { as: lead })).html).toContain('This is off the list.');
  await town.postAndFollow(`${path}/return`, {}, { as: lead });
  const { rows } = await town.database.outer.query(
    `select kind, content, personal from journal_entry where subject_id = $1 order by seq`,
    [path.split('/').at(-1)],
  );
  expect(rows.map((row) => row.kind)).toEqual([
    'to-do.added',
    'to-do.changed',
    'to-do.removed',
    'to-do.returned',
  ]);
  expect(JSON.stringify(rows.map((row) => row.content))).not.toContain('room');
});

it('goes with a guest to the account that they make; an entry alone moves nothing', async () => {
  const guest = await comeInByLink(town, talks.id, talks.partners[0]!, 'Gus');
  await add({ text: 'Weigh the plums', owner: `person:${guest.id}`, due: inDays(4) });
  const account = await town.addPerson('Gus with an account');
  await takeOver(town, guest, account);
  expect((await town.get('/desk', { as: account })).html).toContain('Weigh the plums');
  const ownerOf = async (text: string) =>
    (await town.database.outer.query('select owner_person as id from to_do where text = $1', [text])).rows[0]
      .id;
  expect(await ownerOf('Weigh the plums')).toBe(account);
  const other = await comeInByLink(town, talks.id, talks.partners[0]!, 'Ole');
  await add({ text: 'Count the plums', owner: `person:${other.id}`, due: inDays(4) });
  for (const before of [other.id, peer, 'nobody']) {
    await town.database.system((tx) =>
      tx.record({
        space: talks.id,
        kind: 'participant.account-made',
        subject: account,
        content: { before },
      }),
    );
  }
  await town.settle();
  expect(await ownerOf('Count the plums'), 'who still takes part by link keeps theirs').toBe(other.id);
  expect(await ownerOf('Book two rooms'), 'as does who has an account').toBe(peer);
});

it('asks those who facilitate, and the lead of the partner, when who was to do it has left', async () => {
  const partner = talks.partners[2]!;
  const leaver = await talks.join('Leaver', 'member', partner.id);
  const facilitator = { as: talks.facilitator };
  await add({ text: 'Peel the onions', owner: `person:${leaver}`, due: inDays(7) });
  expect((await town.get('/desk', facilitator)).html).not.toContain('Peel the onions');
  const membership = async (person: string, space: string) =>
    (
      await town.database.outer.query(
        'select id from membership where person_id = $1 and space_id = $2 and until is null',
        [person, space],
      )
    ).rows[0].id as string;
  const there = `/partnerships/${talks.id}/partners/${partner.id}`;
  const ending = `${there}/people/${await membership(leaver, partner.id)}/end`;
  expect((await town.post(ending, {}, { as: partner.lead })).status).toBe(303);
  for (const as of [talks.facilitator, partner.lead]) {
    const { html } = await town.get('/desk', { as });
    expect(html).toContain('Who was to do this has left:');
    expect(html).toContain('Peel the onions');
    expect(html).toContain('Choose who does it');
  }
  expect((await town.get('/desk', { as: lead })).html).not.toContain('Who was to do this has left');
  const marked = await town.get(list, { as: peer, locale: 'de' });
  expect(marked.html).toMatch(/Peel the onions[\s\S]+Leaver \w+, Canteens Ltd ist nicht mehr dabei/);

  const desk = await town.get('/desk', facilitator);
  const edit = /href="([^"#]+\/to-dos\/[0-9a-f-]+)"/.exec(desk.html)![1]!;
  const given = { text: 'Peel the onions', owner: `person:${peer}`, due: inDays(7) };
  expect((await town.post(edit, given, facilitator)).status).toBe(303);
  expect((await town.get('/desk', facilitator)).html).not.toContain('Who was to do this has left');
  expect((await town.get('/desk', { as: peer })).html).toContain('Peel the onions');
});

it('asks those who facilitate when its partner is not in any more', async () => {
  const { id } = talks.partners[2]!;
  await add({ text: 'Rinse the pans', owner: `partner:${id}`, due: inDays(8) });
  expect((await town.get('/desk', { as: talks.facilitator })).html).not.toContain('Rinse the pans');
  const removal = `/partnerships/${talks.id}/partners/${id}/removal`;
  expect((await town.post(removal, { reason: '' }, { as: talks.facilitator })).status).toBe(303);
  const { html } = await town.get('/desk', { as: talks.facilitator, locale: 'de' });
  expect(html).toContain('Wer das machen sollte, ist nicht mehr dabei:');
  expect(html).toContain('Rinse the pans');
  expect((await town.get(list, { as: lead })).html).toContain(
    'Canteens Ltd has left: somebody else is wanted',
  );
});

it('counts all there is to do, and lists it from page to page', async () => {
  const full = await foundPartnership(town, { name: 'Full hands' });
  await town.database.outer.query(
    `insert into to_do (id, space_id, text, owner_person, due_on, created_at)
     select gen_random_uuid(), $1, 'Thing ' || n, $2, current_date + (n * 10 - 25), now() from generate_series(1, 520) n`,
    [full.id, full.partners[0]!.lead],
  );
  const listed = ({ html }: { html: string }) =>
    [...html.matchAll(/>Thing (\d+)</g)].map(([, n]) => Number(n));
  const first = await town.get(`/partnerships/${full.id}/to-dos`, { as: full.observer });
  expect(first.html).toContain('520 things are to be done. 2 are late.');
  const next = /href="([^"]*)"[^>]*rel="next"/.exec(first.html)![1]!;
  const second = await town.get(next, { as: full.observer });
  expect(second.html).toContain('520 things are to be done.');
  expect(second.html).not.toContain('rel="next"');
  const all = Array.from({ length: 520 }, (_, n) => n + 1);
  expect([...new Set([...listed(first), ...listed(second)])]).toEqual(all);
});

it('shows raw SQL of others nothing, and lets who only looks on write nothing', async () => {
  const others = await foundPartnership(town, { name: 'Street Repair' });
  const administrator = await town.addAdministrator();
  for (const person of [others.facilitator, administrator]) {
    const { rows } = await town.database.read(await town.scopeFor(person), ({ db }) =>
      sql`select * from to_do`.execute(db),
    );
    expect(rows).toEqual([]);
  }
  const observer = await town.scopeFor(talks.observer);
  const written = town.database.change(observer, ({ db }) => sql`update to_do set text = 'x'`.execute(db));
  expect((await written).numAffectedRows).toBe(0n);
});
