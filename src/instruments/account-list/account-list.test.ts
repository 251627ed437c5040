import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { pathOf } from '../../testing-addresses.ts';
import { settleTwoHalves, type World } from '../../testing-two-of-each.ts';
import { foundPartnership } from '../partnerships/testing.ts';

let town: TestTown;
let world: World;
let admin: string;
const list = '/settings/accounts';
beforeAll(async () => {
  town = await openTestTown();
  world = await settleTwoHalves(town);
  admin = world.people.administrator;
}, 120_000);
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  town.mails.length = 0;
});

const close = (person: string, as = admin) => town.post(`${list}/${person}/closure`, {}, { as });
const reopen = (person: string, as = admin) => town.post(`${list}/${person}/return`, {}, { as });

describe('the list of accounts', () => {
  it('is found through by name and address, and goes on where a page ends', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `Zoe ${String(n).padStart(2, '0')}`);
    for (const name of names) await town.addPerson(name);
    const page = (await town.get(`${list}?q=zoe`, { as: admin })).html;
    expect(page.match(/Zoe \d\d/g)).toEqual(names.slice(0, 50));
    const next = /href="([^"]*after=[^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
    expect((await town.get(next, { as: admin })).html.match(/Zoe \d\d/g)).toEqual(names.slice(50));
    expect((await town.get(`${list}?q=zoe.07%40people`, { as: admin })).html.match(/Zoe \d\d/g)).toEqual([
      'Zoe 07',
    ]);
    expect((await town.get(`${list}?q=%25`, { as: admin })).html).toContain('Nobody is found');
  });

  it('says which organisations somebody is in, and nothing of partnerships', async () => {
    const talks = await foundPartnership(town, { name: 'Closed doors talks' });
    const { lead } = world.people;
    await town.addMembership(lead, talks.id, 'observer');
    const page = (await town.get(`${list}/${lead}`, { as: admin })).html;
    expect(page).toContain('North streets');
    expect(page).not.toContain('Closed doors talks');
  });

  it('says who is to be erased and when, whoever asked, and offers it no second time', async () => {
    const own = await town.addPerson('Goes soon');
    const asked = await town.addPerson('Goes soon too');
    await town.post('/account/data/erasure', { sure: 'yes' }, { as: own });
    await town.post(`${list}/${asked}/erasure`, { sure: 'yes' }, { as: admin });
    const said = /To be erased on \d+ \w+ \d{4}/g;
    expect((await town.get(`${list}?q=goes+soon`, { as: admin })).html.match(said)).toHaveLength(2);
    for (const person of [own, asked]) {
      const page = (await town.get(`${list}/${person}`, { as: admin })).html;
      expect(page).toMatch(said);
      expect(page).not.toContain('Erase this person');
      await town.post(`${list}/${person}/erasure/undoing`, {}, { as: admin });
      const after = (await town.get(`${list}/${person}`, { as: admin })).html;
      expect(after).not.toMatch(said);
      expect(after).toContain('Erase this person');
    }
  });
});

