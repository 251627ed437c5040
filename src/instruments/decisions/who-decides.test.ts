import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { setUpGroup } from '../groups/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

// Row 62, who decides: partners or people, of the whole partnership or of one group.
let town: TestTown;
let talks: FoundedPartnership;
let lead: string;
let peer: string;
let member: string;
let watcher: string;
const proposal = { way: 'majority', title: 'Soup', text: 'We serve soup.', quorum: '' };

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent growers', kind: 'business', people: [] },
    ],
  });
  [lead, peer] = talks.partners.map((one) => one.lead) as [string, string];
  member = await talks.join('Member', 'member', talks.partners[0]!.id);
  watcher = await talks.join('Watcher', 'observer', talks.partners[0]!.id);
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const say = (path: string, form: Record<string, string>, as: string) =>
  town.post(`${path}/voice`, { version: '1', ...form }, { as });

describe('people decide', () => {
  it('each who takes part for a partner has one voice; who only looks on has none', async () => {
    const at = await propose(town, talks, { ...proposal, voices: 'people' }, lead);
    const page = await see(at);
    expect(page).toContain('Each person who takes part for a partner has one voice.');
    // Left empty: more than half of three.
    expect(page).toContain('2 of 3 people have to speak.');
    expect(page).toContain('0 of 3 people have spoken.');
    expect(page).toContain('Nothing said yet');
    for (const as of [watcher, talks.observer, talks.facilitator])
      expect((await say(at, { stance: 'yes' }, as)).status).toBe(403);
    expect(await see('/desk', member)).toContain('Your voice is wanted: Soup');
    expect(await see('/desk', watcher)).not.toContain('Your voice is wanted');
    expect(await see('/desk', talks.facilitator)).not.toContain('to be written down: Soup');
    expect((await say(at, { stance: 'yes' }, member)).status).toBe(303);
    expect((await say(at, { stance: 'no' }, member)).status).toBe(303);
    expect(await see('/desk', member)).not.toContain('Your voice is wanted: Soup');
    expect(await see(at)).toContain('1 of 3 people has spoken.');
    // The lead of the same partner has a voice of their own.
    expect((await say(at, { stance: 'yes' }, lead)).status).toBe(303);
    expect((await town.post(`${at}/closure`, {}, { as: lead })).status).toBe(422);
    expect((await say(at, { stance: 'yes' }, peer)).status).toBe(303);
    expect((await town.post(`${at}/closure`, {}, { as: lead })).status).toBe(303);
    const over = await see(at);
    expect(over).toContain('2 for it, 1 against it.');
    expect(over).toContain('People');
    const { rows } = await town.database.outer.query('select outcome::text from decision where id = $1', [
      idOf(at),
    ]);
    // What is kept of the count names nobody.
    for (const person of [lead, peer, member]) expect(rows[0].outcome).not.toContain(person);
  });

  it('who facilitates writes down what somebody absent says; that person corrects it, and that counts', async () => {
    const at = await propose(town, talks, { ...proposal, title: 'Bread', voices: 'people' }, lead);
    const told = { stance: 'no', reason: 'Said by phone', partner: member, how: 'phone', on: inDays(-1) };
    expect((await say(at, told, lead)).status).toBe(403);
    expect((await say(at, { ...told, on: '' }, talks.facilitator)).status).toBe(422);
    expect((await say(at, { ...told, partner: watcher }, talks.facilitator)).status).toBe(403);
    expect((await say(at, told, talks.facilitator)).status).toBe(303);
    expect(await see(at)).toContain('written down by Facilitator');
    expect(await see(`${at}/voice`, member)).toContain('This was written down for you.');
    // Saved as it is, it is their own.
    expect((await say(at, { stance: 'no', reason: 'Said by phone' }, member)).status).toBe(303);
    expect(await see(at)).not.toContain('written down by');
    expect((await say(at, { stance: 'yes' }, member)).status).toBe(303);
    expect(await see(at)).toContain('Yes');
    // What somebody has said themselves nobody writes down anew.
    const again = await say(at, told, talks.facilitator);
    expect(again.status).toBe(422);
    expect(said(again.html)).toContain('They have spoken themselves meanwhile, and that counts.');
    await town.settle();
    expect(await see(`/partnerships/${talks.id}/timeline`)).toMatch(
      /wrote down what Member \S+ says on: Bread/,
    );
  });

  it('a quorum of more people than there are is refused beside its field', async () => {
    const form = {
      ...proposal,
      voices: 'people',
      quorum: '4',
      day: inDays(9),
      time: '12:00',
      results: 'open',
    };
    const { status, html } = await town.post(`/partnerships/${talks.id}/decisions`, form, { as: lead });
    expect(status).toBe(422);
    expect(said(html)).toContain('There are not so many people who decide.');
    expect(html).toMatch(/value="people"[^>]*checked|checked[^>]*value="people"/);
  });

  it('what others said is read once one has spoken oneself, not by one’s colleagues', async () => {
    const hidden = { ...proposal, title: 'Hidden', voices: 'people', results: 'voted' };
    const at = await propose(town, talks, hidden, lead);
    await say(at, { stance: 'no', reason: 'Secret' }, member);
    for (const as of [lead, peer, talks.facilitator, watcher])
      expect(await see(at, as)).not.toContain('Secret');
    expect(await see(at, member)).toContain('Secret');
    await say(at, { stance: 'yes' }, lead);
    expect(await see(at, lead)).toContain('Secret');
    expect(await see(at, peer)).not.toContain('Secret');
  });

  it('objections of people are set aside by all other people', async () => {
    const consent = { ...proposal, way: 'consent', title: 'Ovens', voices: 'people' };
    const at = await propose(town, talks, consent, lead);
    await say(at, { stance: 'objection', reason: 'Too hot' }, member);
    await say(at, { stance: 'consent' }, lead);
    const { html } = await town.get(at, { as: lead });
    const objection = /href="([^"]+\/objections\/[^"]+)"/.exec(html)![1]!;
    expect((await town.post(objection, { reason: 'We open windows' }, { as: member })).status).toBe(403);
    expect((await town.post(objection, { reason: 'We open windows' }, { as: lead })).status).toBe(303);
    expect(await see(objection)).toContain('Consents');
    expect(await see('/desk', peer)).toContain('May an objection be set aside? Ovens');
    expect(await see(at)).toContain('1 of 2 others consent to set it aside.');
    expect((await town.post(`${objection}/consent`, {}, { as: member })).status).toBe(403);
    expect((await town.post(`${objection}/consent`, {}, { as: peer })).status).toBe(303);
    await endNow(town, idOf(at));
    await settleEnded(town);
    expect(await see(at)).toContain(
      'All others consented to set one objection aside. 2 of 3 people have spoken.',
    );
  });
});

