import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let leads: string[];
const refused = '42501';

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  base = `/partnerships/${talks.id}/decisions`;
  leads = talks.partners.map(({ lead }) => lead!);
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const told = async () => {
  await town.settle();
  return see(`/partnerships/${talks.id}/timeline`);
};
const begin = (form: Record<string, string>) =>
  propose(town, talks, { way: 'consent', text: 'We bake bread.', ...form }, leads[0]!);
const move = (at: string, form: Record<string, string>, as = leads[0]!) =>
  town.post(`${at}/stage`, { day: inDays(9), time: '12:00', ...form }, { as });
const say = (at: string, stance: string, as: string, version = '1', reason = '') =>
  town.post(`${at}/voice`, { version, stance, reason }, { as });
const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    )
    .catch((error) => (error as { code?: string }).code ?? String(error));

describe('row 39: explore, shape or decide', () => {
  let at: string;

  it('begins as what is wanted of all first, said on its page and in the list', async () => {
    const form = await see(`${base}/new?way=consent`, leads[0]!);
    expect(form).toContain('What is wanted of all first?');
    at = await begin({ title: 'Our own bread', stage: 'explore' });
    for (const as of [leads[1]!, talks.observer]) {
      const page = await see(at, as);
      expect(page).toContain('Explore · Consent · until');
      expect(page).toContain('Talk about it: what do you see, what do you need, what worries you?');
    }
    expect(await see(base)).toMatch(/Our own bread\s+Explore · Consent · until/);
    expect(await see(base, leads[1]!)).not.toContain('Your voice is missing');
    expect(await see('/desk', leads[1]!)).not.toContain('Our own bread');
  });

  it('while it is explored it is talked about, and nobody gives a voice or changes its words', async () => {
    expect((await town.post(`${at}/talk`, { text: 'Who has an oven?' }, { as: leads[1]! })).status).toBe(303);
    expect(said((await say(at, 'consent', leads[1]!)).html)).toContain('No voices are taken at the moment.');
    const open = await town.get(`${at}/voice`, { as: leads[1]! });
    expect([open.status, open.location]).toEqual([303, at]);
    const words = { text: 'We bake two breads.', because: 'One is few', base: '1' };
    const anew = await town.post(`${at}/wording`, words, { as: leads[0]! });
    expect(said(anew.html)).toContain('It is only talked about at the moment. Move it on first.');
  });

  it('when its time is over nothing is counted, and who proposed it is asked what comes next', async () => {
    await endNow(town, idOf(at));
    await settleEnded(town);
    const page = await see(at);
    expect(page).toContain('Its time was over on');
    expect(page).not.toContain('Not agreed');
    for (const as of [leads[0]!, talks.facilitator])
      expect(await see('/desk', as)).toContain('Its time is over. What comes next? Our own bread');
    expect(await see('/desk', leads[1]!)).toContain('Nothing waits for you');
  });

  it('is moved on by who proposed it, or facilitates, until a moment of its own', async () => {
    expect((await move(at, { stage: 'shape' }, leads[1]!)).status).toBe(403);
    expect(said((await move(at, { stage: '' })).html)).toContain('Choose what is wanted of all.');
    expect(said((await move(at, { stage: 'shape', day: 'x' })).html)).toContain('Write the day');
    expect(said((await move(at, { stage: 'explore' })).html)).toContain('It is there already.');
    expect((await move(at, { stage: 'shape' }, talks.facilitator)).location).toBe(at);
    expect(await see(at)).toContain('Help to find the words');
    expect(await see('/desk', leads[0]!)).not.toContain('Its time is over.');
    expect(await told()).toContain('asks all to work on the words: Our own bread');
  });

  it('while it is shaped its words are worked on, and the difference is seen', async () => {
    expect(await see(`${at}/wording`, leads[0]!)).toContain('No voices are taken yet.');
    const words = { text: 'We bake two breads.', because: 'One is few', base: '1' };
    expect((await town.post(`${at}/wording`, words, { as: leads[0]! })).status).toBe(303);
    expect((await town.get(at, { as: talks.observer })).html).toMatch(/<ins>[\s\S]*two breads/);
    expect((await say(at, 'consent', leads[1]!, '2')).status).toBe(422);
  });

  it('is decided with voices, and goes back only with a reason that stands there', async () => {
    const day = inDays(30);
    await move(at, { stage: 'decide', day });
    expect(await see('/desk', leads[1]!)).toContain('your voice is wanted: Our own bread');
    expect((await say(at, 'consent', leads[1]!, '2')).status).toBe(303);
    expect(said((await move(at, { stage: 'shape' })).html)).toContain('Say why it goes back.');
    await move(at, { stage: 'shape', reason: 'Nobody has flour' });
    expect(await see(at)).toMatch(/Decide → Shape\. Nobody has flour/);
    expect(await see('/desk', leads[2]!)).not.toContain('Our own bread');
    // Shaping it meanwhile brings nothing forward.
    const early = await move(at, { stage: 'decide', day: inDays(2) });
    expect(said(early.html)).toContain('Voices were to be taken for longer.');
    expect((await move(at, { stage: 'decide', day: inDays(31) })).status).toBe(303);
    expect(await see(at), 'a voice to words that still stand').toContain('1 of 3 partners');
  });

  it('can be taken back at any time, and what is over is moved no more', async () => {
    const other = await begin({ title: 'Cakes', stage: 'shape' });
    expect((await town.post(`${other}/withdrawal`, {}, { as: leads[0]! })).status).toBe(303);
    expect((await town.get(`${other}/stage`, { as: leads[0]! })).status).toBe(404);
    await endNow(town, idOf(at));
    const late = await move(at, { stage: 'shape', reason: 'Wait' });
    expect(said(late.html)).toContain('It is over: no voices are taken any more.');
  });

  it('what was decided before this was known is being decided', async () => {
    const { rows } = await town.database.outer.query(
      `insert into decision (id, space_id, title, locale, process, results, quorum, due_at)
       select gen_random_uuid(), space_id, 'Old', 'en', process, 'open', 1, app_now() + interval '1 day'
       from decision where id = $1 returning stage, fallback`,
      [idOf(at)],
    );
    expect(rows).toEqual([{ stage: 'decide', fallback: null }]);
    await town.database.outer.query("delete from decision where title = 'Old'");
  });
});

