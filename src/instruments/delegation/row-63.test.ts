import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { end, say } from '../adoptions/testing.ts';
import { endNow, idOf } from '../decisions/testing.ts';
import { setUpGroup } from '../groups/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { addRole, adoptRules, send } from './testing.ts';

// Row 63: limits of money, policy and name, a question that leads to role, circle or all, and a page each week.
let town: TestTown;
let talks: FoundedPartnership;
let lead: string;
let peer: string;
let third: string;
let facilitator: string;
let role: string;
let circle: string;
let at: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  [lead, peer, third] = talks.partners.map((one) => one.lead) as [string, string, string];
  facilitator = talks.facilitator;
  role = await addRole(town, talks, 'Buyer', lead);
  circle = await setUpGroup(town, talks, { name: 'Kitchen' }, [peer, third]);
  at = `/partnerships/${talks.id}/delegation`;
}, 120_000);
afterAll(() => town.close());

const textOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const read = async (path: string, as = peer, locale: 'en' | 'de' | 'nb' | 'nl' = 'en') =>
  textOf((await town.get(path, { as, locale })).html);
const food = { kind: 'money', area: 'Buying food' };

async function areaOf(name: string): Promise<string> {
  const { html } = await town.get(`${at}/who`, { as: peer });
  return new RegExp(`value="([0-9a-f-]{36})"[^>]*>${name}<`).exec(html)![1]!;
}
/** The page that says who decides something. */
async function asked(query: Record<string, string | string[]>, as = peer) {
  const given = new URLSearchParams({ ask: 'yes' });
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) given.append(name, one);
  return town.get(`${at}/who?${given}`, { as });
}

describe('who decides what', () => {
  it('is all partners about everything as long as nothing is laid down', async () => {
    expect(await read(at)).toContain('Nothing is laid down yet: all partners decide everything.');
    expect(textOf((await asked({ amount: '' })).html)).toContain('All partners decide.');
  });

  it('is written by who facilitates, and by nobody else', async () => {
    const rule = { ...food, upTo: '500', who: `role:${role}` };
    expect((await town.post(`${at}/rules`, rule, { as: lead })).status).toBe(403);
    expect((await town.get(`${at}/rules/new`, { as: talks.observer })).status).toBe(403);
    expect(await send(town, `${at}/rules`, rule, facilitator)).toBe(at);
    expect(await read(at, peer)).toContain('Buying food, up to €500 The role “Buyer”');
  });

  it('complains beside the field, and loses nothing that was typed', async () => {
    const wrong = async (form: Record<string, string>) => {
      const whole = { ...food, upTo: '600', who: `role:${role}`, ...form };
      const { status, html } = await town.post(`${at}/rules`, whole, { as: facilitator });
      expect(status).toBe(422);
      for (const typed of [whole.area, whole.upTo].filter(Boolean))
        expect(html).toContain(`value="${typed}"`);
      return textOf(html);
    };
    expect(await wrong({ upTo: 'much' })).toContain('Write an amount in figures, above zero');
    expect(await wrong({ upTo: '' })).toContain('Write an amount in figures, above zero');
    expect(await wrong({ kind: 'daily', area: 'Rota' })).toContain('Only money has an amount');
    expect(await wrong({ who: '' })).toContain('Choose who decides');
    expect(await wrong({ who: `role:${circle}` })).toContain('Choose who decides');
    expect(await wrong({ kind: '' })).toContain('Choose what kind of thing it is');
    expect(await wrong({ area: '' })).toContain('Say which area it is');
  });

  it('has one who decides in each step, and more money never goes to fewer', async () => {
    const refused = async (form: Record<string, string>) => {
      const { status, html } = await town.post(`${at}/rules`, { ...food, ...form }, { as: facilitator });
      expect(status).toBe(422);
      return textOf(html);
    };
    expect(await refused({ upTo: '500', who: `group:${circle}` })).toContain(
      'There is a rule for this already',
    );
    expect(await refused({ upTo: '100', who: `group:${circle}` })).toContain(
      'This does not fit to the other',
    );
    expect(await refused({ kind: 'daily', upTo: '', who: `role:${role}` })).toContain('is of another kind');
    await send(town, `${at}/rules`, { ...food, upTo: '5,000', who: `group:${circle}` }, facilitator);
    await send(town, `${at}/rules`, { kind: 'reputation', area: 'Press', who: `role:${role}` }, facilitator);
  });

  it('takes a rule out again before it is put to all', async () => {
    await send(town, `${at}/rules`, { kind: 'daily', area: 'Rota', who: 'all' }, facilitator);
    const { html } = await town.get(at, { as: facilitator });
    const [, removal] = [...html.matchAll(/action="([^"]+\/removal)"/g)].at(-1)!;
    await send(town, removal!, {}, facilitator);
    expect(await read(at)).not.toContain('Rota');
  });

  it('holds once all have adopted it in the way in which they agree, and not before', async () => {
    const past = await town.post(`${at}/asking`, { review: '1.1.2020' }, { as: facilitator });
    expect(textOf(past.html)).toContain('This day is over');
    const review = await town.inDays(90);
    const decision = await send(town, `${at}/asking`, { review }, facilitator);
    const words = await read(decision);
    expect(words).toContain('Buying food, up to €500: the role “Buyer”');
    expect(words).toContain('Buying food, up to €5,000: the working group “Kitchen”');
    expect(textOf((await asked({ area: await areaOfWritten() })).html)).toContain('All partners decide.');
    const going = await town.post(`${at}/rules`, { ...food, upTo: '9', who: 'all' }, { as: facilitator });
    expect(textOf(going.html)).toContain('All partners are being asked about rules right now');
    await say(town, decision, { [lead]: 'yes', [peer]: 'yes', [third]: 'yes' });
    await end(town, decision);
    const page = await read(at);
    expect(page).toContain('What holds');
    expect(page).not.toContain('All are being asked');
    expect(page).toContain('Everything else All partners');
    expect(await read(`/partnerships/${talks.id}/timeline`)).toContain(
      'It was decided who decides what from now on',
    );
    // What a decision adopts leads to the rules.
    expect(
      (await town.get(`/partnerships/${talks.id}/adoptions/${idOf(decision)}`, { as: peer })).location,
    ).toBe(at);
  });

  async function areaOfWritten(): Promise<string> {
    const { rows } = await town.database.outer.query(
      'select id from delegation_rule where space_id = $1 order by id limit 1',
      [talks.id],
    );
    return rows[0].id;
  }
});

