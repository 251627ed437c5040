import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { noonOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm } from '../../testing-forms.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { comeInByLink, takeOver } from '../partnerships/testing-journey.ts';
import { suggestions } from './rules.ts';

let town: TestTown;
let talks: FoundedPartnership;
let catalogue: string;
let first: string;
let second: string;
let third: string;
let role: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Canteens Ltd', kind: 'business' },
      { name: 'Silent growers', kind: 'business', people: [] },
    ],
  });
  catalogue = `/partnerships/${talks.id}/roles`;
  [first, second, third] = talks.partners.map(({ lead }) => lead) as [string, string, string];
});
afterAll(() => town.close());

const say = (path: string, form: Record<string, string>, as: string) =>
  town.postAndFollow(`${role}/${path}`, form, { as });

describe('row 26: a catalogue of roles, filled by nomination and consent, with a term and a hand-over', () => {
  it('suggests roles to begin with, in words that can be changed', async () => {
    expect((await town.get(catalogue, { as: first })).html).toContain('No role is written down yet.');
    const begun = await town.get(`${catalogue}/new?as=recorder`, { as: first, locale: 'de' });
    expect(begun.html).toContain('value="Protokoll"');
    expect(begun.html).toContain('name="months" type="text"');
    const wrong = await town.post(catalogue, { title: '', purpose: 'Writes', months: '70' }, { as: first });
    expect(wrong.html).toContain('Write what the role is called');
    expect(wrong.html).toContain('Write a whole number from 1 to 60');
    expect(wrong.html).toContain('Writes</textarea>');
    const added = await town.postAndFollow(
      catalogue,
      {
        title: 'Recorder',
        purpose: 'Writes down what was decided',
        powers: 'How it is written',
        duties: 'Sends it in two days',
        skills: 'Experience',
        stage: 'deliver',
        months: '3',
      },
      { as: first },
    );
    expect(added.html).toContain('Nobody holds it yet');
    for (const words of [
      'How it is written',
      'Sends it in two days',
      'Experience',
      'while we deliver',
      '3 months',
    ])
      expect(added.html).toContain(words);
    role = /action="([^"]+)\/nominations"/.exec(added.html)![1]!;
  });

  it('takes a name and a reason from each partner, the latest counts', async () => {
    const wrong = await town.post(`${role}/nominations`, { person: second, reason: '' }, { as: first });
    expect(wrong.html).toContain('Write why');
    await say('nominations', { person: first, reason: 'Has time' }, first);
    await say('nominations', { person: second, reason: 'Listens well' }, first);
    const { html } = await say('nominations', { person: second, reason: 'Did it before' }, third);
    expect(html).toContain('Listens well');
    expect(html).toContain('Did it before');
    expect(html).not.toContain('Has time');
    const stranger = await town.addPerson('Stranger');
    const foreign = await town.post(`${role}/nominations`, { person: stranger, reason: 'x' }, { as: first });
    expect(foreign.html).toContain('Choose somebody');
  });

  it('puts one candidate to all, and waits on the desks of those who answer for a partner', async () => {
    await say('proposal', { person: second, reason: 'Two partners named them' }, talks.facilitator);
    const again = await town.post(`${role}/proposal`, { person: first, reason: 'x' }, { as: first });
    expect(again.html).toContain('Somebody is proposed already');
    expect((await town.get('/desk', { as: first })).html).toContain('is proposed as “Recorder”');
    expect((await town.get('/desk', { as: second })).html).toContain('Would you take the role “Recorder”?');
    expect((await town.get('/desk', { as: talks.facilitator })).html).not.toContain(
      'is proposed as “Recorder”',
    );
  });

  it('is not filled while an objection stands, and an objection has a reason', async () => {
    await say('consents', { choice: 'yes' }, first);
    await say('consents', { choice: 'yes' }, second);
    const bare = await town.post(`${role}/consents`, { choice: 'objection', reason: '' }, { as: third });
    expect(bare.html).toContain('Write what harm you see');
    await say('consents', { choice: 'objection', reason: 'Has no time on Thursdays' }, third);
    const { html } = await say('answer', { answer: 'yes' }, second);
    expect(html).toContain('An objection stands.');
    expect(html).toContain('Has no time on Thursdays');
    expect(html).not.toContain('until ');
  });

  it('is filled when the candidate is willing and no partner objects; who does not sign in is not waited for', async () => {
    const { html } = await say('consents', { choice: 'yes' }, third);
    expect(html).toMatch(/Lead of Harvest group \w+, until \d+ \w+ \d{4}/);
    expect((await town.get(catalogue, { as: talks.observer, locale: 'de' })).html).toContain(
      'Alle sind besetzt.',
    );
    await town.settle();
    const { rows } = await town.database.outer.query(
      `select kind, content::text from journal_entry where space_id = $1 order by seq`,
      [talks.id],
    );
    expect(rows.map((row) => row.kind)).toContain('role.filled');
    expect(rows.map((row) => row.content).join()).not.toContain('Thursdays');
  });

  it('lets its holder say what they want to grow into', async () => {
    await say('term', { handOver: '', growth: 'Facilitate a meeting' }, second);
    expect((await town.get(role, { as: first })).html).toContain('Facilitate a meeting');
    expect((await town.post(`${role}/term`, { growth: 'x' }, { as: first })).status).toBe(403);
  });

  it('asks for the hand-over before the term ends, and shows it to whoever comes next', async () => {
    expect((await town.get('/desk', { as: second })).html).not.toContain('Pass on the role');
    await town.moveTime('70 days');
    expect((await town.get('/desk', { as: second })).html).toContain('Pass on the role “Recorder”');
    await town.moveTime('30 days');
    expect((await town.get(role, { as: first })).html).toContain('the term ended on');
    const facilitator = { as: talks.facilitator };
    const asked = 'The term for “Recorder” has ended. Who goes on?';
    expect((await town.get('/desk', facilitator)).html).toContain(asked);
    expect((await town.get('/desk', { as: first })).html).not.toContain(asked);
    await say('term', { handOver: 'The key is with the porter', growth: '' }, second);
    expect((await town.get('/desk', { as: second })).html).not.toContain('Pass on the role');

    await say('proposal', { person: third, reason: 'Their turn' }, third);
    expect((await town.get('/desk', facilitator)).html).not.toContain(asked);
    await say('consents', { choice: 'yes' }, first);
    await say('consents', { choice: 'yes' }, second);
    const next = await say('consents', { choice: 'yes' }, third);
    expect(next.html).toContain('Passed on by Lead of Harvest group');
    expect(next.html).toContain('The key is with the porter');
    const read = await say('reading', {}, third);
    expect(read.html).toContain('Read on');
    const back = await say('ending', {}, third);
    expect(back.html).toContain('Nobody holds it yet');
    expect(back.html).toContain('Who held it before');
  });

  it('can be taken out of use and back', async () => {
    expect((await say('removal', {}, first)).html).toContain('This role is not in use any more.');
    expect((await town.get(catalogue, { as: first })).html).toContain('No role is written down yet.');
    expect((await say('return', {}, second)).html).toContain('Nobody holds it yet');
  });
});

