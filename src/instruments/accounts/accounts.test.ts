import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let organisation: string;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  town.mails.length = 0;
  organisation = newId();
  await town.addOrganisation(organisation, organisation, {
    en: 'Mill Street Neighbours',
    de: 'Nachbarschaft Mühlenstraße',
  });
  lead = await town.addPerson(`Lead ${organisation}`, { space: organisation, role: 'lead' });
});

/** Mails leave after the page was answered: waits for them. */
async function nextMail(to?: string): Promise<TestTown['mails'][number]> {
  for (let turn = 0; turn < 60; turn += 1) {
    await town.settle();
    const at = town.mails.findIndex((mail) => !to || mail.to[0]?.address === to);
    if (at >= 0) return town.mails.splice(at, 1)[0]!;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No mail came');
}
const linkIn = (text: string | undefined, part: string) => {
  const link = text?.split(/\s+/).find((word) => word.includes(part));
  if (!link) throw new Error(`No link with ${part} in: ${text}`);
  return new URL(link).pathname;
};
const withPassword = async (name: string, password: string) => {
  const person = await town.addPerson(name, { space: organisation, role: 'member' });
  await town.get('/account', { as: person });
  await town.house.accounts.setPassword(person, password);
  return { person, email: `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test` };
};

describe('signing in with a password', () => {
  it('opens the desk with a cookie that scripts cannot read', async () => {
    const { email } = await withPassword(`Reader ${newId()}`, 'three words in a row');
    const answer = await town.post('/sign-in', { email, password: 'three words in a row' });
    expect(answer).toMatchObject({ status: 303, location: '/desk' });
    expect(answer.headers.getSetCookie().find((cookie) => cookie.includes('session_token'))).toMatch(
      /HttpOnly; SameSite=Lax/i,
    );
    expect((await town.get('/account', { cookie: answer.cookie })).status).toBe(200);
  });

  it('lasts as long as the session, which each day of use makes longer', async () => {
    const { email } = await withPassword(`Stayer ${newId()}`, 'three words in a row');
    const { cookie } = await town.post('/sign-in', { email, password: 'three words in a row' });
    const token = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)![1]!).split('.')[0]!;
    const look = async () => (await town.get('/account', { cookie })).status;
    const daysLeft = async (set?: number) => {
      if (set !== undefined)
        await town.database.outer.query(
          `update auth_session set "expiresAt" = now() + make_interval(days => $2) where token = $1`,
          [token, set],
        );
      const { rows } = await town.database.outer.query(
        `select round(extract(epoch from "expiresAt" - now()) / 86400)::int as days from auth_session where token = $1`,
        [token],
      );
      return rows[0].days;
    };
    await daysLeft(3);
    expect(await look()).toBe(200);
    expect(await daysLeft()).toBe(30);
    await daysLeft(-1);
    expect(await look()).toBe(303);
  });

  it('counts only with a cookie that we signed', async () => {
    const { email } = await withPassword(`Signer ${newId()}`, 'three words in a row');
    const { cookie } = await town.post('/sign-in', { email, password: 'three words in a row' });
    const look = async (tried: string) => (await town.get('/account', { cookie: tried })).status;
    expect(await look(cookie)).toBe(200);
    expect(await look(cookie.replace(/session_token=([^.]+)\..{4}/, 'session_token=$1.AAAA'))).toBe(303);
    expect(await look(cookie.replace(/session_token=([^.]+)\.[^;]+/, 'session_token=$1'))).toBe(303);
  });

  it('goes on to where one was going, and only within this site', async () => {
    const { email } = await withPassword(`Goer ${newId()}`, 'three words in a row');
    const to = async (next: string) =>
      (await town.post('/sign-in', { email, password: 'three words in a row', next })).location;
    expect(await to('/account')).toBe('/account');
    expect(await to('//evil.test')).toBe('/desk');
    expect(await to('https://evil.test/')).toBe('/desk');
    expect(await to('/\\evil.test')).toBe('/desk');
  });

  it('says the same for a wrong password and an unknown address, and loses nothing typed but the password', async () => {
    const { email } = await withPassword(`Owner ${newId()}`, 'three words in a row');
    const wrong = await town.post('/sign-in', { email, password: 'something else' });
    const unknown = await town.post('/sign-in', { email: 'nobody@people.test', password: 'something else' });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const plain = (html: string) => html.replace(/value="[^"]*"/g, '');
    expect(plain(wrong.html)).toBe(plain(unknown.html));
    expect(wrong.html).toContain(`value="${email}"`);
    expect(wrong.html).not.toContain('something else');
  });

  it('counts ten attempts in fifteen minutes for an account', async () => {
    const statuses = [];
    for (let n = 0; n < 11; n += 1)
      statuses.push((await town.post('/sign-in', { email: 'target@people.test', password: 'guess' })).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
  });

  it('counts only what failed for a network address, which a whole town hall may share', async () => {
    const { email } = await withPassword(`Sharer ${newId()}`, 'three words in a row');
    const right = { email, password: 'three words in a row' };
    for (let n = 0; n < 12; n += 1) expect((await town.post('/sign-in', right)).status).toBe(303);
    for (let n = 0; n < 10; n += 1)
      await town.post('/sign-in', { email: `guess${n}@people.test`, password: 'guess' });
    expect((await town.post('/sign-in', right)).status, 'guesses at many accounts add up').toBe(429);
  });
});

