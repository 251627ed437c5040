import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };
let cooks: string;

const told = (affected: number, influence: number, why = 'We see it every day') => ({
  affected: String(affected),
  influence: String(influence),
  why,
});

/** The cells of the row that a name stands in. */
function rowOf(html: string, name: string): string[] {
  const row = html.split('<tr').find((one) => one.includes(`>${name}</a>`)) ?? '';
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replaceAll(/<[^>]*>/g, ''));
}

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
  base = `/partnerships/${talks.id}/engage`;
});
afterAll(() => town.close());

describe('row 110: who is affected, who has influence, who is missing, and what is done about each', () => {
  it('is offered first on the step of the guide, and asks nobody before somebody has begun', async () => {
    const step = await town.get(`/partnerships/${talks.id}/path/partners`, { as: office.lead });
    const offers = [...step.html.matchAll(/href="\/partnerships\/[^/"]+\/(engage|gate)"[^>]*>(?!<)/g)];
    expect(step.html.indexOf('Map who else matters')).toBeGreaterThan(0);
    expect(step.html.indexOf('Map who else matters')).toBeLessThan(step.html.indexOf('Ask: partner or not?'));
    expect(offers.length).toBeGreaterThan(0);
    const { html } = await town.get(base, { as: talks.observer });
    expect(html).toContain('Nobody is on the map yet');
    expect(html).not.toContain(`action="${base}"`);
    expect((await town.get('/desk', { as: group.lead })).html).not.toContain('Who is missing?');
  });

  it('takes a group with how much it is affected, how much influence it has, and why; never a private person', async () => {
    expect((await town.get(base, { as: office.lead })).html).toContain('Never name a private person');
    const wrong = await town.post(
      base,
      { name: 'Night cooks', affected: '6', influence: '', why: '' },
      { as: office.lead },
    );
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="Night cooks"');
    for (const words of [
      'Choose how much it touches them',
      'Choose how much influence',
      'Write why you think so',
    ])
      expect(wrong.html).toContain(words);
    const added = await town.post(
      base,
      { name: 'Night cooks', ...told(5, 1, 'They cook what we plan') },
      { as: office.lead },
    );
    cooks = added.location!;
    const again = await town.post(base, { name: ' night  COOKS', ...told(1, 1) }, { as: group.lead });
    expect(again.html).toContain('This one is on the map already');
    const page = await town.get(cooks, { as: talks.observer });
    for (const words of ['They cook what we plan', 'Give a voice', 'affected 5, influence 1'])
      expect(page.html).toContain(words);
    expect(page.html).not.toContain('<form class="stack form" data-gap="6" action="/partnerships');
  });

  it('knows an organisation of the city’s list by its name', async () => {
    const id = newId();
    await town.addOrganisation(id, 'care-homes', { en: 'Care Homes Trust' });
    const added = await town.post(base, { name: 'Care homes trust', ...told(4, 4) }, { as: group.lead });
    expect((await town.get(added.location!, { as: group.lead })).html).toContain('/organisations/care-homes');
  });

  it('shows the median and the spread of what several partners say, as a picture and as the same table', async () => {
    await town.post(`${cooks}/ratings`, told(4, 4), { as: group.lead });
    const recorded = await town.post(
      `${cooks}/ratings`,
      { ...told(1, 2), partner: silent.id },
      { as: talks.facilitator },
    );
    expect(recorded.status).toBe(303);
    const { html } = await town.get(base, { as: talks.observer });
    expect(rowOf(html, 'Night cooks').slice(0, 3)).toEqual([
      '4 of 5 (from 1 to 5, 3 partners)',
      '2 of 5 (from 1 to 4, 3 partners)',
      'Give a voice',
    ]);
    expect(html).toMatch(/<svg class="chart"[^>]*role="img" aria-label="A map of four fields/);
    // The first one stands at 4 across and 2 up: 26 + 3.5 steps of 62, and 310 less 1.5 of them.
    expect(html).toContain('<text class="field-map-sign" x="243" y="222" text-anchor="middle">1</text>');
    expect((await town.get(cooks, { as: office.lead })).html).toContain('written down for them by');
    // Of each partner the latest counts.
    await town.post(`${cooks}/ratings`, told(4, 5), { as: group.lead });
    await town.post(`${cooks}/ratings`, told(2, 5), { as: office.lead });
    const now = await town.get(base, { as: office.lead, locale: 'de' });
    expect(rowOf(now.html, 'Night cooks').slice(0, 3)).toEqual([
      '2 von 5 (von 1 bis 4, 3 Partner)',
      '5 von 5 (von 2 bis 5, 3 Partner)',
      'Gewinnen',
    ]);
  });

  it('asks every partner who is missing, and whom one names the others rate', async () => {
    const question = 'Who is missing? Answer for Harvest group';
    expect((await town.get('/desk', { as: group.lead })).html).toContain(question);
    expect((await town.get('/desk', { as: talks.facilitator })).html).toContain('Answer for Silent growers');
    const empty = await town.post(`${base}/missing`, { names: ' ' }, { as: group.lead });
    expect(empty.html).toContain('Name somebody, or say that nobody is missing');
    const both = await town.post(`${base}/missing`, { names: 'Parents', nobody: 'yes' }, { as: group.lead });
    expect(both.html).toContain('You have named somebody');
    expect(both.html).toContain('Parents</textarea>');
    const names = 'Parents\nnight cooks\n\nparents\nSchool kitchens';
    const named = await town.postAndFollow(`${base}/missing`, { names }, { as: group.lead });
    expect(named.html).toContain('2 more can be rated now');
    expect(named.html).toContain('Named, and not rated yet');
    expect((await town.get('/desk', { as: group.lead })).html).not.toContain(question);
    const parents = /href="([^"]+)"[^>]*>Parents</.exec(named.html)![1]!;
    expect((await town.get(parents, { as: office.lead })).html).toContain('Named by Harvest group');
    await town.post(`${parents}/ratings`, told(3, 3), { as: office.lead });
    const { html } = await town.get(base, { as: talks.observer });
    expect(rowOf(html, 'Parents').slice(0, 3)).toEqual(['3 of 5', '3 of 5', 'Plan together']);
    for (const [as, form] of [
      [office.lead, { nobody: 'yes' }],
      [talks.facilitator, { nobody: 'yes', answers: silent.id }],
    ] as const)
      expect((await town.post(`${base}/missing`, form, { as })).status).toBe(303);
    const answered = await town.get(base, { as: talks.observer });
    expect(answered.html.match(/says: nobody is missing/g)).toHaveLength(2);
  });

  it('decides for each what is done, by whom and by when: a to-do, and the invitation filled in', async () => {
    const bare = await town.post(
      `${cooks}/decisions`,
      { does: 'invite', owner: '', due: 'soon' },
      { as: office.lead },
    );
    for (const words of ['Choose who does it', 'Write a day']) expect(bare.html).toContain(words);
    const unexplained = await town.post(`${cooks}/decisions`, { does: 'nothing' }, { as: office.lead });
    expect(unexplained.html).toContain('Write why we do nothing now');
    const owner = `person:${group.lead}`;
    const due = await town.inDays(10);
    await town.post(`${cooks}/decisions`, { does: 'talk', owner, due }, { as: office.lead });
    const toDos = `/partnerships/${talks.id}/to-dos`;
    expect((await town.get(toDos, { as: group.lead })).html).toContain('Talk to: Night cooks');
    await town.post(
      `${cooks}/decisions`,
      { does: 'invite', owner, due, reason: 'They know' },
      { as: office.lead },
    );
    const list = await town.get(toDos, { as: group.lead });
    expect(list.html).toContain('Invite: Night cooks');
    expect(list.html).not.toContain('Talk to: Night cooks');
    const page = await town.get(cooks, { as: talks.facilitator });
    expect(page.html).toContain('What was decided before');
    const link = /href="(\/partnerships\/[^"]+\/invitations\/new\?note=[^"]+)"/.exec(page.html)![1]!;
    const invitation = await town.get(link.replaceAll('&amp;', '&'), { as: talks.facilitator });
    expect(invitation.html).toContain('We think that Night cooks should be at the table');
    expect((await town.get(cooks, { as: office.lead })).html).toContain('Whoever facilitates sends');
    expect(rowOf((await town.get(base, { as: office.lead })).html, 'Night cooks')[3]).toMatch(
      /^Invite: Lead of Harvest group .*, Harvest group, by /,
    );
    const nobody = await town.post(
      `${cooks}/decisions`,
      { does: 'nothing', reason: 'x' },
      { as: talks.observer },
    );
    expect(nobody.status).toBe(403);
  });

  it('counts as begun, and as done once all are asked and each is decided', async () => {
    const step = async () =>
      (await town.get(`/partnerships/${talks.id}/path/partners`, { as: office.lead })).html;
    expect((await town.get(base, { as: office.lead })).html).toContain(
      'All partners have said who is missing · 3 of 4 not decided',
    );
    expect(await step()).toContain('data-state="begun"');
    const { html } = await town.get(base, { as: office.lead });
    const open = [...html.matchAll(/href="([^"]+\/engage\/[^"]+)"/g)].map(([, path]) => path!);
    for (const path of new Set(open.filter((path) => path !== cooks)))
      await town.post(
        `${path}/decisions`,
        { does: 'nothing', reason: 'Not before spring' },
        { as: office.lead },
      );
    expect((await town.get(base, { as: office.lead })).html).toContain('Everybody has been asked');
    expect(await step()).toContain('data-state="agreed"');
    // Whoever comes later is asked as well.
    const late = await town.post(`${base}/missing`, { names: 'Bus drivers' }, { as: group.lead });
    expect(late.status).toBe(303);
    expect(await step()).toContain('data-state="begun"');
  });

  it('is taken off the map and put back, told in the timeline, and found', async () => {
    const gone = await town.postAndFollow(`${cooks}/removal`, {}, { as: group.lead });
    expect(gone.html).toContain('This is off the map');
    expect((await town.get(base, { as: office.lead })).html).not.toContain('Night cooks</a>');
    const refused = await town.post(`${cooks}/ratings`, told(1, 1), { as: office.lead });
    expect(refused.html).toContain('It is off the map: put it back first');
    await town.post(`${cooks}/return`, {}, { as: office.lead });
    expect((await town.get(base, { as: office.lead })).html).toContain('Night cooks</a>');
    await town.post(`${cooks}/removal`, {}, { as: group.lead });
    const fill = `insert into concerned (id, space_id, name, locale, partner_id, recorded)
      select gen_random_uuid(), $1, 'Filler ' || n, 'en', $2, false from generate_series(1, 200) n`;
    await town.database.outer.query(fill, [talks.id, office.id]);
    const full = await town.post(`${cooks}/return`, {}, { as: office.lead });
    expect(full.html).toContain('The map is full. Take something off it first');
    await town.database.outer.query(`delete from concerned where name like 'Filler %'`);
    await town.post(`${cooks}/return`, {}, { as: office.lead });
    await town.settle();
    const { html } = await town.get(`/partnerships/${talks.id}/timeline`, { as: talks.observer });
    for (const words of [
      'Harvest group said who is missing',
      'invite Night cooks',
      'took off the map: Night cooks',
    ])
      expect(html).toContain(words);
    expect((await town.get('/search?q=cooks', { as: office.lead })).html).toContain(cooks);
    expect((await town.get('/search?q=cooks')).html).not.toContain(cooks);
  });
});