describe('what is done if consent is not reached was chosen beforehand', () => {
  const unreached = async (title: string, fallback: string) => {
    const at = await begin({ title, fallback, quorum: '0' });
    await say(at, 'consent', leads[0]!);
    await say(at, 'objection', leads[1]!, '1', 'No oven');
    await endNow(town, idOf(at));
    await settleEnded(town);
    return at;
  };

  it('is said before anybody speaks, and only of consent', async () => {
    const { html } = await town.get(`${base}/new?way=consent`, { as: leads[0]! });
    expect(said(html)).toContain('It goes on once more, for 14 days');
    expect(html).toContain('value="way-majority"');
    expect(await see(`${base}/new?way=majority`, leads[0]!)).not.toContain('not reached by then');
    const wrong = await town.post(
      base,
      { way: 'consent', title: 'x', text: 'x', results: 'open', quorum: '1', fallback: 'way-dice' },
      { as: leads[0]! },
    );
    expect(said(wrong.html)).toContain('Choose what is done then.');
    const at = await begin({ title: 'Rolls', fallback: 'way-majority' });
    expect(await see(at)).toContain('all are asked anew in another way: Majority.');
  });

  it('leaves things as they are', async () => {
    const at = await unreached('Rye', 'leave');
    expect(await see(at)).toContain('Not agreed');
  });

  it('goes on once more, and then leaves things as they are', async () => {
    const at = await unreached('Spelt', 'time');
    const page = await see(at);
    expect(page).toContain('As was agreed beforehand, it goes on once more.');
    expect(page).toContain('An objection stood.');
    expect(page).toContain('Decide · Consent · until');
    expect(await told()).toContain('Not reached by its end, so it goes on once more: Spelt');
    await endNow(town, idOf(at));
    await settleEnded(town);
    await settleEnded(town);
    expect(await see(at)).toContain('Not agreed');
    // A consent that is reached needs nothing.
    const held = await begin({ title: 'Oats', fallback: 'time', quorum: '0' });
    await say(held, 'consent', leads[0]!);
    await endNow(town, idOf(held));
    await settleEnded(town);
    expect(await see(held)).toContain('Agreed');
  });

  it('is asked again in another way, as a decision of its own that is who proposed it’s', async () => {
    const at = await unreached('Barley', 'way-majority');
    const { html } = await town.get(at, { as: talks.observer });
    expect(said(html)).toContain('Not agreed');
    expect(said(html)).toContain('all are asked anew in another way.');
    const next = new RegExp(`href="(${base}/[0-9a-f-]{36})"[^>]*>How it goes on`).exec(html)![1]!;
    expect(await see('/desk', leads[0]!)).not.toContain('Write down what came of: Barley');
    const page = await see(next, leads[0]!);
    expect(page).toContain('Decide · Majority · until');
    expect(page).toContain('It was not reached in the way that was tried before: Consent.');
    expect(page).toContain('An objection stood.');
    expect(page).toContain('We bake bread.');
    expect(page).toContain('Take it back');
    expect(await see(next, leads[1]!)).not.toContain('Take it back');
    expect(await see('/desk', leads[2]!)).toContain('your voice is wanted: Barley');
    expect(await told()).toContain('all are asked anew in another way: Barley');
    for (const as of leads.slice(0, 2)) await say(next, 'yes', as);
    await endNow(town, idOf(next));
    await settleEnded(town);
    expect(await see(next)).toContain('Agreed');
  });
});