it('lets nobody speak for another partner, nor change what was said: not even by raw SQL', async () => {
  const scope = await town.scopeFor(first);
  const other = talks.partners[1]!.id;
  const forged = town.database.change(scope, ({ db }) =>
    sql`insert into role_consent (id, space_id, proposal_id, partner_id, choice)
        select gen_random_uuid(), space_id, id, ${other}, 'yes' from role_proposal limit 1`.execute(db),
  );
  await expect(forged).rejects.toThrow(/row-level security/);
  for (const text of [`update role_consent set choice = 'yes'`, 'delete from role_nomination'])
    await expect(town.database.change(scope, ({ db }) => sql.raw(text).execute(db))).rejects.toThrow(
      /permission denied/,
    );
  const others = await foundPartnership(town, { name: 'Street Repair' });
  const foreign = await town.scopeFor(others.facilitator);
  for (const table of ['role', 'role_nomination', 'role_proposal', 'role_consent', 'role_term']) {
    const { rows } = await town.database.read(foreign, ({ db }) =>
      sql.raw(`select * from ${table}`).execute(db),
    );
    expect(rows, table).toEqual([]);
  }
});

it('counts two partners that agree at the same moment both', async () => {
  const added = await town.postAndFollow(
    catalogue,
    { title: 'Speaker', purpose: 'Speaks', months: '6' },
    { as: first },
  );
  role = /action="([^"]+)\/nominations"/.exec(added.html)![1]!;
  await say('proposal', { person: first, reason: 'Speaks plainly' }, first);
  await Promise.all(
    [first, second, third].map((as) => town.post(`${role}/consents`, { choice: 'yes' }, { as })),
  );
  const { rows } = await town.database.outer.query(
    `select count(*)::int as n from role_term where role_id = $1`,
    [role.split('/').at(-1)],
  );
  expect(rows[0].n).toBe(1);
});

