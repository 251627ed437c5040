import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Logger } from 'pino';
import { expect } from 'vitest';
import { createApp, rooms } from './app.tsx';
import type { Config } from './config.ts';
import { openEmptyCity } from './empty-city.ts';
import de from './instruments/city/messages/de.json' with { type: 'json' };
import en from './instruments/city/messages/en.json' with { type: 'json' };
import nb from './instruments/city/messages/nb.json' with { type: 'json' };
import nl from './instruments/city/messages/nl.json' with { type: 'json' };
import { serve } from './platform/embedded/served.ts';
import type { Locale, Localised } from './platform/i18n/locale.ts';
import { newId } from './platform/id.ts';
import { runStream } from './platform/journal/stream.ts';
import { openLog } from './platform/log.ts';
import { openHouse, reactionsOf } from './platform/open-house.ts';
import type { Scope } from './platform/scope.ts';
import { addDays, dayOf } from './platform/working-days.ts';
import { checkLaws } from './testing-laws.ts';
import { openSink } from './testing-sink.ts';

const home = join(import.meta.dirname, '..');
const migrations = join(home, 'migrations');
const testAssets = {
  css: '/c.css',
  js: '/j.js',
  passkey: '/p.js',
  font: '/f.woff2',
  themes: { elvestad: '/t.css', havn: '/h.css' },
  colours: { elvestad: { accent: '#0B5C6B', turn: '#F4B73B' } },
};

/** What the draft of the privacy notice says of cookies, word by word: each that is set has to be among them. */
const cookiesTold = Object.entries({ en, de, nb, nl }).map(([locale, says]) => ({
  locale,
  told: says['draft.privacy.cookies.text'].split(/[\s,]+/),
}));

type Asking = {
  as?: string | undefined;
  locale?: Locale;
  /** Cookies by hand, for visitors without an account. */
  cookie?: string;
  headers?: Record<string, string>;
  /** Something is meant to break. */
  breaks?: boolean;
};

export type Answer = {
  status: number;
  location: string | null;
  html: string;
  headers: Headers;
  /** Cookies that were set, as a `Cookie` header. */
  cookie: string;
};

export type TestTown = Awaited<ReturnType<typeof openTestTown>>;

/**
 * A whole city for a test: a real database (embedded, or `TEST_DATABASE_URL`), all rooms, mail into a
 * real SMTP sink. Every page that is fetched is held to the laws of every page.
 */
