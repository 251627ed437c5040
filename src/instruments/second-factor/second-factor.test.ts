import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { commands } from '../../commands.ts';
import { codeOf } from '../../platform/accounts/testing.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  town.mails.length = 0;
});

/** What a command prints. */
async function runCommand(house: TestTown['house'], name: string, words: string[]): Promise<string> {
  const printing = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    expect(await commands[name]!(house, words)).toBe(0);
    return printing.mock.calls.flat().join('\n');
  } finally {
    printing.mockRestore();
  }
}

const here = '/account/second-factor';
const password = 'three words in a row';

/** Somebody with a password, signed in just now. */
async function somebody() {
  const name = `Fay ${newId()}`;
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test`;
  const person = await town.addPerson(name);
  await town.house.accounts.signInProven(email, name);
  await town.house.accounts.setPassword(person, password);
  const { cookie } = await town.post('/sign-in', { email, password });
  return { person, email, cookie };
}

/** Somebody whose account asks for codes; their session and the ten recovery codes. */
async function withApp() {
  const { person, email, cookie: before } = await somebody();
  await town.post(`${here}/app`, {}, { cookie: before });
  const code = await codeOf(town, person);
  const on = await town.post(`${here}/app/confirmation`, { code }, { cookie: before });
  expect(on.location).toBe(`${here}/codes`);
  const { html } = await town.get(`${here}/codes`, { cookie: on.cookie });
  const recovery = [...html.matchAll(/<code>([A-Z2-9]{5}-[A-Z2-9]{5})<\/code>/g)].map((match) => match[1]!);
  return { person, email, before, cookie: on.cookie, recovery, code };
}

/** Password right: what the browser has then. */
async function half(email: string): Promise<string> {
  const answer = await town.post('/sign-in', { email, password });
  expect(answer.location).toMatch(/^\/sign-in\/code\?next=/);
  expect(answer.cookie).not.toContain('session_token');
  return answer.cookie;
}
const isIn = async (cookie: string) => (await town.get('/account', { cookie })).status === 200;
const answer = (cookie: string, code: string, next = '/desk') =>
  town.post('/sign-in/code', { code, next }, { cookie });

describe('codes of an app', () => {
  it('are switched on by the first right one, and ten recovery codes are shown this once', async () => {
    const { person, cookie } = await somebody();
    await town.post(`${here}/app`, {}, { cookie });
    const page = (await town.get(`${here}/app`, { cookie })).html;
    expect(page).toMatch(/<svg[^>]* role="img"/);
    expect(page).toMatch(/<code>([A-Z2-7]{4} ){7}[A-Z2-7]{4}<\/code>/);
    expect(page, 'on the phone itself there is nothing to point a camera at').toMatch(
      /href="otpauth:\/\/totp\/[^"]*">Open your app on this phone/,
    );
    const wrong = await town.post(`${here}/app/confirmation`, { code: '12' }, { cookie });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('This code does not count');
    expect(await town.database.system((tx) => town.house.accounts.factors.has(tx, person))).toBe(false);

    const code = await codeOf(town, person);
    const on = await town.post(`${here}/app/confirmation`, { code }, { cookie });
    const shown = await town.get(`${here}/codes`, { cookie: on.cookie });
    expect(shown.html.match(/<code>/g)).toHaveLength(10);
    expect(shown.headers.get('cache-control')).toContain('no-store');
    const kept = await town.post(`${here}/codes/kept`, {}, { cookie: on.cookie });
    expect(kept.location).toBe(here);
    expect((await town.get(`${here}/codes`, { cookie: on.cookie })).location).toBe(here);
    const { rows } = await town.database.outer.query(
      'select secret, begun from code_app where person_id = $1',
      [person],
    );
    expect(rows[0]).toMatchObject({ begun: null });
    expect(rows[0].secret, 'is kept encrypted').toMatch(/^[A-Za-z0-9+/=]{60,}$/);
  });

  it('give the session a new token, end all others, and are told by mail', async () => {
    const { before, cookie, email } = await withApp();
    expect([await isIn(before), await isIn(cookie)]).toEqual([false, true]);
    await town.settle();
    const [mail] = town.mails.filter((one) => one.to[0]?.address === email);
    expect(mail?.text).toContain('asks for a code from an app');
  });

  it('are asked for after the password, and lead on to where one was going', async () => {
    const { email, person } = await withApp();
    const { cookie } = await town.post('/sign-in', { email, password, next: '/told' });
    const asked = await town.get('/sign-in/code?next=%2Ftold', { cookie });
    expect(asked.html).toContain('Code from your app');
    expect((await town.get('/account', { cookie })).location, 'half is nothing').toContain('/sign-in');
    expect((await answer(cookie, '000000', '/told')).status).toBe(422);
    const done = await answer(cookie, await codeOf(town, person, 1), '/told');
    expect(done.location).toBe('/told');
    expect(await isIn(done.cookie)).toBe(true);
    expect((await answer(cookie, await codeOf(town, person, 1))).location, 'the question is over').toContain(
      '/sign-in?next=',
    );
  });

  it('are asked for after a link from a mail, and after every other link that signs in', async () => {
    const { email, person } = await withApp();
    const token = await town.house.accounts.mintSignInToken(email, '');
    const redeemed = await town.post(`/sign-in/links/${token}`, { next: '/account' });
    expect(redeemed.location).toBe('/sign-in/code?next=%2Faccount');
    expect(redeemed.cookie).not.toContain('session_token');
    expect(await isIn((await answer(redeemed.cookie, await codeOf(town, person, 1))).cookie)).toBe(true);

    const organisation = newId();
    await town.addOrganisation(organisation, organisation, { en: 'Organisation' });
    const lead = await town.addPerson(`Lead ${organisation}`, { space: organisation, role: 'lead' });
    const form = { email, role: 'member', kind: 'person', locale: 'en', name: '' };
    await town.post(`/spaces/${organisation}/invitations`, form, { as: lead });
    const { rows } = await town.database.outer.query('select id from invitation where email = $1', [email]);
    const link = `/invitations/${town.house.links.make('mailed-invitation', rows[0].id)}`;
    const invited = await town.post(link, { name: 'Fay', password: 'a password of somebody else' });
    expect(invited.location).toBe('/sign-in/code?next=%2Fdesk');
    expect(invited.cookie).not.toContain('session_token');
    expect(await town.house.accounts.checkPassword(person, 'a password of somebody else')).toBe(false);
  });

  it('work once, also where two send the same one at the same moment', async () => {
    const { email, person, code } = await withApp();
    expect((await answer(await half(email), code)).status, 'used to switch it on').toBe(422);
    const right = await codeOf(town, person, 1);
    const halves = [await half(email), await half(email)];
    const statuses = await Promise.all(halves.map(async (cookie) => (await answer(cookie, right)).status));
    expect(statuses.sort()).toEqual([303, 422]);
    expect((await answer(await half(email), right)).status).toBe(422);
  });

  it('are tried ten times in fifteen minutes, whatever browser they come from', async () => {
    const { email, person } = await withApp();
    const statuses = [];
    for (let n = 0; n < 11; n += 1) {
      const forwarded = await half(email);
      statuses.push((await answer(forwarded, '000000')).status);
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
    expect(
      (await answer(await half(email), await codeOf(town, person, 1))).status,
      'not even the right one',
    ).toBe(429);
  });

  it('are switched off by a code alone', async () => {
    const { cookie, person, email } = await withApp();
    const off = (code: string) => town.post(`${here}/app/removal`, { code }, { cookie });
    expect((await off('')).html).toContain('Write the code');
    expect((await off('111111')).status).toBe(422);
    const done = await off(await codeOf(town, person, 1));
    expect(done.location).toBe(here);
    expect(await isIn(cookie), 'under a new token').toBe(false);
    expect((await town.post('/sign-in', { email, password })).location).toBe('/desk');
    const { rows } = await town.database.outer.query('select from recovery_code where person_id = $1', [
      person,
    ]);
    expect(rows, 'recovery codes go with it').toHaveLength(0);
  });

  it('of a new phone take the place of the old ones only once the first of them was right', async () => {
    const { cookie, person, email } = await withApp();
    const old = await codeOf(town, person, 1);
    await town.post(`${here}/app`, {}, { cookie });
    expect((await answer(await half(email), old)).status).toBe(303);
    const on = await town.post(`${here}/app/confirmation`, { code: await codeOf(town, person) }, { cookie });
    expect(on.location, 'the recovery codes go on to count').toBe(here);
  });
});

describe('recovery codes', () => {
  it('sign in once each, however they are typed, and their owner is told', async () => {
    const { email, recovery } = await withApp();
    const [first, second] = recovery as [string, string];
    const typed = first.toLowerCase().replace('-', ' ');
    expect((await answer(await half(email), typed)).status).toBe(303);
    expect((await answer(await half(email), first)).status).toBe(422);
    expect((await answer(await half(email), second)).status).toBe(303);
    await town.settle();
    const told = town.mails.filter((mail) => mail.text?.includes('One of your recovery codes was used'));
    expect(told).toHaveLength(2);
  });

  it('are made anew, and those of before count no longer', async () => {
    const { email, cookie, recovery } = await withApp();
    expect((await town.get(here, { cookie })).html).toContain('10 are left');
    const made = await town.post(`${here}/codes`, {}, { cookie });
    expect((await town.get(made.location!, { cookie: made.cookie })).html).not.toContain(recovery[0]);
    expect((await answer(await half(email), recovery[0]!)).status).toBe(422);
  });

  it('are of one person alone, and shown in their browser alone', async () => {
    const [one, other] = [await withApp(), await withApp()];
    expect((await answer(await half(one.email), other.recovery[0]!)).status).toBe(422);
    const mixed = [
      one.cookie.match(/samvirke\.session_token=[^;]+/)![0],
      other.cookie.match(/samvirke\.codes=[^;]+/)![0],
    ];
    expect((await town.get(`${here}/codes`, { cookie: mixed.join('; ') })).location).toBe(here);
  });
});

describe('whoever runs the machine', () => {
  const letIn = (...words: string[]) => runCommand(town.house, 'let-in', words);

  it('lets somebody in without the second factor only where they say so, and that is told', async () => {
    const { email, person } = await withApp();
    const linkIn = (printed: string) => new URL(/http:\S+/.exec(printed)![0]).pathname;
    const asks = await letIn(email);
    expect(asks).toContain('it asks for their second factor');
    expect((await town.post(linkIn(asks), {})).location).toMatch(/^\/sign-in\/code/);
    const opens = await letIn(email, '--without-second-factor');
    expect(opens).toContain('Their second factor is gone');
    expect((await town.post(linkIn(opens), {})).location).toBe('/desk');
    expect(await town.database.system((tx) => town.house.accounts.factors.has(tx, person))).toBe(false);
    await town.settle();
    expect(town.mails.at(-1)?.text).toContain('has removed your second step');
  });
});

describe('whoever finds an open browser', () => {
  it('changes nothing without the password, once the sign-in is a quarter of an hour old', async () => {
    const { cookie, person } = await withApp();
    const forms = ['/app', '/app/confirmation', '/codes', '/passkeys', '/passkeys/questions'];
    await town.database.outer.query(
      `update auth_session set proven_at = now() - interval '16 minutes'
       where "userId" = (select login_id from person where id = $1)`,
      [person],
    );
    for (const form of forms)
      expect((await town.post(`${here}${form}`, { code: '1' }, { cookie })).location, form).toBe(here);
    const page = await town.get(here, { cookie });
    expect(page.html).toContain('First show that it is you');
    expect(page.html).not.toContain(`action="${here}/codes"`);
    expect((await town.post(`${here}/sure`, { current: 'a guess' }, { cookie })).html).toContain(
      'This is not your password',
    );
    await town.post(`${here}/sure`, { current: password }, { cookie });
    expect((await town.get(here, { cookie })).html).toContain(`action="${here}/codes"`);
  });

  it('is asked to sign in once more where there is no password', async () => {
    const person = await town.addPerson('Linker only');
    await town.get('/account', { as: person });
    await town.database.outer.query(`update auth_session set proven_at = now() - interval '16 minutes'`);
    expect((await town.get(here, { as: person, locale: 'de' })).html).toContain('Noch einmal anmelden');
  });
});