describe('signing in by a link', () => {
  it('mails a link that shows a button first and works once', async () => {
    const name = `Linker ${newId()}`;
    await town.addPerson(name);
    const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test`;
    const asked = await town.post('/sign-in/links', { email });
    const mail = await nextMail();
    expect(mail.to[0]?.address).toBe(email);
    const link = linkIn(mail.text, '/sign-in/links/');
    expect((await town.get(link)).html).toContain('Sign me in');
    expect((await town.get(link)).status, 'looking at it uses nothing up').toBe(200);
    const signedIn = await town.post(link, {});
    expect(signedIn).toMatchObject({ status: 303, location: '/desk' });
    expect((await town.post(link, {})).status).toBe(404);
    const unknown = await town.post('/sign-in/links', { email: 'nobody@people.test' });
    expect(unknown).toMatchObject({ status: 303, location: asked.location });
    expect((await town.post('/sign-in/links/made-up', {})).status).toBe(404);
  });

  it('sends nobody more than five mails in fifteen minutes', async () => {
    const statuses = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await town.post('/sign-in/links', { email: 'flood@people.test' })).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
  });
});

describe('making an account', () => {
  const policy = async (signUp: string, domains: string[] = []) => {
    await town.database.outer.query('update city set sign_up = $1, sign_up_domains = $2', [signUp, domains]);
    town.house.city.forget();
  };

  it('takes a proven address where the city is open, in the language of the page', async () => {
    await policy('open');
    const email = `new.${newId()}@elsewhere.test`;
    await town.post('/sign-up', { email, name: 'Neue Person' }, { locale: 'de' });
    const mail = await nextMail();
    expect(mail.subject).toBe('Ihr Konto bei Testby');
    const joined = await town.post(linkIn(mail.text, '/sign-in/links/'), {});
    expect((await town.get('/account', { cookie: joined.cookie })).html).toContain('Neue Person');
  });

  it('asks for an invitation where people join by invitation', async () => {
    await policy('invitation');
    expect((await town.get('/sign-up')).html).toContain('You need an invitation');
    expect((await town.post('/sign-up', { email: 'a@b.test', name: 'A' })).status).toBe(422);
  });

  it('takes the domains of the city, and names them to others', async () => {
    await policy('domain', ['testby.test']);
    expect((await town.post('/sign-up', { email: 'a@other.test', name: 'A' })).html).toContain('testby.test');
    expect((await town.post('/sign-up', { email: `a${newId()}@testby.test`, name: 'A' })).status).toBe(303);
  });

  it('asks for what is missing, beside the field and in the summary', async () => {
    await policy('open');
    const answer = await town.post('/sign-up', { email: 'not an address', name: ' ' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Write a mail address');
    expect(answer.html).toContain('Write a name');
    expect(answer.html).toContain('not an address');
  });
});

describe('an invitation', () => {
  const send = (form: Record<string, string>) =>
    town.post(
      `/spaces/${organisation}/invitations`,
      { role: 'member', kind: 'person', locale: 'de', name: '', ...form },
      { as: lead },
    );

  it('goes out in the language of the invited, works once, and makes a member', async () => {
    const email = `invited.${newId()}@people.test`;
    expect((await send({ email, role: 'contact' })).status).toBe(303);
    const mail = await nextMail(email);
    expect(mail.subject).toBe('Einladung: Nachbarschaft Mühlenstraße');
    expect(mail.html).not.toMatch(/<img|<style|utm_/);
    const link = linkIn(mail.text, '/invitations/');
    expect((await town.get(link)).html).toContain('Contact person');
    const joined = await town.post(link, { name: 'Invited person', password: 'a password of words' });
    expect(joined).toMatchObject({ status: 303, location: '/desk' });
    expect((await town.get(`/spaces/${organisation}/people`, { cookie: joined.cookie })).html).toContain(
      'Invited person',
    );
    expect((await town.get(link)).status).toBe(404);
    expect((await town.post(link, { name: 'Second' })).status).toBe(404);
    expect((await town.post('/sign-in', { email, password: 'a password of words' })).status).toBe(303);
  });

  it('for a shared mailbox lets several people act under its name', async () => {
    const email = `box.${newId()}@people.test`;
    await send({ email, kind: 'mailbox', name: 'Mailbox of the neighbours', role: 'lead' });
    const joined = await town.post(linkIn((await nextMail()).text, '/invitations/'), {
      name: 'Mailbox of the neighbours',
    });
    const people = await town.get(`/spaces/${organisation}/people`, { cookie: joined.cookie });
    expect(people.html).toContain('shared mailbox');
    // A second reader of the mailbox signs in by link, beside the first.
    await town.post('/sign-in/links', { email });
    const second = await town.post(linkIn((await nextMail()).text, '/sign-in/links/'), {});
    expect((await town.get(`/spaces/${organisation}/people`, { cookie: second.cookie })).status).toBe(200);
    expect((await town.get(`/spaces/${organisation}/people`, { cookie: joined.cookie })).status).toBe(200);
  });

  it('can be withdrawn, and grows old', async () => {
    await send({ email: `one.${newId()}@people.test` });
    const withdrawn = linkIn((await nextMail()).text, '/invitations/');
    const page = await town.get(`/spaces/${organisation}/people`, { as: lead });
    const action = /action="([^"]+\/withdrawal)"/.exec(page.html)![1]!;
    expect((await town.postAndFollow(action, {}, { as: lead })).html).toContain('withdrawn');
    expect((await town.get(withdrawn)).status).toBe(404);
    await send({ email: `two.${newId()}@people.test` });
    const old = linkIn((await nextMail()).text, '/invitations/');
    await town.database.outer.query("update invitation set expires_at = now() - interval '1 second'");
    expect((await town.get(old)).status).toBe(404);
  });

  it('cannot be sent by members, strangers or leads of others, nor into roles that are not of the place', async () => {
    const member = await town.addPerson(`Member ${newId()}`, { space: organisation, role: 'member' });
    const stranger = await town.addPerson(`Stranger ${newId()}`);
    const form = { email: 'x@people.test', role: 'lead', kind: 'person', locale: 'en', name: '' };
    for (const as of [member, stranger, undefined]) {
      expect((await town.post(`/spaces/${organisation}/invitations`, form, { as })).status).toBe(404);
    }
    expect((await send({ email: 'x@people.test', role: 'administrator' })).status).toBe(404);
    expect(
      (await town.post(`/spaces/${town.city}/invitations`, { ...form, role: 'administrator' }, { as: lead }))
        .status,
    ).toBe(404);
  });

  it('lets administrators let others in where nobody leads yet, and never themselves', async () => {
    const name = `Boss ${newId()}`;
    const as = await town.addAdministrator(name);
    const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test`;
    const form = { email, role: 'lead', kind: 'person', locale: 'en', name: '' };
    const path = `/spaces/${organisation}/invitations`;
    expect((await town.post(path, form, { as })).status, 'somebody leads it').toBe(404);
    await town.database.outer.query('update membership set until = now() where person_id = $1', [lead]);
    const refused = await town.post(path, form, { as });
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.html).toContain('Nobody lets themselves in');
    const other = `other.${newId()}@people.test`;
    expect((await town.post(path, { ...form, email: other }, { as })).status).toBe(303);
    await nextMail(other);
  });

  it('of another organisation cannot be withdrawn, and one that is none is not there', async () => {
    const email = `three.${newId()}@people.test`;
    await send({ email });
    await nextMail(email);
    const { rows } = await town.database.outer.query('select id from invitation order by id desc limit 1');
    const elsewhere = newId();
    await town.database.system(({ db }) =>
      db
        .insertInto('space')
        .values({
          id: elsewhere,
          kind: 'organisation',
          audience: 'public',
          audience_id: null,
          created_by: null,
        })
        .execute(),
    );
    const as = await town.addPerson(`Foreign lead ${newId()}`, { space: elsewhere, role: 'lead' });
    for (const id of [rows[0].id, newId(), 'none'])
      expect((await town.post(`/spaces/${elsewhere}/invitations/${id}/withdrawal`, {}, { as })).status).toBe(
        404,
      );
    expect((await town.get('/spaces/none/people', { as })).status).toBe(404);
  });

  it('is not sent to who is there already', async () => {
    const email = `there.${newId()}@people.test`;
    await send({ email });
    await town.post(linkIn((await nextMail()).text, '/invitations/'), { name: 'There' });
    expect((await send({ email })).html).toContain('is already here');
  });
});

