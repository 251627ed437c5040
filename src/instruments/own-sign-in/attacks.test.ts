import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { type Dns, openDns } from '../../platform/outside/testing.ts';
import { type Answer, openTestTown, type TestTown } from '../../testing.ts';
import { beginAt, connect, type Lies, openLiar, openProvider, type People, signInThere } from './testing.ts';

// Two organisations: one with an honest service, one whose service says what it likes. Neither gets at what is the other's.
const mill = { org: newId(), domain: 'mill.example', lead: '' };
const baker = { org: newId(), domain: 'baker.example', lead: '' };
const people: People = {
  lead: { email: 'lead@mill.example', email_verified: true, name: 'Mill' },
  ada: { email: 'ada@mill.example', email_verified: true, name: 'Ada' },
  eve: { email: 'eve@mill.example', email_verified: true, name: 'Eve' },
};
const back = ({ org }: { org: string }) => `/sign-in/organisation/${org}`;
let town: TestTown;
let dns: Dns;
let honest: Awaited<ReturnType<typeof openProvider>>;
let liar: Awaited<ReturnType<typeof openLiar>>;

beforeAll(async () => {
  dns = await openDns();
  town = await openTestTown({ config: { outside: { dnsServers: [dns.server], loopback: true } } });
  honest = await openProvider([`http://town.test${back(mill)}`], people);
  liar = await openLiar();
  for (const [name, one] of Object.entries({ mill, baker })) {
    await town.addOrganisation(one.org, name, { en: name });
    one.lead = await town.addPerson(`${name} lead`, { space: one.org, role: 'lead' });
  }
  await connect(town, dns, {
    ...{ ...mill, issuer: honest.issuer, joins: 'member' },
    signsIn: (to) => signInThere(to, 'lead'),
  });
  await connect(town, dns, {
    ...{ ...baker, issuer: liar.issuer, joins: 'member' },
    signsIn: (to) => liar.send(to),
  });
});
afterAll(async () => {
  await town.close();
  await honest.close();
  await liar.close();
  await dns.close();
});
beforeEach(async () => {
  liar.lies = {};
  await town.database.outer.query('delete from rate_limit');
});

const begin = (domain: string) =>
  beginAt(town, '/sign-in/organisation', { email: `ada@${domain}`, next: '/told' });
const changed = (path: string, change: (said: URLSearchParams) => void) => {
  const url = new URL(path, 'http://town.test');
  change(url.searchParams);
  return url.pathname + url.search;
};
function expectOut(answer: Answer, says = 'does not hold', about?: string): void {
  expect(answer.cookie, about).not.toContain('session_token');
  expect([404, 422], about).toContain(answer.status);
  expect(answer.html, about).toContain(says);
}

it('a way back without the browser that began, with another state, or with none, leads nowhere', async () => {
  const { to, cookie } = await begin(mill.domain);
  const path = await signInThere(to, 'ada');
  expectOut(await town.get(path), 'has run out or was used before');
  const wrong = changed(path, (said) => said.set('state', 'another'));
  expectOut(await town.get(wrong, { cookie }));
  // One try is all there is: the right one comes too late.
  expectOut(await town.get(path, { cookie }), 'has run out or was used before');
  for (const change of [
    (said: URLSearchParams) => said.delete('state'),
    (said: URLSearchParams) => said.append('state', said.get('state')!),
    (said: URLSearchParams) => said.delete('code'),
  ]) {
    const anew = await begin(mill.domain);
    expectOut(await town.get(changed(await signInThere(anew.to, 'ada'), change), { cookie: anew.cookie }));
  }
});

it('a code is of no use to another browser, nor a second time', async () => {
  const [mine, theirs] = [await begin(mill.domain), await begin(mill.domain)];
  const code = new URL(await signInThere(theirs.to, 'eve'), 'http://town.test').searchParams.get('code')!;
  const injected = changed(await signInThere(mine.to, 'ada'), (said) => said.set('code', code));
  expectOut(await town.get(injected, { cookie: mine.cookie }));

  const { to, cookie } = await begin(mill.domain);
  const path = await signInThere(to, 'ada');
  const came = await town.get(path, { cookie });
  expect([came.location, came.cookie.includes('session_token')]).toEqual(['/told', true]);
  expectOut(await town.get(path, { cookie }), 'has run out or was used before');
  const again = await begin(mill.domain);
  const state = new URL(again.to).searchParams.get('state')!;
  const replayed = changed(path, (said) => said.set('state', state));
  expectOut(await town.get(replayed, { cookie: again.cookie }));
});

it('an answer to another nonce does not hold', async () => {
  const { to, cookie } = await begin(mill.domain);
  const other = new URL(to);
  other.searchParams.set('nonce', 'of another sign-in');
  expectOut(await town.get(await signInThere(other.href, 'ada'), { cookie }));
});

it('an answer of one service is none at the address of another, nor under another name', async () => {
  const { to, cookie } = await begin(mill.domain);
  const path = await signInThere(to, 'ada');
  expectOut(await town.get(path.replace(mill.org, baker.org), { cookie }), 'has run out or was used before');
  for (const iss of [liar.issuer, undefined]) {
    const anew = await begin(mill.domain);
    const mixed = changed(await signInThere(anew.to, 'ada'), (said) =>
      iss ? said.set('iss', iss) : said.delete('iss'),
    );
    expectOut(await town.get(mixed, { cookie: anew.cookie }));
  }
});

