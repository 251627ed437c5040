import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openTestTown, type TestTown } from '../../testing.ts';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { newId } from '../id.ts';
import { openLog } from '../log.ts';
import type { Page } from './page.ts';
import { NotFound, Refusal } from './problems.ts';
import { anyone, get, post } from './route.ts';

let town: TestTown;
const log: string[] = [];
const say = (key: string) => `said: ${key}`;

/** Whether the form that can be sent once was sent. */
let isOver = false;

/** A room that only this test knows: a form that counts, in the open and in secret. */
function trial() {
  const view = (page: Page) => (
    <Layout frame={page.frame} title="Trial">
      <h1>Trial</h1>
      <Form action="/trial">
        <button type="submit">Go</button>
      </Form>
    </Layout>
  );
  const send = (page: Page, secret: boolean) =>
    page.submit(z.object({ word: z.string().max(20, 'long') }), {
      say: say as never,
      again: () => view(page),
      secret,
      act: async (tx, { word }) => {
        if (word === 'no') throw new Refusal('never', 'word');
        await tx.record({
          space: page.city.space,
          kind: 'trial.sent',
          audience: 'public',
          content: { word },
        });
        return { to: `/trial?sent=${word}`, told: `Sent: ${word}` };
      },
      opening: () => ({ grant: [page.city.space] }),
    });
  /** Its second turn does not trip over the key first, but over the row that the first one made. */
  const makeSpace = (page: Page) =>
    page.submit(z.object({ id: z.string() }), {
      say: say as never,
      again: () => view(page),
      act: async (tx, { id }) => {
        await tx.db
          .insertInto('space')
          .values({ id, kind: 'request', audience: 'space', audience_id: null, created_by: null })
          .execute();
        return { to: `/trial?made=${id}` };
      },
      opening: ({ id }) => ({ grant: [id] }),
    });
  return {
    name: 'trial',
    routes: [
      get('/trial', anyone, (page) => page.html(view(page))),
      post('/trial', anyone, (page) => send(page, false)),
      post('/trial/secret', anyone, (page) => send(page, true)),
      post('/trial/once', anyone, async (page) => {
        if (isOver) throw new NotFound();
        const answer = await send(page, false);
        isOver = true;
        return answer;
      }),
      post('/trial/spaces', anyone, (page) => makeSpace(page)),
      get('/trial/clock', anyone, async (page) => {
        if (page.query('read')) await page.read(({ db }) => sql`select 1`.execute(db));
        return page.body(page.now.toISOString(), {});
      }),
      get('/trial/visitor', anyone, (page) => page.body(page.visitor, {})),
      get('/trial/told', anyone, (page) => page.redirect('/trial', 'Done')),
      get('/trial/broken', anyone, () => {
        throw new Error('the password of ada@example.org');
      }),
    ],
  };
}

beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  town = await openTestTown({ rooms: [trial], log: openLog('info', sink) });
});
afterAll(() => town.close());

const sent = async (word: string) => {
  const { rows } = await town.database.outer.query(
    `select count(*) as n from journal_entry where kind = 'trial.sent' and content ->> 'word' = $1`,
    [word],
  );
  return rows[0].n;
};

