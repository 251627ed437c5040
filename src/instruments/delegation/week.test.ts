import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { say } from '../adoptions/testing.ts';
import { settleEnded } from '../decisions/actions.ts';
import { endNow, idOf, propose } from '../decisions/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { takeMails, toHour } from '../told/testing.ts';
import { tellOfWeeks } from './jobs.ts';
import { addRole, adoptRules, send } from './testing.ts';

// Row 63, its output: once a week one page with what was decided, by whom, and what is open until when.
let town: TestTown;
let talks: FoundedPartnership;
let lead: string;
let peer: string;
let third: string;
let addresses: Map<string, string>;
let at: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  [lead, peer, third] = talks.partners.map((one) => one.lead) as [string, string, string];
  at = `/partnerships/${talks.id}`;
  const { rows } = await town.database.outer.query('select id, email from person');
  addresses = new Map(rows.map(({ id, email }) => [id, email]));
  // As if they had taken part for long.
  await town.database.outer.query("update membership set since = since - interval '30 days'");
}, 120_000);
afterAll(() => town.close());

/** On to nine o'clock on the next Monday. */
async function toMonday(): Promise<void> {
  do await toHour(town, 9);
  while ((await town.database.system(async ({ now }) => now)).getUTCDay() !== 1);
}

async function decided(title: string): Promise<string> {
  const form = { way: 'majority', title, text: 'We do it.', quorum: '0', day: await town.inDays(9) };
  const path = await propose(town, talks, form, lead);
  await say(town, path, { [lead]: 'yes', [peer]: 'yes' });
  await endNow(town, idOf(path));
  await settleEnded(town);
  await town.settle();
  return path;
}

/** The mails of the week alone. */
async function told() {
  await tellOfWeeks(town.house);
  return (await takeMails(town)).filter(({ subject }) => subject.includes('was decided in the last week'));
}
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const who = (mails: readonly { to: string }[]) => mails.map(({ to }) => to).sort();
const of = (...people: string[]) => people.map((one) => addresses.get(one)!).sort();

describe('a week of decisions', () => {
  it('is told to nobody where nothing was decided', async () => {
    await toMonday();
    expect(await told()).toEqual([]);
  });

  it('is told once to each, in one mail, with what was decided, by whom, and what is open until when', async () => {
    const role = await addRole(town, talks, 'Buyer', lead);
    const rule = { kind: 'money', area: 'Food', upTo: '500', who: `role:${role}` };
    await adoptRules(town, talks, [rule]);
    const { rows } = await town.database.outer.query('select id from delegation_rule');
    const bread = { rule: rows[0].id, title: 'Bread from the mill', text: 'There.', because: 'Near' };
    await send(town, `${at}/delegation/decided`, { ...bread, amount: '80' }, lead);
    await decided('Two soups');
    const open = { way: 'consent', title: 'Salad', text: 'One.', day: await town.inDays(20) };
    await propose(town, talks, open, lead);
    await takeMails(town);
    expect(await told(), 'the week is not over').toEqual([]);
    await toMonday();
    const mails = await told();
    expect(who(mails)).toEqual(of(lead, peer, third, talks.facilitator, talks.observer));
    const { text, header, subject } = mails[0]!;
    expect(subject).toBe('Canteen Talks: what was decided in the last week');
    expect(text).toContain('Two soups');
    expect(text).toMatch(/Bread from the mill.*Lead of Food Office \w+, in the role “Buyer”/);
    expect(text).toMatch(/OPEN.*Salad.*until/i);
    expect(header('list-unsubscribe')).toBeTruthy();
    expect(await told(), 'run again').toEqual([]);
  });

  it('is told once where two programs do it at the same moment', async () => {
    await decided('Three soups');
    await takeMails(town);
    await toMonday();
    await Promise.all([tellOfWeeks(town.house), tellOfWeeks(town.house)]);
    const mails = (await takeMails(town)).filter(({ subject }) => subject.includes('in the last week'));
    expect(who(mails)).toEqual(of(lead, peer, third, talks.facilitator, talks.observer));
  });

  it('is told late where the program was down, and no week twice', async () => {
    await decided('Four soups');
    await takeMails(town);
    await toMonday();
    await town.moveTime('3 days');
    expect(await told()).toHaveLength(5);
    await town.moveTime('1 day');
    expect(await told()).toEqual([]);
  });

  it('is not told to who wants no mails, of this partnership or at all, nor to who came later', async () => {
    await send(town, '/told', { rhythm: 'never', hour: '8', [`in-${talks.id}`]: '' }, peer);
    await send(town, '/told', { rhythm: 'daily', hour: '8', [`in-${talks.id}`]: 'never' }, third);
    await decided('Five soups');
    await takeMails(town);
    await toMonday();
    const late = await talks.join('Newcomer', 'member', talks.partners[0]!.id);
    await town.database.outer.query('update membership set since = app_now() where person_id = $1', [late]);
    expect(who(await told())).toEqual(of(lead, talks.facilitator, talks.observer));
  });

  it('is told in the language of each', async () => {
    await town.database.outer.query("update person set locale = 'de' where id = $1", [lead]);
    await decided('Six soups');
    await takeMails(town);
    await toMonday();
    await tellOfWeeks(town.house);
    const mails = await takeMails(town);
    const { subject, text } = mails.find(({ to }) => to === addresses.get(lead))!;
    expect(subject).toBe('Canteen Talks: was letzte Woche entschieden wurde');
    expect(text).toContain('alle Partner');
  });

  it('is one page, which says how many more there are', async () => {
    for (let n = 1; n <= 13; n += 1) await decided(`Dish ${n}`);
    const { html } = await town.get(`${at}/decisions/week`, { as: peer });
    expect(plain(html)).toContain('The last seven days');
    expect((html.match(/class="line"/g) ?? []).length).toBe(10);
    expect(plain(html)).toContain('and 3 more');
    await takeMails(town);
    await toMonday();
    const [mail] = (await told()).filter(({ to }) => to === addresses.get(talks.facilitator));
    expect(mail!.text).toContain('and 3 more');
  });

  it('is read week by week, by who takes part alone', async () => {
    const { html } = await town.get(`${at}/decisions/week`, { as: talks.observer });
    const [, before] = /href="([^"]+week\?before=[^"]+)"/.exec(html)!;
    expect(plain((await town.get(before!, { as: talks.observer })).html)).toContain('Dish 13');
    expect(plain((await town.get(`${at}/decisions/week?before=x'`, { as: peer })).html)).toContain(
      'seven days',
    );
    await town.isClosed(`${at}/decisions/week`, { as: await town.addPerson('Outsider') });
  });
});

it('is forgotten after two months that somebody was told of a week', async () => {
  const count = async () =>
    Number((await town.database.outer.query('select count(*) as n from decision_week_told')).rows[0].n);
  expect(await count()).toBeGreaterThan(0);
  await town.moveTime('61 days');
  const { keeps } = town.house.instruments.find(({ name }) => name === 'delegation')!.personal!;
  await keeps![0]!.forget(town.house, new Date());
  expect(await count()).toBe(0);
});
