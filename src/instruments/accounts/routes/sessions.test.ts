import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceOf } from '../../../platform/accounts/device.ts';
import { openTestTown, type TestTown } from '../../../testing.ts';

let town: TestTown;
let person: string;
const account = { email: 'sessions.sam@people.test', password: 'three words in a row' };
const phone = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';
const laptop =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';

beforeAll(async () => {
  town = await openTestTown();
  person = await town.addPerson('Sessions Sam');
  await town.house.accounts.signInProven(account.email, 'Sessions Sam');
  await town.house.accounts.setPassword(person, account.password);
  await town.house.accounts.sessions.endAll(person);
});
afterAll(() => town.close());

async function signIn(agent: string): Promise<string> {
  const { cookie, status } = await town.post('/sign-in', account, { headers: { 'user-agent': agent } });
  expect(status).toBe(303);
  return cookie;
}
const isIn = async (cookie: string) => (await town.get('/account', { cookie })).status === 200;
const tokenIn = (cookie: string) => /session_token=([^;.]+)/.exec(cookie)![1]!;
/** Where each session that can be ended from this page is ended. */
const endings = (html: string) =>
  [...html.matchAll(/action="(\/account\/sessions\/[^"]+)"/g)].map((m) => m[1]!);

describe('where somebody is signed in', () => {
  it('is listed with a short phrase for each browser, and nothing else is kept of it', async () => {
    const [here, there] = [await signIn(laptop), await signIn(phone)];
    const { html } = await town.get('/account', { cookie: here });
    expect(html).toContain('Edge on Windows');
    expect(html).toContain('Firefox on Android');
    expect((await town.get('/account', { cookie: here, locale: 'de' })).html).toContain(
      'Firefox auf Android',
    );
    const { rows } = await town.database.outer.query(
      `select "userAgent" as agent, "ipAddress" as address from auth_session s join person p on p.login_id = s."userId"
       where p.id = $1`,
      [person],
    );
    expect(rows.map((row) => row.agent).sort()).toEqual(['Edge/Windows', 'Firefox/Android']);
    expect(rows.every((row) => !row.address)).toBe(true);
    expect(endings(html), 'one of two, and all others').toHaveLength(2);
    const [one] = endings(html);
    expect((await town.postAndFollow(one!, {}, { cookie: here })).html).toContain(
      'That device is signed out',
    );
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await town.post(one!, {}, { cookie: here })).status, 'it is over').toBe(404);
  });

  it('ends everywhere else at one press', async () => {
    const here = await signIn(laptop);
    const others = [await signIn(phone), await signIn(phone)];
    const told = await town.postAndFollow('/account/sessions/others/end', {}, { cookie: here });
    expect(told.html).toContain('All other devices are signed out');
    expect(await isIn(here)).toBe(true);
    for (const other of others) expect(await isIn(other)).toBe(false);
  });

  it('is nobody else’s to end', async () => {
    const mine = await signIn(phone);
    const { rows } = await town.database.outer.query('select id from auth_session where token = $1', [
      tokenIn(mine),
    ]);
    const stranger = await town.addPerson('Sessions Stranger');
    const tried = await town.post(`/account/sessions/${rows[0].id}/end`, {}, { as: stranger });
    expect(tried.status).toBe(404);
    await town.post('/account/sessions/others/end', {}, { as: stranger });
    expect(await isIn(mine)).toBe(true);
  });

  it('says when it was used last, to the hour', async () => {
    const cookie = await signIn(phone);
    const used = async () => {
      const { rows } = await town.database.outer.query(
        `select "updatedAt" > now() - interval '10 minutes' as recent from auth_session where token = $1`,
        [tokenIn(cookie)],
      );
      return rows[0].recent;
    };
    await town.database.outer.query(
      `update auth_session set "updatedAt" = now() - interval '2 days', "expiresAt" = "expiresAt" - interval '2 days'
       where token = $1`,
      [tokenIn(cookie)],
    );
    expect(await used()).toBe(false);
    expect(await isIn(cookie)).toBe(true);
    expect(await used()).toBe(true);
  });
});