describe('taking part', () => {
  it('ends at once: the next click of a removed member finds nothing', async () => {
    const member = await town.addPerson(`Leaver ${newId()}`, { space: organisation, role: 'member' });
    expect((await town.get(`/spaces/${organisation}/people`, { as: member })).status).toBe(200);
    const { rows } = await town.database.outer.query('select id from membership where person_id = $1', [
      member,
    ]);
    await town.postAndFollow(`/spaces/${organisation}/members/${rows[0].id}/end`, {}, { as: lead });
    expect((await town.get(`/spaces/${organisation}/people`, { as: member })).status).toBe(404);
  });

  it('ends when somebody leaves by themselves', async () => {
    const member = await town.addPerson(`Goer ${newId()}`, { space: organisation, role: 'member' });
    const { rows } = await town.database.outer.query('select id from membership where person_id = $1', [
      member,
    ]);
    const left = await town.post(`/spaces/${organisation}/members/${rows[0].id}/end`, {}, { as: member });
    expect(left).toMatchObject({ status: 303, location: '/account' });
    expect((await town.get(`/spaces/${organisation}/people`, { as: member })).status).toBe(404);
  });

  it('leaves nobody without a lead', async () => {
    await town.addPerson(`Other ${newId()}`, { space: organisation, role: 'member' });
    const { rows } = await town.database.outer.query('select id from membership where person_id = $1', [
      lead,
    ]);
    const answer = await town.post(`/spaces/${organisation}/members/${rows[0].id}/end`, {}, { as: lead });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Somebody has to lead');
  });

  it('is nobody else’s business', async () => {
    expect((await town.get(`/spaces/${organisation}/people`)).location).toContain('/sign-in?next=');
    expect(
      (await town.get(`/spaces/${organisation}/people`, { as: await town.addPerson(`Curious ${newId()}`) }))
        .status,
    ).toBe(404);
  });
});