it('goes with a guest to the account that they make: what they hold, and what they are named and proposed for', async () => {
  const guest = await comeInByLink(town, talks.id, talks.partners[0]!, 'Gus');
  const write = async (title: string) => {
    const added = await town.postAndFollow(
      catalogue,
      { title, purpose: 'Serves', months: '6' },
      { as: first },
    );
    return /action="([^"]+)\/nominations"/.exec(added.html)![1]!;
  };
  const held = await write('Host');
  const open = await write('Cook');
  const choice = { person: guest.id, reason: 'Likes to' };
  role = held;
  await town.post(`${held}/proposal`, choice, { cookie: guest.cookie });
  for (const as of [first, second, third]) await say('consents', { choice: 'yes' }, as);
  role = open;
  await say('nominations', choice, second);
  await say('proposal', choice, third);
  const account = await town.addPerson('Gus with an account');
  await takeOver(town, guest, account);
  const [handOver, yes] = [{ handOver: 'The keys hang there', growth: '' }, { answer: 'yes' }];
  expect((await town.post(`${held}/term`, handOver, { as: account })).status).toBe(303);
  expect((await town.get('/desk', { as: account })).html).toContain('Would you take the role “Cook”?');
  expect((await town.post(`${open}/answer`, yes, { as: account })).status).toBe(303);
  const { rows } = await town.database.outer.query(
    `select person_id from role_term where person_id = $1
     union all select person_id from role_proposal where person_id = $1 and closed_at is null
     union all select person_id from role_nomination where person_id = $1`,
    [guest.id],
  );
  expect(rows).toEqual([]);
});

it('asks those who facilitate when who held it has left, and says so in the catalogue', async () => {
  const partner = talks.partners[0]!;
  const leaver = await talks.join('Leaver', 'member', partner.id);
  const added = await town.postAndFollow(
    catalogue,
    { title: 'Treasurer', purpose: 'Counts', months: '6' },
    { as: first },
  );
  role = /action="([^"]+)\/nominations"/.exec(added.html)![1]!;
  await town.post(`${role}/proposal`, { person: leaver, reason: 'Counts well' }, { as: leaver });
  await say('answer', { answer: 'yes' }, leaver);
  for (const as of [first, second, third]) await say('consents', { choice: 'yes' }, as);
  expect((await town.get('/desk', { as: talks.facilitator })).html).not.toContain('“Treasurer”');
  const { rows } = await town.database.outer.query(
    'select id from membership where person_id = $1 and space_id = $2 and until is null',
    [leaver, partner.id],
  );
  const ending = `/partnerships/${talks.id}/partners/${partner.id}/people/${rows[0].id}/end`;
  expect((await town.post(ending, {}, { as: first })).status).toBe(303);
  const { html } = await town.get('/desk', { as: talks.facilitator });
  expect(html).toContain('Who held “Treasurer” has left. Who goes on?');
  expect((await town.get(catalogue, { as: second })).html).toMatch(/Treasurer[\s\S]+Leaver \w+ has left/);
  await say('proposal', { person: second, reason: 'Goes on' }, first);
  for (const as of [first, third]) await say('consents', { choice: 'yes' }, as);
  await say('consents', { choice: 'yes' }, second);
  await say('answer', { answer: 'yes' }, second);
  expect((await town.get('/desk', { as: talks.facilitator })).html).not.toContain('“Treasurer”');
});

