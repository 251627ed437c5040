import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { erase } from '../../platform/personal/erased.ts';
import { addDays } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let member: string;
let bridge: string;

const rowsOf = (html: string) =>
  html
    .split('<tr')
    .slice(2)
    .map((row) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell!.replaceAll(/<[^>]*>/g, '')),
    );

const open = { ends: 'open', until: '', successor: '', successorName: '', role: '' };

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Canteens Ltd', kind: 'business' },
    ],
  });
  [office, group] = talks.partners as unknown as [typeof office, typeof group];
  member = await talks.join('Member', 'member', office.id);
  base = `/partnerships/${talks.id}/continuity`;
});
afterAll(() => town.close());

describe('row 6: who holds each relation, until when, who follows, and what is passed on', () => {
  it('is offered on the steps of supporters and of who holds it together', async () => {
    for (const element of ['champions', 'manager'])
      expect(
        (await town.get(`/partnerships/${talks.id}/path/${element}`, { as: office.lead })).html,
      ).toContain(`href="${base}"`);
    const { html } = await town.get(base, { as: talks.observer });
    expect(html).toContain('No relation stands here yet');
    expect(html).not.toContain('name="toName"');
  });

  it('takes a relation between two partners, or with an organisation outside, each once', async () => {
    const wrong = await town.post(
      base,
      { partner: office.id, toPartner: '', toName: '' },
      { as: office.lead },
    );
    expect(wrong.html).toContain('Choose a partner, or write the name of an organisation');
    const same = await town.post(base, { partner: office.id, toPartner: office.id }, { as: office.lead });
    expect(same.html).toContain('Choose another partner than the first');
    const made = await town.post(base, { partner: office.id, toPartner: group.id }, { as: office.lead });
    bridge = made.location!;
    const twice = await town.post(base, { partner: group.id, toPartner: office.id }, { as: group.lead });
    expect(twice.html).toContain('This relation stands here already');
    for (const toName of ['Water board', 'School kitchens'])
      await town.post(base, { partner: office.id, toName }, { as: group.lead });
    const { html } = await town.get(base, { as: talks.observer });
    for (const words of [
      'Food Office – Harvest group',
      'Food Office – Water board',
      '3 relations. 3 hang on too little',
    ])
      expect(html).toContain(words);
    expect((await town.get(bridge, { as: office.lead })).html).toContain('Nobody holds this relation');
  });

  it('warns where one holds it, and where all are of one department', async () => {
    const holders = `${bridge}/holders`;
    const wrong = await town.post(
      holders,
      { ...open, ends: 'term', until: '31.2.2030', department: '' },
      { as: office.lead },
    );
    for (const words of ['Write which department', 'This day does not exist'])
      expect(wrong.html).toContain(words);
    const nobody = await town.post(holders, { ...open, department: 'Food' }, { as: office.lead });
    expect(nobody.html).toContain('Choose somebody who takes part, or write a role');
    // Who speaks for a partner need not say of which one they are.
    await town.post(holders, { ...open, person: group.lead, department: '' }, { as: office.lead });
    const own = await town.get(bridge, { as: office.lead });
    expect(own.html).toContain('Harvest group');
    const [added] = /href="([^"]*\/holders\/[0-9a-f-]{36})"/.exec(own.html)!.slice(1);
    await town.post(`${added}/removal`, {}, { as: office.lead });
    await town.post(holders, { ...open, person: office.lead, department: 'Food' }, { as: office.lead });
    expect((await town.get(bridge, { as: talks.observer })).html).toContain('One holds this relation');
    const twice = await town.post(
      holders,
      { ...open, person: office.lead, department: 'Food' },
      { as: group.lead },
    );
    expect(twice.html).toContain('They hold this relation already');
    await town.post(holders, { ...open, person: member, department: ' FOOD ' }, { as: office.lead });
    expect((await town.get(bridge, { as: talks.observer })).html).toContain('are of one department');
    await town.post(
      holders,
      { ...open, roleName: 'Head of parks', department: 'Parks' },
      { as: office.lead },
    );
    const { html } = await town.get(bridge, { as: talks.observer });
    expect(html).toContain('3 hold this relation, and not all are of one department');
    expect((await town.get(base, { as: office.lead })).html).toContain('3 relations. 2 hang on too little');
  });

  it('says exactly what would be lost if one left, and who holds more than a third', async () => {
    const { html } = await town.get(base, { as: office.lead });
    const others = [...html.matchAll(/href="([^"]+\/continuity\/[^"#]+)"/g)]
      .map(([, path]) => path!)
      .filter((path) => path !== bridge);
    expect(new Set(others).size).toBe(2);
    for (const path of new Set(others))
      await town.post(
        `${path}/holders`,
        { ...open, person: office.lead, department: 'Food' },
        { as: office.lead },
      );
    const ledger = await town.get(base, { as: talks.observer });
    expect(ledger.html).toMatch(/If Lead of Food Office [^,]+ left, 2 of 3 relations would have nobody/);
    const rows = rowsOf(ledger.html);
    expect(rows).toHaveLength(3);
    expect(rows[0]!.slice(1)).toEqual(['3 of 3', '2 of 3']);
    expect(rows[0]![0]).toMatch(/^Lead of Food Office .* Much hangs on them$/);
    expect(rows.slice(1).map((row) => row.slice(1))).toEqual([
      ['1 of 3', '0 of 3'],
      ['1 of 3', '0 of 3'],
    ]);
    const german = await town.get(base, { as: talks.observer, locale: 'de' });
    expect(german.html).toMatch(/Ginge Lead of Food Office [^,]+, hätten 2 von 3 Beziehungen niemanden mehr/);
  });

  it('links what is passed on to a role, and says whether it is written', async () => {
    const role = { title: 'Bridge builder', purpose: 'Keeps in touch', months: '3' };
    const made = await town.post(`/partnerships/${talks.id}/roles`, role, { as: office.lead });
    const id = made.location!.split('/').at(-1)!;
    const holder = /href="([^"]+\/holders\/[^"]+)"[^>]*>Change it<span[^>]*>: Member/.exec(
      (await town.get(bridge, { as: office.lead })).html,
    )![1]!;
    const form = await town.get(holder, { as: office.lead });
    expect(form.html).toContain('value="FOOD"');
    const changed = { ...open, department: 'Food', role: id, successorName: 'Deputy of the food office' };
    const saved = await town.postAndFollow(holder, changed, { as: office.lead });
    expect(saved.html).toContain(`href="/partnerships/${talks.id}/roles/${id}"`);
    for (const words of ['not written down in the role', 'Deputy of the food office'])
      expect(saved.html).toContain(words);
    await town.database.system(({ db }) =>
      sql`insert into role_term (id, space_id, role_id, person_id, since, until, hand_over)
          values (${newId()}, ${talks.id}, ${id}, ${member}, '2020-01-01', '2099-01-01', 'Call the mill')`.execute(
        db,
      ),
    );
    const { html } = await town.get(bridge, { as: talks.observer });
    expect(html).not.toContain('not written down in the role');
    expect(html).toContain('written down in the role');
  });

  it('brings an end to desks sixty days before, of the holder, of who answers for the partners, and of facilitators', async () => {
    const holder = /href="([^"]+\/holders\/[^"]+)"[^>]*>Change it<span[^>]*>: Member/.exec(
      (await town.get(bridge, { as: office.lead })).html,
    )![1]!;
    const until = await town.inDays(70);
    await town.post(holder, { ...open, ends: 'contract', until, department: 'Food' }, { as: office.lead });
    const item = /Member [^ ]+ holds this relation only a little longer/;
    for (const as of [member, office.lead]) expect((await town.get('/desk', { as })).html).not.toMatch(item);
    await town.moveTime('10 days');
    for (const as of [member, office.lead, group.lead, talks.facilitator])
      expect((await town.get('/desk', { as })).html).toMatch(item);
    for (const as of [talks.observer, talks.partners[2]!.lead])
      expect((await town.get('/desk', { as })).html).not.toMatch(item);
    expect((await town.get(base, { as: talks.observer })).html).toContain('Ends soon');
    const due = town.house.instruments.find(({ name }) => name === 'continuity')!.dueIn!;
    const span = (day: string) => ({ from: new Date(), until: new Date(), firstDay: day, lastDay: day });
    expect(await town.database.system((tx) => due(tx, span(until)))).toEqual([talks.id]);
    expect(await town.database.system((tx) => due(tx, span(addDays(until, 1))))).toEqual([]);
  });

  it('shows what an election would touch, and moves with its day', async () => {
    const soon = await town.inDays(30);
    const past = await town.post(
      `${base}/elections`,
      { what: 'City council', day: '1.1.2020' },
      { as: office.lead },
    );
    expect(past.html).toContain('Choose a day that is still to come');
    await town.post(`${base}/elections`, { what: 'City council', day: soon }, { as: office.lead });
    const quiet = await town.get(base, { as: talks.observer });
    expect(quiet.html).toContain('would touch: nobody');
    const parks = { ...open, ends: 'election', roleName: 'Councillor for food', department: 'Council' };
    await town.post(`${bridge}/holders`, parks, { as: office.lead });
    const { html } = await town.get(base, { as: talks.observer });
    expect(html).toContain('would touch: Councillor for food (Food Office – Harvest group)');
    const item = 'Councillor for food holds this relation only a little longer';
    expect((await town.get('/desk', { as: group.lead })).html).toContain(item);
    const removal = new RegExp(`action="(${base}/elections/[^"]+/removal)"`).exec(
      (await town.get(base, { as: group.lead })).html,
    )![1]!;
    const gone = await town.postAndFollow(removal.replace('#elections', ''), {}, { as: group.lead });
    expect(gone.html).toContain('Taken out');
    expect((await town.get('/desk', { as: group.lead })).html).not.toContain(item);
    expect((await town.get(bridge, { as: group.lead })).html).toContain('of which no day is noted');
    await town.post(removal.replace('removal', 'return'), {}, { as: office.lead });
    expect((await town.get('/desk', { as: group.lead })).html).toContain(item);
  });

  it('stands here once: one that was taken out is not put back beside its successor', async () => {
    const pair = { partner: office.id, toName: 'Market hall' };
    const first = (await town.post(base, pair, { as: office.lead })).location!;
    await town.post(`${first}/removal`, {}, { as: office.lead });
    const second = (await town.post(base, { ...pair, toName: 'market  hall' }, { as: group.lead })).location!;
    const back = await town.post(`${first}/return`, {}, { as: office.lead });
    expect([back.status, back.html.includes('This relation stands here already')]).toEqual([422, true]);
    await town.post(`${second}/removal`, {}, { as: office.lead });
    expect((await town.post(`${first}/return`, {}, { as: office.lead })).status).toBe(303);
    const twice = await town.post(`${first}/return`, {}, { as: office.lead });
    expect(twice.status, 'what stands stays so').toBe(303);
    await town.post(`${first}/removal`, {}, { as: office.lead });
  });

  it('counts nobody who has left, and lets what was taken out be put back', async () => {
    const { rows } = await town.database.outer.query(
      'select id from membership where person_id = $1 and space_id = $2 and until is null',
      [member, office.id],
    );
    const end = `/partnerships/${talks.id}/partners/${office.id}/people/${rows[0].id}/end`;
    expect((await town.post(end, {}, { as: office.lead })).status).toBe(303);
    const left = await town.get(bridge, { as: office.lead });
    expect(left.html).toContain('Has left the partnership');
    expect(left.html).toContain('3 hold this relation');
    const gone = await town.postAndFollow(`${bridge}/removal`, {}, { as: group.lead });
    expect(gone.html).toContain('This relation is taken out');
    expect((await town.get(base, { as: group.lead })).html).toContain('2 relations.');
    await town.post(`${bridge}/return`, {}, { as: group.lead });
    expect((await town.get(base, { as: group.lead })).html).toContain('3 relations.');
    await town.settle();
    const timeline = await town.get(`/partnerships/${talks.id}/timeline`, { as: talks.observer });
    for (const words of [
      'wrote down a relation: Food Office – Water board',
      'noted an election day: City council',
    ])
      expect(timeline.html).toContain(words);
  });

  it('holds nothing of who is erased: what they held counts as held by one less', async () => {
    const leaver = await talks.join('Leaver', 'member', office.id);
    const water = /href="([^"]+)"[^>]*>Food Office – Water board/.exec(
      (await town.get(base, { as: office.lead })).html,
    )![1]!;
    const holders = `${water}/holders`;
    await town.post(holders, { ...open, person: leaver, department: 'Water' }, { as: office.lead });
    const follows = { ...open, roleName: 'Head of water', department: 'Sewers', successor: leaver };
    await town.post(holders, follows, { as: office.lead });
    const before = await town.get(water, { as: office.lead });
    expect(before.html).toContain('3 hold this relation');
    expect(before.html).toMatch(/Leaver [^<]+<\/dd>/);
    expect(await erase(town.house, leaver)).toBe(true);
    const { html } = await town.get(water, { as: office.lead });
    expect(html).toContain('2 hold this relation');
    expect(html).not.toContain('Leaver');
    const { rows } = await town.database.outer.query(
      'select id from relation_holder where person_id = $1 or successor_id = $1',
      [leaver],
    );
    expect(rows).toEqual([]);
  });
});

