// One process of the bench: the program itself, or the floor beside it. Told by its parent what to do.
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import pg from 'pg';
import { createApp, rooms } from '../src/app.tsx';
import { readConfig } from '../src/config.ts';
import { demoSignIns, loadDemo } from '../src/demo.ts';
import { openEmptyCity } from '../src/empty-city.ts';
import { tellByTheHour } from '../src/instruments/told/jobs.ts';
import { runTogether, type Statement } from '../src/platform/database/batch.ts';
import { shareStatements } from '../src/platform/database/database.ts';
import { plannedOnce } from '../src/platform/database/plans.ts';
import { connectRunning } from '../src/platform/embedded/open-embedded.ts';
import { readAssets } from '../src/platform/http/assets.ts';
import { runStream } from '../src/platform/journal/stream.ts';
import { openLog } from '../src/platform/log.ts';
import { openHouse, reactionsOf } from '../src/platform/open-house.ts';
import type { Scope } from '../src/platform/scope.ts';
import { addDays, dayOf } from '../src/platform/working-days.ts';
import { growJournal, growOrganisations } from './grow.ts';
import { growDecision, growRegister, growVoters, putToPeople } from './grow-decisions.ts';
import { growHistory, growObservers, growPartnerships, sampleTalks } from './grow-partnerships.ts';
import type { sizes } from './run.ts';
import { measureVotes } from './votes.ts';
import { queriesOfWatching } from './watch.ts';
import { measureWrites } from './writes.ts';

/** What goes to the database in one message. */
type Asked = readonly Statement[];

export type Recorded = {
  queries: Asked[];
  status: number;
  type: string;
  body: string;
};
type Wish =
  | { wish: 'open'; home: string; demo: boolean }
  | ({ wish: 'grow'; email: string } & typeof sizes)
  | { wish: 'sampleTalks' }
  | { wish: 'watch'; partnership: string; people: readonly number[] }
  | { wish: 'signIn'; email: string }
  | { wish: 'record'; path: string; cookie?: string }
  | { wish: 'floor'; recorded: Record<string, Recorded> }
  | { wish: 'writes' }
  | { wish: 'votes' }
  | { wish: 'remind' };

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
      return grow(wish);
    case 'sampleTalks':
      return sampleTalks(house.database);
    case 'watch':
      return watch(wish.partnership, wish.people);
    case 'signIn': {
      const one = (await demoSignIns(house)).find(({ email }) => email === wish.email)!;
      const admitted = await house.accounts.signInWithPassword(one.email, one.password);
      return admitted!.cookies
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    }
    case 'record':
      return record(wish.path, wish.cookie);
    case 'floor':
      return listen(await floor(wish.recorded));
    case 'writes':
      return measureWrites(house.database, (await house.city.get()).space);
    case 'votes':
      return votes();
    case 'remind':
      return remind();
  }
}

/** A tenth of all entries stand in the timeline of the partnership that is measured. */
async function grow({
  email,
  organisations,
  partnerships,
  partners,
  entries,
  voters,
  comments,
  decided,
}: typeof sizes & { email: string }) {
  const { id: person } = await house.database.system(({ db }) =>
    db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow(),
  );
  await growOrganisations(house.database, organisations);
  const grown = await growPartnerships(house.database, { partnerships, partners, person });
  await growHistory(house.database, grown.id, entries / 10);
  await growJournal(house.database, entries - entries / 10);
  const { id: partnership } = grown.beside;
  people = await growVoters(house.database, grown.beside, person, voters);
  const as = await house.accounts.scopeOfPerson(person);
  await growRegister(house.database, as!, partnership, decided);
  const decision = await putToPeople(house.database, as!, partnership, 'Soup on Thursdays');
  await growDecision(house.database, { partnership, decision }, comments);
  facilitates = as!;
  return { ...grown, partnership, decision };
}

/** Whom the city grew by, and where they decide. */
let people: string[];
let facilitates: Scope;

