import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { inDays, setUpGroup } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let lead: string;
let peer: string;
let member: string;
let watcher: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  [lead, peer] = talks.partners.map((one) => one.lead) as [string, string];
  member = await talks.join('Member', 'member', talks.partners[0]!.id);
  watcher = await talks.join('Watcher', 'observer', talks.partners[0]!.id);
  base = `/partnerships/${talks.id}/groups`;
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const post = (path: string, form: Record<string, string>, as = talks.facilitator) =>
  town.post(path, form, { as });
const told = async () => {
  await town.settle();
  return see(`/partnerships/${talks.id}/timeline`);
};

describe('row 59: groups of a partnership, with mandates, people and links', () => {
  it('whoever facilitates sets one up, with a mandate; what is missing is said beside its field', async () => {
    expect(await see(base)).toContain('There are no working groups yet.');
    expect((await town.get(`${base}/new`, { as: lead })).status).toBe(403);
    const wrong = { name: '', purpose: '', review: '31.2.2030' };
    const { status, html } = await post(base, wrong);
    expect(status).toBe(422);
    for (const complaint of ['Give the group a name.', 'Say what the group is there for.'])
      expect(said(html)).toContain(complaint);
    const day = (review: string) => post(base, { name: 'Kitchen', purpose: 'Cooks', review });
    expect(said((await day('31.2.2030')).html)).toContain('There is no such day.');
    expect(said((await day('1.1.2020')).html)).toContain('This day is over.');
    const mandate = { name: 'Kitchen', purpose: 'Cooks for the schools', decides: 'The menu' };
    const { location } = await post(base, { ...mandate, review: inDays(100) });
    const page = await see(location!);
    for (const words of ['Cooks for the schools', 'The menu', 'Nobody is in it yet.'])
      expect(page).toContain(words);
    expect(await see(base)).toContain('Kitchen');
    expect(await told()).toContain('set up a working group: Kitchen');
  });

  it('people join and leave, each with the partner that they come from; who only looks on is not taken in', async () => {
    const at = `${base}/${await setUpGroup(town, talks, { name: 'Buyers' })}`;
    expect((await post(`${at}/people`, { person: watcher })).status).toBe(422);
    expect((await post(`${at}/people`, { person: member }, lead)).status).toBe(403);
    expect((await post(`${at}/people`, { person: member })).status).toBe(303);
    expect(await see(at)).toMatch(/1 person Member \S+ Food Office/);
    // Taken in twice is once.
    await post(`${at}/people`, { person: member });
    expect(await see(at)).toContain('1 person');
    expect((await post(`${at}/people/leaving`, { person: member }, peer)).status).toBe(403);
    expect((await post(`${at}/people/leaving`, { person: member }, member)).status).toBe(303);
    expect(await see(at)).toContain('Nobody is in it yet.');
    expect((await post(`${at}/people/leaving`, { person: member })).status).toBe(404);
    expect(await told()).toContain('has left the working group: Buyers');
  });

  it('two people link it with the one above, and are two; who leads it takes people in', async () => {
    const above = `${base}/${await setUpGroup(town, talks, { name: 'Steering' }, [peer])}`;
    const id = above.split('/').at(-1)!;
    const at = `${base}/${await setUpGroup(town, talks, { name: 'Growers', above: id })}`;
    expect((await post(`${at}/links`, { lead, representative: lead })).status).toBe(422);
    expect((await post(`${at}/links`, { lead, representative: peer }, lead)).status).toBe(403);
    expect((await post(`${at}/links`, { lead, representative: peer })).status).toBe(303);
    expect(await see(at)).toContain('2 people');
    expect(await see(above)).toMatch(
      /Growers Leads it: Lead of Food Office \S+ · Represents it above: Lead of/,
    );
    expect((await post(`${at}/people`, { person: member }, lead)).status).toBe(303);
    expect((await post(`${at}/people/leaving`, { person: member }, lead)).status).toBe(303);
    // Who leads takes nobody out of the link.
    expect((await post(`${at}/people/leaving`, { person: peer }, lead)).status).toBe(422);
    // Whoever leaves links it no longer.
    expect((await post(`${at}/people/leaving`, { person: peer }, peer)).status).toBe(303);
    expect(await see(at)).toContain('Represents it above Nobody yet');
    expect(await told()).toContain('now leads the working group: Growers');
  });

  it('nothing stands above itself, and nothing ends over groups that go on', async () => {
    const form = (name: string, above = '') => ({
      ...{ name, above, purpose: 'Cooks', review: inDays(300) },
    });
    const top = await setUpGroup(town, talks, form('Top'));
    const middle = await setUpGroup(town, talks, form('Middle', top));
    const bottom = await setUpGroup(town, talks, form('Bottom', middle));
    const { status, html } = await post(`${base}/${top}/edit`, form('Top', bottom));
    expect(status).toBe(422);
    expect(said(html)).toContain('This group stands below the one that you change.');
    expect((await post(`${base}/${middle}/ending`, {})).status).toBe(422);
    expect((await post(`${base}/${bottom}/edit`, form('Bottom', top))).status).toBe(303);
    expect((await post(`${base}/${middle}/ending`, {})).status).toBe(303);
    const page = await see(`${base}/${middle}`);
    expect(page).toContain('This group has ended.');
    expect(await see(base)).toContain('Ended groups Middle');
    // It is chosen no more, and changed no more.
    expect((await post(base, form('New', middle))).status).toBe(422);
    expect((await post(`${base}/${middle}/edit`, form('Middle'))).status).toBe(403);
    expect((await post(`${base}/${middle}/people`, { person: member })).status).toBe(403);
  });

  it('who was in it when it ended stays to be read', async () => {
    const at = `${base}/${await setUpGroup(town, talks, { name: 'Short' }, [member])}`;
    await post(`${at}/ending`, {});
    expect(await see(at)).toMatch(/1 person Member/);
    expect((await post(`${at}/people/leaving`, { person: member }, member)).status).toBe(403);
  });

  it('a mandate comes onto the desks of those who facilitate, until another day is named', async () => {
    const id = await setUpGroup(town, talks, { name: 'Sowers', review: inDays(3) });
    const desk = () => see('/desk', talks.facilitator);
    expect(await desk()).toContain('Look again at the mandate of: Sowers');
    expect(await see('/desk', lead)).not.toContain('Sowers');
    const form = { name: 'Sowers', purpose: 'Sows rye', decides: '', review: inDays(200) };
    expect((await post(`${base}/${id}/edit`, form)).status).toBe(303);
    expect(await desk()).not.toContain('Look again at the mandate of: Sowers');
    expect(await see(`${base}/${id}`)).toContain('Sows rye');
    expect(await told()).toContain('changed the mandate of: Sowers');
    // Once the day has come, the words can be changed and the day left as it is.
    await town.database.outer.query(
      `update working_group set review_on = app_now()::date - 1 where id = $1`,
      [id],
    );
    const { rows } = await town.database.outer.query(
      `select to_char(review_on, 'YYYY-MM-DD') as day from working_group where id = $1`,
      [id],
    );
    expect((await post(`${base}/${id}/edit`, { ...form, review: rows[0].day })).status).toBe(303);
    expect((await post(`${base}/${id}/edit`, { ...form, review: '1.1.2020' })).status).toBe(422);
  });

  it('who has left the partnership is told apart', async () => {
    const leaver = await talks.join('Leaver', 'member', talks.partners[0]!.id);
    const id = await setUpGroup(town, talks, { name: 'Bakers' }, [leaver]);
    await town.database.outer.query('update membership set until = app_now() where person_id = $1', [leaver]);
    expect(await see(`${base}/${id}`)).toContain('has left the partnership');
  });
});
