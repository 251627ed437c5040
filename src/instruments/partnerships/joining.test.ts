import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { beginWith, invitationIn, joinByLink, linkIn, pathTo } from './testing-journey.ts';

let town: TestTown;
let founder: string;
let n = 0;
const fresh = (name: string) => {
  n += 1;
  return `${name}.${n}@guest.test`;
};
const baker = { name: 'Ada Berg', group: 'Bakery on the corner', kind: 'business' };

beforeAll(async () => {
  town = await openTestTown();
  founder = await town.addPerson('Founder');
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
});

async function invited(more: string[] = [], language = 'en') {
  const address = fresh('ada');
  const id = await beginWith(town, founder, { invited: [address, ...more], language });
  return { id, address, link: await invitationIn(town, address) };
}

describe('an invitation', () => {
  it('shows what it is about to whoever holds it, and changes nothing by being looked at', async () => {
    const { link } = await invited([], 'de');
    for (const as of [undefined, undefined, founder]) {
      const { html, status } = await town.get(link, { as, locale: 'de' });
      expect(status).toBe(200);
      expect(html).toContain('Einladung: Canteen Talks');
      expect(html).toContain('Meals from nearby');
      expect(html).toContain('Harvest group');
    }
    expect((await town.get(link)).html).toContain('You need no password');
    expect((await town.get(`${link.slice(0, -3)}abc`)).status).toBe(404);
  });

  it('opens in the language that it was written in, unless its reader has chosen one', async () => {
    const { address, link } = await invited([], 'de');
    const mailed = await linkIn(town, address, '/partnership-invitations/');
    const open = (headers: Record<string, string>) =>
      town.app.request(`http://town.test${mailed}`, { headers: { host: 'town.test', ...headers } });
    const first = await open({ 'accept-language': 'nl' });
    expect(first.headers.get('location')).toBe(link);
    expect(first.headers.get('set-cookie')).toContain('lang=de');
    const chosen = await open({ cookie: 'lang=nl' });
    expect(chosen.headers.get('location')).toBe(link);
    expect(chosen.headers.get('set-cookie') ?? '').not.toContain('lang=');
  });

  it('lets somebody in by link alone, and each mail to them brings them back', async () => {
    const { id, address, link } = await invited();
    const joined = await joinByLink(town, link, baker);
    expect(joined.location).toBe(pathTo(id));
    expect(joined.headers.getSetCookie().find((one) => one.startsWith('samvirke.part='))).toMatch(
      /Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax/,
    );
    const { html } = await town.get(pathTo(id), { cookie: joined.cookie });
    expect(html).toContain('Welcome. You are in.');
    expect(html).toContain('Bakery on the corner');
    expect(html).toContain('Ada Berg');
    expect(html).toContain('href="/taking-part"');
    expect(html, 'nobody sees the address').not.toContain(address);
    const back = await linkIn(town, address, '/taking-part/');
    const goOn = await town.get(back);
    expect(goOn.html).toContain('Go on as Ada Berg');
    expect(goOn.headers.getSetCookie().some((one) => one.startsWith('samvirke.part='))).toBe(false);
    const next = new URL(back, 'http://town.test').searchParams.get('next')!;
    const went = await town.post(back.split('?')[0]!, { next });
    expect(went.location).toBe(pathTo(id));
    expect((await town.get(pathTo(id), { cookie: went.cookie })).status).toBe(200);
    expect((await town.get(back, { cookie: went.cookie })).location).toBe(pathTo(id));
    expect((await town.post(back.split('?')[0]!, { next: '//evil.test' })).location).toBe('/desk');
  });

  it('works once, also for two at the same moment', async () => {
    const { id, link } = await invited();
    const forms = [1, 2, 3].map((at) => ({ ...baker, name: `Racer ${at}`, _once: newId() }));
    const answers = await Promise.all(forms.map((form) => town.post(link, form)));
    expect(answers.map((one) => one.status).sort()).toEqual([303, 404, 404]);
    const { rows } = await town.database.outer.query(
      "select count(*) from membership where space_id = $1 and role = 'participant'",
      [id],
    );
    expect(Number(rows[0].count), 'the founder and one more').toBe(2);
    const { rows: people } = await town.database.outer.query(
      `select count(*) from person where name like 'Racer%'`,
    );
    expect(Number(people[0].count), 'nobody is left over').toBe(1);
    const again = await town.get(link);
    expect(again.status).toBe(404);
    expect(again.html).toContain('It was used already');
    const way = /href="(\/taking-part\/way-in[^"]*)"/.exec(again.html)![1]!;
    expect((await town.get(way)).html).toContain('Send me my way in');
  });

  it('says in its subject to what it invites and who does, and the list of mails tells neither', async () => {
    const { address } = await invited();
    const mail = town.mails.findLast((one) => one.to[0]?.address === address)!;
    expect(mail.subject).toBe('Invitation from Founder: Canteen Talks');
    const { rows } = await town.database.outer.query(
      "select subject, headers from mail where address = $1 and kind = 'partner-invitation'",
      [address],
    );
    expect(rows).toEqual([{ subject: 'You are invited to a partnership', headers: {} }]);
    expect((await town.get('/invitations')).html).toContain('begins with the word “Invitation”');
  });

  it('sent twice by a line that went down, it lets the same browser in', async () => {
    const { id, link } = await invited();
    const form = { ...baker, _once: newId() };
    await town.post(link, form);
    const again = await town.post(link, form);
    expect(again.location).toBe(pathTo(id));
    expect((await town.get(pathTo(id), { cookie: again.cookie })).html).toContain('Welcome. You are in.');
  });

  it('pressed twice after a mistake, it lets the same browser in by either answer', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { id, link } = await invited();
      expect((await town.post(link, { ...baker, group: '' })).status).toBe(422);
      const form = { ...baker, _once: newId() };
      const answers = await Promise.all([town.post(link, form), town.post(link, form)]);
      for (const { location, cookie } of answers) {
        expect(location).toBe(pathTo(id));
        expect((await town.get(pathTo(id), { cookie })).html).toContain('Welcome. You are in.');
      }
    }
  });

  it('grows old after two weeks, and can be sent anew', async () => {
    const { id, address, link } = await invited();
    await town.moveTime('15 days');
    const old = await town.get(link);
    expect(old.status).toBe(404);
    expect(old.html).toContain('It has run out');
    expect((await town.post(link, baker)).status).toBe(404);
    const people = await town.get(`${pathTo(id)}/people`, { as: founder });
    expect(people.html).toContain('ran out on');
    const renewal = /action="([^"]+\/renewal)"/.exec(people.html)![1]!;
    expect((await town.postAndFollow(renewal, {}, { as: founder })).html).toContain('A new invitation for');
    const anew = await invitationIn(town, address);
    expect(anew).not.toBe(link);
    expect((await town.get(link)).html).toContain('It was sent again: look for a later mail.');
    expect((await joinByLink(town, anew, baker)).location).toBe(pathTo(id));
  });

  it('can be withdrawn, and its partner is waited for no longer', async () => {
    const { id, link } = await invited();
    const people = await town.get(`${pathTo(id)}/people`, { as: founder });
    const withdrawal = /href="([^"]+\/withdrawal)"/.exec(people.html)![1]!;
    const asked = await town.get(withdrawal, { as: founder });
    expect(asked.html, 'it asks first').toContain('no mail says so');
    expect((await town.get(link)).status).toBe(200);
    const form = { _once: newId() };
    const after = await town.postAndFollow(withdrawal, form, { as: founder });
    expect(after.html).toContain('The invitation is withdrawn');
    const again = await town.postAndFollow(withdrawal, form, { as: founder });
    expect(again.html).toContain('The invitation is withdrawn');
    expect(after.html).not.toContain('@guest.test');
    const gone = await town.get(link);
    expect(gone.status).toBe(404);
    expect(gone.html).toContain('It was withdrawn.');
    expect(gone.html).not.toContain('later mail');
    expect((await town.get('/partnerships', { as: founder })).html).toContain('one partner');
  });

  it('gives way to writing down what the partner says, for one that does not sign in after all', async () => {
    const { id, address, link } = await invited();
    const people = await town.get(`${pathTo(id)}/people`, { as: founder });
    const partner = new RegExp(`href="([^"]+/partners/[0-9a-f-]{36})"[^>]*>${address}`).exec(
      people.html,
    )![1]!;
    const asked = await town.get(partner, { as: founder });
    expect(asked.html).toContain('They do not sign in: we write down what they say');
    const unnamed = await town.post(`${partner}/recording`, { name: '', kind: '' }, { as: founder });
    expect(unnamed.status).toBe(422);
    const form = { name: 'Old Chess Club', kind: 'community' };
    const { html } = await town.postAndFollow(`${partner}/recording`, form, { as: founder });
    expect(html).toContain('Old Chess Club is in.');
    expect(html).toContain('This partner does not sign in.');
    expect(html).not.toContain('we write down what they say');
    expect(html, 'nobody is waited for').not.toContain(address);
    expect((await town.get(link)).status).toBe(404);
    expect((await town.post(`${partner}/recording`, form, { as: founder })).status).toBe(404);
    expect((await town.get(`${pathTo(id)}/people`, { as: founder })).html).toContain('nobody signs in');
  });

  it('may be answered with a no; its reason is for who facilitates', async () => {
    const { id, link } = await invited();
    const no = await town.post(`${link}/decline`, { reason: 'We have no kitchen' });
    expect(no.location).toBe('/');
    expect((await town.get(link)).html).toContain('answered with a no');
    expect((await town.post(link, baker)).status).toBe(404);
    const people = await town.get(`${pathTo(id)}/people`, { as: founder });
    expect(people.html).toContain('said no on');
    expect(people.html).toContain('We have no kitchen');
  });

  it('is on the desk of whoever has an account at its address, who answers it as themselves', async () => {
    const name = `Kim ${newId()}`;
    const kim = await town.addPerson(name);
    const address = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test`;
    const id = await beginWith(town, founder, { invited: [address] });
    await town.get('/account', { as: kim });
    const desk = await town.get('/desk', { as: kim });
    expect(desk.html).toContain('You are invited: Canteen Talks');
    const link = /href="(\/partnership-invitations\/[^"]+)"/.exec(desk.html)![1]!;
    expect((await town.get('/partnerships', { as: kim })).html).toContain('You are invited');
    const page = await town.get(link, { as: kim });
    expect(page.html).toContain(`You join as ${name}`);
    expect(page.html).not.toContain('Your name');
    const form = { as: 'group', group: 'Market', kind: 'business' };
    const joined = await town.postAndFollow(link, form, { as: kim });
    expect(joined.html).toContain('Market');
    expect(joined.html).toContain(name);
    expect((await town.get('/desk', { as: kim })).html).not.toContain('You are invited');
    expect((await town.get(pathTo(id), { as: kim })).status).toBe(200);
  });

  it('asks for name and kind of the group, and keeps what was typed', async () => {
    const { link } = await invited();
    const answer = await town.post(link, { name: 'Ada', group: '', kind: '' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Write the name of the group');
    expect(answer.html).toContain('value="Ada"');
  });

  it('is not for who is in already', async () => {
    const { link } = await invited();
    const answer = await town.post(link, { as: 'group', group: 'Mine', kind: 'community' }, { as: founder });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('already');
  });

  it('is not sent to who takes part by link any more than to who has an account', async () => {
    const { id, address, link } = await invited();
    await joinByLink(town, link, baker);
    const other = await town.addPerson('Other', { space: id, role: 'participant' });
    const { rows } = await town.database.outer.query('select email from person where id = $1', [other]);
    for (const there of [address, rows[0].email as string]) {
      const form = { role: 'lead', invited: there.toUpperCase(), language: 'en', note: '' };
      const again = await town.post(`${pathTo(id)}/invitations`, form, { as: founder });
      expect(again.status).toBe(422);
      expect(again.html).toContain(`${there.toLowerCase()} is in already. Take this address out`);
    }
  });

  it('is sent anew to who took part by link and left', async () => {
    const { id, address, link } = await invited();
    const { cookie } = await joinByLink(town, link, baker);
    const people = await town.get(`${pathTo(id)}/people`, { cookie });
    const there = /href="([^"]+\/partners\/[0-9a-f-]{36})"[^>]*>Bakery on the corner/.exec(people.html)![1]!;
    await town.post(`${there}/removal`, { reason: '' }, { as: founder });
    const form = { role: 'lead', invited: address, language: 'en', note: '' };
    expect((await town.post(`${pathTo(id)}/invitations`, form, { as: founder })).status).toBe(303);
  });

  it('brings somebody who takes part by link elsewhere in as the same person', async () => {
    const first = await invited();
    const joined = await joinByLink(town, first.link, baker);
    const id = await beginWith(town, founder, { name: 'Street Repair', invited: [first.address] });
    const link = await invitationIn(town, first.address);
    // From another device: the mail proves who they are.
    const again = await joinByLink(town, link, { ...baker, name: 'Another name' });
    const { html } = await town.get('/taking-part', { cookie: again.cookie });
    expect(html).toContain('Street Repair');
    expect(html).toContain('Canteen Talks');
    expect((await town.get(pathTo(id), { cookie: joined.cookie })).status).toBe(200);
  });
});