describe('every answer', () => {
  it('carries the headers that keep a page to itself', async () => {
    const { headers } = await town.get('/trial');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-reference')).toMatch(/^[0-9a-f]{12}$/);
  });

  it('is in the reader’s language: by header, by choice, and the choice stays on the page', async () => {
    const german = await town.app.request('http://town.test/trial', {
      headers: { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' },
    });
    expect(await german.text()).toContain('<html lang="de"');
    const switched = await town.get('/trial?page=2&lang=de');
    expect(switched).toMatchObject({ status: 303, location: '/trial?page=2' });
    expect(switched.cookie).toBe('lang=de');
    expect((await town.get('/trial', { locale: 'de' })).html).toContain('<html lang="de"');
  });

  it('travels compressed to those who take it', async () => {
    const ask = (accepted: string) =>
      town.app.request('http://town.test/trial', { headers: { 'accept-encoding': accepted } });
    const plain = await ask('identity');
    const small = await ask('br, gzip;q=0.8');
    const refused = await ask('gzip;q=0, identity');
    expect(small.headers.get('content-encoding')).toBe('gzip');
    const told = (page: string) => page.replace(/[0-9a-f-]{36}/g, ''); // the key of the form
    const unpacked = gunzipSync(Buffer.from(await small.arrayBuffer())).toString();
    expect(told(unpacked)).toBe(told(await plain.text()));
    expect(refused.headers.get('content-encoding')).toBeNull();
    for (const { headers } of [plain, small]) expect(headers.get('vary')).toContain('Accept-Encoding');
  });

  it('tells the time by the one clock, or not at all', async () => {
    await town.moveTime('3 days');
    const { html } = await town.get('/trial/clock?read=yes');
    expect(new Date(html).getTime() - Date.now()).toBeGreaterThan(2.9 * 86_400_000);
    await town.get('/trial/clock', { breaks: true }); // nothing was read
  });

  it('sets cookies for HTTPS alone where the city is reached by it', async () => {
    const safe = await openTestTown({ rooms: [trial], config: { url: 'https://town.test' } });
    const told = await safe.get('/trial/told');
    const answers = [
      told,
      await safe.get('/trial', { cookie: told.cookie }),
      await safe.get('/?lang=de&scheme=dark'),
    ];
    const cookies = answers.flatMap((answer) => answer.headers.getSetCookie());
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
      '__Host-told',
      '__Host-told',
      '__Host-lang',
      '__Host-scheme',
    ]);
    for (const cookie of cookies) expect(cookie).toMatch(/; Secure/);
    expect((await town.get('/trial/told')).headers.getSetCookie().join()).not.toMatch(/Secure/);
    // None is believed that another host, or a line without HTTPS, may have set.
    const plain = told.cookie.replace('__Host-', '');
    const heard = async (cookie: string) =>
      (await safe.get('/trial', { headers: { cookie } })).html.includes('Done');
    expect(await heard(`__Host-${plain}`)).toBe(true);
    expect(await heard(plain)).toBe(false);
    const forged = Buffer.from(JSON.stringify({ tone: 'info', text: 'Forged' })).toString('base64url');
    const both = await safe.get('/trial', {
      headers: { cookie: `__Secure-told=${forged}; __Host-${plain}` },
    });
    expect(both.html).toContain('Done');
    expect(both.html).not.toContain('Forged');
    await safe.close();
  });

  it('never sends on to another site, however its path begins', async () => {
    for (const path of ['//evil.test/?lang=de', '///evil.test?scheme=dark', '//evil.test']) {
      const { headers } = await town.app.request(`http://town.test${path}`);
      expect(headers.get('location'), path).toMatch(/^\/evil\.test/);
    }
  });

  it('is the same page with a slash behind it', async () => {
    for (const [asked, there] of [
      ['/trial/', '/trial'],
      ['/trial//?a=1', '/trial?a=1'],
      ['//evil.test/', '/evil.test'],
      ['///', '/'],
    ]) {
      const { status, headers } = await town.app.request(`http://town.test${asked}`);
      expect([status, headers.get('location')], asked).toEqual([308, there]);
    }
    expect((await town.get('/')).status).toBe(200);
    const sent = await town.app.request('http://town.test/trial/', { method: 'POST' });
    expect(sent.status, 'a form is sent nowhere else').not.toBe(308);
  });

  it('knows a visitor’s network by what proxies of ours say, and by nothing that visitors write', async () => {
    const behind = async (trustedProxies: number, forwarded: string) => {
      town.house.config.trustedProxies = trustedProxies;
      const { html } = await town.get('/trial/visitor', { headers: { 'x-forwarded-for': forwarded } });
      town.house.config.trustedProxies = 0;
      return html;
    };
    expect(await behind(0, '192.0.2.1')).toBe('unknown');
    expect(await behind(1, '192.0.2.66, 192.0.2.1')).toBe('192.0.2.1');
    expect(await behind(2, '192.0.2.66, 192.0.2.1, 198.51.100.1')).toBe('192.0.2.1');
    expect(await behind(1, '2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  });

  it('is that there is nothing where an address holds what cannot be', async () => {
    const person = await town.addPerson('Typing');
    for (const path of [
      '/organisations/%00',
      '/organisations?kind=business&after=0198d0e0-0000-7000-8000-000000000000&from=%00',
      '/requests?of=closed&after=0198d0e0-0000-7000-8000-000000000000',
    ]) {
      const { status } = await town.get(path, { as: person });
      expect([200, 404], path).toContain(status);
    }
  });

  it('is a page in the city’s dress where there is nothing, and one with a number where something broke', async () => {
    const missing = await town.get('/no/such/page');
    expect(missing.status).toBe(404);
    expect(missing.html).toContain('<h1');
    const broken = await town.get('/trial/broken', { breaks: true });
    expect(broken.html).toContain(broken.headers.get('x-reference')!);
    expect(broken.html).not.toContain('password');
  });

  it('is logged by the pattern of its path, without query, address or name', async () => {
    log.length = 0;
    await town.get('/trial?name=Ada');
    const line = JSON.parse(log.at(-1)!);
    expect(line).toMatchObject({ method: 'GET', route: '/trial', status: 200 });
    expect(log.join('')).not.toContain('Ada');
    expect(Object.keys(line).sort()).toEqual([
      'hostname',
      'level',
      'method',
      'ms',
      'msg',
      'pid',
      'reference',
      'route',
      'status',
      'time',
    ]);
  });
});

it('there are no figures to read where no token is set', async () => {
  expect((await town.get('/metrics', { headers: { authorization: 'Bearer ' } })).status).toBe(404);
});

describe('a change', () => {
  it('is refused on every route when it comes from another site, or does not say from where', async () => {
    const posts = town.house.instruments
      .flatMap((room) => room.routes)
      .filter((route) => route.method === 'post');
    expect(posts.length).toBeGreaterThan(10);
    // By hand: whoever opens another says here that a link alone decides there.
    const openElsewhere = ['/told/links/:token'];
    expect(posts.filter(({ elsewhere }) => elsewhere).map(({ path }) => path)).toEqual(openElsewhere);
    for (const { path } of posts) {
      const target = path.replace(/:\w+/g, newId());
      for (const headers of [
        { origin: 'http://evil.test' },
        { origin: 'null' },
        { origin: 'http://town.test', 'sec-fetch-site': 'cross-site' },
        {},
      ]) {
        const answer = await town.app.request(`http://town.test${target}`, {
          method: 'POST',
          headers: { host: 'town.test', ...headers } as never,
          body: new URLSearchParams({ word: 'foreign' }),
        });
        // What is for other programs too does not ask where from, if there is neither word of it nor a cookie.
        const open = openElsewhere.includes(path) && !('origin' in headers);
        expect(answer.status, `${path} from ${JSON.stringify(headers)}`).toBe(open ? 404 : 403);
      }
    }
    expect(await sent('foreign')).toBe(0);
  });

  it('sent fifty times at once has one effect and one answer', async () => {
    const form = { _once: newId(), word: 'fifty' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => town.post('/trial', form)));
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`))).toEqual(
      new Set(['303 /trial?sent=fifty']),
    );
    const said = 'Sent: fifty';
    for (const { cookie } of answers) expect((await town.get('/trial', { cookie })).html).toContain(said);
    expect(await sent('fifty')).toBe(1);
  });

  it('whose second turn fails on what the first one made is answered like the first', async () => {
    const form = { _once: newId(), id: newId() };
    const answers = await Promise.all([1, 2, 3].map(() => town.post('/trial/spaces', form)));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 303, location: `/trial?made=${form.id}` });
    await town.post('/trial/spaces', { id: form.id }, { breaks: true }); // another form
  });

  it('whose second turn meets a database that goes away is told to come again', async () => {
    const form = { _once: newId(), id: newId() };
    expect((await town.post('/trial/spaces', form)).status).toBe(303);
    const away = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const reading = vi.spyOn(town.database, 'read').mockRejectedValue(away);
    const second = await town.post('/trial/spaces', form);
    expect(reading).toHaveBeenCalledTimes(1);
    reading.mockRestore();
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
  });

  it('with the key of another one and other words is refused', async () => {
    const key = newId();
    await town.post('/trial', { _once: key, word: 'first' });
    expect((await town.post('/trial', { _once: key, word: 'second' })).status).toBe(422);
    expect([await sent('first'), await sent('second')]).toEqual([1, 0]);
  });

  it('that is secret has one effect as well, and nothing of it is remembered', async () => {
    const key = newId();
    await town.post('/trial/secret', { _once: key, word: 'hush' });
    expect((await town.post('/trial/secret', { _once: key, word: 'hush' })).status).toBe(303);
    expect(await sent('hush')).toBe(1);
    const { rows } = await town.database.outer.query('select * from once where key = $1', [key]);
    expect(rows).toEqual([expect.objectContaining({ location: null, told: null })]);
    const plain = createHash('sha256')
      .update('/trial/secret')
      .update(JSON.stringify({ word: 'hush' }));
    expect(rows[0].body.equals(plain.digest()), 'a print that takes the secret of the house').toBe(false);
    expect((await town.post('/trial/secret', { _once: key, word: 'other' })).status).toBe(422);
    expect(await sent('other')).toBe(0);
  });

  it('that takes away the ground it stands on is answered twice alike as well', async () => {
    const form = { _once: newId(), word: 'gone' };
    for (let n = 0; n < 2; n += 1)
      expect(await town.post('/trial/once', form)).toMatchObject({
        status: 303,
        location: '/trial?sent=gone',
      });
    expect((await town.post('/trial/once', { ...form, _once: newId() })).status).toBe(404);
    expect((await town.post('/trial/once', { ...form, word: 'other' })).status).toBe(422);
    expect(await sent('gone')).toBe(1);
  });

  it('that is refused leaves nothing behind and may be sent again', async () => {
    const key = newId();
    const refused = await town.post('/trial', { _once: key, word: 'no' });
    expect(refused.status).toBe(422);
    expect((await town.post('/trial', { _once: key, word: 'yes' })).status).toBe(303);
  });

  it('that calls itself a form and is none is one with nothing in it', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/json']) {
      const answer = await town.app.request('http://town.test/trial', {
        method: 'POST',
        headers: { host: 'town.test', origin: 'http://town.test', 'content-type': type } as never,
        body: '--x\r\nbroken',
      });
      expect(answer.status, type).toBe(422);
    }
  });

  it('that is too large is refused, in words', async () => {
    const answer = await town.post('/trial', { word: 'x'.repeat(300_000) });
    expect(answer.status).toBe(413);
    expect(answer.html).toContain('This is too large');
  });
});
