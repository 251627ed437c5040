import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { type Dns, openDns } from '../../platform/outside/testing.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import {
  beginAt,
  client,
  connect,
  openProvider,
  type People,
  proveDomain,
  serviceForm,
  signInThere,
} from './testing.ts';

const org = newId();
const other = newId();
const domain = 'mill.example';
const people: People = {};
const here = `/spaces/${org}/sign-in`;
let town: TestTown;
let dns: Dns;
let provider: Awaited<ReturnType<typeof openProvider>>;
let lead: string;
let otherLead: string;

beforeAll(async () => {
  dns = await openDns();
  town = await openTestTown({ config: { outside: { dnsServers: [dns.server], loopback: true } } });
  await town.addOrganisation(org, 'mill', { en: 'Mill Street' });
  await town.addOrganisation(other, 'brook', { en: 'Brook Street' });
  lead = await town.addPerson('Mill lead', { space: org, role: 'lead' });
  otherLead = await town.addPerson('Brook lead', { space: other, role: 'lead' });
  provider = await openProvider(
    [org, other].map((id) => `http://town.test/sign-in/organisation/${id}`),
    people,
  );
  says('lead', { email: `lead@${domain}` });
});
afterAll(async () => {
  await town.close();
  await provider.close();
  await dns.close();
});
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
});

function says(login: string, claims: Record<string, unknown>): void {
  people[login] = {
    email_verified: true,
    name: `${login[0]!.toUpperCase()}${login.slice(1)} There`,
    ...claims,
  };
}
const rowOf = async (space: string) =>
  (await town.database.outer.query('select * from own_sign_in where space_id = $1', [space])).rows[0];
const one = async (sql: string, ...values: unknown[]) =>
  (await town.database.outer.query(sql, values)).rows[0];
const begin = (email: string, next = '/told') => beginAt(town, '/sign-in/organisation', { email, next });

/** The whole way of somebody, to the first page behind it. */
async function comeIn(login: string, email = `${login}@${domain}`, next?: string) {
  const { to, cookie } = await begin(email, next);
  return town.get(await signInThere(to, login), { cookie });
}

