import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { tellOpened } from './actions/opening.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, propose } from './testing.ts';

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
const later = async (form: Record<string, string> = {}) => {
  const days = { day: await town.inDays(20), from: await town.inDays(5), fromTime: '08:00' };
  const words = { way: 'consent', title: 'Our own bread', text: 'We bake bread.' };
  return propose(town, talks, { ...words, ...days, ...form }, leads[0]!);
};
const say = (at: string, as: string, version = '1') =>
  town.post(`${at}/voice`, { version, stance: 'consent', reason: '' }, { as });
const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    )
    .catch((error) => (error as { code?: string }).code ?? String(error));

/** Its moment is over, and nothing of the program has run since. */
const opensNow = (at: string) =>
  town.database.outer.query(
    "update decision set opens_at = app_now() - interval '2 milliseconds' where id = $1",
    [idOf(at)],
  );

describe('row 39: it opens at a moment that was said beforehand', () => {
  it('until then it is seen, talked about and put into other words, and takes no voices', async () => {
    const at = await later();
    for (const as of [leads[1]!, talks.observer]) {
      expect(await see(at, as)).toContain('Shape · Consent · voices from');
      expect(await see(at, as)).toContain('No voices are taken yet.');
    }
    expect(await see(base)).toMatch(/Our own bread\s+Shape · Consent · voices from/);
    expect(await see('/desk', leads[1]!)).not.toContain('Our own bread');
    expect((await town.post(`${at}/talk`, { text: 'Who has an oven?' }, { as: leads[1]! })).status).toBe(303);
    const words = { text: 'We bake two breads.', because: 'One is few', base: '1' };
    expect((await town.post(`${at}/wording`, words, { as: leads[0]! })).status).toBe(303);
    expect(said((await say(at, leads[1]!, '2')).html)).toContain('No voices are taken at the moment.');
    await town.post(`${at}/withdrawal`, {}, { as: leads[0]! });
    expect(await see(at)).toContain('was taken back');
  });

  it('opens by the clock while the program is down: voices count, and all are told of it once', async () => {
    const at = await later({ title: 'Bread on Fridays' });
    await opensNow(at);
    expect(await see('/desk', leads[1]!)).toContain('your voice is wanted: Bread on Fridays');
    expect(await see(at)).toContain('Decide · Consent · until');
    expect((await say(at, leads[1]!)).status).toBe(303);
    await tellOpened(town);
    await tellOpened(town);
    expect((await told()).split('Voices are taken: Bread on Fridays')).toHaveLength(2);
    expect(await see(at)).toMatch(/Shape → Decide, as it was said when it was put up/);
    expect((await say(at, leads[2]!)).status).toBe(303);
    await endNow(town, idOf(at));
    await settleEnded(town);
    expect(await see(at)).toContain('Agreed');
  });

  it('is counted, and nobody is asked any more, where the program was down until its end', async () => {
    const at = await later({ title: 'Bread on Sundays', stage: 'explore' });
    await town.database.outer.query(
      `update decision set opens_at = app_now() - interval '2 hours', due_at = app_now() - interval '1 hour' where id = $1`,
      [idOf(at)],
    );
    await settleEnded(town);
    await tellOpened(town);
    expect(await see(at)).toContain('Not agreed');
    expect(await told()).not.toContain('Voices are taken: Bread on Sundays');
    expect(await see('/desk', leads[1]!)).not.toContain('your voice is wanted: Bread on Sundays');
  });

  it('a beginning that cannot be is said beside its field, and nothing that was typed is lost', async () => {
    const form = { way: 'consent', title: 'Rolls', text: 'We bake rolls.', results: 'open', time: '12:00' };
    const day = await town.inDays(9);
    const wrong: [string, Record<string, string>][] = [
      ['Choose an earlier day, or a later end.', { from: await town.inDays(9), fromTime: '12:00' }],
      ['Write the day', { from: 'soon', fromTime: '08:00' }],
      ['Write the time', { from: await town.inDays(3), fromTime: 'early' }],
      ['This day is over. Choose a later one.', { from: await town.inDays(-2), fromTime: '08:00' }],
    ];
    for (const [complaint, typed] of wrong) {
      const { status, html } = await town.post(base, { ...form, day, ...typed }, { as: leads[0]! });
      expect(status, complaint).toBe(422);
      expect(html).toMatch(
        new RegExp(`<p class="ds-validation-message" id="from(Time)?-error">.*?${complaint}`),
      );
      expect(html).toContain(typed.fromTime === 'early' ? 'value="early"' : 'We bake rolls.');
    }
  });

  it('moved on by somebody before, it opens then, and not once more', async () => {
    const at = await later({ title: 'Pretzels', stage: 'explore' });
    expect(await see(`${at}/stage`, leads[0]!)).toContain('It opens by itself on');
    const on = { stage: 'decide', day: await town.inDays(9), time: '12:00' };
    expect((await town.post(`${at}/stage`, on, { as: leads[0]! })).location).toBe(at);
    expect((await say(at, leads[1]!)).status).toBe(303);
    const back = { stage: 'shape', day: await town.inDays(9), time: '12:00', reason: 'No flour' };
    await town.post(`${at}/stage`, back, { as: leads[0]! });
    await tellOpened(town);
    expect(await see(at)).toContain('Shape · Consent · until');
  });

  it('raw SQL moves the moment for nobody, and gives no voice before it', async () => {
    const at = await later({ title: 'Waffles' });
    const id = idOf(at);
    const [lead, peer] = leads as [string, string];
    for (const change of [
      "opens_at = app_now() - interval '1 minute'",
      'opens_at = null',
      "opens_at = opens_at + interval '1 day'",
    ])
      expect(await run(lead, sql`update decision set ${sql.raw(change)} where id = ${id}`), change).toBe(
        refused,
      );
    expect(await run(peer, sql`update decision set opens_at = app_now() where id = ${id}`)).not.toBe(1);
    const partner = talks.partners[1]!.id;
    const voice = sql`insert into decision_voice (id, space_id, decision_id, version, partner_id, stance, locale, by_person)
      values (gen_random_uuid(), ${talks.id}, ${id}, 1, ${partner}, 'consent', 'en', ${peer})`;
    expect(await run(peer, voice)).toBe(refused);
    await opensNow(at);
    expect(await run(peer, voice)).toBe(1);
    const itself = sql`insert into decision_move (id, space_id, decision_id, was, stage, was_due_at, due_at, reason, locale, by_person, by_itself)
      select gen_random_uuid(), space_id, id, 'decide', 'shape', date_trunc('milliseconds', due_at), app_now() + interval '9 days', 'x', 'en', ${lead}, true
      from decision where id = ${id}`;
    expect(await run(lead, itself), 'only the house says that it opened by itself').toBe(refused);
  });
});