describe('row 26: a role has a domain, and a way on', () => {
  const form = { purpose: 'Brings people in', months: '6' };
  const add = async (more: Record<string, string>, as = first) =>
    (await town.post(catalogue, { ...form, ...more }, { as })).location!;
  const idOf = (path: string) => path.split('/').at(-1)!;

  it('offers every role of the catalogue whole, in each language', async () => {
    const { html } = await town.get(catalogue, { as: first });
    for (const name of suggestions) {
      expect(html).toContain(`${catalogue}/new?as=${name}`);
      for (const locale of locales) {
        const page = await town.get(`${catalogue}/new?as=${name}`, { as: first, locale });
        const filled = filledForm(page.html, catalogue);
        for (const field of ['title', 'purpose', 'domain', 'powers', 'duties', 'skills', 'learns', 'months'])
          expect(filled[field], `${name} ${locale} ${field}`).toMatch(/\S/);
      }
    }
    expect(html).toContain('Critical friend');
    expect(html).toContain('Connector');
  });

  it('says what it looks after, what one learns in it, and where it can lead', async () => {
    const coordinator = await add({ title: 'Coordinator', domain: 'The work between meetings' });
    const learns = 'How groups decide';
    const connector = await add({ title: 'Connector', learns, next: idOf(coordinator) });
    const page = await town.get(connector, { as: talks.observer });
    expect(page.html).toContain(learns);
    expect(page.html).toMatch(new RegExp(`Could lead to[\\s\\S]*href="${coordinator}"[^>]*>Coordinator`));
    const above = await town.get(coordinator, { as: first });
    expect(above.html).toContain('The work between meetings');
    expect(above.html).toMatch(
      /Who could grow into it[\s\S]*Connector[\s\S]*How groups decide[\s\S]*Nobody holds it yet/,
    );
    expect((await town.get('/search?q=groups+decide', { as: first })).html).toContain(connector);
    // Not to itself, and not out of the partnership: not by raw SQL either.
    const edit = await town.get(`${connector}/edit`, { as: first });
    expect(edit.html).not.toContain(`<option value="${idOf(connector)}"`);
    const other = await foundPartnership(town, { name: 'Street Repair' });
    const elsewhere = await town.post(
      `/partnerships/${other.id}/roles`,
      { ...form, title: 'Recorder' },
      { as: other.facilitator },
    );
    for (const next of [idOf(connector), idOf(elsewhere.location!), 'none']) {
      const path = `${connector}/edit`;
      const refused = await town.post(path, { ...form, title: 'Connector', next }, { as: first });
      expect(refused.html).toContain('Choose a role from the list');
    }
    const forge = town.database.change(await town.scopeFor(first), ({ db }) =>
      sql`update role set next_id = ${idOf(elsewhere.location!)} where id = ${idOf(connector)}`.execute(db),
    );
    await expect(forge).rejects.toThrow(/foreign key/);
    const changed = {
      ...form,
      title: 'Connector',
      domain: 'Ties to outside',
      learns,
      next: idOf(coordinator),
    };
    const saved = await town.postAndFollow(`${connector}/edit`, changed, { as: second });
    expect(saved.html).toContain('Ties to outside');
    // A role that is not in use any more leads nowhere, and nothing leads to it.
    await town.post(`${coordinator}/removal`, {}, { as: first });
    expect((await town.get(connector, { as: first })).html).not.toContain('Could lead to');
  });

  it('reminds who holds it while there is time to hand over', async () => {
    const path = await add({ title: 'Critic', months: '2' });
    await town.post(`${path}/proposal`, { person: first, reason: 'Asks well' }, { as: first });
    for (const as of [first, second, third]) await town.post(`${path}/consents`, { choice: 'yes' }, { as });
    await town.post(`${path}/answer`, { answer: 'yes' }, { as: first });
    const { until } = await town.database.system(({ db }) =>
      db.selectFrom('role_term').select('until').where('role_id', '=', idOf(path)).executeTakeFirstOrThrow(),
    );
    const today = await town.inDays(0);
    const left = Math.round((noonOf(until).getTime() - noonOf(today).getTime()) / 86_400_000);
    // An hour comes or goes with summer time: a day before, and a day after.
    await town.moveTime(`${left - 32} days`);
    expect((await town.get('/desk', { as: first })).html).not.toContain('Pass on the role “Critic”');
    await town.moveTime('3 days');
    expect((await town.get('/desk', { as: first })).html).toContain('Pass on the role “Critic”');
    await town.moveTime('31 days');
    expect((await town.get('/desk', { as: talks.facilitator })).html).toContain(
      'The term for “Critic” has ended',
    );
  });
});