describe('an organisation sets it up', () => {
  it('is found in the settings, for each office of the city', async () => {
    const office = newId();
    await town.addOrganisation(office, 'parks', { en: 'Parks' });
    await town.database.outer.query("update organisation set kind = 'department' where id = $1", [office]);
    const as = await town.addAdministrator('Who sets things up');
    expect((await town.get('/settings', { as })).html).toContain('href="/settings/own-sign-in"');
    const { html } = await town.get('/settings/own-sign-in', { as });
    const links = [...html.matchAll(/href="(\/spaces\/[^"]+\/sign-in)"/g)].map(([, href]) => href!);
    expect(links).toContain(`/spaces/${office}/sign-in`);
    for (const link of links) expect((await town.get(link, { as })).status, link).toBe(200);
  });

  it('is for those who lead it, and for administrators only where they keep it', async () => {
    const member = await town.addPerson('Mill member', { space: org, role: 'member' });
    const administrator = await town.addAdministrator();
    for (const as of [member, otherLead, administrator]) {
      expect((await town.get(here, { as })).status).toBe(404);
      for (const step of ['domain', 'proof', 'service', 'trial', 'opening', 'closure'])
        expect((await town.post(`${here}/${step}`, { domain }, { as })).status, step).toBe(404);
    }
    const kept = newId();
    await town.addOrganisation(kept, 'kept', { en: 'Kept by the city' });
    const path = `/spaces/${kept}/sign-in`;
    const { html } = await town.postAndFollow(
      `${path}/domain`,
      { domain: 'kept.example' },
      { as: administrator },
    );
    expect(html).toContain('_samvirke.kept.example');
    expect((await town.get(`/spaces/${town.city}/sign-in`, { as: administrator })).status).toBe(404);
  });

  it('is changed by nobody else in the database either, and read by no stranger', async () => {
    const { id: member } = await one(`select id from person where name = 'Mill member'`);
    await town.post(`${here}/domain`, { domain }, { as: lead });
    const administrator = await town.addAdministrator('Second administrator');
    const change = async (as: string) => {
      const scope = await town.scopeFor(as);
      const { numUpdatedRows } = await town.database.change(scope, ({ db }) =>
        db.updateTable('own_sign_in').set({ joins: 'member' }).where('space_id', '=', org).executeTakeFirst(),
      );
      return numUpdatedRows;
    };
    for (const as of [member, otherLead, administrator]) expect(await change(as)).toBe(0n);
    expect(await change(lead)).toBe(1n);
    await town.database.outer.query(`update own_sign_in set joins = 'invited' where space_id = $1`, [org]);
    for (const as of [member, otherLead]) {
      const seen = town.database.read(await town.scopeFor(as), ({ db }) =>
        db.selectFrom('own_sign_in').select('domain').where('space_id', '=', org).execute(),
      );
      expect(await seen).toEqual([]);
    }
    const erase = town.database.change(await town.scopeFor(lead), ({ db }) =>
      db.deleteFrom('own_sign_in').execute(),
    );
    await expect(erase).rejects.toThrow(/permission denied/);
  });

  it('says what is no domain, and proves one by its record only', async () => {
    for (const none of ['', 'localhost', 'a b.example', '127.0.0.1', 'mill.example/x', '-.example'])
      expect((await town.post(`${here}/domain`, { domain: none }, { as: lead })).html).toContain(
        'Write a domain',
      );
    await town.post(`${here}/domain`, { domain: ` Someone@${domain.toUpperCase()} ` }, { as: lead });
    expect(await rowOf(org)).toMatchObject({ domain, proven_at: null });
    const look = async () => (await town.post(`${here}/proof`, {}, { as: lead })).html;
    expect(await look()).toContain('We did not find this record');
    dns.records.set(`TXT _samvirke.${domain}`, [['samvirke=AAAA-AAAA-AAAA-AAAA']]);
    expect(await look()).toContain('We did not find this record');
    dns.records.set(`TXT _samvirke.${domain}`, 'failing');
    expect(await look()).toContain('No DNS server answered');
    expect((await proveDomain(town, dns, org, lead, domain)).html).toContain('the domain is proven');
  });

  it('leaves a domain to the organisation that has proven it, and gives each another record', async () => {
    const mine = dns.records.get(`TXT _samvirke.${domain}`);
    await expect(proveDomain(town, dns, other, otherLead, domain)).rejects.toThrow();
    const taken = await town.post(`/spaces/${other}/sign-in/proof`, {}, { as: otherLead });
    expect(taken.html).toContain('Another organisation here has proven this domain');
    expect(dns.records.get(`TXT _samvirke.${domain}`)).not.toEqual(mine);
    expect((await rowOf(other)).proven_at).toBeNull();
    dns.records.set(`TXT _samvirke.${domain}`, mine!);
  });

  it('refuses a service that is none, in plain words at the field, and no inner address is asked', async () => {
    const save = async (issuer: string) =>
      (await town.post(`${here}/service`, serviceForm(issuer), { as: lead })).html;
    expect(await save('mill')).toContain('Write an address');
    for (const inner of ['https://10.0.0.1', 'https://[::ffff:10.0.0.1]', 'ftp://login.example'])
      expect(await save(inner)).toContain('We only go to sign-in services on the internet');
    dns.records.set('A inner.example', [['169.254.169.254']]);
    expect(await save('https://inner.example')).toContain('We only go to sign-in services on the internet');
    expect(await save('https://none.example')).toContain('There is nothing at this address');
    expect(await save('http://127.0.0.1:1')).toContain('does not answer right now');
    expect(await save(`${provider.issuer}/other`)).toContain('No sign-in service answers at this address');
    const none = await town.post(
      `${here}/service`,
      { ...serviceForm(provider.issuer), secret: '' },
      { as: lead },
    );
    expect(none.html).toContain('Write the client secret');
    const bare = await town.post(
      `${here}/service`,
      { ...serviceForm(provider.issuer), clientId: '' },
      { as: lead },
    );
    expect(bare.html).toContain('Write the client ID');
    expect(bare.html, 'there is no limit to hear of').not.toContain('500');
    expect(bare.html, 'what was typed is not printed back').toContain('Write it once more');
    expect(bare.html, 'why it cannot be tried yet').toContain('Save the service in step 3 first');
  });

  it('takes no domain that everybody may have an address of', async () => {
    for (const typed of ['gmail.com', 'nora@GMX.de'])
      expect((await town.post(`${here}/domain`, { domain: typed }, { as: lead })).html).toContain(
        'Everybody can have an address there',
      );
    expect((await rowOf(org)).domain).toBe(domain);
  });

  it('says of an address by http that it wants https', async () => {
    const strict = await openTestTown();
    await strict.addOrganisation(org, 'mill', { en: 'Mill Street' });
    const as = await strict.addPerson('Mill lead', { space: org, role: 'lead' });
    await strict.post(`${here}/domain`, { domain }, { as });
    const { html } = await strict.post(`${here}/service`, serviceForm('http://login.example'), { as });
    expect(html).toContain('Write an address that begins with https://');
    await strict.close();
  });

  it('keeps the secret encrypted, shows it never again, and sends it to no other service', async () => {
    const { issuer } = provider;
    const described = `${issuer}/.well-known/openid-configuration`;
    const { html } = await town.postAndFollow(`${here}/service`, serviceForm(described), { as: lead });
    expect(html).toContain('Saved. Now try it.');
    expect(html).not.toContain(client.secret);
    const row = await rowOf(org);
    expect(row.issuer).toBe(issuer);
    expect(JSON.stringify(row)).not.toContain(client.secret);
    expect(town.house.openId.seal.open(row.client_secret, org)).toBe(client.secret);
    expect(town.house.openId.seal.open(row.client_secret, other), 'of another organisation').toBeUndefined();
    const read = town.database.read(await town.scopeFor(lead), ({ db }) =>
      db.selectFrom('own_sign_in').select('client_secret').execute(),
    );
    await expect(read).rejects.toThrow(/permission denied/);
    const elsewhere = await openProvider(['http://town.test/'], people);
    const moved = { ...serviceForm(elsewhere.issuer), secret: '' };
    expect((await town.post(`${here}/service`, moved, { as: lead })).html).toContain(
      'write the client secret anew',
    );
    await elsewhere.close();
    expect((await rowOf(org)).issuer).toBe(issuer);
  });

  it('is switched on once it was proven and tried, and tried anew after each change', async () => {
    const open = async () => (await town.post(`${here}/opening`, {}, { as: lead })).html;
    expect(await open()).toContain('Save the service and try it first');
    await connect(town, dns, {
      ...{ org, lead, domain, issuer: provider.issuer },
      signsIn: (to) => signInThere(to, 'lead'),
    });
    await town.post(`${here}/service`, { ...serviceForm(provider.issuer), secret: '' }, { as: lead });
    expect(await rowOf(org)).toMatchObject({ on_at: expect.any(Date) });
    await town.post(`${here}/service`, serviceForm(provider.issuer), { as: lead });
    expect(await rowOf(org)).toMatchObject({ on_at: null, tried_at: null });
  });

  it('counts no trial of somebody whose address is of another domain, and signs nobody in by one', async () => {
    says('stranger', { email: 'stranger@elsewhere.example' });
    const { to, cookie } = await beginAt(town, `${here}/trial`, {}, lead);
    const back = await signInThere(to, 'stranger');
    const answer = await town.get(back, { cookie, as: lead });
    expect(answer.html).toContain('is not one of mill.example');
    expect((await rowOf(org)).tried_at).toBeNull();
    // A way back from a trial that is opened by somebody who leads nothing signs them in nowhere.
    const again = await beginAt(town, `${here}/trial`, {}, lead);
    const stolen = await town.get(await signInThere(again.to, 'lead'), { cookie: again.cookie });
    expect([stolen.status, stolen.cookie.includes('session_token')]).toEqual([404, false]);
  });
});