describe('a closed account', () => {
  it('is out at the next click, signs in by nothing, and its person is told', async () => {
    const email = `cleo.${newId()}@people.test`;
    const cookies = await town.house.accounts.signInProven(email, 'Cleo');
    const cookie = cookies.getSetCookie()[0]!.split(';')[0]!;
    const { rows } = await town.database.outer.query('select id from person where email = $1', [email]);
    const person = rows[0].id as string;
    await town.house.accounts.setPassword(person, 'three words in a row');
    const token = await town.house.accounts.mintSignInToken(email, '');
    expect((await town.get('/account', { cookie })).status).toBe(200);
    expect((await close(person)).location).toBe(`${list}/${person}`);
    expect((await town.get('/account', { cookie })).status).toBe(303);
    const signIn = await town.post('/sign-in', { email, password: 'three words in a row' });
    expect(signIn.status).toBe(403);
    expect(signIn.html).toContain('This account is closed');
    expect(signIn.cookie).not.toContain('session_token');
    expect((await town.post(`/sign-in/links/${token}`, {})).status).toBe(403);
    await town.post('/sign-in/links', { email });
    await town.settle();
    const told = town.mails.filter((mail) => mail.to[0]?.address === email);
    expect(told.map(({ subject }) => subject)).toEqual(['Your account at Testby is closed']);
    const entries = await town.database.outer.query(
      `select kind, actor_id from journal_entry where subject_id = $1 and kind like 'account.%'`,
      [person],
    );
    expect(entries.rows).toEqual([{ kind: 'account.closed', actor_id: admin }]);

    expect((await reopen(person)).location).toBe(`${list}/${person}`);
    expect((await town.get('/account', { cookie })).status, 'the old session stays over').toBe(303);
    expect((await town.post('/sign-in', { email, password: 'three words in a row' })).location).toBe('/desk');
  });

  it('loses its streams at once', async () => {
    const talks = await foundPartnership(town);
    const leaving = await talks.join('Leaving', 'member', talks.partners[0]!.id);
    const staying = await talks.join('Staying', 'member', talks.partners[0]!.id);
    const streams = await Promise.all(
      [leaving, staying].map(async (one) => town.house.live.open(await town.scopeFor(one))!),
    );
    const ended = streams.map(() => false);
    for (const [n, stream] of streams.entries())
      void (async () => {
        const reader = stream.getReader();
        while (!(await reader.read()).done);
        ended[n] = true;
      })();
    await close(leaving);
    await expect.poll(() => ended).toEqual([true, false]);
    town.house.live.leave(staying);
  });

  it('opens nothing by the signed links of its person', async () => {
    const { own } = world.halves;
    const { open } = town.house.links;
    const ada = open('follow', own.tokens.follow)![1]!;
    const pia = open('part', own.tokens.part)![0]!;
    const links: [string, string][] = [
      ['GET /links/requests/:token', ada],
      ['GET /links/requests/:token (answer)', world.people.lead],
      ['GET /told/links/:token', world.people.asker],
      ['GET /taking-part/:token', pia],
    ];
    for (const [route, person] of links) {
      const path = pathOf(route, own, world.city);
      expect((await town.get(path)).status, route).toBe(200);
      await town.database.outer.query('update person set deactivated_at = now() where id = $1', [person]);
      expect((await town.get(path)).status, route).toBe(404);
      await town.database.outer.query('update person set deactivated_at = null where id = $1', [person]);
      expect((await town.get(path)).status, route).toBe(200);
    }
    // A page that is written leads on by a cookie of its own.
    const brief = pathOf('GET /links/briefs/:token', own, world.city);
    const { location, cookie } = await town.get(brief);
    expect((await town.get(location!, { cookie })).status).toBe(200);
    await close(world.people.asker);
    expect((await town.get(location!, { cookie })).location).toContain('/sign-in');
    await reopen(world.people.asker);
  });

  it('takes up no invitation', async () => {
    const { own } = world.halves;
    const name = 'Invited once';
    const person = await town.addPerson(name);
    const email = 'invited.once@people.test';
    const form = { email, role: 'member', kind: 'person', locale: 'en', name: '' };
    await town.post(`/spaces/${own.department.id}/invitations`, form, { as: world.people.lead });
    const { rows } = await town.database.outer.query('select id from invitation where email = $1', [email]);
    const link = `/invitations/${town.house.links.make('mailed-invitation', rows[0].id)}`;
    await close(person);
    expect((await town.post(link, { name, password: '' })).status).toBe(403);
    const parts = await town.database.outer.query('select from membership where person_id = $1', [person]);
    expect(parts.rows).toHaveLength(0);
  });

  it('is nobody who could be counted on: another one has to administer the city or lead', async () => {
    const organisation = newId();
    await town.addOrganisation(organisation, organisation, { en: 'Two leads' });
    const closed = await town.addPerson('Closed lead', { space: organisation, role: 'lead' });
    const lead = await town.addPerson('Last lead', { space: organisation, role: 'lead' });
    await town.addPerson('Member there', { space: organisation, role: 'member' });
    const leave = async () => {
      const { rows } = await town.database.outer.query('select id from membership where person_id = $1', [
        lead,
      ]);
      return town.post(`/spaces/${organisation}/members/${rows[0].id}/end`, {}, { as: lead });
    };
    await close(closed);
    expect((await town.get(`/spaces/${organisation}/people`, { as: lead })).html).toContain('account closed');
    expect((await leave()).status).toBe(422);
    await reopen(closed);
    expect((await leave()).status).toBe(303);
  });
});

describe('closing', () => {
  it('is done to others alone, by administrators alone', async () => {
    const person = await town.addPerson('Stays here');
    expect((await close(admin)).html).toContain('Your own account is closed by another administrator');
    for (const as of [world.people.lead, person]) expect((await close(person, as)).status).toBe(403);
    expect((await town.get('/account', { as: person })).status).toBe(200);
    for (const id of [newId(), 'none']) expect((await close(id)).status).toBe(404);
  });

  it('is refused by the database too', async () => {
    const person = await town.addPerson('Stays there');
    const run = async (as: string, statement: ReturnType<typeof sql>) =>
      town.database
        .change(await town.scopeFor(as), async ({ db }) => void (await statement.execute(db)))
        .then(() => 'done')
        .catch((error) => error.code);
    for (const act of ['close_account', 'open_account']) {
      expect(await run(world.people.lead, sql`select ${sql.raw(act)}(${person})`)).toBe('42501');
      expect(await run(admin, sql`select ${sql.raw(act)}(${admin})`)).toBe('42501');
    }
    expect(await run(admin, sql`update person set deactivated_at = now() where id = ${person}`)).toBe(
      '42501',
    );
  });

  it('twice at the same moment is written down once', async () => {
    const person = await town.addPerson('Closed twice');
    await Promise.all([close(person), close(person)]);
    const { rows } = await town.database.outer.query(
      `select from journal_entry where subject_id = $1 and kind = 'account.closed'`,
      [person],
    );
    expect(rows).toHaveLength(1);
  });
});