it('nobody moves it for another, in silence, or back without a reason by raw SQL; the house alone falls back', async () => {
  const at = await begin({ title: 'Guarded', stage: 'shape', fallback: 'time' });
  const id = idOf(at);
  const row = (as: string, stage: string, reason: string, by = as) =>
    sql`insert into decision_move (id, space_id, decision_id, was, stage, was_due_at, due_at, reason, locale, by_person)
      select gen_random_uuid(), space_id, id, stage, ${stage}, date_trunc('milliseconds', due_at),
        app_now() + interval '9 days', ${reason}, 'en', ${by} from decision where id = ${id}`;
  expect(await run(leads[1]!, row(leads[1]!, 'decide', ''))).toBe(refused);
  expect(await run(talks.observer, row(talks.observer, 'decide', ''))).toBe(refused);
  expect(await run(leads[0]!, row(leads[0]!, 'decide', '', leads[1]!))).toBe(refused);
  expect(await run(leads[0]!, row(leads[0]!, 'explore', '')), 'back').toBe('23514');
  const silent = sql`update decision set stage = 'decide' where id = ${id}`;
  expect(await run(leads[0]!, silent)).toBe(refused);
  expect(await run(leads[1]!, silent)).toBe(refused);
  const fell = (kind: string) =>
    sql`insert into decision_fallback (id, space_id, decision_id, kind, reason, was_due_at, due_at)
      values (gen_random_uuid(), ${talks.id}, ${id}, ${kind}, 'blocked', app_now(), app_now())`;
  for (const as of [leads[0]!, talks.facilitator]) {
    expect(await run(as, fell('time'))).toBe(refused);
    expect(await run(as, sql`update decision set fallback = null where id = ${id}`)).toBe(refused);
    expect(await run(as, sql`delete from decision_move`)).toBe(refused);
  }
  const voice = sql`insert into decision_voice (id, space_id, decision_id, version, partner_id, stance, locale, by_person)
    values (gen_random_uuid(), ${talks.id}, ${id}, 1, ${talks.partners[0]!.id}, 'consent', 'en', ${leads[0]!})`;
  expect(await run(leads[0]!, voice), 'while it is shaped').toBe(refused);
  const counted = `update decision set outcome = '{}', settled_at = app_now() where id = $1`;
  await expect(town.database.outer.query(counted, [id]), 'not by the house either').rejects.toThrow();
  // What was hidden until the end stays hidden while it is shaped again.
  const hidden = await begin({ title: 'Hidden', results: 'closed' });
  await say(hidden, 'objection', leads[1]!, '1', 'A secret reason');
  await move(hidden, { stage: 'shape', reason: 'Words' });
  await endNow(town, idOf(hidden));
  expect(await see(hidden, leads[0]!)).not.toContain('A secret reason');
  expect(await see(hidden, leads[1]!)).toContain('A secret reason');
});