describe('somebody signs in', () => {
  beforeAll(async () => {
    await connect(town, dns, {
      ...{ org, lead, domain, issuer: provider.issuer, joins: 'member' },
      signsIn: (to) => signInThere(to, 'lead'),
    });
  });

  it('by their address, there and back, and becomes a member where the organisation wants that', async () => {
    says('ada', { email: `Ada@${domain}` });
    expect((await town.get('/sign-in?next=%2Ftold')).html).toContain('Through your organisation');
    const { to, cookie } = await begin(`ada@${domain}`);
    const asked = new URL(to);
    expect(asked.origin).toBe(provider.issuer);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', scope: 'openid email profile' },
      ...{ client_id: client.clientId, redirect_uri: `http://town.test/sign-in/organisation/${org}` },
    });
    for (const kept of ['state', 'nonce', 'code_challenge'])
      expect(asked.searchParams.get(kept)!.length, kept).toBeGreaterThan(40);
    const came = await town.get(await signInThere(to, 'ada'), { cookie });
    expect(came.location).toBe('/told');
    expect((await town.get('/account', { cookie: came.cookie })).html).toContain('Ada There');
    const part = await one(
      `select m.role, p.email from membership m join person p on p.id = m.person_id where m.space_id = $1 and p.name = 'Ada There'`,
      org,
    );
    expect(part).toEqual({ role: 'member', email: `ada@${domain}` });
    const again = await comeIn('ada');
    expect((await town.get('/account', { cookie: again.cookie })).html).toContain('Ada There');
    expect((await one('select count(*) as n from person where lower(email) = $1', `ada@${domain}`)).n).toBe(
      1,
    );
  });

  it('is signed out here by signing out, and can sign in by a link as before', async () => {
    const { cookie } = await comeIn('ada');
    await town.post('/sign-out', {}, { cookie });
    expect((await town.get('/account', { cookie })).location).toContain('/sign-in?next=');
    const token = await town.house.accounts.mintSignInToken(`ada@${domain}`, '');
    expect((await town.post(`/sign-in/links/${token}`, {})).location).toBe('/desk');
  });

  it('with an account of before: it is theirs, and stays one', async () => {
    const known = await town.addPerson('Bea Before', { space: other, role: 'member' });
    await town.database.outer.query('update person set email = $2 where id = $1', [known, `bea@${domain}`]);
    says('bea', { email: `bea@${domain}`, name: 'Another Name' });
    const { cookie } = await comeIn('bea');
    expect((await town.get('/account', { cookie })).html).toContain('Bea Before');
    const spaces = await town.database.outer.query(
      'select space_id from membership where person_id = $1 and until is null',
      [known],
    );
    expect(spaces.rows.map((row) => row.space_id).sort()).toEqual([org, other].sort());
  });

  it('and stays out of the organisation if they were taken out of it', async () => {
    const { id } = await one(`select id from person where email = $1`, `ada@${domain}`);
    await town.database.outer.query('update membership set until = app_now() where person_id = $1', [id]);
    expect((await comeIn('ada')).location).toBe('/told');
    const parts = await one(
      'select count(*) as n from membership where person_id = $1 and until is null',
      id,
    );
    expect(parts.n).toBe(0);
  });

  it('only if invited, where the organisation wants that; an invitation is taken up with its role', async () => {
    await town.database.outer.query(`update own_sign_in set joins = 'invited' where space_id = $1`, [org]);
    says('cy', { email: `cy@${domain}` });
    const refused = await comeIn('cy');
    expect([refused.status, refused.cookie.includes('session_token')]).toEqual([422, false]);
    expect(refused.html).toContain('Mill Street lets in only whom it has invited');
    expect((await one('select count(*) as n from person where email = $1', `cy@${domain}`)).n).toBe(0);
    const invitation = { email: `cy@${domain}`, name: '', kind: 'person', role: 'contact', locale: 'en' };
    await town.post(`/spaces/${org}/invitations`, invitation, { as: lead });
    expect((await comeIn('cy')).location).toBe('/told');
    const part = await one(
      `select role from membership m join person p on p.id = m.person_id where p.email = $1`,
      `cy@${domain}`,
    );
    expect(part.role).toBe('contact');
    await town.database.outer.query(`update own_sign_in set joins = 'member' where space_id = $1`, [org]);
  });

  it('and is asked for their second factor; a closed account stays closed', async () => {
    const { id } = await one('select id from person where email = $1', `cy@${domain}`);
    await town.database.system(({ db }) =>
      db
        .insertInto('passkey')
        .values({
          ...{ id: newId(), person_id: id, credential_id: newId(), public_key: Buffer.from('none') },
          ...{ counter: 0, transports: [], name: 'Phone', used_at: null },
        })
        .execute(),
    );
    const asked = await comeIn('cy');
    expect(asked.location).toBe('/sign-in/code?next=%2Ftold');
    expect(asked.cookie).not.toContain('session_token');
    await town.database.outer.query('update person set deactivated_at = app_now() where id = $1', [id]);
    const closed = await comeIn('cy');
    expect([closed.status, closed.cookie.includes('session_token')]).toEqual([403, false]);
  });

  it('does not come in as an administrator of the city without a second factor here', async () => {
    const administrator = await town.addAdministrator('City administrator');
    const address = `chief@${domain}`;
    await town.database.outer.query('update person set email = $2 where id = $1', [administrator, address]);
    says('chief', { email: address });
    const refused = await comeIn('chief');
    expect(refused.html).toContain('only with a second step at sign-in');
    expect(refused.cookie).not.toContain('session_token');
    await town.database.outer.query(`insert into code_app (person_id, secret) values ($1, 'sealed')`, [
      administrator,
    ]);
    expect((await comeIn('chief')).location).toBe('/sign-in/code?next=%2Ftold');
  });

  it('is led only to pages of ours', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect((await comeIn('bea', `bea@${domain}`, next)).location, next).toBe('/desk');
  });

  it('is told in plain words what the service says no to, and when nobody signs in there', async () => {
    const { to, cookie } = await begin(`bea@${domain}`);
    const back = await signInThere(to, 'bea', { turnsBack: true });
    expect(new URL(back, 'http://town.test').searchParams.get('error')).toBe('access_denied');
    expect((await town.get(back, { cookie })).html).toContain('did not let you in, or you turned back there');
    const none = await town.post('/sign-in/organisation', { email: 'ada@elsewhere.example', next: '/' });
    expect(none.html).toContain('No organisation signs its people in here for elsewhere.example');
  });

  it('finds the way whether the address is known or not, and is told the same', async () => {
    const path = async (email: string) => {
      const { to } = await begin(email);
      const asked = new URL(to);
      for (const own of ['state', 'nonce', 'code_challenge', 'login_hint']) asked.searchParams.delete(own);
      return asked.href;
    };
    expect(await path(`nobody@${domain}`)).toBe(await path(`bea@${domain}`));
  });

  it('with an address that is not verified there, or of another domain, does not come in', async () => {
    const victim = await town.addPerson('Brook victim', { space: other, role: 'lead' });
    says('no', { email: `bea@${domain}`, email_verified: false });
    says('unsaid', { email: `bea@${domain}`, email_verified: undefined });
    says('brook', { email: 'brook.victim@people.test' });
    says('sub', { email: `bea@sub.${domain}` });
    says('trick', { email: `bea@${domain}@people.test` });
    says('nameless', { email: undefined });
    const before = await one('select count(*) as n from person');
    for (const [login, said] of [
      ['no', 'does not say that your address is verified'],
      ['unsaid', 'does not say that your address is verified'],
      ['brook', 'is not one of mill.example'],
      ['sub', 'is not one of mill.example'],
      ['trick', 'did not tell us a mail address'],
      ['nameless', 'did not tell us a mail address'],
    ] as const) {
      const answer = await comeIn(login, `bea@${domain}`);
      expect(answer.html, login).toContain(said);
      expect(answer.cookie, login).not.toContain('session_token');
    }
    expect(await one('select count(*) as n from person')).toEqual(before);
    expect((await one('select login_id from person where id = $1', victim)).login_id).toBeNull();
  });
});

