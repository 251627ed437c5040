import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { setUpGroup } from '../groups/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { loadDecision, settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

// Who decides stays who decides: in another way, taken up again, asked how it was, and where an objection is set aside.
let town: TestTown;
let talks: FoundedPartnership;
let lead: string;
let peer: string;
let member: string;
const consent = { way: 'consent', title: 'Yeast', text: 'Less yeast.', quorum: '1', voices: 'people' };

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, { partners: [{ name: 'Food Office' }, { name: 'Harvest group' }] });
  [lead, peer] = talks.partners.map((one) => one.lead) as [string, string];
  member = await talks.join('Member', 'member', talks.partners[0]!.id);
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const say = (path: string, form: Record<string, string>, as: string) =>
  town.post(`${path}/voice`, { version: '1', ...form }, { as });
const object = (at: string, as: string) => say(at, { stance: 'objection', reason: 'It will not rise' }, as);
const over = async (at: string) => {
  await endNow(town, idOf(at));
  await settleEnded(town);
};
const objectionTo = async (at: string) => {
  const { rows } = await town.database.outer.query(
    `select id from decision_voice where decision_id = $1 and stance = 'objection'`,
    [idOf(at)],
  );
  return `${at}/objections/${rows[0].id}`;
};
const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) => (await statement.execute(db)).rows.length)
    .catch((error) => (error as { code?: string }).code ?? String(error));

it('a consent of a group that goes on in another way asks the same people', async () => {
  const circle = await setUpGroup(town, talks, { name: 'Bakers' }, [lead, member]);
  const at = await propose(town, talks, { ...consent, circle, fallback: 'way-majority' }, lead);
  await object(at, member);
  await over(at);
  const next = /href="([^"]+)"[^>]*>How it goes on/.exec((await town.get(at, { as: lead })).html)![1]!;
  const page = await see(next);
  expect(page).toContain('Those of this working group decide: Bakers');
  expect(page).toContain('0 of 2 people have spoken.');
  expect((await say(next, { stance: 'yes' }, peer)).status).toBe(403);
  expect((await say(next, { stance: 'yes' }, member)).status).toBe(303);
});

it('with more time all goes on in the same group, and taken up again in it too', async () => {
  const circle = await setUpGroup(town, talks, { name: 'Millers' }, [lead, member]);
  const at = await propose(town, talks, { ...consent, title: 'Flour', circle, fallback: 'time' }, lead);
  await object(at, member);
  await over(at);
  expect(await see(at)).toContain('It was not reached on');
  expect((await say(at, { stance: 'consent' }, member)).status).toBe(303);
  await over(at);
  const again = { because: 'It is stale', text: 'Fresh flour.', day: inDays(9), time: '12:00' };
  const { location } = await town.post(`${at}/reopening`, again, { as: lead });
  const page = await see(location!);
  expect(page).toContain('Those of this working group decide: Millers');
  expect(page).toContain('0 of 2 people have spoken.');
  expect(page).toContain('it goes on once more');
});

it('what is handed to the group above is not asked how it was until that has ended; then those who had a voice are', async () => {
  const above = await setUpGroup(town, talks, { name: 'Above' }, [lead, peer]);
  const circle = await setUpGroup(town, talks, { name: 'Below', above }, [member]);
  const promised = { ...consent, title: 'Rye', circle, fallback: 'above', promise: 'theirs' };
  const at = await propose(town, talks, promised, member);
  await object(at, member);
  await over(at);
  expect(await see(at, member)).not.toContain('How was it for you?');
  const next = /href="([^"]+)"[^>]*>See it there/.exec((await town.get(at, { as: peer })).html)![1]!;
  expect(await see(next)).toContain(
    'It was put to a group first, and not reached there. An objection stood.',
  );
  for (const as of [lead, peer]) await say(next, { stance: 'consent' }, as);
  await over(next);
  const { rows } = await town.database.outer.query('select person from decision_raters($1)', [idOf(next)]);
  expect(rows.map(({ person }) => person).sort()).toEqual([lead, peer].sort());
});

it('a person says that an objection stands, or takes that back; nobody says it for another', async () => {
  const at = await propose(town, talks, { ...consent, title: 'Salt' }, lead);
  await object(at, member);
  const here = await objectionTo(at);
  await town.post(here, { reason: 'We try it' }, { as: lead });
  const answer = (says: string, as: string, reason = '') =>
    town.post(`${here}/consent`, { says, reason }, { as });
  expect((await answer('no', peer, 'Too bitter')).status).toBe(303);
  const page = await see(here, member);
  expect(page).toContain('Says that it stands');
  expect(page).toContain('Too bitter');
  expect(await see('/desk', peer)).not.toContain('May an objection be set aside? Salt');
  await answer('back', peer);
  expect(await see('/desk', peer)).toContain('May an objection be set aside? Salt');
  await answer('yes', peer);
  expect(await see(at)).toContain('2 of 2 others consent to set it aside.');
  await answer('back', lead);
  expect(await see(at)).toContain('1 of 2 others consent to set it aside.');
  await town.settle();
  expect(await see(`/partnerships/${talks.id}/timeline`)).toMatch(/\S says that an objection stands: Salt/);
  const word = (as: string, whose: string, how: string | null = null) =>
    run(
      as,
      sql`insert into decision_aside_word (id, space_id, aside_id, person_id, says, locale, recorded_how, recorded_on,
          by_person)
        select gen_random_uuid(), a.space_id, a.id, ${whose}, 'yes', 'en', ${how}, ${how && '2026-01-01'}, ${as}
        from decision_aside a where a.decision_id = ${idOf(at)} returning id`,
    );
  expect(await word(lead, peer)).toBe('42501');
  expect(await word(lead, peer, 'phone')).toBe('42501');
  expect(await word(talks.facilitator, peer)).toBe('42501');
  expect(await word(talks.facilitator, peer, 'phone'), 'who has answered').toBe('42501');
  expect(await word(member, member), 'who objects').toBe('42501');
  expect(await word(lead, lead)).toBe(1);
});