describe('who decides this?', () => {
  it('is answered with one role, one group, or all partners, and by which rule', async () => {
    const area = await areaOf('Buying food');
    const answers = async (amount: string) => textOf((await asked({ area, amount })).html);
    const small = await answers('500');
    expect(small).toMatch(/Lead of Food Office \w+ decides, in the role “Buyer”\./);
    expect(small).toContain('By the rule: Buying food, up to €500.');
    expect(await answers('500.01')).toContain('The working group “Kitchen” decides.');
    expect(await answers('5000.01')).toContain('All partners decide. No rule of this area goes so far.');
    expect(textOf((await asked({})).html)).toContain('All partners decide. No rule names this.');
  });

  it('is all partners with a red flag, with why', async () => {
    const area = await areaOf('Buying food');
    const page = textOf((await asked({ area, amount: '5', flags: ['year', 'name'] })).html);
    expect(page).toContain('All partners decide.');
    expect(page).toContain('In a year other people may have to keep the promise.');
    expect(page).toContain('A good name is lost quickly');
  });

  it('asks for an amount where it is about money, and keeps what was chosen', async () => {
    const area = await areaOf('Buying food');
    const { status, html } = await asked({ area, amount: 'a lot', flags: 'name' });
    expect(status).toBe(422);
    expect(textOf(html)).toContain('Write an amount in figures, above zero');
    expect(html).toContain('value="a lot"');
    expect(html).toMatch(/value="name"[^>]*checked|checked[^>]*value="name"/);
    expect((await asked({ area })).status).toBe(422);
  });

  it('leads to the one next thing: writing it down, whom to ask, or a decision that is filled in', async () => {
    const area = await areaOf('Buying food');
    const mine = (await asked({ area, amount: '80' }, lead)).html;
    expect(textOf(mine)).toContain('You decide, in the role “Buyer”.');
    expect(mine).toContain(`${at}/decided/new?rule=`);
    expect((await asked({ area, amount: '80' })).html).toContain(`/partnerships/${talks.id}/roles/${role}`);
    const group = (await asked({ area, amount: '800' })).html;
    const [, href] = /href="([^"]+\/decisions\/new[^"]+)"/.exec(group)!;
    const form = (await town.get(href!.replaceAll('&amp;', '&'), { as: peer })).html;
    expect(form).toContain('value="Buying food"');
    expect(form).toMatch(new RegExp(`value="${circle}"[^>]*selected|selected[^>]*value="${circle}"`));
    const watching = (await asked({ area, amount: '800' }, talks.observer)).html;
    expect(watching).not.toContain('/decisions/new');
  });
});

