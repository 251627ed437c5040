import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { readable } from '../../platform/personal/copy.ts';
import type { ToldRow } from '../../platform/personal/telling.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type Couple, settleTwoPartnerships } from '../../testing-two-partnerships.ts';
import { newMails } from '../first-contact/testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { eraseDue } from './actions.ts';
import { letErasuresPass } from './testing.ts';

let town: TestTown;
let couple: Couple;
let administrator: string;
let lead: string;
beforeAll(async () => {
  town = await openTestTown();
  couple = await settleTwoPartnerships(town);
  ({ administrator } = couple);
  lead = couple.own.people.lead!;
}, 120_000);
afterAll(() => town.close());

const here = '/account/data';
const nameOf = async (person: string): Promise<string> => {
  const { rows } = await town.database.outer.query('select name from person where id = $1', [person]);
  return rows[0]?.name;
};
const stale = (person: string) =>
  town.database.outer.query(
    `update auth_session set proven_at = now() - interval '1 hour'
     where "userId" = (select login_id from person where id = $1)`,
    [person],
  );
type Told = { tables: { table: string; rows: Record<string, unknown>[] }[] };
const take = async (as: string): Promise<Told> =>
  JSON.parse((await town.get(`${here}/everything.json`, { as })).html);

describe('what is held about somebody', () => {
  it('is told to them by every room, as JSON and to read', async () => {
    const { tables } = await take(lead);
    const filled = tables.filter(({ rows }) => rows.length > 0).map(({ table }) => table);
    for (const table of ['person', 'auth_session', 'membership', 'journal_entry', 'block_version', 'to_do'])
      expect(filled).toContain(table);
    for (const table of ['sealed_answer', 'gate_outcome', 'moment', 'document', 'block_adoption'])
      expect([table, filled]).toEqual([table, expect.arrayContaining([table])]);
    const read = await town.get(`${here}/everything.html`, { as: lead, locale: 'de' });
    expect(read.headers.get('content-disposition')).toContain('my-data.html');
    expect(read.headers.get('cache-control')).toContain('no-store');
    expect(read.html).toContain(await nameOf(lead));
    expect(read.html).toContain('Canteen Talks');
  });

  it('is read in words: what was asked with what was answered, states by their names, nothing of programs', async () => {
    const copy = async (locale: 'en' | 'de') =>
      (await town.get(`${here}/everything.html`, { as: lead, locale })).html.replaceAll(/&#?\w+;/g, ' ');
    const [read, german] = [await copy('en'), await copy('de')];
    for (const page of [read, german]) {
      expect(page).not.toMatch(
        /<dd>(0, )+|<dd>(credential|with-unit|promised|not-yet|peer|lead|opposition)</,
      );
      expect(page).not.toMatch(/<dd>[a-z-]+\.[a-z-]+</);
      expect(page).not.toContain('<dd>/files/');
    }
    const { rows } = await town.database.outer.query(
      `select r.kind, r.questions, a.content from sealed_answer a join round r on r.id = a.round_id
       where a.saved_by = $1 and a.content <> '{}'`,
      [lead],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { kind, questions, content } of rows)
      for (const { text } of questions.filter((one: { key: string }) => content[one.key]))
        if (kind === 'open') expect(read).toContain(`<strong>${text}</strong>`);
    if (rows.some(({ kind, content }) => kind === 'gate' && content.values))
      expect(german).not.toContain('Do our values fit together?');
    expect(read).toContain('Yes, we stand for this');
    expect(german).not.toContain('Yes, we stand for this');
  });

  it('is read with whole addresses of pictures, and of a request as it was asked', () => {
    const row = (table: string, row: ToldRow) =>
      readable(town.house, [{ table, title: '', rows: [row] }], 'nb')[0]!.rows;
    expect(row('file', { text: '/files/7', kind: 'image/png' })).toEqual([
      { text: 'http://town.test/files/7', kind: undefined },
    ]);
    const want = { en: 'Benches', de: 'Bänke', nb: 'Benker', nl: 'Banken' };
    expect(row('request', { text: { want }, choice: 'with-unit' })).toEqual([
      { text: [{ asked: 'Det vi vil gjøre', answer: 'Benker' }], choice: 'venter på svar' },
    ]);
    expect(row('journal_entry', { kind: 'partner.joined' })).toEqual([]);
  });

  it('says nothing of what others keep to themselves', async () => {
    const other = couple.own.people.peer!;
    const { rows } = await town.database.outer.query(
      `select a.content::text as words from sealed_answer a
       where a.space_id = $1 and not app_round_open(a.round_id) and a.content <> '{}'`,
      [couple.own.ids.peer],
    );
    const secret = JSON.parse(rows[0].words) as Record<string, unknown>;
    const words = Object.values(secret)
      .flat()
      .map(String)
      .filter((word) => word.length > 3);
    expect(words.length).toBeGreaterThan(0);
    await town.database.outer.query(
      `update sealed_answer set content = jsonb_build_object('q', 'a word of the other side')
       where space_id = $1 and not app_round_open(round_id) and sealed_at is null`,
      [couple.own.ids.peer],
    );
    expect(JSON.stringify(await take(other))).toContain('a word of the other side');
    const told = JSON.stringify(await take(lead));
    expect(told).not.toContain('a word of the other side');
    expect(told).not.toContain('@people.test"'.replace('"', `, "${await nameOf(other)}`));
    for (const person of Object.values(couple.own.people)) {
      if (person === lead) continue;
      const { rows: found } = await town.database.outer.query('select email from person where id = $1', [
        person,
      ]);
      expect(told).not.toContain(found[0].email);
    }
  });

  it('has only bare facts of what they may read no more', async () => {
    const member = couple.foreign.people.member!;
    const at = `/partnerships/${couple.foreign.ids.id}/to-dos`;
    const due = new Date(Date.now() + 60 * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .split('-')
      .reverse()
      .join('.');
    const form = { text: 'A secret errand', due, owner: `person:${member}` };
    expect((await town.post(at, form, { as: member })).status).toBe(303);
    expect(JSON.stringify(await take(member))).toContain('A secret errand');
    await town.database.outer.query('update membership set until = app_now() where person_id = $1', [member]);
    const told = await take(member);
    expect(JSON.stringify(told)).not.toContain('A secret errand');
    expect(told.tables.find(({ table }) => table === 'to_do')!.rows.length).toBeGreaterThan(0);
  });

  it('is for them alone, and asks for the password where they signed in a while ago', async () => {
    await town.house.accounts.setPassword(lead, 'four words in line');
    await town.get(here, { as: lead });
    await stale(lead);
    for (const path of [`${here}/everything.json`, `${here}/everything.html`]) {
      const answer = await town.get(path, { as: lead });
      expect([answer.status, answer.location]).toEqual([303, here]);
    }
    const asked = await town.post(`${here}/erasure`, { sure: 'yes' }, { as: lead });
    expect(asked.location).toBe(here);
    expect((await town.get(here, { as: lead })).html).toContain('Give your password once more');
    const wrong = await town.post(`${here}/sure`, { current: 'other words', next: here }, { as: lead });
    expect(wrong.html).toContain('This is not your password');
    await town.postAndFollow(`${here}/sure`, { current: 'four words in line', next: here }, { as: lead });
    expect((await town.get(`${here}/everything.json`, { as: lead })).status).toBe(200);
  });
});

describe('under the role without rights', () => {
  const run = async (as: string, statement: ReturnType<typeof sql>) => {
    try {
      return await town.database.change(await town.scopeFor(as), async ({ db }) =>
        Number((await statement.execute(db)).numAffectedRows ?? 0),
      );
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  const asks = (person: string, by: string, days: number) =>
    sql`insert into erasure (id, space_id, audience_id, person_id, asked_by, due_at)
      values (${newId()}, ${town.city}, ${person}, ${person}, ${by}, app_now() + make_interval(days => ${days}))`;

  it('nobody has somebody else erased, nor anybody sooner than in a week, nor in another name', async () => {
    const { peer } = couple.own.people;
    expect(await run(peer!, asks(lead, peer!, 8))).toBe('42501');
    expect(await run(lead, asks(lead, lead, 6))).toBe('42501');
    expect(await run(administrator, asks(lead, lead, 8))).toBe('42501');
    expect(await run(lead, asks(lead, lead, 8))).toBe(1);
    expect(await run(lead, sql`update erasure set due_at = app_now()`)).toBe('42501');
    expect(await run(peer!, sql`delete from erasure`)).toBe(0);
    const rows = (as: string) =>
      town
        .scopeFor(as)
        .then((scope) => town.database.read(scope, ({ db }) => sql`select id from erasure`.execute(db)));
    expect((await rows(peer!)).rows).toEqual([]);
    expect((await rows(administrator)).rows).toHaveLength(1);
    for (const statement of [sql`select from erased_person`, sql`delete from person where id = ${lead}`])
      expect(await run(administrator, statement)).toBe('42501');
    expect(await run(lead, sql`delete from erasure`)).toBe(1);
  });

  it('nobody erases by a setting: what the house may do in its own name, they may not', async () => {
    const { rows } = await town.database.outer.query(`select id from round where space_id = $1 limit 1`, [
      couple.own.ids.id,
    ]);
    const attempt = town.database.change(await town.scopeFor(lead), async ({ db }) => {
      await sql`select set_config('app.erasing', 'yes', true)`.execute(db);
      await sql`update round set title = 'Another' where id = ${rows[0].id}`.execute(db);
    });
    await expect(attempt).rejects.toThrow(/round:|permission denied/);
  });
});

describe('erasure', () => {
  it('tells what to hand over first, and refuses', async () => {
    const { facilitator } = couple.own.people;
    const page = await town.get(here, { as: facilitator! });
    expect(page.html).toContain('You are the only facilitator of Canteen Talks');
    expect((await town.post(`${here}/erasure`, { sure: 'yes' }, { as: facilitator! })).status).toBe(422);
    expect((await town.get(here, { as: lead })).html).toContain('others are there. Name another lead first');
    expect((await town.get(here, { as: administrator })).html).toContain('only administrator of Testby');
    const theirs = `/settings/accounts/${lead}/erasure`;
    expect((await town.post(theirs, { sure: 'yes' }, { as: administrator })).status).toBe(422);
  });

  it('warns of organisations and partners that nobody speaks for afterwards, and hinders nobody', async () => {
    const [alone, office] = [newId(), newId()];
    await town.addOrganisation(alone, 'alone', { en: 'Lonely garden' });
    await town.addOrganisation(office, 'office', { en: 'Office of lamps' });
    const person = await town.addPerson('Nora Sole', { space: alone, role: 'lead' });
    await town.addMembership(person, office, 'contact');
    await town.addPerson('Member of lamps', { space: office, role: 'member' });
    const talks = await foundPartnership(town, { name: 'Lamp talks' });
    const partner = talks.partners[0]!.id;
    await town.database.outer.query('delete from membership where space_id = $1', [partner]);
    await town.addMembership(person, partner, 'lead');
    const page = (await town.get(here, { as: person })).html;
    expect(page).toContain(
      'You are the only lead of Lonely garden. Name somebody else first, or nobody speaks',
    );
    expect(page).toContain('You are the only contact person of Office of lamps');
    expect(page).toContain('You are the only lead of Lamp talks · ');
    const theirs = (await town.get(`/settings/accounts/${person}/erasure`, { as: administrator })).html;
    expect(theirs).toContain('This person is the only lead of Lonely garden');
    expect(theirs).toContain('the only lead of a partner in a partnership');
    expect(theirs).not.toContain('Lamp talks');
    expect((await town.post(`${here}/erasure`, { sure: 'yes' }, { as: person })).status).toBe(303);
    await town.post(`${here}/erasure/undoing`, {}, { as: person });
  });

  it('wants a tick, waits for a week, says so by mail, and is undone by one click', async () => {
    const { peer } = couple.own.people;
    expect((await town.post(`${here}/erasure`, {}, { as: peer! })).html).toContain(
      'Tick this if you are sure',
    );
    await town.settle();
    town.mails.length = 0;
    const page = await town.postAndFollow(`${here}/erasure`, { sure: 'yes' }, { as: peer! });
    expect(page.html).toContain('Until then everything works as before');
    expect(page.html).toMatch(/Your data will be deleted on \d+ \w+ \d{4}\./);
    await town.settle();
    expect(town.mails.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Your data at Testby will be deleted on \d+ \w+ \d{4}$/),
    ]);
    await eraseDue(town.house);
    expect(await nameOf(peer!)).toMatch(/^Lead of/);
    const undone = await town.postAndFollow(`${here}/erasure/undoing`, {}, { as: peer! });
    expect(undone.html).toContain('Your data stays. Nothing was deleted.');
    await town.settle();
    expect(town.mails.at(-1)!.subject).toBe('Your data at Testby stays');
    await letErasuresPass(town);
    await eraseDue(town.house);
    expect(await nameOf(peer!)).toMatch(/^Lead of/);
  });

  it('is asked by an administrator for somebody who cannot, and undone by either', async () => {
    const { outsider } = couple;
    const theirs = `/settings/accounts/${outsider}/erasure`;
    await town.postAndFollow(theirs, { sure: 'yes' }, { as: administrator });
    await town.postAndFollow(`${here}/erasure/undoing`, {}, { as: outsider });
    expect((await town.get(theirs, { as: administrator })).html).not.toContain('Do not erase');
    await town.postAndFollow(theirs, { sure: 'yes' }, { as: administrator });
    await town.postAndFollow(`${theirs}/undoing`, {}, { as: administrator });
    await town.postAndFollow(theirs, { sure: 'yes' }, { as: administrator });
    await letErasuresPass(town);
    await eraseDue(town.house);
    expect(await nameOf(outsider)).toBeUndefined();
  });

  it('waits where somebody has become needed meanwhile', async () => {
    const second = await town.addAdministrator('Second administrator');
    await town.postAndFollow(`${here}/erasure`, { sure: 'yes' }, { as: second });
    await town.database.outer.query('update membership set until = app_now() where person_id = $1', [
      administrator,
    ]);
    await letErasuresPass(town);
    town.mails.length = 0;
    for (const _ of ['its day', 'half an hour later']) await eraseDue(town.house);
    expect(await nameOf(second)).toBe('Second administrator');
    await town.settle();
    expect(town.mails.map(({ subject, to }) => [to[0]!.address, subject])).toEqual([
      [
        'second.administrator@people.test',
        'Your data at Testby is not deleted yet: somebody has to take over',
      ],
    ]);
    expect(town.mails[0]!.text).toContain('/account/data');
    await town.database.outer.query('update membership set until = null where person_id = $1', [
      administrator,
    ]);
    await eraseDue(town.house);
    expect(await nameOf(second)).toBeUndefined();
  });
});

describe('who takes part by link', () => {
  it('proves who they are by a mailed link, takes what is theirs, and is erased', async () => {
    const { founded } = { founded: couple.foreign.ids };
    const { facilitator } = couple.foreign.people;
    await newMails(town);
    const many = { role: 'observer', invited: 'Pia Ludo <pia.ludo@guest.test>', language: 'en', note: '' };
    expect(
      (await town.post(`/partnerships/${founded.id}/invitations`, many, { as: facilitator! })).status,
    ).toBe(303);
    const invitation = (await newMails(town)).to('pia.ludo@guest.test').text!;
    const link = /http:\/\/town\.test(\/partnership-invitations\/\S+)/.exec(invitation)![1]!;
    const { cookie } = await town.post(link, { name: 'Pia Ludo', group: '', kind: '' });
    const page = await town.get(here, { cookie });
    expect(page.html).toContain('We send a link to your address');
    expect((await town.get(`${here}/everything.json`, { cookie })).status).toBe(303);
    await newMails(town);
    await town.postAndFollow(`${here}/proof`, {}, { cookie });
    const proven = (await newMails(town)).to('pia.ludo@guest.test');
    const proof = /proof=(\S+)/.exec(proven.text!)![1]!;
    const told = await town.get(`${here}/everything.json?proof=${proof}`, { cookie });
    expect(told.html).toContain('pia.ludo@guest.test');
    // Somebody else's proof proves nothing.
    expect((await town.get(`${here}/everything.json?proof=${proof}x`, { cookie })).status).toBe(303);
    expect((await town.post(`${here}/erasure?proof=${proof}`, { sure: 'yes' }, { cookie })).status).toBe(303);
    await letErasuresPass(town);
    await eraseDue(town.house);
    const { rows } = await town.database.outer.query(`select id from person where name = 'Pia Ludo'`);
    expect(rows).toEqual([]);
  });
});
