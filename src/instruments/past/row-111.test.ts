import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let hurt: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };

const bikes = {
  years: '1998–2001',
  what: 'A shop that mended bicycles',
  byWhom: 'Cycle club and the school',
  ended: 'The roof leaked, and nobody paid',
  remains: 'The tools are still in the cellar',
  source: 'https://archive.example/report',
};

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent growers', kind: 'business', people: [] },
    ],
  });
  [office, group, silent] = talks.partners as unknown as [typeof office, typeof group, typeof silent];
  base = `/partnerships/${talks.id}/past`;
});
afterAll(() => town.close());

describe('row 111: earlier attempts, why they ended, the hurt still felt, and what remains', () => {
  it('is offered first on the step of the guide', async () => {
    const { html } = await town.get(`/partnerships/${talks.id}/path/history`, { as: office.lead });
    expect(html).toContain(`href="${base}"`);
    expect(html).toContain('data-state="none"');
    expect((await town.get(base, { as: talks.observer })).html).toContain('Nothing stands here yet');
  });

  it('takes an attempt: when, what, by whom, what ended it, what remains, and where to read it', async () => {
    const wrong = await town.post(
      `${base}/attempts`,
      { ...bikes, years: '2001-1998', ended: '' },
      { as: group.lead },
    );
    expect(wrong.status).toBe(422);
    for (const words of [
      'Write a year or a span',
      'Write what ended it',
      'A shop that mended bicycles</textarea>',
    ])
      expect(wrong.html).toContain(words);
    const { html } = await town.postAndFollow(`${base}/attempts`, bikes, { as: group.lead });
    for (const words of [...Object.values(bikes), 'Harvest group, ']) expect(html).toContain(words);
    expect(html).toContain('href="https://archive.example/report"');
    expect(html).toMatch(/Added by Lead of Harvest group [^,]+, Harvest group, /);
    const step = await town.get(`/partnerships/${talks.id}/path/history`, { as: office.lead });
    expect(step.html).toContain('data-state="begun"');
  });

  it('lays them in the order of their years, whoever adds them in whichever order', async () => {
    const add = (years: string, what: string, as: string) =>
      town.post(`${base}/attempts`, { ...bikes, years, what, source: 'Minutes' }, { as });
    await add('2014', 'A swap market', office.lead);
    await add('1985', 'A first petition', talks.facilitator);
    await add('1998', 'A summer of free repairs', office.lead);
    const { html } = await town.get(base, { as: talks.observer });
    const years = [...html.matchAll(/<time datetime="\d{4}">([^<]+)</g)].map(([, words]) => words);
    expect(years).toEqual(['1985', '1998', '1998–2001', '2014']);
    expect(html).not.toContain('href="Minutes"');
    expect(html).toContain('<sv-print>');
  });

  it('is changed, taken out and put back by its partner and by who facilitates', async () => {
    const { html } = await town.get(base, { as: office.lead });
    const swap = /id="([^"]+)"><div[^>]*><p[^>]*><strong>A swap market/.exec(html)![1]!;
    const path = `${base}/attempts/${swap}`;
    expect(html.match(/\/past\/attempts\/[^"]+"/g)).toHaveLength(2);
    for (const as of [group.lead, talks.observer]) expect((await town.get(path, { as })).status).toBe(403);
    const form = await town.get(path, { as: office.lead });
    expect(form.html).toContain('value="2014"');
    const changed = { ...bikes, years: '2014 to 2016', what: 'A swap market in the hall' };
    const saved = await town.postAndFollow(path, changed, { as: talks.facilitator });
    expect(saved.html).toContain('2014–2016');
    expect(saved.html).toMatch(/changed by Facilitator/);
    expect((await town.post(`${path}/removal`, {}, { as: group.lead })).status).toBe(403);
    const gone = await town.postAndFollow(`${path}/removal`, {}, { as: office.lead });
    expect(gone.html).toContain('This is off the timeline');
    expect((await town.get(base, { as: group.lead })).html).not.toContain('A swap market');
    const refused = await town.post(path, changed, { as: office.lead });
    expect(refused.html).toContain('put it back first');
    await town.post(`${path}/return`, {}, { as: office.lead });
    expect((await town.get(base, { as: group.lead })).html).toContain('A swap market in the hall');
  });

  it('asks each alone what still hurts; nobody reads it before all open together', async () => {
    const asked = await town.post(
      `${base}/hurt`,
      { day: await town.inDays(9), time: '12:00' },
      { as: office.lead },
    );
    hurt = asked.location!;
    const twice = await town.post(
      `${base}/hurt`,
      { day: await town.inDays(9), time: '12:00' },
      { as: group.lead },
    );
    expect(twice.html).toContain('It is being asked already');
    await town.settle();
    expect((await town.get('/desk', { as: group.lead })).html).toContain(
      'What still hurts: answer for Harvest group',
    );
    expect((await town.get('/desk', { as: talks.facilitator })).html).toContain('Write down an answer');
    expect((await town.get(`/partnerships/${talks.id}/rounds`, { as: office.lead })).html).not.toContain(
      hurt.split('/').at(-1)!,
    );
    const half = { hurt: 'Nobody thanked us', version: '0' };
    const open = await town.post(`${hurt}/answer`, { ...half, go: 'seal' }, { as: group.lead });
    expect(open.html).toContain('so that it does not stand between us? Write a sentence before you seal');
    await answer(town, hurt, group.lead, { hurt: 'Nobody thanked us', need: 'A word in public' });
    for (const as of [office.lead, talks.facilitator, talks.observer])
      expect((await town.get(hurt, { as })).html).not.toContain('Nobody thanked us');
    const back = await town.postAndFollow(`${hurt}/taking-back`, {}, { as: group.lead });
    expect(back.html).toContain('Nobody thanked us</textarea>');
    await answer(town, hurt, group.lead, { hurt: 'Nobody thanked us', need: 'A word in public' });
    const told = { hurt: 'The bill', need: 'To be asked first', how: 'phone', on: '1.1.2020' };
    await town.post(`${hurt}/for/${silent.id}`, told, { as: talks.facilitator });
    expect((await town.get(hurt, { as: office.lead })).html).not.toContain('The bill');
    await answer(town, hurt, office.lead, { hurt: 'That we promised too much', need: 'Small steps' });
    for (const as of [office.lead, group.lead, talks.observer]) {
      const { html } = await town.get(hurt, { as });
      for (const words of ['Nobody thanked us', 'The bill', 'Small steps', 'Told on the phone'])
        expect(html).toContain(words);
    }
    expect((await town.get(hurt, { as: office.lead, locale: 'de' })).html).toContain(
      'Was tut noch weh, und wem?',
    );
    expect((await town.get(base, { as: talks.observer })).html).toContain('3 of 3 have answered');
  });

  it('takes the question back as long as nobody has sealed', async () => {
    const again = await town.post(
      `${base}/hurt`,
      { day: await town.inDays(9), time: '12:00' },
      { as: group.lead },
    );
    expect((await town.post(`${again.location}/withdrawal`, {}, { as: office.lead })).status).toBe(403);
    const { html } = await town.postAndFollow(`${again.location}/withdrawal`, {}, { as: group.lead });
    expect(html).toContain('was taken back');
    expect((await town.get(base, { as: group.lead })).html).not.toContain(again.location!);
  });

  it('becomes a text that all agree, which begins with the attempts; hurt is not copied into it', async () => {
    const begun = await town.post(`${base}/text`, {}, { as: group.lead });
    const text = begun.location!;
    const { html } = await town.get(text, { as: office.lead });
    for (const words of [
      '1998–2001: A shop that mended bicycles',
      'What remains: The tools',
      'What follows for us',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('Nobody thanked us');
    expect(html.indexOf('1985:')).toBeLessThan(html.indexOf('2014–2016:'));
    expect((await town.post(`${base}/text`, {}, { as: office.lead })).location).toBe(text);
    expect((await town.get(base, { as: talks.observer })).html).toContain(`href="${text}"`);
    expect((await town.get(`/partnerships/${talks.id}/path/history`, { as: office.lead })).html).toContain(
      text,
    );
    // Agreed by all, the step is agreed.
    const { rows } = await town.database.outer.query(
      'select id from document_block where document_id = $1 order by position',
      [text.split('/').at(-1)!],
    );
    const blocks = rows.map(({ id }) => id as string);
    for (const [n, block] of blocks.entries())
      if (n > 0)
        await town.post(
          `${text}/blocks/${block}/versions`,
          { heading: `Part ${n}`, text: 'We begin small', base: '0' },
          { as: office.lead },
        );
    const yes = Object.fromEntries(
      blocks.flatMap((block) => [
        [`answer-${block}`, 'yes'],
        [`version-${block}`, '1'],
      ]),
    );
    await town.post(`${text}/answers`, yes, { as: office.lead });
    await town.post(`${text}/answers`, yes, { as: group.lead });
    const forThem = { ...yes, partner: silent.id, how: 'phone', on: '1.1.2020' };
    await town.post(`${text}/answers`, forThem, { as: talks.facilitator });
    expect((await town.get(base, { as: group.lead })).html).toContain('Agreed since');
    const step = await town.get(`/partnerships/${talks.id}/path/history`, { as: office.lead });
    expect(step.html).toContain('data-state="agreed"');
  });

  it('is told in the timeline, and found by who takes part', async () => {
    await town.settle();
    const { html } = await town.get(`/partnerships/${talks.id}/timeline`, { as: talks.observer });
    for (const words of [
      'put down an earlier attempt by Cycle club and the school',
      'Harvest group sealed its answer: What still hurts',
      'The answers are open to read: What still hurts',
    ])
      expect(html).toContain(words);
    const search = await town.get('/search?q=bicycles', { as: office.lead });
    expect(search.html).toContain(`${base}#`);
    expect((await town.get('/search?q=thanked', { as: office.lead })).html).toContain(hurt);
    expect((await town.get('/search?q=bicycles')).html).not.toContain(base);
  });
});

it('gives all more time to say what hurts, with a reason, and asks who has come since', async () => {
  const { id, facilitator, partners } = await foundPartnership(town);
  const [first, second] = partners.map(({ lead }) => lead) as [string, string];
  const at = `/partnerships/${id}/past/hurt`;
  const { location } = await town.post(at, { day: await town.inDays(9), time: '12:00' }, { as: first });
  const later = { day: await town.inDays(12), time: '12:00', reason: 'Holidays lie between' };
  expect((await town.post(`${location}/date`, later, { as: second })).status).toBe(403);
  const wrong = await town.post(`${location}/date`, { ...later, day: 'soon' }, { as: first });
  expect(wrong.html).toContain('Holidays lie between</textarea>');
  const moved = await town.postAndFollow(`${location}/date`, later, { as: first });
  expect(moved.html).toMatch(/Moved by .*; it was .* Holidays lie between/);
  const silent = { name: 'Street kitchen', kind: 'community' };
  await town.post(`/partnerships/${id}/partners`, silent, { as: facilitator });
  const { html } = await town.get(location!, { as: first });
  const who = /name="who"[^>]*value="([0-9a-f-]+)"/.exec(html)![1]!;
  const asked = await town.postAndFollow(`${location}/partners`, { who }, { as: first });
  expect(asked.html).not.toContain('name="who"');
  expect((await town.get(location!, { as: facilitator })).html).toContain(`${location}/for/${who}`);
  await town.settle();
  const timeline = await town.get(`/partnerships/${id}/timeline`, { as: second });
  for (const words of ['gave all more time: What still hurts', 'asked another partner too: What still hurts'])
    expect(timeline.html).toContain(words);
});

it('lets nobody write as another partner, nor alter what is another’s: not even by raw SQL', async () => {
  const forge = async (as: string, partner: string | null) =>
    town.database.change(await town.scopeFor(as), ({ db }) =>
      sql`insert into attempt (id, space_id, since, what, by_whom, ended, locale, partner_id, by_person)
          values (${newId()}, ${talks.id}, 2000, 'x', 'x', 'x', 'en', ${partner}, app_person())`.execute(db),
    );
  for (const [as, partner] of [
    [office.lead, group.id],
    [office.lead, null],
    [talks.facilitator, group.id],
    [talks.observer, null],
  ] as const)
    await expect(forge(as, partner)).rejects.toThrow(/row-level security/);
  const altered = await town.database.change(await town.scopeFor(office.lead), ({ db }) =>
    sql`update attempt set what = 'Mine' where partner_id = ${group.id}`.execute(db),
  );
  expect(altered.numAffectedRows).toBe(0n);
  await expect(
    town.database.change(await town.scopeFor(group.lead), ({ db }) => sql`delete from attempt`.execute(db)),
  ).rejects.toThrow(/permission denied/);
});