describe('what one decides for all', () => {
  let rule: string;
  const bread = { title: 'Bread from the mill', text: 'We buy <b>there</b>.', because: 'It is near' };

  it('is written down with why by who holds the role, and by nobody else', async () => {
    rule = await areaOf('Buying food');
    expect((await town.get(`${at}/decided/new?rule=${rule}`, { as: peer })).status).toBe(403);
    const whole = { rule, ...bread, amount: '80' };
    expect((await town.post(`${at}/decided`, whole, { as: peer })).status).toBe(403);
    const path = await send(town, `${at}/decided`, whole, lead);
    const page = await read(path);
    expect(page).toContain('Bread from the mill');
    expect(page).toContain('It is near');
    expect(page).toContain('€80');
    expect(page).toContain('Buying food, up to €500');
    expect((await town.get(path, { as: peer })).html).toContain('We buy &lt;b>there&lt;/b>.');
    const register = await town.get(`/partnerships/${talks.id}/decisions`, { as: peer });
    expect(textOf(register.html)).toContain('Bread from the mill');
    expect(register.html).toContain(`href="${at}/who"`);
    expect(await read(`/partnerships/${talks.id}/timeline`)).toContain(
      'in the role “Buyer”: Bread from the mill',
    );
  });

  it('is found by its words, by who takes part and by nobody else', async () => {
    const outsider = await town.addPerson('Outsider');
    expect((await town.get('/search?q=mill', { as: peer })).html).toContain(`${at}/decided/`);
    expect((await town.get('/search?q=mill', { as: outsider })).html).not.toContain(at);
  });

  it('stands in the file that people take with them, with the rules', async () => {
    const { exporting } = town.house.instruments.find(({ name }) => name === 'delegation')!;
    const city = await town.house.city.get();
    const reader = { locale: 'en' as const, city, timeZone: 'Europe/Berlin', day: () => 'a day' };
    const [sheet] = await town.database.read(await town.scopeFor(peer), (tx) =>
      exporting!(town.house, tx, talks.id, reader),
    );
    expect(sheet!.path).toBe('delegation.md');
    expect(sheet!.text).toContain('Buying food, up to €500: the role “Buyer”');
    expect(sheet!.text).toContain('### Bread from the mill');
    expect(sheet!.text).toContain('It is near');
  });

  it('stays within its rule: more money, another kind, or a red flag is for others to decide', async () => {
    const refused = async (form: Record<string, string>) => {
      const whole = { rule, ...bread, amount: '80', ...form };
      const { status, html } = await town.post(`${at}/decided`, whole, { as: lead });
      expect(status).toBe(422);
      expect(html).toContain('value="Bread from the mill"');
      return textOf(html);
    };
    expect(await refused({ amount: '500.01' })).toContain('Somebody else decides about this amount');
    expect(await refused({ amount: '' })).toContain('Write an amount in figures');
    expect(await refused({ flags: 'text' })).toContain('Then all partners decide');
    expect(await refused({ because: '' })).toContain('Say why');
  });

  it('goes one step up where nobody holds the role any more, and the page says so', async () => {
    await town.database.outer.query('update role_term set ended_at = app_now() where role_id = $1', [role]);
    const area = await areaOf('Buying food');
    expect(textOf((await asked({ area, amount: '80' })).html)).toContain(
      'The working group “Kitchen” decides.',
    );
    expect(textOf((await asked({ area: await areaOf('Press') })).html)).toContain(
      'Nobody is there right now who would decide by the rules.',
    );
    expect(await read(at)).toContain('For 2 rules nobody is there to decide.');
    expect((await town.post(`${at}/decided`, { rule, ...bread, amount: '80' }, { as: lead })).status).toBe(
      403,
    );
    await town.database.outer.query('update role_term set ended_at = null where role_id = $1', [role]);
  });
});

describe('rules that are changed', () => {
  it('begin with those that hold, which go on until others are adopted', async () => {
    await send(town, `${at}/change`, {}, facilitator);
    await send(town, `${at}/rules`, { kind: 'policy', area: 'New members', who: 'all' }, facilitator);
    expect(await read(at)).toMatch(/What holds .*Being written .*Buying food, up to €500 .*New members/);
    const { html } = await town.get(`${at}/who`, { as: peer });
    expect(html).not.toContain('New members');
    await adoptRules(town, talks, []);
    expect((await town.get(`${at}/who`, { as: peer })).html).toContain('New members');
  });

  it('that are not adopted change nothing', async () => {
    await send(town, `${at}/change`, {}, facilitator);
    await send(town, `${at}/rules`, { kind: 'policy', area: 'Never', who: 'all' }, facilitator);
    const decision = await send(town, `${at}/asking`, { review: await town.inDays(50) }, facilitator);
    await say(town, decision, { [lead]: 'not-yet' });
    await endNow(town, idOf(decision));
    await end(town, decision);
    expect((await town.get(`${at}/who`, { as: peer })).html).not.toContain('Never');
    expect(await read(at)).toMatch(/Not adopted These rules were put to all last\. .*Never/);
    await send(town, `${at}/change`, {}, facilitator);
    expect(await read(at)).toMatch(/Being written .*Never/);
    expect(await read(at)).not.toContain('Not adopted');
  });

  it('come onto the desk of who facilitates a week before they are looked at again', async () => {
    expect(await read('/desk', facilitator)).not.toContain('Look again at who decides what');
    await town.moveTime('84 days');
    expect(await read('/desk', facilitator)).toContain('Look again at who decides what');
  });
});

it('is read in each language of the city', async () => {
  expect(await read(at, peer, 'de')).toMatch(/Buying food , bis 500.€ Die Rolle „ Buyer “/);
  expect(await read(at, peer, 'nb')).toContain('Rollen « Buyer »');
  expect(await read(at, peer, 'nl')).toContain('De rol ‘ Buyer ’');
  // What somebody wrote is marked as what it is.
  const { html } = await town.get(at, { as: peer, locale: 'de' });
  expect(html).toContain('<span lang="en">Buying food</span>');
  expect(html).toContain('<span lang="en">Buyer</span>');
});