/** What a thousand people say to something they are asked, beside bare inserts of the same rows. */
async function votes() {
  const partnership = await placeOf(people[0]!);
  const put = (title: string) => putToPeople(house.database, facilitates, partnership, title);
  const scopes = await Promise.all(
    people.slice(0, 1_000).map((one) => house.accounts.scopeOfPerson(one) as Promise<Scope>),
  );
  return measureVotes(house.database, scopes, {
    partnership,
    bare: await put('Counted by nobody'),
    cast: await put('Bread on Fridays'),
  });
}

/** Reminds everybody of something that is over tomorrow; tells how many mails that were. */
async function remind(): Promise<number> {
  const partnership = await placeOf(people[0]!);
  const { timeZone } = await house.city.get();
  const tomorrow = addDays(dayOf(new Date(), timeZone), 1);
  await putToPeople(house.database, facilitates, partnership, 'Apples', tomorrow);
  await house.database.outer.query(
    `update membership set since = now() - interval '3 days' where space_id = $1`,
    [partnership],
  );
  await tellByTheHour(house);
  const { rows } = await house.database.outer.query(
    `select count(*)::int as n from mail where kind = 'told.reminder' or kind = 'told.digest'`,
  );
  return rows[0].n;
}

async function placeOf(person: string): Promise<string> {
  const { rows } = await house.database.outer.query(
    `select space_id as id from membership where person_id = $1 and role = 'participant'`,
    [person],
  );
  return rows[0].id;
}

/** What streams of so many people ask of the database, while one thing happens. */
async function watch(partnership: string, amounts: readonly number[]): Promise<number[]> {
  const people = await growObservers(house.database, partnership, Math.max(...amounts));
  const scopes = await Promise.all(people.map((one) => house.accounts.scopeOfPerson(one)));
  const stream = runStream(house.database, reactionsOf(house), {
    onSealed: () => house.live.wake(),
    onProblem: (problem) => console.error(problem),
  });
  const asked: number[] = [];
  for (const amount of amounts)
    asked.push(
      await queriesOfWatching(house, scopes.slice(0, amount) as Scope[], {
        kind: 'to-do.done',
        happens: () => house.database.system((tx) => tx.record({ space: partnership, kind: 'to-do.done' })),
      }),
    );
  await stream.stop();
  return asked;
}

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

/** Within this time the transaction before, which a page does not wait for, has ended. */
const settling = 200;

/** What one request sends to the database, and what it answers. */
async function record(path: string, cookie: string | undefined): Promise<Recorded> {
  await ask(path, cookie);
  await house.afterwards.settled();
  await new Promise((resolve) => setTimeout(resolve, settling));
  const queries: Recorded['queries'] = [];
  const real = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
    const [first, values] = words as [string | { statements: Asked }, unknown];
    if (typeof first !== 'string') queries.push(first.statements);
    else queries.push([{ text: first, ...(Array.isArray(values) && { values }) }]);
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

/** A bare handler: the same SQL through the same driver, planned as often, the same bytes. */
async function floor(recorded: Record<string, Recorded>): Promise<RequestListener> {
  const { databaseUrl, dataFolder } = readConfig(process.env);
  const pool = databaseUrl
    ? new pg.Pool({ connectionString: databaseUrl, max: 10, options: `-c jit=off -c ${plannedOnce}` })
    : new pg.Pool({ ...(await connectRunning(dataFolder)), max: 8 });
  if (!databaseUrl) shareStatements(pool);
  const pages = new Map(Object.entries(recorded));
  return async (request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    const client = await pool.connect();
    // By names of its own: the program, or the floor before, may have given these in the one session that all share.
    for (const asked of page.queries) {
      const renamed = asked.map(({ name, ...one }) => ({
        ...one,
        ...(name && { name: `${process.pid}_${name}` }),
      }));
      await runTogether(client, renamed);
    }
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
