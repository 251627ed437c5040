import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer as answerRound, versionOn } from '../rounds/testing.ts';
import { wholeAnswer } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let gate: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };
let member: string;
let administrator: string;

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
  member = await talks.join('Member', 'member', group.id);
  administrator = await town.addAdministrator();
  base = `/partnerships/${talks.id}/gate`;
});
afterAll(() => town.close());

describe('row 1: each side answers values, role and benefit alone; all open together; each says where it stands', () => {
  it('waits for a second partner: one alone has nobody to compare with', async () => {
    const alone = await foundPartnership(town, { partners: [{ name: 'Alone', kind: 'business' }] });
    const path = `/partnerships/${alone.id}/gate`;
    const { html } = await town.get(path, { as: alone.facilitator });
    expect(html).toContain('This needs at least two partners that have joined');
    expect(html).toContain(`href="/partnerships/${alone.id}/people"`);
    expect(html).not.toContain(`action="${path}"`);
  });

  it('says beforehand what can come out, and asks all partners at once', async () => {
    const empty = await town.get(base, { as: talks.observer });
    expect(empty.html).toContain('Independent opposition');
    expect(empty.html).toContain('Nobody has asked yet');
    const german = await town.get(base, { as: office.lead, locale: 'de' });
    expect(german.html).toContain('Nur im Gespräch');
    const wrong = await town.post(
      base,
      { about: 'Before we begin', opens: 'all', day: 'soon', time: '12:00' },
      { as: office.lead },
    );
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Before we begin</textarea>');
    expect(wrong.html).toContain('Write a day');
    const asked = await town.post(
      base,
      { about: 'Before we begin', opens: 'all', day: await town.inDays(14), time: '12:00' },
      { as: office.lead },
    );
    gate = asked.location!;
    const again = await town.post(
      base,
      { opens: 'all', day: await town.inDays(15), time: '12:00' },
      { as: office.lead },
    );
    expect(again.html).toContain('It is being asked already');
    await town.settle();
    expect((await town.get('/desk', { as: group.lead })).html).toContain('answer for Harvest group');
    expect((await town.get('/desk', { as: talks.facilitator })).html).toContain('Write down an answer');
  });

  it('is no round among the rounds', async () => {
    const id = gate.split('/').at(-1)!;
    expect((await town.get(`/partnerships/${talks.id}/rounds`, { as: office.lead })).html).not.toContain(id);
    expect((await town.get(`/partnerships/${talks.id}/rounds/${id}`, { as: office.lead })).status).toBe(404);
    const text = await town.get(`/partnerships/${talks.id}/texts/new?round=${id}`, { as: office.lead });
    expect(text.html).not.toContain('Do our values fit together?');
  });

  it('keeps drafts, and wants a step and a sentence for each before it is sealed', async () => {
    const half = { values: '3', 'values-why': 'They want growth', version: '0' };
    const kept = await town.post(`${gate}/draft`, { ...half }, { as: group.lead });
    expect(kept.status).toBe(204);
    const page = await town.get(gate, { as: member });
    expect(page.html).toContain('They want growth</textarea>');
    const open = await town.post(
      `${gate}/answer`,
      { ...half, version: versionOn(page.html), go: 'seal' },
      { as: group.lead },
    );
    expect(open.html).toContain('Is there a role for us here? Choose one before you seal');
    await answer(group.lead, { ...wholeAnswer, 'values-why': 'They want growth', values: '3', choice: '2' });
  });

  it('takes down on behalf what a partner without people says, as in every round', async () => {
    const path = `${gate}/for/${silent.id}`;
    expect((await town.get(path, { as: office.lead })).status).toBe(404);
    const wrong = await town.post(path, { ...wholeAnswer, on: '1.1.2020' }, { as: talks.facilitator });
    expect(wrong.html).toContain('Choose how you were told');
    expect(wrong.html).toContain('We cook</textarea>');
    const said = { ...wholeAnswer, choice: '1', how: 'phone', on: '1.1.2020' };
    const written = await town.postAndFollow(path, said, { as: talks.facilitator });
    expect(written.html).toContain('Written down for them');
  });

  it('nobody states an outcome before the opening, not even past the pages', async () => {
    expect((await town.get(`${gate}/outcomes/${office.id}`, { as: office.lead })).status).toBe(404);
    await expect(forge(office.lead, office.id)).rejects.toThrow(/row-level security/);
  });

  it('opens all together with the last one, and lays them side by side', async () => {
    await answer(office.lead, wholeAnswer);
    for (const as of [office.lead, group.lead, talks.observer]) {
      const { html } = await town.get(gate, { as });
      for (const words of ['They want growth', 'They do not fit', 'Food for all', 'Told on the phone'])
        expect(html).toContain(words);
    }
    const german = await town.get(gate, { as: office.lead, locale: 'de' });
    expect(german.html).toContain('Sie passen nicht');
    expect((await town.get(gate, { as: group.lead })).html).toContain('Say where we stand');
    const others = await town.get(gate, { as: talks.facilitator });
    expect(others.html).toContain('Say where they stand');
    expect(others.html).not.toContain('Say where we stand');
    expect((await town.get('/desk', { as: group.lead })).html).toContain('Say where Harvest group stands');
    expect((await town.get('/desk', { as: member })).html).not.toContain('Say where');
    expect((await town.get('/desk', { as: talks.facilitator })).html).toContain('Say where Silent growers');
  });

  it('lets each say where it stands, with a review day and, if it likes, why', async () => {
    const path = `${gate}/outcomes/${group.id}`;
    for (const as of [member, office.lead, talks.facilitator])
      expect((await town.get(path, { as })).status).toBe(403);
    const wrong = await town.post(
      path,
      { choice: '', review: '1.1.2020', reason: 'We stay free' },
      { as: group.lead },
    );
    expect(wrong.html).toContain('Choose one of the three');
    expect(wrong.html).toContain('We stay free</textarea>');
    const past = await town.post(path, { choice: 'opposition', review: '1.1.2020' }, { as: group.lead });
    expect(past.html).toContain('still to come');
    await state(group, 'opposition', 100, group.lead, { reason: 'We stay free' });
    await state(office, 'partner', 200, office.lead);
    const bare = await town.post(
      `${gate}/outcomes/${silent.id}`,
      { choice: 'talk', review: await town.inDays(200) },
      { as: talks.facilitator },
    );
    expect(bare.html).toContain('Choose how you were told');
    const told = { how: 'letter', on: '1.1.2020' };
    const { html } = await state(silent, 'talk', 200, talks.facilitator, told);
    expect(html).toMatch(/Change it<span[^>]*>: Silent growers/);
    for (const words of ['We stay free', 'Independent opposition', 'Talk only', 'Told in a letter'])
      expect(html).toContain(words);
    await town.settle();
    const timeline = await town.get(`/partnerships/${talks.id}/timeline`, { as: talks.observer });
    expect(timeline.html).toContain('Harvest group chose independent opposition');
  });

  it('takes nothing from who chose opposition: they answer, write and read as before', async () => {
    expect((await town.get(`/partnerships/${talks.id}/rounds/new`, { as: group.lead })).status).toBe(200);
    expect((await town.get(`/partnerships/${talks.id}/people`, { as: office.lead })).html).toContain(
      'Harvest group',
    );
    const round = await town.post(
      `/partnerships/${talks.id}/rounds`,
      {
        title: 'Shared vision',
        q1: 'What?',
        who: [office.id, group.id],
        opens: 'all',
        day: await town.inDays(9),
        time: '12:00',
      },
      { as: group.lead },
    );
    await answerRound(town, round.location!, group.lead, 'Fewer cars');
  });

  it('is public only while the partner and a facilitator both say so', async () => {
    const say = async (side: string, yes: string, as: string) =>
      town.postAndFollow(
        `${gate}/outcomes/${group.id}/consent`,
        { outcome: await latest(group.id), side, yes },
        { as },
      );
    expect((await say('partner', 'yes', group.lead)).html).not.toContain('may be read by everybody');
    expect((await say('facilitator', 'yes', talks.facilitator)).html).toContain('may be read by everybody');
    expect((await say('partner', 'no', group.lead)).html).not.toContain('may be read by everybody');
    await say('partner', 'yes', group.lead);
    const other = { outcome: await latest(group.id), side: 'partner', yes: 'yes' };
    for (const as of [office.lead, talks.facilitator, member])
      expect((await town.post(`${gate}/outcomes/${group.id}/consent`, other, { as })).status).toBe(403);
    // What is stated anew begins without, and a yes to what stood before is not a yes to it.
    await state(group, 'talk', 100, group.lead);
    const stale = await town.post(`${gate}/outcomes/${group.id}/consent`, other, { as: group.lead });
    expect(stale.html).toContain('has said something else meanwhile');
    const { html } = await town.get(base, { as: office.lead });
    expect(html).not.toContain('may be read by everybody');
    expect(html).toContain('What was said before');
    expect(html).toContain('We stay free');
    // Nobody says yes for a partner without people.
    const silently = { outcome: await latest(silent.id), side: 'partner', yes: 'yes' };
    const refused = await town.post(`${gate}/outcomes/${silent.id}/consent`, silently, {
      as: talks.facilitator,
    });
    expect(refused.status).toBe(403);
  });

  it('comes up on desks at its review day, until it is said anew', async () => {
    const review = 'Look again: partner or not, Harvest group';
    await town.moveTime('90 days');
    expect((await town.get('/desk', { as: group.lead })).html).not.toContain(review);
    await town.moveTime('5 days');
    for (const as of [group.lead, talks.facilitator])
      expect((await town.get('/desk', { as })).html).toContain(review);
    for (const as of [member, office.lead])
      expect((await town.get('/desk', { as })).html).not.toContain(review);
    await town.moveTime('10 days');
    expect((await town.get(base, { as: office.lead })).html).toContain('Time to look at it again');
    await state(group, 'partner', 300, group.lead);
    for (const as of [group.lead, talks.facilitator])
      expect((await town.get('/desk', { as })).html).not.toContain(review);
  });

  it('can be asked again', async () => {
    const asked = await town.post(
      base,
      { opens: 'date', day: await town.inDays(3), time: '12:00' },
      { as: office.lead },
    );
    expect(asked.location).not.toBe(gate);
    const { html } = await town.get(base, { as: group.lead });
    expect(html).toContain('Asked at other times');
    expect(html).toContain('Where each partner stands');
    await town.postAndFollow(`${asked.location}/withdrawal`, {}, { as: office.lead });
    expect((await town.get(asked.location!, { as: group.lead })).html).toContain('was taken back');
    expect((await town.get(base, { as: group.lead })).html).toContain('They want growth');
  });
});

