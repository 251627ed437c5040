// One process of the bench: the program itself, or the floor beside it. Told by its parent what to do.
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import pg from 'pg';
import { createApp, rooms } from '../src/app.tsx';
import { readConfig } from '../src/config.ts';
import { demoSignIns, loadDemo } from '../src/demo.ts';
import { openEmptyCity } from '../src/empty-city.ts';
import { readAssets } from '../src/platform/http/assets.ts';
import { openLog } from '../src/platform/log.ts';
import { openHouse } from '../src/platform/open-house.ts';
import { growJournal, growOrganisations } from './grow.ts';
import { measureWrites } from './writes.ts';

export type Recorded = {
  queries: { text: string; values: unknown[] }[];
  status: number;
  type: string;
  body: string;
};
type Wish =
  | { wish: 'open'; home: string; demo: boolean }
  | { wish: 'grow'; organisations: number; entries: number }
  | { wish: 'signIn'; email: string }
  | { wish: 'record'; path: string; cookie?: string }
  | { wish: 'floor'; databaseUrl: string; recorded: Record<string, Recorded> }
  | { wish: 'writes' };

let house: Awaited<ReturnType<typeof openHouse>>['house'];
let app: ReturnType<typeof createApp>;

async function grant(wish: Wish): Promise<unknown> {
  switch (wish.wish) {
    case 'open': {
      const opened = await openHouse({
        config: readConfig(process.env),
        migrations: join(wish.home, 'migrations'),
        rooms,
        log: openLog('silent'),
      });
      house = opened.house;
      await openEmptyCity(house.database, { name: {}, setUp: false });
      const there = await house.city.get();
      if (!there.sample) await loadDemo(house, join(wish.home, 'demo', 'elvestad.yaml'));
      const folder = join(wish.home, 'build', 'client');
      app = createApp(house, readAssets(folder), folder);
      return listen(getRequestListener(app.fetch));
    }
    case 'grow':
      await growOrganisations(house.database, wish.organisations);
      await growJournal(house.database, wish.entries);
      return undefined;
    case 'signIn': {
      const one = (await demoSignIns(house)).find(({ email }) => email === wish.email)!;
      const cookies = await house.accounts.signInWithPassword(one.email, one.password);
      return cookies!
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    }
    case 'record':
      return record(wish.path, wish.cookie);
    case 'floor':
      return listen(floor(wish.databaseUrl, wish.recorded));
    case 'writes':
      return measureWrites(house.database, (await house.city.get()).space);
  }
}

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

/** What one request sends to the database, and what it answers. */
async function record(path: string, cookie: string | undefined): Promise<Recorded> {
  await ask(path, cookie);
  const queries: Recorded['queries'] = [];
  const real = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
    const [first, second] = words;
    const asked =
      typeof first === 'string'
        ? { text: first, values: Array.isArray(second) ? second : [] }
        : (first as { text: string; values?: unknown[] });
    queries.push({ text: asked.text, values: asked.values ?? [] });
    return (real as (...given: unknown[]) => unknown).apply(this, words);
  } as never;
  const response = await ask(path, cookie);
  const body = await response.text();
  pg.Client.prototype.query = real;
  return { queries, status: response.status, type: response.headers.get('content-type') ?? '', body };
}

async function ask(path: string, cookie: string | undefined): Promise<Response> {
  return app.request(`http://localhost${path}`, {
    headers: { host: 'localhost', ...(cookie && { cookie }) },
  });
}

/** A bare handler: the same SQL through the same driver, the same bytes. */
function floor(databaseUrl: string, recorded: Record<string, Recorded>): RequestListener {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const pages = new Map(Object.entries(recorded));
  return async (request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    const client = await pool.connect();
    for (const { text, values } of page.queries)
      await client.query(text, values.length > 0 ? values : undefined);
    client.release();
    response.writeHead(page.status, { 'Content-Type': page.type }).end(page.body);
  };
}

process.on('message', async (message: Wish & { id: number }) => {
  try {
    process.send!({ id: message.id, result: await grant(message) });
  } catch (error) {
    process.send!({ id: message.id, error: String((error as Error).stack) });
  }
});
process.on('disconnect', () => process.exit(0));