describe('a group decides', () => {
  it('of partners those with somebody in it, of people those who are in it; all others read', async () => {
    const circle = await setUpGroup(town, talks, { name: 'Kitchen' }, [lead, talks.facilitator]);
    const at = await propose(town, talks, { ...proposal, title: 'Knives', circle, quorum: '1' }, peer);
    const page = await see(at, peer);
    expect(page).toContain('Those of this working group decide: Kitchen');
    expect(page).toContain('1 of 1 partners have to speak.');
    expect((await say(at, { stance: 'yes' }, peer)).status).toBe(403);
    expect(await see('/desk', peer)).not.toContain('your voice is wanted: Knives');
    expect((await say(at, { stance: 'yes' }, lead)).status).toBe(303);
    const people = { ...proposal, title: 'Spoons', circle, quorum: '1', voices: 'people' };
    const spoons = await propose(town, talks, people, peer);
    // Who facilitates is in the group and speaks for no partner.
    for (const as of [member, peer, talks.facilitator])
      expect((await say(spoons, { stance: 'yes' }, as)).status).toBe(403);
    expect((await say(spoons, { stance: 'yes' }, lead)).status).toBe(303);
    const group = `/partnerships/${talks.id}/groups/${circle}`;
    expect((await town.post(`${group}/ending`, {}, { as: talks.facilitator })).status).toBe(422);
    await endNow(town, idOf(spoons));
    await settleEnded(town);
    expect(await see(group)).toMatch(/What the group decides Knives being decided until .* Spoons Agreed/);
  });

  it('the two who link a group below have a voice in the one above', async () => {
    const circle = await setUpGroup(town, talks, { name: 'Steering' }, [lead]);
    const below = await setUpGroup(town, talks, { name: 'Growers', above: circle });
    const links = { lead: member, representative: peer };
    await town.post(`/partnerships/${talks.id}/groups/${below}/links`, links, { as: talks.facilitator });
    const at = await propose(town, talks, { ...proposal, title: 'Seeds', circle, voices: 'people' }, lead);
    expect(await see(at)).toContain('0 of 3 people have spoken.');
    expect((await say(at, { stance: 'yes' }, peer)).status).toBe(303);
  });

  it('nobody is asked in a group without people of partners, nor in one that is over', async () => {
    const circle = await setUpGroup(town, talks, { name: 'Empty' }, [talks.facilitator]);
    const form = { ...proposal, circle, day: inDays(9), time: '12:00', results: 'open' };
    const add = (more = {}) =>
      town.post(`/partnerships/${talks.id}/decisions`, { ...form, ...more }, { as: lead });
    expect(said((await add()).html)).toContain('Nobody in this group has a voice.');
    await town.post(`/partnerships/${talks.id}/groups/${circle}/ending`, {}, { as: talks.facilitator });
    expect(said((await add()).html)).toContain('Choose a group that goes on.');
  });
});