it('lets nobody speak for another, nor change what was said: not even by raw SQL', async () => {
  const id = cooks.split('/').at(-1)!;
  const forge = async (as: string, partner: string, recorded = false) =>
    town.database.change(await town.scopeFor(as), ({ db }) =>
      sql`insert into concerned_rating (id, space_id, concerned_id, partner_id, affected, influence, why, locale, recorded, by_person)
          values (${newId()}, ${talks.id}, ${id}, ${partner}, 1, 1, 'x', 'en', ${recorded}, app_person())`.execute(
        db,
      ),
    );
  for (const [as, partner, recorded] of [
    [office.lead, group.id, false],
    [talks.facilitator, group.id, true],
    [talks.facilitator, silent.id, false],
    [talks.observer, office.id, false],
    [office.lead, silent.id, true],
  ] as const)
    await expect(forge(as, partner, recorded)).rejects.toThrow(/row-level security/);
  for (const text of [
    'update concerned_rating set affected = 5',
    'delete from concerned_rating',
    `update concerned set name = 'Mine'`,
    'delete from concerned_decision',
    'update concerned_missing set named = 0',
  ])
    await expect(
      town.database.change(await town.scopeFor(group.lead), ({ db }) => sql.raw(text).execute(db)),
    ).rejects.toThrow(/permission denied/);
  const others = await foundPartnership(town, { name: 'Street Repair' });
  for (const table of ['concerned', 'concerned_rating', 'concerned_missing', 'concerned_decision']) {
    const { rows } = await town.database.read(await town.scopeFor(others.facilitator), ({ db }) =>
      sql.raw(`select * from ${table}`).execute(db),
    );
    expect(rows, table).toEqual([]);
  }
});
