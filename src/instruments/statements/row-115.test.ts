import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm } from '../../testing-forms.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let trial: string;
let lookBack: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };
let member: string;

const told = {
  capabilities: 'We plan for 40 canteens',
  experience: 'The bean weeks: https://city.example/beans. They failed once.',
  relationships: 'School kitchens trust us',
  expertise: 'Tenders',
  resources: 'A hall on Mondays',
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
  member = await talks.join('Member', 'member', office.id);
  base = `/partnerships/${talks.id}/statements`;
});
afterAll(() => town.close());

describe('row 115: each partner’s own statement, and a small trial project before anything long', () => {
  it('is offered on the step of what each can give', async () => {
    const { html } = await town.get(`/partnerships/${talks.id}/path/resources`, { as: office.lead });
    expect(html).toContain(`href="${base}"`);
    const empty = await town.get(base, { as: talks.observer });
    expect(empty.html).toContain('0 of 3 partners have told');
    expect(empty.html).not.toContain('/edit"');
  });

  it('is a draft that only the partner’s own people read, until they give it', async () => {
    const path = `${base}/partners/${office.id}`;
    for (const as of [group.lead, talks.facilitator, talks.observer])
      expect((await town.get(`${path}/edit`, { as })).status).toBe(403);
    const nothing = await town.post(path, { go: 'give' }, { as: office.lead });
    expect(nothing.html).toContain('Write at least one of the five');
    const kept = await town.postAndFollow(path, { ...told, go: 'keep' }, { as: office.lead });
    expect(kept.html).toContain('We plan for 40 canteens</textarea>');
    expect((await town.get(`${path}/edit`, { as: member })).html).toContain(
      'A draft, saved by Lead of Food Office',
    );
    for (const as of [group.lead, talks.facilitator, talks.observer])
      for (const address of [base, path]) {
        expect((await town.get(address, { as })).html).not.toContain('40 canteens');
        expect((await town.get(address, { as: office.lead })).status).toBe(200);
      }
    expect((await town.get('/search?q=canteens', { as: group.lead })).html).not.toContain(path);
  });

  it('comes back where a colleague has saved other words meanwhile', async () => {
    const path = `${base}/partners/${office.id}`;
    const open = async (as: string) => filledForm((await town.get(`${path}/edit`, { as })).html, path);
    const [one, other] = [await open(office.lead), await open(member)];
    await town.post(path, { ...one, expertise: 'Tenders and law', go: 'keep' }, { as: office.lead });
    const both = await town.post(path, { ...other, expertise: 'Kitchens', go: 'keep' }, { as: member });
    expect(both.status).toBe(409);
    expect(both.html).toContain('Tenders and law');
    expect(both.html).toContain('Kitchens');
  });

  it('is given to all, with links to follow, and each in its own words side by side', async () => {
    const given = await town.postAndFollow(
      `${base}/partners/${office.id}`,
      { ...told, go: 'give' },
      { as: member },
    );
    expect(given.html).toContain('All partners can read it now');
    const { html } = await town.get(base, { as: talks.observer });
    for (const words of [
      'We plan for 40 canteens',
      'A hall on Mondays',
      '1 of 3 partners have told',
      '<sv-print>',
    ])
      expect(html).toContain(words);
    expect(html).toContain(
      '<a class="ds-link" href="https://city.example/beans">https://city.example/beans</a>',
    );
    const draft = await town.database.outer.query('select id from statement_draft');
    expect(draft.rows).toEqual([]);
    await town.post(
      `${base}/partners/${group.id}`,
      { capabilities: 'We gather what is left on the fields', go: 'give' },
      { as: group.lead },
    );
    const both = await town.get(base, { as: office.lead });
    expect(both.html).toContain('We gather what is left on the fields');
    expect((await town.get('/search?q=canteens', { as: group.lead })).html).toContain(
      `${base}/partners/${office.id}`,
    );
  });

  it('is written down for a partner without people, and marked', async () => {
    const path = `${base}/partners/${silent.id}`;
    expect((await town.get(`${path}/edit`, { as: office.lead })).status).toBe(403);
    const bare = await town.post(
      path,
      { resources: 'Ten crates a week', go: 'give' },
      { as: talks.facilitator },
    );
    for (const words of ['Choose how you were told', 'Ten crates a week</textarea>'])
      expect(bare.html).toContain(words);
    const form = { resources: 'Ten crates a week', go: 'give', how: 'visit', on: '1.1.2020' };
    await town.post(path, form, { as: talks.facilitator });
    const { html } = await town.get(base, { as: group.lead });
    expect(html).toContain('Ten crates a week');
    expect(html).toMatch(/Told on a visit on 1 January 2020, written down by Facilitator/);
  });

  it('keeps every version, with what changed word by word; the same is not given twice', async () => {
    const path = `${base}/partners/${group.id}`;
    const same = { capabilities: 'We gather what is left on the fields', go: 'give' };
    await town.post(path, same, { as: group.lead });
    expect((await town.get(path, { as: office.lead })).html).not.toContain('Version');
    await town.post(
      path,
      { ...same, capabilities: 'We gather what is left in the orchards' },
      { as: group.lead },
    );
    const { html } = await town.get(path, { as: talks.observer });
    for (const words of ['Version 1', 'Version 2', 'What changed (one part)']) expect(html).toContain(words);
    expect(html).toMatch(/<del>(?:(?!<\/del>)[\s\S])*fields/);
    expect(html).toMatch(/<ins>(?:(?!<\/ins>)[\s\S])*orchards/);
  });

  it('proposes a small trial: what, who, until when within half a year, and how it is known', async () => {
    const form = {
      what: 'One bean day',
      who: 'Both cook',
      until: await town.inDays(20),
      knownBy: 'Plates come back empty',
    };
    const long = await town.post(
      `${base}/trials`,
      { ...form, until: await town.inDays(184), who: '' },
      { as: group.lead },
    );
    for (const words of ['Choose a day within half a year', 'Write who does what', 'One bean day</textarea>'])
      expect(long.html).toContain(words);
    expect((await town.post(`${base}/trials`, form, { as: talks.observer })).status).toBe(403);
    trial = (await town.post(`${base}/trials`, form, { as: group.lead })).location!;
    const page = await town.get(trial, { as: talks.observer });
    for (const words of ['One bean day', 'Both cook', 'Plates come back empty', 'It goes on.'])
      expect(page.html).toContain(words);
    const text = /href="(\/partnerships\/[^"]+\/texts\/[^"]+)"/.exec(page.html)![1]!;
    const agreed = await town.get(text, { as: office.lead });
    for (const words of ['How we will know', 'Plates come back empty']) expect(agreed.html).toContain(words);
    const gone = await town.postAndFollow(`${trial}/removal`, {}, { as: office.lead });
    expect(gone.html).toContain('This trial is taken back');
    await town.post(`${trial}/return`, {}, { as: group.lead });
    expect((await town.get(base, { as: office.lead })).html).toContain('One bean day');
  });

  it('asks all to look back from its day on, not before', async () => {
    const early = await town.post(`${trial}/look-back`, {}, { as: office.lead });
    expect(early.html).toContain('Its day has not come yet');
    const item = 'Look back at the trial: One bean day';
    expect((await town.get('/desk', { as: office.lead })).html).not.toContain(item);
    await town.moveTime('20 days');
    for (const as of [office.lead, group.lead, talks.facilitator])
      expect((await town.get('/desk', { as })).html).toContain(item);
    expect((await town.get('/desk', { as: talks.observer })).html).not.toContain(item);
    lookBack = (await town.post(`${trial}/look-back`, {}, { as: office.lead })).location!;
    expect((await town.post(`${trial}/look-back`, {}, { as: group.lead })).location).toBe(lookBack);
    const desk = await town.get('/desk', { as: group.lead });
    expect(desk.html).not.toContain(item);
    expect(desk.html).toContain('Looking back at the trial: answer for Harvest group');
    const taken = await town.post(`${trial}/removal`, {}, { as: group.lead });
    expect(taken.html).toContain('All are looking back at it already');
  });

  it('opens all answers together, and tells the result in the timeline', async () => {
    await answer(town, lookBack, group.lead, { outcome: '0', learnt: 'Cooks like orchards' });
    expect((await town.get(lookBack, { as: office.lead })).html).not.toContain('Cooks like orchards');
    const said = { outcome: '2', learnt: 'Crates are heavy', how: 'phone', on: '1.1.2020' };
    await town.post(`${lookBack}/for/${silent.id}`, said, { as: talks.facilitator });
    const open = await town.get(lookBack, { as: office.lead });
    const draft = await town.post(
      `${lookBack}/answer`,
      { outcome: '', learnt: 'Ask earlier', version: '0', go: 'seal' },
      { as: office.lead },
    );
    expect(open.html).toContain('Go on, change, or stop?');
    expect(draft.html).toContain('Go on, change, or stop? Choose one before you seal');
    await answer(town, lookBack, office.lead, { outcome: '0', learnt: 'Ask earlier' });
    for (const as of [group.lead, talks.observer]) {
      const { html } = await town.get(lookBack, { as });
      for (const words of ['Cooks like orchards', 'Crates are heavy', 'Ask earlier', 'Stop'])
        expect(html).toContain(words);
    }
    await town.settle();
    expect((await town.get(trial, { as: talks.observer })).html).toContain('go on: 2, change: 0, stop: 1');
    const { html } = await town.get(`/partnerships/${talks.id}/timeline`, { as: talks.observer });
    expect(html).toContain('All looked back at a trial project (One bean day): go on: 2, change: 0, stop: 1');
    expect(html).toContain('Harvest group told of itself in its own words');
    const { rows } = await town.database.outer.query(
      `select count(*)::int as n from journal_entry where kind = 'trial-project.ended'`,
    );
    expect(rows[0].n).toBe(1);
  });
});