describe('a share in favour', () => {
  it('is raised beforehand, and missed in a sector it is told in words, in the table and in the picture', async () => {
    const asked = { title: 'Rye', quorum: '3', share: 'two-thirds', sectorShare: 'half' };
    const at = await propose(town, talks, { ...proposal, ...asked, voices: 'people' }, lead);
    const rules = await see(at);
    expect(rules).toContain('In favour have to be, of those who say yes or no: at least two thirds.');
    expect(rules).toContain('In favour have to be in each sector: at least half.');
    for (const as of [lead, member]) await say(at, { stance: 'yes' }, as);
    await say(at, { stance: 'no' }, peer);
    await town.post(`${at}/closure`, {}, { as: lead });
    const page = await see(at);
    expect(page).toContain('Not agreed');
    expect(page).toContain(
      'Overall enough were for it, but too few in: Civil society. In favour had to be: at least half, in each sector.',
    );
    expect(page).toMatch(/In favour by sector, needed: at least half .* Civil society \( ?too few ?\) 0/);
  });

  it('is not asked about where nobody is weighed against anybody', async () => {
    const form = (way: string) => see(`/partnerships/${talks.id}/decisions/new?way=${way}`, lead);
    expect(await form('majority')).toContain('Share in favour in each sector');
    expect(await form('consent')).not.toContain('Share in favour');
  });
});

describe('a consent that is not reached by its end', () => {
  it('goes on to the group above, and then to all, if that was said beforehand', async () => {
    const above = await setUpGroup(town, talks, { name: 'Above' }, [lead, peer]);
    const circle = await setUpGroup(town, talks, { name: 'Below', above }, [member]);
    const boxed = { way: 'consent', title: 'Yeast', text: 'Less yeast.', circle, voices: 'people' };
    const at = await propose(town, talks, { ...boxed, quorum: '1', fallback: 'above' }, member);
    expect(await see(at)).toContain('If it is not reached by its end, it goes on to the group above');
    await say(at, { stance: 'objection', reason: 'It will not rise' }, member);
    await endNow(town, idOf(at));
    await settleEnded(town);
    const next = /href="([^"]+)"[^>]*>See it there/.exec((await town.get(at, { as: peer })).html)![1]!;
    const page = await see(next);
    for (const words of [
      'Less yeast.',
      'Those of this working group decide: Above',
      '2 of 2 people have to speak',
    ])
      expect(page).toContain(words);
    expect(await see('/desk', peer)).toContain('Your voice is wanted: Yeast');
    expect(await see('/desk', member)).not.toContain('Your voice is wanted: Yeast');
    await town.settle();
    expect(await see(`/partnerships/${talks.id}/timeline`)).toContain('now put to those above: Yeast');
    // Run again, nothing is handed on twice.
    await settleEnded(town);
    await endNow(town, idOf(next));
    await settleEnded(town);
    const last = /href="([^"]+)"[^>]*>See it there/.exec((await town.get(next, { as: peer })).html)![1]!;
    expect(await see(last)).toContain('2 of 3 people have to speak.');
    await endNow(town, idOf(last));
    await settleEnded(town);
    expect(await see(last)).not.toContain('See it there');
    const { rows } = await town.database.outer.query(
      `select count(*)::int as n from decision where title = 'Yeast'`,
    );
    expect(rows[0].n).toBe(3);
    // Whoever proposed it goes on to steer it, also past the house.
    expect((await town.get(`${last}/outcome`, { as: member })).status).toBe(200);
  });

  it('ends there otherwise, and nothing stands above the whole partnership', async () => {
    const form = {
      way: 'consent',
      title: 'Salt',
      text: 'Less salt.',
      day: inDays(9),
      time: '12:00',
      results: 'open',
    };
    const all = await town.post(
      `/partnerships/${talks.id}/decisions`,
      { ...form, fallback: 'above' },
      { as: lead },
    );
    expect(all.status).toBe(422);
    expect(said(all.html)).toContain('Nothing stands above the whole partnership.');
    const circle = await setUpGroup(town, talks, { name: 'Alone' }, [lead]);
    const at = await propose(town, talks, { ...form, circle, quorum: '1' }, lead);
    await endNow(town, idOf(at));
    await settleEnded(town);
    expect(await see(at)).not.toContain('See it there');
    // Handing on is the house's alone.
    const handing = sql`insert into decision_fallback (id, space_id, decision_id, leads_to_id, kind, reason, was_due_at, due_at)
      select ${newId()}, ${talks.id}, ${idOf(at)}, d.id, 'above', 'blocked', app_now(), app_now()
      from decision d where d.id <> ${idOf(at)} limit 1`;
    expect(await run(talks.facilitator, handing)).toBe(refused);
  });
});