export async function openTestTown(
  options: { config?: Partial<Config>; rooms?: typeof rooms; log?: Logger } = {},
) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'samvirke-test-'));
  const store = await freshStore(dataFolder);
  const sink = await openSink();
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    url: 'http://town.test',
    dataFolder,
    databaseUrl: store.databaseUrl,
    bucket: undefined,
    demo: false,
    secret: 'a secret that only tests use, forty letters',
    mail: { url: sink.url, from: 'city@town.test' },
    trustedProxies: 0,
    logLevel: 'silent',
    backups: { folder: join(dataFolder, 'backups'), key: undefined, every: undefined, kept: 7 },
    metricsToken: undefined,
    // Nothing is asked of the world: no server answers there.
    outside: { dnsServers: ['127.0.0.1:1'], loopback: false },
    ...options.config,
  };
  const { house, close } = await openHouse({
    config,
    migrations,
    embedded: { flushed: false, onThisThread: serve },
    rooms: [...rooms, ...(options.rooms ?? [])],
    log: options.log ?? openLog(process.env.TEST_LOG ?? 'silent'),
  });
  await openEmptyCity(house.database, { name: { en: 'Testby', de: 'Testby' }, setUp: true });
  house.city.forget();
  const problems: unknown[] = [];
  const stream = runStream(house.database, reactionsOf(house), {
    onSealed: () => house.live.wake(),
    onProblem: (problem) => problems.push(problem),
  });
  const app = createApp(house, testAssets, join(dataFolder, 'no-assets'));
  const { space: city } = await house.city.get();
  const cookies = new Map<string, string>();

  /** Whose session another one may have ended since. */
  const doubtful = new Set<string>();
  async function isOpen(cookie: string): Promise<boolean> {
    const [token] = decodeURIComponent(/session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.');
    const found = await house.database.outer.query('select from auth_session where token = $1', [token]);
    return found.rowCount === 1;
  }

  async function cookieOf(person: string): Promise<string> {
    const known = cookies.get(person);
    if (known && (!doubtful.has(person) || (await isOpen(known)))) return known;
    const row = await house.database.system(({ db }) =>
      db.selectFrom('person').select(['email', 'name']).where('id', '=', person).executeTakeFirstOrThrow(),
    );
    const made = cookieHeader(await house.accounts.signInProven(row.email!, row.name));
    cookies.set(person, made);
    return made;
  }

  async function ask(
    path: string,
    init: RequestInit,
    { as, locale = 'en', cookie, headers, breaks = false }: Asking,
  ): Promise<Answer> {
    const brought = [as && (await cookieOf(as)), cookie, `lang=${locale}`].filter(Boolean).join('; ');
    // By HTTPS a browser keeps them under longer names.
    const sent = config.url.startsWith('https:') ? brought.replaceAll(/(^|; )(?!__)/g, '$1__Host-') : brought;
    const response = await app.request(`http://town.test${path}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie: sent, origin: 'http://town.test', host: 'town.test', ...headers },
    });
    const html = await response.text();
    // A new session in this browser ends the one before it.
    if (as && /session_token=[^;]/.test(response.headers.getSetCookie().join())) doubtful.add(as);
    for (const cookie of response.headers.getSetCookie()) {
      expect(cookie, `${path}: no script reads a cookie, no other site sends one`).toMatch(
        /(?=.*; Path=\/)(?=.*; HttpOnly)(?=.*; SameSite=(Lax|Strict))/i,
      );
      const name = cookie.split('=')[0]!.replace(/^__(Host|Secure)-/, '');
      // What a sign-out takes away need not have been there.
      if (/; Max-Age=0/i.test(cookie)) continue;
      for (const { locale, told } of cookiesTold)
        expect(told, `the privacy notice (${locale}) tells of every cookie`).toContain(name);
    }
    expect(response.status === 500, `${path} broke`).toBe(breaks);
    if (response.headers.get('content-type')?.startsWith('text/html') && html.startsWith('<!doctype')) {
      checkLaws(html, path);
      // With 'no-referrer' a browser says of a form that it comes from nowhere, and it is refused.
      expect(response.headers.get('referrer-policy'), path).toBe('same-origin');
    }
    return {
      status: response.status,
      location: response.headers.get('location'),
      html,
      headers: response.headers,
      cookie: cookieHeader(response.headers),
    };
  }

  const town = {
    house,
    database: house.database,
    app,
    city,
    problems,
    mails: sink.mails,
    /** GET, following nothing. */
    get: (path: string, asking: Asking = {}) => ask(path, {}, asking),
    /** A page that is not for them, there or not: 404, or, for who is not signed in, the way to signing in. */
    async isClosed(path: string, asking: Asking = {}) {
      const { status, location } = await ask(path, {}, asking);
      if (asking.as) expect(status, path).toBe(404);
      else expect(location, path).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    },
    /** POSTs a form. A fresh `_once` unless the form brings one. */
    post(path: string, form: Record<string, string | string[] | File>, asking: Asking = {}) {
      const hasFile = Object.values(form).some((value) => value instanceof File);
      const body = hasFile ? new FormData() : new URLSearchParams();
      const filled = { _once: newId(), ...form };
      for (const [name, value] of Object.entries(filled)) {
        for (const one of [value].flat()) (body as FormData).append(name, one as string);
      }
      const answered = ask(path, { method: 'POST', body }, asking);
      // Turbo shows the answer to a form only if it leads on, or complains.
      return answered.then((answer) => {
        expect(answer.status, `the form of ${path} was answered with a page`).not.toBe(200);
        return answer;
      });
    },
    /** POSTs, expects to be sent on, and fetches the page it was sent to (with its told-message). */
    async postAndFollow(path: string, form: Record<string, string | string[] | File>, asking: Asking = {}) {
      const posted = await town.post(path, form, asking);
      expect(posted.status, `${path} answered\n${posted.html.slice(0, 3_000)}`).toBe(303);
      const cookie = [asking.cookie, posted.cookie].filter(Boolean).join('; ');
      return town.get(posted.location!, { ...asking, cookie });
    },
    /** An organisation that is on the list, with nobody in it yet. */
    async addOrganisation(id: string, slug: string, name: Localised) {
      await house.database.system(async ({ db }) => {
        await db
          .insertInto('space')
          .values({ id, kind: 'organisation', audience: 'public', audience_id: null, created_by: null })
          .execute();
        const row = { id, space_id: id, audience: 'public', audience_id: null, slug, kind: 'community' };
        await db
          .insertInto('organisation')
          .values({ ...row, name: JSON.stringify(name) } as never)
          .execute();
      });
    },
    async addPerson(name: string, membership?: { space: string; role: string }, locale: Locale = 'en') {
      const id = newId();
      await house.database.system(async ({ db }) => {
        const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test`;
        await db
          .insertInto('person')
          .values({ id, kind: 'person', name, email, locale, login_id: null, deactivated_at: null })
          .execute();
      });
      if (membership) await town.addMembership(id, membership.space, membership.role);
      return id;
    },
    addAdministrator: (name = 'Administrator') =>
      town.addPerson(name, { space: city, role: 'administrator' }),
    async addMembership(person: string, space: string, role: string) {
      await house.database.system(({ db }) =>
        db
          .insertInto('membership')
          .values({
            id: newId(),
            space_id: space,
            person_id: person,
            organisation_id: null,
            role,
            until: null,
            given_by: null,
          })
          .execute(),
      );
    },
    async scopeFor(person: string): Promise<Scope> {
      const scope = await house.accounts.scopeOfPerson(person);
      if (!scope) throw new Error('No such person');
      return scope;
    },
    /** Moves the database's clock forward for good: '3 days', '2 hours'. */
    async moveTime(interval: string) {
      moved = `${moved} + interval '${interval}'`;
      await house.database.outer.query(`
        create or replace function app_now() returns timestamptz stable language sql as
        $$ select now() + ${moved} $$`);
    },
    /** The day so many days from today, by the clock of the city: near midnight, UTC has another day. */
    inDays: (days: number) =>
      house.database.system(async ({ now }) => addDays(dayOf(now, 'Europe/Berlin'), days)),
    /** Until everything that was recorded is sealed, answered to, and mailed. */
    async settle() {
      await house.afterwards.settled();
      await stream.settled();
      if (problems.length > 0) throw new AggregateError(problems, `A reaction failed: ${problems[0]}`);
      const waiting = await house.database.system(({ db }) =>
        db
          .selectFrom('mail')
          .select('id')
          .where('sent_at', 'is', null)
          .where('failed_at', 'is', null)
          .orderBy('created_at')
          .execute(),
      );
      for (const { id } of waiting) await house.post.deliver(id);
    },
    async close() {
      await stream.stop();
      await close();
      await sink.close();
      await store.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
  let moved = "interval '0'";
  return town;
}

function cookieHeader(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}

/** A database of its own for each test file: a copy of one that was migrated once. */
async function freshStore(
  dataFolder: string,
): Promise<{ databaseUrl: string | undefined; drop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    // The synchronous one copies in C++; the other one goes file by file through JavaScript, ten times as slow.
    cpSync(join(process.env.SAMVIRKE_TEST_TEMPLATE!, 'pg'), join(dataFolder, 'pg'), { recursive: true });
    return { databaseUrl: undefined, drop: async () => {} };
  }
  const name = `samvirke_test_${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name} template samvirke_template`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { databaseUrl: url.href, drop: () => run(`drop database ${name} with (force)`) };
}