describe('the proof', () => {
  const job = () =>
    town.house.instruments.find(({ name }) => name === 'own-sign-in')!.jobs![0]!.run(town.house);

  it('holds for a while if no DNS server answers, and not for longer', async () => {
    const mine = dns.records.get(`TXT _samvirke.${domain}`)!;
    dns.records.set(`TXT _samvirke.${domain}`, 'failing');
    await town.moveTime('71 hours');
    await job();
    expect((await rowOf(org)).proven_at).not.toBeNull();
    dns.records.set(`TXT _samvirke.${domain}`, mine);
    await job();
    dns.records.set(`TXT _samvirke.${domain}`, 'failing');
    await town.moveTime('71 hours');
    await job();
    expect((await rowOf(org)).proven_at, 'it was seen meanwhile').not.toBeNull();
    await town.moveTime('2 hours');
    await job();
    expect((await rowOf(org)).proven_at).toBeNull();
    dns.records.set(`TXT _samvirke.${domain}`, mine);
    expect((await town.postAndFollow(`${here}/proof`, {}, { as: lead })).html).toContain(
      'the domain is proven',
    );
  });

  it('that is gone lets nobody in, not even who is underway, and those who lead are told', async () => {
    await town.settle();
    town.mails.length = 0;
    const underway = await begin(`bea@${domain}`);
    const back = await signInThere(underway.to, 'bea');
    dns.records.set(`TXT _samvirke.${domain}`, [['v=spf1 -all']]);
    await job();
    await job();
    const late = await town.get(back, { cookie: underway.cookie });
    expect(late.html).toContain('has switched this sign-in off or changed it meanwhile');
    expect(late.cookie).not.toContain('session_token');
    const none = await town.post('/sign-in/organisation', { email: `bea@${domain}`, next: '/' });
    expect(none.html).toContain(`No organisation signs its people in here for ${domain}`);
    expect((await town.get('/sign-in')).html).not.toContain('Through your organisation');
    await town.settle();
    expect(town.mails.map(({ subject, to }) => [subject, to[0]!.address])).toEqual([
      [`The proof of ${domain} is gone`, 'mill.lead@people.test'],
    ]);
    expect((await town.get(here, { as: lead })).html).toContain('Put it back');
  });

  it('passes on to another organisation that proves the domain then', async () => {
    const proven = await proveDomain(town, dns, other, otherLead, domain);
    expect(proven.html).toContain('the domain is proven');
    expect((await town.post(`${here}/proof`, {}, { as: lead })).html).toContain(
      'We did not find this record',
    );
  });
});
