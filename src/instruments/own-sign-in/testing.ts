import { createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { parse } from 'node-html-parser';
import Provider from 'oidc-provider';
import { expect } from 'vitest';
import type { Dns } from '../../platform/outside/testing.ts';
import type { TestTown } from '../../testing.ts';

export const client = { clientId: 'city', secret: 'a secret of the city: with / and +' };

/** What a provider says of people, by what they sign in there as. */
export type People = Record<string, Record<string, unknown>>;

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

/** A provider as organisations run them, on this machine. `backs` are the addresses it may send people back to. */
export async function openProvider(backs: string[], people: People) {
  const server = createServer();
  const issuer = await listen(server);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.secret, redirect_uris: backs }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['keys of a test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as never] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  });
  server.on('request', provider.callback());
  return { issuer, close: () => close(server) };
}

/**
 * Goes there as a browser without scripts does, signs in as somebody, and tells where it is sent back to: path and
 * query at the town. `turnsBack`: they press "cancel" there.
 */
export async function signInThere(to: string, login: string, { turnsBack = false } = {}): Promise<string> {
  const cookies = new Map<string, string>();
  let asking: { url: URL; form?: URLSearchParams } = { url: new URL(to) };
  for (let step = 0; step < 12; step += 1) {
    const { url, form } = asking;
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(name!, value!);
    }
    const location = answer.headers.get('location');
    if (location) {
      asking = { url: new URL(location, url) };
      if (asking.url.host !== url.host) return asking.url.pathname + asking.url.search;
      continue;
    }
    const page = parse(await answer.text());
    const shown = page.querySelector('form');
    if (!shown) throw new Error(`No form at ${url}: ${answer.status} ${page.textContent.slice(0, 500)}`);
    const typed = shown.querySelectorAll('input').map((input) => {
      const name = input.getAttribute('name') ?? '';
      return [name, { login, password: 'any' }[name] ?? input.getAttribute('value') ?? ''];
    });
    const abort = page.querySelector('a[href$="/abort"]')?.getAttribute('href');
    asking = turnsBack
      ? { url: new URL(abort!, url) }
      : { url: new URL(shown.getAttribute('action')!, url), form: new URLSearchParams(typed) };
  }
  throw new Error('The provider sends us round and round');
}

/** What a dishonest provider says instead of the truth. */
export type Lies = {
  /** Over what the ID token should say. */
  claims?: Record<string, unknown>;
  /** Over what the description should say. */
  description?: Record<string, unknown>;
  /** Signs with a key that it does not show. */
  otherKey?: boolean;
  /** Signs nothing at all. */
  unsigned?: boolean;
  /** Answers something else at a path: status and headers. */
  answers?: Record<string, { status: number; headers?: Record<string, string>; body?: string }>;
};

/** A provider that lies: everything an honest one does, without asking anybody, but for what `lies` says. */
export async function openLiar() {
  const [shown, hidden] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const liar = { lies: {} as Lies, asked: [] as string[], issuer: '', nonce: '', challenge: '' };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = () => {
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      ...{ iss: liar.issuer, aud: client.clientId, sub: '1', nonce: liar.nonce, iat: now, exp: now + 300 },
      ...{ email: 'ada@baker.example', email_verified: true, name: 'Ada Baker' },
      ...liar.lies.claims,
    };
    const body = `${part({ alg: liar.lies.unsigned ? 'none' : 'RS256' })}.${part(claims)}`;
    if (liar.lies.unsigned) return `${body}.`;
    const key = (liar.lies.otherKey ? hidden : shown)!.privateKey;
    return `${body}.${createSign('sha256').update(body).sign(key).toString('base64url')}`;
  };
  const answerTo = (path: string) => {
    if (path.startsWith('/.well-known/'))
      return {
        issuer: liar.issuer,
        authorization_endpoint: `${liar.issuer}/door`,
        token_endpoint: `${liar.issuer}/token`,
        jwks_uri: `${liar.issuer}/keys`,
        response_types_supported: ['code'],
        ...liar.lies.description,
      };
    if (path === '/keys') return { keys: [{ ...shown!.publicKey.export({ format: 'jwk' }), use: 'sig' }] };
    return { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token() };
  };
  const server = createServer((request: IncomingMessage, response) => {
    const path = request.url!;
    liar.asked.push(`${request.method} ${path}`);
    const other = liar.lies.answers?.[path];
    const type = { 'content-type': 'application/json' };
    if (other) response.writeHead(other.status, { ...type, ...other.headers }).end(other.body);
    else response.writeHead(200, type).end(JSON.stringify(answerTo(path)));
  });
  liar.issuer = await listen(server);
  return Object.assign(liar, {
    /** Sends the browser back at once, with what it should say. */
    send(to: string, more: Record<string, string> = {}): string {
      const asked = new URL(to).searchParams;
      liar.nonce = asked.get('nonce')!;
      const back = new URL(asked.get('redirect_uri')!);
      const said = { code: 'a code', state: asked.get('state')!, ...more };
      return `${back.pathname}?${new URLSearchParams(said)}`;
    },
    close: () => close(server),
  });
}

/** Says to a DNS server what the page asks for, and lets the page look. */
export async function proveDomain(town: TestTown, dns: Dns, org: string, lead: string, domain: string) {
  const here = `/spaces/${org}/sign-in`;
  expect((await town.post(`${here}/domain`, { domain }, { as: lead })).status).toBe(303);
  const { html } = await town.get(here, { as: lead });
  const [, text] = /<code>(samvirke=[A-Z0-9-]{19})<\/code>/.exec(html)!;
  dns.records.set(`TXT _samvirke.${domain}`, [['v=spf1 -all', text!]]);
  return town.postAndFollow(`${here}/proof`, {}, { as: lead });
}

export const serviceForm = (issuer: string, joins = 'invited') => ({ ...client, issuer, joins });

/** Where the browser is sent that wants to sign in: the link on the page between, with the cookie that goes with it. */
export async function beginAt(town: TestTown, path: string, form: Record<string, string>, as?: string) {
  const begun = await town.post(path, form, { as });
  expect(begun.location, begun.html.slice(0, 3_000)).toBe('/sign-in/organisation');
  const { html } = await town.get('/sign-in/organisation', { cookie: begun.cookie, as });
  const to = parse(html).querySelector('main a.ds-button')!.getAttribute('href')!;
  return { to, cookie: begun.cookie };
}

/** All steps of the page, up to the switch. `signsIn` is somebody there whose address is of the domain. */
export async function connect(
  town: TestTown,
  dns: Dns,
  {
    org,
    lead,
    domain,
    issuer,
    joins,
    signsIn,
  }: {
    org: string;
    lead: string;
    domain: string;
    issuer: string;
    joins?: string;
    signsIn: (to: string) => string | Promise<string>;
  },
) {
  const here = `/spaces/${org}/sign-in`;
  await proveDomain(town, dns, org, lead, domain);
  const saved = await town.post(`${here}/service`, serviceForm(issuer, joins), { as: lead });
  expect(saved.status, saved.html.slice(0, 3_000)).toBe(303);
  const { to, cookie } = await beginAt(town, `${here}/trial`, {}, lead);
  const tried = await town.get(await signsIn(to), { cookie, as: lead });
  expect(tried.location, tried.html.slice(0, 3_000)).toBe(here);
  const on = await town.postAndFollow(`${here}/opening`, {}, { as: lead });
  expect(on.html).toContain('It is on');
}
