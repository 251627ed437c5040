import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { OpenId } from './accounts/openid.ts';
import type { Afterwards } from './afterwards.ts';
import type { Backups } from './backup/backups.ts';
import type { CityView } from './city.ts';
import type { Database } from './database/database.ts';
import type { Files } from './files/files.ts';
import type { Instrument } from './instrument.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Links } from './links.ts';
import type { Live } from './live/live.ts';
import type { Bounces } from './mail/bounces.ts';
import type { Post } from './mail/post.ts';
import type { Outside } from './outside/outside.ts';

/** What stands on the ground floor and is handed to those who need it. There are no globals. */
export type House = {
  config: Config;
  log: Logger;
  database: Database;
  city: { get(): Promise<CityView>; forget(): void };
  accounts: Accounts;
  openId: OpenId;
  outside: Outside;
  links: Links;
  files: Files;
  post: Post;
  bounces: Bounces;
  backups: Backups;
  jobs: Jobs;
  afterwards: Afterwards;
  live: Live;
  /** All rooms, in the order of `app.tsx`. */
  instruments: readonly Instrument[];
};