it('lets nobody speak for another, nor change what was said: not even by raw SQL', async () => {
  for (const [as, partner] of [
    [office.lead, group.id],
    [talks.facilitator, group.id],
    [talks.observer, office.id],
    [office.lead, silent.id],
  ] as const)
    await expect(forge(as, partner)).rejects.toThrow(/row-level security/);
  // A facilitator writes down for one without people only, and says so.
  await expect(forge(talks.facilitator, silent.id)).rejects.toThrow(/row-level security/);
  await expect(forge(office.lead, office.id, `'phone', '2020-01-01'`)).rejects.toThrow(/row-level security/);
  for (const text of [
    `update gate_outcome set choice = 'partner'`,
    'delete from gate_outcome',
    'update gate_consent set yes = true',
    'delete from gate_consent',
  ])
    await expect(
      town.database.change(await town.scopeFor(group.lead), ({ db }) => sql.raw(text).execute(db)),
    ).rejects.toThrow(/permission denied/);
  const consent = async (as: string, side: string) =>
    town.database.change(await town.scopeFor(as), ({ db }) =>
      sql`insert into gate_consent (id, space_id, outcome_id, side, yes, by_person)
          select gen_random_uuid(), space_id, id, ${side}, true, app_person() from gate_outcome
          where partner_id = ${group.id} limit 1`.execute(db),
    );
  await expect(consent(talks.facilitator, 'partner')).rejects.toThrow(/row-level security/);
  await expect(consent(office.lead, 'partner')).rejects.toThrow(/row-level security/);
  await expect(consent(group.lead, 'facilitator')).rejects.toThrow(/row-level security/);
  const others = await foundPartnership(town, { name: 'Street Repair' });
  for (const as of [others.facilitator, administrator]) {
    for (const table of ['gate_outcome', 'gate_consent']) {
      const { rows } = await town.database.read(await town.scopeFor(as), ({ db }) =>
        sql.raw(`select * from ${table}`).execute(db),
      );
      expect(rows, table).toEqual([]);
    }
  }
});

