import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundPartnership } from './instruments/partnerships/testing.ts';
import { addFile } from './platform/files/files.ts';
import { bareJpeg } from './platform/files/testing.ts';
import { anyone, get } from './platform/http/route.ts';
import { openTestTown, type TestTown } from './testing.ts';

// Whatever is asked for, and whatever comes of it: the answer says what a browser may do with it.
const token = 'a token that only tests use, forty letters';
const broken = () => ({
  name: 'broken',
  routes: [
    get('/broken', anyone, () => {
      throw new Error('on purpose');
    }),
  ],
});

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown({
    rooms: [broken],
    config: { url: 'https://town.test', metricsToken: token },
  });
});
afterAll(() => town.close());

const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  town.app.request(`http://town.test${path}`, {
    redirect: 'manual',
    ...init,
    headers: { host: 'town.test', origin: 'https://town.test', ...init.headers },
  });

function complaintsAbout({ headers }: Response): string[] {
  const policy = headers.get('content-security-policy') ?? '';
  const wanted: Record<string, boolean> = {
    'no guessing of types': headers.get('x-content-type-options') === 'nosniff',
    'no frames': headers.get('x-frame-options') === 'DENY',
    'nothing from elsewhere': /default-src '(self|none)'/.test(policy),
    'no scripts in the page': !/unsafe|\*/.test(policy),
    'no frames, as the policy says it': /frame-ancestors 'none'|sandbox/.test(policy),
    'nothing told to others': /^(same-origin|no-referrer)$/.test(headers.get('referrer-policy') ?? ''),
    'HTTPS from now on': /^max-age=31536000; includeSubDomains/.test(
      headers.get('strict-transport-security') ?? '',
    ),
    'no camera': /camera=\(\)/.test(headers.get('permissions-policy') ?? ''),
    'opened by nobody else': headers.get('cross-origin-opener-policy') === 'same-origin',
    'shown by nobody else': headers.get('cross-origin-resource-policy') === 'same-origin',
    'open to no other site': !headers.has('access-control-allow-origin'),
    'no word about what answers': !headers.has('server') && !headers.has('x-powered-by'),
    'a reference': /^[0-9a-f]{12}$/.test(headers.get('x-reference') ?? ''),
  };
  return Object.keys(wanted).filter((name) => !wanted[name]);
}

it('every answer carries them: pages, files, streams, redirects, refusals and what broke', async () => {
  const administrator = await town.addAdministrator();
  const talks = await foundPartnership(town);
  const picture = await town.house.files.readPicture(bareJpeg);
  const file = await town.house.files.keep(picture, async (kept) => {
    await town.database.system((tx) => addFile(tx, talks.id, kept));
    return kept.id;
  });
  const cookieOf = async (person: string) => {
    const { rows } = await town.database.outer.query('select email, name from person where id = $1', [
      person,
    ]);
    const headers = await town.house.accounts.signInProven(rows[0].email, rows[0].name);
    return `__Host-${headers.getSetCookie()[0]!.split(';')[0]}`;
  };
  const admin = await cookieOf(administrator);
  const lead = await cookieOf(talks.partners[0]!.lead!);
  const form = (body: string, headers: Record<string, string> = {}) => ({
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
  const cases: [what: string, status: number, answer: Promise<Response> | Response][] = [
    ['a page', 200, ask('/')],
    ['a page of one’s own', 200, ask('/account', { headers: { cookie: lead } })],
    ['nothing there', 404, ask('/no/such/page')],
    ['not for them', 403, ask('/settings', { headers: { cookie: lead } })],
    ['a way on', 303, ask('/settings')],
    ['another language', 303, ask('/?lang=de')],
    ['too many slashes', 308, ask('//evil.test')],
    ['a form with mistakes', 422, ask('/sign-in', form('email='))],
    ['a form from elsewhere', 403, ask('/sign-in', form('email=', { origin: 'https://evil.test' }))],
    ['too much', 413, ask('/sign-in', form(`email=${'x'.repeat(300_000)}`))],
    ['a method that there is not', 404, ask('/', { method: 'DELETE' })],
    ['what broke', 500, ask('/broken')],
    ['a table', 200, ask('/directory-files/organisations.csv', { headers: { cookie: admin } })],
    ['a picture', 200, ask(`/files/${file}`, { headers: { cookie: lead } })],
    ['a picture for lists', 200, ask(`/files/${file}/small`, { headers: { cookie: lead } })],
    [
      'a partnership as a file',
      200,
      ask(`/partnerships/${talks.id}/export/file`, { headers: { cookie: lead } }),
    ],
    ['a stream', 200, ask('/live', { headers: { cookie: lead, accept: 'text/event-stream' } })],
    ['a question for a passkey', 201, ask('/sign-in/passkey/questions', { method: 'POST' })],
    ['no picture of the city', 404, ask('/logo')],
    ['no such asset', 404, ask('/assets/none.js')],
    ['being there', 200, ask('/healthz')],
    ['being ready', 200, ask('/readyz')],
    ['figures', 200, ask('/metrics', { headers: { authorization: `Bearer ${token}` } })],
    ['figures without a token', 401, ask('/metrics')],
  ];
  for (const [what, status, asked] of cases) {
    const answer = await asked;
    expect(answer.status, what).toBe(status);
    expect(complaintsAbout(answer), what).toEqual([]);
    await answer.body?.cancel();
  }
});

it('an answer with somebody’s name on it is kept by no cache that others use', async () => {
  const person = await town.addPerson('Ada Cached');
  for (const path of ['/account', '/desk', '/requests', '/partnerships', '/told']) {
    const { status, headers } = await town.get(path, {
      as: person,
      headers: { origin: 'https://town.test' },
    });
    expect(status, path).toBe(200);
    expect(headers.get('cache-control'), path).toMatch(/private|no-store/);
    expect(headers.get('vary'), path).toContain('Cookie');
  }
});

it('no answer is open to scripts of another site, whoever asks', async () => {
  for (const method of ['GET', 'OPTIONS', 'POST']) {
    const { headers } = await ask('/account', {
      method,
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' },
    });
    const cors = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
    expect(cors, method).toEqual([]);
  }
});
