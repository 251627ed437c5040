import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { exposition } from './exposition.ts';
import { countRequests } from './requests.ts';

const token = 'a token that only tests use, forty letters';
let town: TestTown;
beforeAll(async () => {
  town = await openTestTown({ config: { metricsToken: token } });
});
afterAll(() => town.close());

const ask = (authorization?: string) =>
  town.app.request('http://town.test/metrics', { headers: authorization ? { authorization } : {} });

/** Each figure by its name and labels. */
async function figures(): Promise<Map<string, number>> {
  const answer = await ask(`Bearer ${token}`);
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name, value] = /^(\S+?(?:\{.*\})?) (\S+)$/.exec(line)!;
      return [name!, Number(value)];
    }),
  );
}

describe('who may read them', () => {
  it('is whoever sends the token, and nobody else', async () => {
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      `Basic ${token}`,
    ]) {
      const answer = await ask(wrong);
      expect(answer.status, wrong).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await answer.text()).not.toContain('samvirke_');
    }
    expect((await town.get('/metrics', { as: await town.addAdministrator() })).status).toBe(401);
    expect((await ask(`bearer ${token}`)).status).toBe(200);
  });
});

describe('what they tell', () => {
  it('is written as Prometheus reads it, each name told once with what it is', async () => {
    const answer = await ask(`Bearer ${token}`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    expect(text.endsWith('\n')).toBe(true);
    const types = [...text.matchAll(/^# TYPE (\S+) (counter|gauge|histogram)$/gm)].map(([, name]) => name!);
    expect(new Set(types).size).toBe(types.length);
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z_]+="([^"\\\n]|\\.)*"(,[a-z_]+="([^"\\\n]|\\.)*")*\})? (\d[\d.e+-]*|\+Inf))$/,
      );
      if (!line.startsWith('#'))
        expect(types).toContain(/^[a-z_]+/.exec(line)![0].replace(/_(bucket|sum|count)$/, ''));
    }
  });

  it('counts requests by pattern and status, and how long they took', async () => {
    const key = 'samvirke_http_requests_total{method="GET",route="/organisations/:slug",status="404"}';
    const before = (await figures()).get(key) ?? 0;
    await town.get('/organisations/nobody-of-this-name');
    await town.get('/organisations/nor-of-this-one');
    const after = await figures();
    expect(after.get(key)! - before).toBe(2);
    const duration = (suffix: string, le = '') =>
      after.get(
        `samvirke_http_request_duration_seconds_${suffix}{method="GET",route="/organisations/:slug"${le}}`,
      )!;
    expect(duration('count')).toBe(after.get(key));
    expect(duration('bucket', ',le="+Inf"')).toBe(duration('count'));
    expect(duration('bucket', ',le="10"')).toBeGreaterThanOrEqual(duration('bucket', ',le="0.005"'));
    expect(duration('sum')).toBeGreaterThan(0);
  });

  it('counts what waits and what failed: mails, entries without a seal, what was put aside', async () => {
    await town.settle();
    const before = await figures();
    const insert = (id: string, more: string) =>
      town.database.outer.query(
        `insert into mail (id, space_id, address, locale, kind, subject, html, due_at, failed_at)
         values ($1, $2, 'ada@people.test', 'en', 'trial', 'Hello', 'x', now() + interval '1 day', ${more})`,
        [id, town.city],
      );
    await insert('0198d0e0-0000-7000-8000-000000000001', 'null');
    await insert('0198d0e0-0000-7000-8000-000000000002', 'now()');
    const after = await figures();
    for (const state of ['waiting', 'failed']) {
      const key = `samvirke_mails{state="${state}"}`;
      expect(after.get(key)! - before.get(key)!, state).toBe(1);
    }
    for (const key of [
      'samvirke_journal_unsealed',
      'samvirke_journal_sealer_lag_seconds',
      'samvirke_journal_stuck',
    ])
      expect(after.get(key), key).toBe(0);
    expect(after.get('samvirke_database_up')).toBe(1);
    expect(after.get('samvirke_streams')).toBe(0);
    expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  });

  it('holds nothing of a person: no address, no name, no id, no path', async () => {
    const person = await town.addPerson('Ada Metrics');
    await town.get('/account?name=Ada', { as: person });
    await town.get(`/requests/${person}`, { as: person });
    await town.post('/sign-in', { email: 'ada.metrics@people.test', password: 'not the password' });
    const text = await (await ask(`Bearer ${token}`)).text();
    expect(text).toContain('route="/requests/:id"');
    expect(text).not.toMatch(/ada|metrics@|[0-9a-f]{8}-[0-9a-f]{4}-|\?/i);
  });

  it('tells of the process alone while the database is away', async () => {
    const { outer } = town.database;
    await outer.query('alter table mail rename to mail_away');
    const text = await (await ask(`Bearer ${token}`)).text();
    await outer.query('alter table mail_away rename to mail');
    expect(text).toContain('samvirke_database_up 0');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain('samvirke_mails');
  });
});

it('a made-up method makes no row of its own, and no sign breaks a line', () => {
  const requests = countRequests();
  for (const method of ['BREW', 'PROPFIND']) requests.count({ method, route: '-', status: 404 }, 20);
  const text = exposition(requests.families());
  expect(text).toContain('samvirke_http_requests_total{method="other",route="-",status="404"} 2');
  expect(text).toContain('le="10"} 0');
  expect(text).toContain('le="+Inf"} 2');
  const samples = [{ labels: { a: 'one"two\\three\nfour' }, value: 1 }];
  expect(exposition([{ name: 'x', help: 'X', type: 'gauge', samples }])).toContain(
    'x{a="one\\"two\\\\three\\nfour"} 1\n',
  );
});