it('a service that lies lets nobody in', async () => {
  const now = Math.floor(Date.now() / 1_000);
  const lies: Record<string, [Lies, string?]> = {
    'for another audience': [{ claims: { aud: 'another' } }],
    'for several, of whom another asked': [{ claims: { aud: ['city', 'another'], azp: 'another' } }],
    'as another issuer': [{ claims: { iss: honest.issuer } }],
    'with another nonce': [{ claims: { nonce: 'another' } }],
    'without a nonce': [{ claims: { nonce: undefined } }],
    'that has run out': [{ claims: { iat: now - 900, exp: now - 600 } }],
    'signed with another key': [{ otherKey: true }],
    'signed with none': [{ unsigned: true }],
    'of another domain': [{ claims: { email: 'ada@mill.example' } }, 'is not one of baker.example'],
    'of its domain in a longer one': [
      { claims: { email: 'ada@baker.example.evil.example' } },
      'is not one of',
    ],
    'of two addresses': [{ claims: { email: ['ada@baker.example', 'ada@mill.example'] } }, 'did not tell us'],
    'not verified': [{ claims: { email_verified: false } }, 'is verified'],
    'verified in other words': [{ claims: { email_verified: 1 } }, 'is verified'],
    'verified by a word of Microsoft': [
      { claims: { email_verified: undefined, xms_edov: true } },
      'is verified',
    ],
  };
  for (const [about, [lie, says]] of Object.entries(lies)) {
    const { to, cookie } = await begin(baker.domain);
    liar.lies = lie;
    expectOut(await town.get(liar.send(to), { cookie }), says, about);
  }
  liar.lies = { claims: { email: 'ADA@Baker.Example', email_verified: 'true' } };
  const { to, cookie } = await begin(baker.domain);
  expect((await town.get(liar.send(to), { cookie })).cookie).toContain('session_token');
});

it('a service that becomes another, sends us inside or does not answer, stops nobody from coming in otherwise', async () => {
  const { port } = new URL(liar.issuer);
  const descriptions: Record<string, Lies> = {
    'another issuer': { description: { issuer: honest.issuer } },
    'no door': { description: { authorization_endpoint: undefined } },
    'a door of script': { description: { authorization_endpoint: 'javascript:alert(1)' } },
    'a door inside': { description: { authorization_endpoint: 'https://10.0.0.1/' } },
    'a redirect': {
      answers: { '/.well-known/openid-configuration': { status: 302, headers: { location: honest.issuer } } },
    },
    'a page': { answers: { '/.well-known/openid-configuration': { status: 200, body: '<h1>Hello</h1>' } } },
    broken: { answers: { '/.well-known/openid-configuration': { status: 500, body: '' } } },
  };
  for (const [about, lie] of Object.entries(descriptions)) {
    liar.lies = lie;
    const answer = await town.post('/sign-in/organisation', { email: `ada@${baker.domain}`, next: '/told' });
    expectOut(answer, 'is of no use right now', about);
    expect(answer.html, about).toContain('href="/sign-in?next=%2Ftold"');
  }
  dns.records.set('A keys.example', [['10.0.0.1']]);
  const later: Record<string, [Lies, string]> = {
    'keys inside': [
      { description: { jwks_uri: `http://keys.example:${port}/keys` } },
      'We only go to sign-in services on the internet',
    ],
    'tokens inside': [
      { description: { token_endpoint: 'https://169.254.169.254/token' } },
      'We only go to sign-in services on the internet',
    ],
    'another secret': [
      { answers: { '/token': { status: 401, body: '{"error":"invalid_client"}' } } },
      'does not accept the client ID and the client secret',
    ],
    'broken later': [{ answers: { '/token': { status: 503, body: '' } } }, 'does not answer right now'],
  };
  for (const [about, [lie, says]] of Object.entries(later)) {
    liar.lies = {};
    const { to, cookie } = await begin(baker.domain);
    liar.lies = lie;
    expectOut(await town.get(liar.send(to), { cookie }), says, about);
  }
  expect((await town.get('/sign-in')).status).toBe(200);
  const person = await town.addPerson('Baker Password', { space: baker.org, role: 'member' });
  await town.get('/account', { as: person });
  await town.house.accounts.setPassword(person, 'three words in a row');
  const form = { email: 'baker.password@people.test', password: 'three words in a row' };
  expect((await town.post('/sign-in', form)).location).toBe('/desk');
});

it('what was changed or switched off meanwhile ends what is underway', async () => {
  const here = `/spaces/${mill.org}/sign-in`;
  const first = await begin(mill.domain);
  await town.post(`${here}/closure`, {}, { as: mill.lead });
  const says = 'has switched this sign-in off or changed it meanwhile';
  expectOut(await town.get(await signInThere(first.to, 'ada'), { cookie: first.cookie }), says);
  await town.post(`${here}/opening`, {}, { as: mill.lead });
  const second = await begin(mill.domain);
  await town.post(`${here}/domain`, { domain: 'moved.example' }, { as: mill.lead });
  expectOut(await town.get(await signInThere(second.to, 'ada'), { cookie: second.cookie }), says);
});
