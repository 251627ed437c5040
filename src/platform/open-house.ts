import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, makeDataFolder, secretOf } from '../config.ts';
import { accountsWith } from './accounts/accounts.ts';
import { openIdWith } from './accounts/openid.ts';
import { afterwardsWith } from './afterwards.ts';
import { backupsWith } from './backup/backups.ts';
import { cityKeeper } from './city.ts';
import { type Database, openDatabase } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import { plannedOnce } from './database/plans.ts';
import { checkServer, programName } from './database/server.ts';
import { connectRunning, type OpenOptions, openEmbedded } from './embedded/open-embedded.ts';
import { filesWith } from './files/files.ts';
import { checkPlace, storeAt } from './files/place.ts';
import type { House } from './house.ts';
import { forgetOld } from './housekeeping.ts';
import type { Instrument } from './instrument.ts';
import { jobsOn } from './jobs/jobs.ts';
import { narratedKinds } from './journal/happened.ts';
import type { Reaction, Reader } from './journal/reader.ts';
import { linksWith } from './links.ts';
import { liveOn } from './live/live.ts';
import { openLog } from './log.ts';
import { bouncesWith } from './mail/bounces.ts';
import { postWith } from './mail/post.ts';
import { sealWith } from './mail/seal.ts';
import { outsideWith } from './outside/outside.ts';
import { roomKeeper } from './room.ts';

export type OpenedHouse = {
  house: House;
  close(): Promise<void>;
  onFailure(listener: (error: Error) => void): void;
};

type Opening = {
  config: Config;
  /** Where the migrations are. */
  migrations: string;
  rooms: readonly ((house: House) => Instrument)[];
  log?: Logger;
  onStep?: (step: string) => void;
  /** A command beside the running city: speaks to its database instead of opening it. */
  beside?: boolean;
  /** How the embedded database is opened, where it is not as usual: for tests. */
  embedded?: OpenOptions;
};

/** Opens the database, brings it up to date, and puts the ground floor together. */
export async function openHouse({
  config,
  migrations,
  rooms,
  log = openLog(config.logLevel),
  onStep,
  beside,
  embedded,
}: Opening): Promise<OpenedHouse> {
  const failures: ((error: Error) => void)[] = [];
  // A command beside the city may do without pictures, and says so where it cannot.
  if (!beside) await checkPlace(config);
  const { database, close } = await openStore({ config, beside, embedded, onStep }, (error) => {
    for (const listener of failures) listener(error);
  });
  try {
    const secret = secretOf(config);
    await migrate(database.outer, migrations, (name) => onStep?.(`migrating: ${name}`));
    const city = cityKeeper(database);
    const jobs = jobsOn(database, log);
    const seal = sealWith(secret);
    const told = new Set<string>();
    const outside = outsideWith(config.outside);
    const house: House = {
      config,
      log,
      database,
      city,
      links: linksWith(secret),
      files: filesWith({ database, store: storeAt(config) }),
      jobs,
      afterwards: afterwardsWith(log),
      live: liveOn(database, log, (kind) => told.has(kind)),
      accounts: accountsWith({
        config,
        secret,
        database,
        defaultLocale: async () => (await city.get()).defaultLocale,
      }),
      openId: openIdWith(config, secret, outside),
      outside,
      post: postWith({ config, database, jobs, log, seal, sample: await isSample(config, database) }),
      bounces: bouncesWith({ config, database, jobs, log, seal }),
      backups: backupsWith({ config, migrations, database, jobs, log, city }),
      instruments: [],
    };
    house.instruments = rooms.map((room) => room(house));
    for (const kind of narratedKinds(house)) told.add(kind);
    jobs.every('housekeeping', '17 2 * * *', () => forgetOld(house));
    for (const { jobs: clocks = [] } of house.instruments) {
      for (const job of clocks) jobs.every(job.name, job.cron, () => job.run(house));
    }
    const closeAll = async () => {
      house.live.close();
      await house.afterwards.settled();
      await house.backups.stop();
      await close();
    };
    return { house, close: closeAll, onFailure: (listener) => void failures.push(listener) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The sample city: the one that is there, or the one that this start will open. A real city stays one, whatever the setting. */
async function isSample(config: Config, database: Database): Promise<boolean> {
  if (!config.demo) return false;
  const city = await database.system(({ db }) =>
    db.selectFrom('city').select(['demo', 'set_up_at']).executeTakeFirst(),
  );
  return !city || city.demo === 'loaded' || (city.demo === 'never' && !city.set_up_at);
}

/** All reactions of all rooms as one reader of the journal. */
export function reactionsOf(house: House): Reader {
  const reactions = new Map<string, Reaction[]>();
  for (const { reactions: answers = {} } of house.instruments) {
    for (const [kind, react] of Object.entries(answers)) {
      reactions.set(kind, [...(reactions.get(kind) ?? []), (tx, entry) => react(house, tx, entry)]);
    }
  }
  return { name: 'reactions', reactions };
}

type Store = { database: Database; close(): Promise<void> };

async function openStore(
  { config, beside, embedded: how, onStep }: Pick<Opening, 'config' | 'beside' | 'embedded' | 'onStep'>,
  failed: (error: Error) => void,
): Promise<Store> {
  if (config.databaseUrl) {
    const connection = {
      connectionString: config.databaseUrl,
      connectionTimeoutMillis: 10_000,
      // What a connection has planned goes with it.
      idleTimeoutMillis: 10 * 60_000,
      application_name: programName,
      // Compiling a statement pays off for reports of minutes; here it would cost seconds on pages of milliseconds.
      options: `-c jit=off -c ${plannedOnce} -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000`,
    };
    await checkServer(connection);
    const database = openDatabase(connection, { keepsPlans: 'each' });
    return { database, close: () => database.close() };
  }
  const running = beside ? await connectRunning(config.dataFolder) : undefined;
  if (running) {
    const database = openDatabase({ ...running, max: 2 });
    return { database, close: () => database.close() };
  }
  makeDataFolder(config);
  if (!existsSync(join(config.dataFolder, 'pg'))) onStep?.('making the database');
  const embedded = await openEmbedded(config.dataFolder, how);
  embedded.onFailure(failed);
  const room = roomKeeper(config.dataFolder);
  const database = openDatabase(
    { ...embedded.connection, max: 8 },
    {
      // A checkpoint shortens the log, and keeps what it frees for what is still to be written.
      checkRoom: (outer) => room(() => outer.query('checkpoint')),
      keepsPlans: 'together',
    },
  );
  return {
    database,
    async close() {
      await database.close();
      await embedded.close();
    },
  };
}
