import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };

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
  base = `/partnerships/${talks.id}/decisions`;
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const say = (path: string, form: Record<string, string | string[]>, as: string) =>
  town.post(`${path}/voice`, { version: '1', ...form }, { as });
const told = async () => {
  await town.settle();
  return see(`/partnerships/${talks.id}/timeline`);
};

describe('row 62: partners decide from afar, in a way that fits', () => {
  it('four questions propose a way, and say when it fits and when it does not', async () => {
    const answers = '?aim=agree&stakes=some&carried=all&time=enough';
    const page = await see(`${base}/ways${answers}`, office.lead);
    expect(page).toContain('Proposed: Consent');
    expect(page).toContain('Fits when: It matters to all');
    expect(page).toContain('Does not fit when:');
    const { html } = await town.get(`${base}/ways?asked=yes&aim=agree&time=enough`, { as: office.lead });
    expect(html).toMatch(/value="agree"[^>]* checked|checked[^>]* value="agree"/);
    const half = said(html);
    expect(half).toContain('Two answers need another look');
    expect(half).toContain('Answer this too: Who has to carry what follows?');
    expect(half).not.toContain('Proposed:');
    expect((await town.get(`${base}/new?way=dice`, { as: office.lead })).status).toBe(404);
    expect((await town.get(`${base}/ways`, { as: talks.observer })).status).toBe(403);
  });

  it('something is put to all, with its rules; what is missing is said beside its field', async () => {
    const empty = {
      way: 'majority',
      title: '',
      text: '',
      day: '',
      time: 'soon',
      quorum: '9',
      results: 'open',
    };
    const { status, html } = await town.post(base, empty, { as: office.lead });
    expect(status).toBe(422);
    for (const complaint of [
      'Say in a few words what it is about.',
      'Write down what you propose.',
      'There are not so many partners.',
    ])
      expect(said(html)).toContain(complaint);
    const at = await propose(
      town,
      talks,
      {
        way: 'majority',
        title: 'Soup on Thursdays',
        text: 'We serve soup every Thursday.',
        results: 'closed',
      },
      office.lead,
    );
    const page = await see(at);
    expect(page).toContain('We serve soup every Thursday.');
    expect(page).toContain('It holds if more are for it than against it.');
    expect(page).toContain('2 of 3 partners have to speak.');
    expect(page).toContain('What each said is read when it is over.');
    expect(await see(base, office.lead)).toContain('Your voice is missing');
    expect(await see('/desk', group.lead)).toContain(
      'Harvest group: your voice is wanted: Soup on Thursdays',
    );
    expect(await told()).toContain('put to all: Soup on Thursdays');
  });

  it('each partner has one voice, changed as often as it likes; nobody reads it before its time', async () => {
    const at = await propose(
      town,
      talks,
      { way: 'majority', title: 'Bread on Fridays', text: 'We bake.', results: 'closed', quorum: '3' },
      office.lead,
    );
    expect((await say(at, { stance: 'maybe' }, group.lead)).status).toBe(422);
    for (const stance of ['no', 'yes', 'no'])
      expect((await say(at, { stance, reason: `Secret ${stance}` }, group.lead)).status).toBe(303);
    for (const as of [talks.observer, office.lead, talks.facilitator]) {
      const page = await see(at, as);
      expect(page).toContain('1 of 3 partners has spoken.');
      expect(page).toContain('Has spoken');
      expect(page).not.toContain('Secret');
    }
    expect(await see(at, group.lead)).toContain('Secret no');
    expect((await say(at, { stance: 'yes' }, talks.observer)).status).toBe(403);
    await say(at, { stance: 'yes', reason: 'Fresh bread' }, office.lead);
    // Written down for one without people, by who facilitates, with how and when it was told.
    const recorded = { stance: 'yes', partner: silent.id, how: 'phone', on: inDays(-1) };
    const writing = await see(`${at}/voice?partner=${silent.id}`, talks.facilitator);
    expect(writing).toContain('What Silent growers says');
    expect(writing).toContain('What does Silent growers say?');
    expect((await say(at, recorded, office.lead)).status).toBe(403);
    expect((await say(at, { ...recorded, how: '' }, talks.facilitator)).status).toBe(422);
    expect((await say(at, recorded, talks.facilitator)).status).toBe(303);
    expect(await told()).toContain('wrote down what Silent growers says on: Bread on Fridays');
    expect(await told()).not.toContain('Fresh bread');

    // All have spoken: it may end now, and is counted before the next page is read.
    expect((await town.post(`${at}/closure`, {}, { as: office.lead })).status).toBe(303);
    const page = await see(at);
    expect(page).toContain('Agreed');
    expect(page).toContain('2 for it, 1 against it.');
    expect(page).toContain('Secret no');
    expect(page).toMatch(/written down by/);
    expect(await told()).toContain('Agreed: Bread on Fridays');
    expect((await say(at, { stance: 'yes' }, group.lead)).status).toBe(422);
  });

  it('a voice is seen by others once their own partner has spoken, where that was chosen', async () => {
    const form = { way: 'sense-check', title: 'A garden', text: 'We could plant.', results: 'voted' };
    const at = await propose(town, talks, form, office.lead);
    await say(at, { stance: 'looks-good', reason: 'Lovely roots' }, group.lead);
    expect(await see(at, office.lead)).not.toContain('Lovely roots');
    await say(at, { stance: 'worried', reason: 'Who waters it?' }, office.lead);
    expect(await see(at, office.lead)).toContain('Lovely roots');
    expect(await see(at, talks.observer)).not.toContain('Lovely roots');
  });

  it('options are picked, scored, dotted and fitted; the count is a picture and a table', async () => {
    const lines = 'Mill Street\nHarbour\nOld school';
    const ids = async (at: string) => {
      const { rows } = await town.database.outer.query(
        'select id from decision_option where decision_id = $1 order by position',
        [at.split('/').at(-1)!],
      );
      return rows.map((row: { id: string }) => row.id) as string[];
    };
    const few = await town.post(
      base,
      {
        way: 'approval',
        title: 'Where',
        options: 'One',
        day: inDays(9),
        time: '12:00',
        quorum: '1',
        results: 'open',
      },
      { as: office.lead },
    );
    expect(said(few.html)).toContain('Name at least two options');
    const close = async (at: string) => {
      await town.moveTime('30 days');
      await settleEnded(town);
      return see(at, talks.observer);
    };
    const begin = (way: string) =>
      propose(town, talks, { way, title: `Where (${way})`, options: lines, quorum: '2' }, office.lead);
    const [approval, dots, score, times] = [
      await begin('approval'),
      await begin('dots'),
      await begin('score'),
      await begin('time-poll'),
    ];

    const [a, b, c] = (await ids(approval)) as [string, string, string];
    expect((await say(approval, {}, office.lead)).status).toBe(422);
    await say(approval, { pick: [a, c] }, office.lead);
    await say(approval, { pick: [b, c] }, group.lead);

    const [d1, d2, d3] = (await ids(dots)) as [string, string, string];
    const many = await say(dots, { [`mark-${d1}`]: '4', [`mark-${d2}`]: '2' }, office.lead);
    expect(said(many.html)).toContain('You have laid more dots than you have.');
    await say(dots, { [`mark-${d1}`]: '3', [`mark-${d2}`]: '2' }, office.lead);
    await say(dots, { [`mark-${d2}`]: '2', [`mark-${d3}`]: '1' }, group.lead);

    const marks = async (at: string, ...steps: string[]) =>
      Object.fromEntries((await ids(at)).map((id, n) => [`mark-${id}`, steps[n]!]));
    expect((await say(score, { ...(await marks(score, '5', '9', '0')) }, office.lead)).status).toBe(422);
    await say(score, await marks(score, '5', '3', '0'), office.lead);
    await say(score, await marks(score, '0', '4', '4'), group.lead);
    await say(times, await marks(times, '2', '1', '0'), office.lead);
    await say(times, await marks(times, '0', '1', '2'), group.lead);

    const page = await close(approval);
    expect(page).toContain('Old school has the most support.');
    expect(page).toContain('By sector');
    for (const one of [dots, score, times])
      expect(await see(one), one).toContain('Harbour has the most support.');
    const html = (await town.get(approval, { as: talks.observer })).html;
    expect(html).toMatch(/<table[\s\S]*<svg[^>]*aria-hidden="true"/);
  });

  it('who is asked too few, or a sector that is silent, keeps it from holding, and that is said', async () => {
    // Time has passed above.
    const form = { way: 'majority', title: 'A fridge', text: 'We buy one.', quorum: '2', day: inDays(60) };
    const at = await propose(town, talks, form, office.lead);
    const sectors = await propose(
      town,
      talks,
      { ...form, title: 'A stove', sectors: 'yes', quorum: '1' },
      office.lead,
    );
    await say(at, { stance: 'yes' }, office.lead);
    for (const { lead } of [office, group]) await say(sectors, { stance: 'yes' }, lead);
    await town.moveTime('60 days');
    await settleEnded(town);
    expect(await see(at)).toContain('One partner has spoken, and 2 had to.');
    expect(await see(sectors)).toContain('Nobody did from: Business.');
  });

  it('of several that are equal one is written down, and none that fewer wanted; a missed quorum chooses nothing', async () => {
    const day = inDays(120);
    const poll = { way: 'approval', title: 'A tie', options: 'North\nSouth\nEast', day, quorum: '2' };
    const begin = async (form: Record<string, string>) => {
      const at = await propose(town, talks, { ...poll, ...form }, office.lead);
      const { rows } = await town.database.outer.query(
        'select id from decision_option where decision_id = $1 order by position',
        [idOf(at)],
      );
      return { at, ids: rows.map((row: { id: string }) => row.id) as string[] };
    };
    const over = async (at: string) => {
      await endNow(town, idOf(at));
      await settleEnded(town);
    };
    const tie = await begin({});
    await say(tie.at, { pick: [tie.ids[0]!, tie.ids[1]!] }, office.lead);
    await say(tie.at, { pick: [tie.ids[0]!, tie.ids[1]!] }, group.lead);
    await over(tie.at);
    const html = (await town.get(tie.at, { as: office.lead })).html;
    expect(said(html)).toContain('These have equally much support: North and South.');
    expect(said(html)).not.toContain('(Chosen)');
    const write = (at: string, option: string) =>
      town.post(
        `${at}/outcome`,
        { holds: 'yes', option, text: 'There.', review: inDays(200) },
        { as: office.lead },
      );
    expect(said((await write(tie.at, tie.ids[2]!)).html)).toContain('Say what is chosen.');
    expect((await write(tie.at, tie.ids[1]!)).status).toBe(303);
    const written = await see(tie.at);
    expect(written).toMatch(/Chosen.*Chosen: South/);
    expect(written).not.toContain('Not settled');
    expect(await see(base)).toMatch(/A tie Chosen: South There\. Chosen/);

    const few = await begin({ title: 'Too few' });
    await say(few.at, { pick: [few.ids[0]!] }, office.lead);
    await over(few.at);
    await write(few.at, few.ids[0]!);
    const { rows } = await town.database.outer.query(
      'select holds, option_id from decision_statement where decision_id = $1',
      [idOf(few.at)],
    );
    expect(rows).toEqual([{ holds: false, option_id: null }]);
  });

  it('counts those who had a voice when it ended, whoever comes or goes before it is counted', async () => {
    const form = { way: 'consensus', title: 'All of us', text: 'Yes?', day: inDays(120), quorum: '1' };
    const at = await propose(town, talks, form, office.lead);
    for (const one of [office, group]) await say(at, { stance: 'agree' }, one.lead);
    const recorded = { stance: 'agree', partner: silent.id, how: 'phone', on: inDays(1) };
    expect((await say(at, recorded, talks.facilitator)).status).toBe(303);
    await endNow(town, idOf(at));
    await town.database.outer.query(
      `insert into space (id, kind, audience) values ('01900000-0000-7000-8000-0000000000aa', 'partner', 'space')`,
    );
    await town.database.outer.query(
      // Its end is two milliseconds back.
      `insert into partner (id, space_id, name, kind, joined_at) values ('01900000-0000-7000-8000-0000000000aa', $1, 'Newcomers', 'community', app_now() - interval '1 millisecond')`,
      [talks.id],
    );
    const goes = (to: string) =>
      town.database.outer.query(`update partner set left_at = ${to} where id = $1`, [group.id]);
    await goes('app_now()');
    await settleEnded(town);
    expect(await see(at)).toContain('All 3 partners have said yes or let it pass.');
    await goes('null');
    await town.database.outer.query(`delete from partner where id = '01900000-0000-7000-8000-0000000000aa'`);
  });

  it('one that cannot be counted keeps no other from being counted, and is told', async () => {
    const form = { way: 'majority', title: 'Odd', text: 'Odd?', day: inDays(120), quorum: '1' };
    const [odd, even] = [
      await propose(town, talks, form, office.lead),
      await propose(town, talks, { ...form, title: 'Even' }, office.lead),
    ];
    await town.database.outer.query(
      `update decision set process = '{"key": "dice"}', due_at = app_now() - interval '1 hour' where id = $1`,
      [idOf(odd)],
    );
    await endNow(town, idOf(even));
    await expect(settleEnded(town)).rejects.toThrow(idOf(odd));
    expect(await see(even)).toContain('Not agreed');
    expect((await town.get(base, { as: office.lead })).status).toBe(200);
    await town.database.outer.query('delete from decision where id = $1', [idOf(odd)]);
  });

  it('a step of a scale that was chosen stays chosen, the lowest one too', async () => {
    const form = { way: 'score', title: 'From nought', options: 'A\nB', day: inDays(120), quorum: '1' };
    const at = await propose(town, talks, form, office.lead);
    const { rows } = await town.database.outer.query(
      'select id from decision_option where decision_id = $1 order by position',
      [idOf(at)],
    );
    const marks = Object.fromEntries(rows.map((row: { id: string }) => [`mark-${row.id}`, '0']));
    expect((await say(at, marks, office.lead)).status).toBe(303);
    const { html } = await town.get(`${at}/voice`, { as: office.lead });
    expect(html.match(/checked/g)).toHaveLength(2);
  });

  it('a sense check agrees nothing: what was heard is written down without a day', async () => {
    const form = { way: 'sense-check', title: 'How is it?', text: 'Well?', day: inDays(120), quorum: '1' };
    const at = await propose(town, talks, form, office.lead);
    await say(at, { stance: 'looks-good' }, office.lead);
    await endNow(town, idOf(at));
    await settleEnded(town);
    expect((await town.post(`${at}/outcome`, { text: 'It is well.' }, { as: office.lead })).status).toBe(303);
    const page = await see(at);
    expect(page).toContain('Heard');
    expect(page).not.toContain('It was not done');
    const { rows } = await town.database.outer.query(
      'select holds, review_on from decision_statement where decision_id = $1',
      [idOf(at)],
    );
    expect(rows).toEqual([{ holds: false, review_on: null }]);
  });
});