it('names nobody who does not take part, and is written by who contributes alone: not even by raw SQL', async () => {
  const id = bridge.split('/').at(-1)!;
  const outsider = await town.addPerson('Outsider');
  const forge = async (as: string, person: string) =>
    town.database.change(await town.scopeFor(as), ({ db }) =>
      sql`insert into relation_holder (id, space_id, relation_id, person_id, department, ends, by_person)
          values (${newId()}, ${talks.id}, ${id}, ${person}, 'x', 'open', app_person())`.execute(db),
    );
  await expect(forge(office.lead, outsider)).rejects.toThrow(/row-level security/);
  await expect(forge(talks.observer, office.lead)).rejects.toThrow(/row-level security/);
  for (const text of [
    `update relation_holder set person_id = app_person()`,
    'delete from relation_holder',
    `update relation set to_name = 'x'`,
    'delete from election_day',
  ])
    await expect(
      town.database.change(await town.scopeFor(office.lead), ({ db }) => sql.raw(text).execute(db)),
    ).rejects.toThrow(/permission denied/);
});

it('tells of an election that is over until somebody says who holds the relation now', async () => {
  const bank = { partner: group.id, toName: 'Food bank' };
  const relation = (await town.post(base, bank, { as: group.lead })).location!;
  const mayor = { ...open, ends: 'election', roleName: 'Mayor', department: 'Hall' };
  await town.post(`${relation}/holders`, mayor, { as: group.lead });
  for (const days of [20, 900])
    await town.post(`${base}/elections`, { what: 'Mayor', day: await town.inDays(days) }, { as: group.lead });
  const item = 'Mayor holds this relation only a little longer';
  const desk = async () => (await town.get('/desk', { as: group.lead })).html;
  expect(await desk()).toContain(item);
  await town.moveTime('42 days');
  expect(await desk()).toContain(item);
  const touched = async () => (await town.get(base, { as: group.lead })).html;
  expect(await touched()).toContain('would touch: nobody');
  const { html } = await town.get(relation, { as: group.lead });
  const holder = new RegExp(`href="(${relation}/holders/[^"]+)"`).exec(html)![1]!;
  await town.post(holder, mayor, { as: group.lead });
  expect(await desk(), 'it was said who holds it now').not.toContain(item);
  expect(await touched()).toContain('would touch: Mayor (Harvest group – Food bank)');
});