it('lets nobody read a draft of another, or speak for another: not even by raw SQL', async () => {
  await town.post(`${base}/partners/${office.id}`, { expertise: 'Secret', go: 'keep' }, { as: office.lead });
  for (const as of [group.lead, talks.facilitator, talks.observer]) {
    const { rows } = await town.database.read(await town.scopeFor(as), ({ db }) =>
      sql`select * from statement_draft`.execute(db),
    );
    expect(rows).toEqual([]);
  }
  const forge = async (as: string, partner: string, how: string | null) =>
    town.database.change(await town.scopeFor(as), ({ db }) =>
      sql`insert into statement (id, space_id, partner_id, number, words, locale, recorded_how, recorded_on, by_person)
          values (${newId()}, ${talks.id}, ${partner}, 99, '{}', 'en', ${how},
            ${how && sql`app_now()::date`}, app_person())`.execute(db),
    );
  for (const [as, partner, how] of [
    [office.lead, group.id, null],
    [talks.facilitator, group.id, 'phone'],
    [talks.facilitator, silent.id, null],
    [talks.observer, office.id, null],
  ] as const)
    await expect(forge(as, partner, how)).rejects.toThrow(/row-level security/);
  for (const text of [
    `update statement set words = '{}'`,
    'delete from statement',
    'update trial set goes_on = 9',
    `update trial set what = 'Mine'`,
  ])
    await expect(
      town.database.change(await town.scopeFor(group.lead), ({ db }) => sql.raw(text).execute(db)),
    ).rejects.toThrow(/permission denied/);
});

it('keeps a draft from whoever would be let in from outside once its people have gone', async () => {
  const others = await foundPartnership(town, { name: 'Street Repair' });
  const [first] = others.partners as unknown as [{ id: string; lead: string }];
  const path = `/partnerships/${others.id}/statements/partners/${first.id}`;
  await town.post(path, { expertise: 'Secret', go: 'keep' }, { as: first.lead });
  const awaits = async () =>
    (await town.database.outer.query('select app_awaits_people($1) as awaits', [first.id])).rows[0].awaits;
  await town.database.outer.query('update membership set until = app_now() where space_id = $1', [first.id]);
  expect(await awaits()).toBe(false);
  await town.database.outer.query('delete from statement_draft where space_id = $1', [first.id]);
  expect(await awaits()).toBe(true);
});