const refused = '42501';
class Undone extends Error {}

async function run(as: string, statement: ReturnType<typeof sql>): Promise<number | string> {
  let n = 0;
  try {
    await town.database.change(await town.scopeFor(as), async ({ db }) => {
      n = Number((await statement.execute(db)).numAffectedRows ?? 0);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) return (error as { code?: string }).code ?? String(error);
  }
  return n;
}

describe('raw SQL', () => {
  const voice = (
    path: string,
    by: string,
    { person = null, partner = null, how = null }: Record<string, string | null>,
  ) =>
    sql`insert into decision_voice (id, space_id, decision_id, version, partner_id, person_id, stance, locale, recorded_how,
        recorded_on, by_person)
      values (${newId()}, ${talks.id}, ${idOf(path)}, 1, ${partner}, ${person}, 'yes', 'en', ${how},
        ${how && '2026-01-01'}, ${by})`;

  it('gives nobody another’s voice, and no voice to who has none', async () => {
    const at = await propose(town, talks, { ...proposal, title: 'Guard', voices: 'people' }, lead);
    const [office] = talks.partners;
    expect(await run(member, voice(at, member, { person: member }))).toBe(1);
    expect(await run(lead, voice(at, lead, { person: member }))).toBe(refused);
    expect(await run(lead, voice(at, lead, { partner: office!.id }))).toBe(refused);
    expect(await run(watcher, voice(at, watcher, { person: watcher }))).toBe(refused);
    const { facilitator } = talks;
    expect(await run(facilitator, voice(at, facilitator, { person: facilitator }))).toBe(refused);
    expect(await run(facilitator, voice(at, facilitator, { person: member }))).toBe(refused);
    const recorded = { person: member, how: 'phone' };
    expect(await run(facilitator, voice(at, facilitator, recorded))).toBe(1);
    expect(await run(lead, voice(at, lead, recorded))).toBe(refused);
    await say(at, { stance: 'no' }, member);
    expect(await run(facilitator, voice(at, facilitator, recorded))).toBe(refused);
  });

  it('gives no voice of people where partners decide, nor of a partner outside the group', async () => {
    const circle = await setUpGroup(town, talks, { name: 'Guarded' }, [lead]);
    const at = await propose(town, talks, { ...proposal, title: 'Partners', circle, quorum: '1' }, lead);
    const [office, group] = talks.partners;
    expect(await run(lead, voice(at, lead, { person: lead }))).toBe(refused);
    expect(await run(lead, voice(at, lead, { partner: office!.id }))).toBe(1);
    expect(await run(peer, voice(at, peer, { partner: group!.id }))).toBe(refused);
    // A program that knows partners alone counts no people.
    const people = await propose(town, talks, { ...proposal, title: 'Old', voices: 'people' }, lead);
    await endNow(town, idOf(people));
    const old = `update decision set settled_at = app_now(), outcome = '{"result": "fails"}' where id = $1`;
    await expect(town.database.outer.query(old, [idOf(people)])).rejects.toThrow(/check constraint/);
  });

  it('the list of who has a voice says of each what is said of one alone', async () => {
    const circle = await setUpGroup(town, talks, { name: 'Same' }, [lead, member]);
    for (const voices of ['partners', 'people'])
      for (const within of ['', circle]) {
        const asked = { ...proposal, title: 'Same', voices, circle: within, quorum: '1' };
        const at = await propose(town, talks, asked, lead);
        const { rows } = await town.database.outer.query(
          `with one as (select id from person union select id from partner)
          select one.id, app_has_voice($1, one.id, app_now()) as alone,
            one.id in (select voter from decision_voters($1, app_now())) as listed from one`,
          [idOf(at)],
        );
        expect(rows.filter(({ alone, listed }) => alone !== listed)).toEqual([]);
        expect(rows.filter(({ alone }) => alone)).toHaveLength(
          { partners: within ? 1 : 3, people: within ? 2 : 3 }[voices]!,
        );
      }
  });
});