describe('a new password', () => {
  it('wants the old one, and signs out all other devices', async () => {
    const { email } = await withPassword(`Changer ${newId()}`, 'the first password');
    const here = await town.post('/sign-in', { email, password: 'the first password' });
    const elsewhere = await town.post('/sign-in', { email, password: 'the first password' });
    expect(
      (
        await town.post(
          '/account/password',
          { current: 'wrong', password: 'the second password' },
          { cookie: here.cookie },
        )
      ).status,
    ).toBe(422);
    expect(
      (
        await town.post(
          '/account/password',
          { current: 'the first password', password: 'short' },
          { cookie: here.cookie },
        )
      ).html,
    ).toContain('at least 12');
    const changed = await town.post(
      '/account/password',
      { current: 'the first password', password: 'the second password' },
      { cookie: here.cookie },
    );
    expect(changed.status).toBe(303);
    expect((await town.get('/account', { cookie: changed.cookie })).status).toBe(200);
    expect((await town.get('/account', { cookie: elsewhere.cookie })).status).toBe(303);
    expect((await town.post('/sign-in', { email, password: 'the first password' })).status).toBe(422);
  });
});

describe('signing out', () => {
  it('ends the session on the server, not only the cookie', async () => {
    const { email } = await withPassword(`Closer ${newId()}`, 'three words in a row');
    const { cookie } = await town.post('/sign-in', { email, password: 'three words in a row' });
    await town.post('/sign-out', {}, { cookie });
    expect((await town.get('/account', { cookie })).status).toBe(303);
  });
});