describe('the token of a session', () => {
  it('is another one at each sign-in, whatever the browser brought along, and has 128 bits or more', async () => {
    const before = await signIn(phone);
    const { cookie, headers } = await town.post('/sign-in', account, { cookie: before });
    expect(tokenIn(cookie)).not.toBe(tokenIn(before));
    expect(tokenIn(cookie).length * Math.log2(62)).toBeGreaterThan(128);
    const said = headers.getSetCookie().find((one) => one.includes('session_token'))!;
    expect(said).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('of before is over once somebody signs in anew in the same browser, and no other one', async () => {
    const [here, there] = [await signIn(laptop), await signIn(phone)];
    const { cookie } = await town.post('/sign-in', account, { cookie: here });
    expect([await isIn(cookie), await isIn(here), await isIn(there)]).toEqual([true, false, true]);
  });

  it('ends half a year after the sign-in, however often it is used', async () => {
    const cookie = await signIn(phone);
    const begun = (days: number) =>
      town.database.outer.query(
        `update auth_session set "createdAt" = now() - make_interval(days => $2), "expiresAt" = now() + interval '30 days'
         where token = $1`,
        [tokenIn(cookie), days],
      );
    await begun(179);
    expect(await isIn(cookie)).toBe(true);
    await begun(181);
    expect(await isIn(cookie)).toBe(false);
  });

  it('is another one after a new password, and no other session stays', async () => {
    const [here, there] = [await signIn(laptop), await signIn(phone)];
    const form = { current: account.password, password: 'other words in a row' };
    const { cookie } = await town.post('/account/password', form, { cookie: here });
    account.password = form.password;
    expect(tokenIn(cookie)).not.toBe(tokenIn(here));
    expect([await isIn(cookie), await isIn(here), await isIn(there)]).toEqual([true, false, false]);
    await town.settle();
    expect(town.mails.at(-1)).toMatchObject({ to: [{ address: account.email }] });
    expect(town.mails.at(-1)!.text).toContain('has a new password');
  });

  it('that is old chooses no first password: whoever finds an open browser would stay', async () => {
    const someone = await town.addPerson('Link Lena');
    await town.get('/account', { as: someone });
    await town.database.outer.query(
      `update auth_session set proven_at = now() - interval '16 minutes'
       where "userId" = (select login_id from person where id = $1)`,
      [someone],
    );
    const chosen = await town.post('/account/password', { password: 'four words in line' }, { as: someone });
    expect(chosen.status).toBe(422);
    expect(chosen.html).toContain('Sign out and in once more');
    expect(await town.house.accounts.hasPassword(someone)).toBe(false);
  });

  it('travels by HTTPS alone where the city is reached so', async () => {
    const safe = await openTestTown({ config: { url: 'https://town.test' } });
    try {
      const one = await safe.addPerson('Safe Sam');
      await safe.house.accounts.signInProven('safe.sam@people.test', 'Safe Sam');
      await safe.house.accounts.setPassword(one, 'three words in a row');
      const form = { email: 'safe.sam@people.test', password: 'three words in a row' };
      const { headers, cookie } = await safe.post('/sign-in', form, {
        headers: { origin: 'https://town.test' },
      });
      expect(headers.getSetCookie()[0]).toMatch(
        /^__Host-samvirke\.session_token=.+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      );
      expect((await safe.get('/account', { cookie })).status).toBe(200);
      // One that was begun before cookies had this name goes on.
      const before = cookie.replace('__Host-', '__Secure-');
      expect((await safe.get('/account', { cookie: before })).status).toBe(200);
    } finally {
      await safe.close();
    }
  });
});

it('a browser that says nothing of itself is one that we do not know', async () => {
  expect(deviceOf(new Headers())).toBe('/');
  expect(deviceOf(new Headers({ 'user-agent': 'curl/8.5.0' }))).toBe('/');
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  expect(deviceOf(new Headers({ 'user-agent': iphone }))).toBe('Safari/iPhone');
  const cookie = await signIn('');
  expect((await town.get('/account', { cookie })).html).toContain('A browser we do not know');
});