async function answer(as: string, given: Record<string, string>): Promise<void> {
  const version = versionOn((await town.get(gate, { as })).html);
  const kept = await town.post(`${gate}/answer`, { ...given, version, go: 'seal' }, { as });
  expect(kept.location).toBe(`${gate}/seal`);
  const sealing = await town.get(`${gate}/seal`, { as });
  const sealed = await town.post(`${gate}/seal`, { version: versionOn(sealing.html) }, { as });
  expect(sealed.status).toBe(303);
}

async function state(
  partner: { id: string },
  choice: string,
  days: number,
  as: string,
  more: Record<string, string> = {},
) {
  const form = { choice, review: await town.inDays(days), ...more };
  return town.postAndFollow(`${gate}/outcomes/${partner.id}`, form, { as });
}

async function latest(partner: string): Promise<string> {
  const { rows } = await town.database.outer.query(
    'select id from gate_outcome where partner_id = $1 order by at desc, id desc limit 1',
    [partner],
  );
  return rows[0].id;
}

async function forge(as: string, partner: string, recorded = 'null, null') {
  return town.database.change(await town.scopeFor(as), ({ db }) =>
    sql`insert into gate_outcome (id, space_id, round_id, partner_id, choice, review_on, locale, by_person, recorded_how, recorded_on)
        select gen_random_uuid(), space_id, id, ${partner}, 'partner', '2099-01-01', 'en', app_person(), ${sql.raw(recorded)}
        from round where kind = 'gate' order by asked_at limit 1`.execute(db),
  );
}