describe('the way back to where one was going', () => {
  it('leads through signing in, whether the page is there or not', async () => {
    for (const path of ['/organisations/none/ties', `/requests/${newId()}`]) {
      const answer = await town.get(path);
      expect(answer.location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    }
  });

  it('is kept by a link that is mailed', async () => {
    await town.addPerson('Way Finder');
    const page = await town.get('/sign-in?next=%2Frequests');
    expect(page.html).toContain('name="next" value="/requests"');
    await town.post('/sign-in/links', { email: 'way.finder@people.test', next: '/requests' });
    const mail = await nextMail('way.finder@people.test');
    const link = /http:\/\/town\.test(\/sign-in\/links\/\S+)/.exec(mail.text!)![1]!;
    const redeem = await town.get(link);
    expect(redeem.html).toContain('name="next" value="/requests"');
    const path = /action="(\/sign-in\/links\/[^"]+)"/.exec(redeem.html)![1]!;
    expect((await town.post(path, { next: '/requests' })).location).toBe('/requests');
    expect(
      (await town.post('/sign-in/links', { email: 'x@people.test', next: 'https://evil.test' })).status,
    ).toBe(303);
  });
});

describe('a city that sends no mail', () => {
  it('wants a password of whoever takes up an invitation, and lets nobody out for good', async () => {
    const silent = await openTestTown({ config: { mail: undefined } });
    try {
      const administrator = await silent.addAdministrator();
      const page = await silent.get(`/spaces/${silent.city}/people`, { as: administrator });
      expect(page.html).toContain('Whoever you invite here administers Testby');
      const form = {
        email: 'second@people.test',
        name: '',
        kind: 'person',
        role: 'administrator',
        locale: 'en',
      };
      const shown = await silent.postAndFollow(`/spaces/${silent.city}/invitations`, form, {
        as: administrator,
      });
      const link = /http:\/\/town\.test(\/invitations\/[^<\s"]+)/.exec(shown.html)![1]!;
      const empty = await silent.post(link, { name: 'Second', password: '' });
      expect(empty.status).toBe(422);
      expect(empty.html).toContain('your only way back in');
      expect((await silent.post(link, { name: 'Second', password: 'four words in line' })).status).toBe(303);
      expect((await silent.get('/sign-in')).html).not.toContain('action="/sign-in/links"');

      const way = await silent.house.accounts.letIn('second@people.test');
      const forgotten = { email: 'second@people.test', password: 'four words in line' };
      expect((await silent.post('/sign-in', forgotten)).status).toBe(422);
      const back = await silent.post(`/sign-in/links/${way!.token}`, { next: '/account' });
      expect(back.location).toBe('/account');
      const chosen = { current: '', password: 'other words in line' };
      expect((await silent.post('/account/password', chosen, { cookie: back.cookie })).status).toBe(303);
      expect((await silent.post('/sign-in', { ...forgotten, password: 'other words in line' })).status).toBe(
        303,
      );
      expect(await silent.house.accounts.letIn('nobody@people.test')).toBeUndefined();
    } finally {
      await silent.close();
    }
  });
});