it('who facilitates writes down what an absent person answers, and nothing over a person’s own no', async () => {
  const at = await propose(town, talks, { ...consent, title: 'Pepper' }, lead);
  await object(at, member);
  const here = await objectionTo(at);
  await town.post(here, { reason: 'We try it' }, { as: talks.facilitator });
  const write = (partner: string) =>
    town.post(
      `${here}/consent`,
      { says: 'yes', partner, how: 'phone', on: inDays(-1), reason: 'Said so' },
      { as: talks.facilitator },
    );
  expect((await write(peer)).status, 'absent').toBe(303);
  const offered = async () => (await town.get(here, { as: talks.facilitator })).html.includes('?partner=');
  expect(await offered()).toBe(true);
  for (const as of [lead, peer])
    expect((await town.post(`${here}/consent`, { says: 'no', reason: '' }, { as })).status).toBe(303);
  expect(await offered(), 'all have answered').toBe(false);
  for (const whose of [lead, peer]) {
    const { status, html } = await write(whose);
    expect(status).toBe(422);
    expect(said(html)).toContain('They have spoken themselves meanwhile, and that counts.');
    expect(html).toContain('Said so');
  }
  await over(at);
  const { rows } = await town.database.outer.query(
    `select outcome ->> 'result' as result from decision where id = $1`,
    [idOf(at)],
  );
  expect(rows[0].result).toBe('fails');
});

it('who wrote down what an absent person says reads what they would, until they speak themselves', async () => {
  const at = await propose(town, talks, { ...consent, title: 'Oats', results: 'voted' }, lead);
  await object(at, lead);
  const reads = () => see(at, talks.facilitator);
  expect(await reads()).not.toContain('It will not rise');
  const told = { stance: 'consent', partner: member, how: 'phone', on: inDays(-1) };
  expect((await say(at, told, talks.facilitator)).status).toBe(303);
  expect(await reads()).toContain('It will not rise');
  await say(at, { stance: 'consent' }, member);
  expect(await reads()).not.toContain('It will not rise');
});

it('what was hidden stays hidden while it is shaped again, and one’s own word is read', async () => {
  const at = await propose(town, talks, { ...consent, title: 'Spelt', results: 'voted' }, lead);
  await object(at, member);
  await say(at, { stance: 'consent' }, peer);
  expect(await see(at, peer)).toContain('It will not rise');
  const back = { stage: 'shape', reason: 'Other words', day: inDays(9), time: '12:00' };
  expect((await town.post(`${at}/stage`, back, { as: lead })).status).toBe(303);
  expect(await see(at, peer)).not.toContain('It will not rise');
  expect(await see(at, member)).toContain('It will not rise');
});

it('what may go on with more time is shown to nobody between its end and its count, and then at its one end', async () => {
  const closed = { ...consent, title: 'Barley', results: 'closed', fallback: 'time' };
  const at = await propose(town, talks, closed, lead);
  await object(at, member);
  const reads = () => run(lead, sql`select id from decision_voice where decision_id = ${idOf(at)}`);
  const loads = async () =>
    town.database.read(await town.scopeFor(lead), (tx) => loadDecision(tx, talks.id, idOf(at)));
  await endNow(town, idOf(at));
  expect(await reads()).toBe(0);
  expect((await loads()).outcome).toBeUndefined();
  await settleEnded(town);
  expect(await reads(), 'it goes on').toBe(0);
  await endNow(town, idOf(at));
  expect(await reads()).toBe(1);
  expect((await loads()).outcome?.result).toBe('fails');
});

it('who facilitates and has a voice of their own speaks before they read, whomever they write down', async () => {
  const both = await talks.join('Both', 'facilitator');
  await town.addMembership(both, talks.partners[0]!.id, 'member');
  const at = await propose(town, talks, { ...consent, title: 'Millet', results: 'voted' }, lead);
  await object(at, lead);
  const told = { stance: 'consent', partner: member, how: 'phone', on: inDays(-1) };
  expect((await say(at, told, both)).status).toBe(303);
  expect(await see(at, both)).not.toContain('It will not rise');
  await say(at, { stance: 'consent' }, both);
  expect(await see(at, both)).toContain('It will not rise');
});

it('a group ends only once what was put to it is counted', async () => {
  const circle = await setUpGroup(town, talks, { name: 'Brewers' }, [lead, member]);
  const at = await propose(town, talks, { ...consent, title: 'Malt', circle, fallback: 'time' }, lead);
  await object(at, member);
  await endNow(town, idOf(at));
  const group = `/partnerships/${talks.id}/groups/${circle}`;
  const ends = sql`update working_group set ended_at = app_now() where id = ${circle} returning id`;
  expect(await see(group, talks.facilitator)).toContain('Something is being decided in it.');
  expect((await town.post(`${group}/ending`, {}, { as: talks.facilitator })).status).toBe(422);
  expect(await run(talks.facilitator, ends)).toBe('42501');
  await settleEnded(town);
  expect((await town.post(`${group}/ending`, {}, { as: talks.facilitator })).status, 'it goes on').toBe(422);
  await over(at);
  expect((await town.post(`${group}/ending`, {}, { as: talks.facilitator })).status).toBe(303);
});
