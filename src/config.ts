import { randomBytes } from 'node:crypto';
import { Resolver } from 'node:dns';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Config = {
  port: number;
  host: string;
  /** Where people reach the city: scheme, host and port, without a slash at the end. */
  url: string;
  dataFolder: string;
  databaseUrl: string | undefined;
  /** Where pictures lie; without it in the data folder. */
  bucket: Bucket | undefined;
  demo: boolean;
  secret: string;
  /** `bounces` is where mail to `from` lands: what comes back is read there. */
  mail: { url: string; from: string; bounces?: Mailbox | undefined } | undefined;
  /** How many proxies in front of us may be believed about a visitor's address. */
  trustedProxies: number;
  logLevel: string;
  backups: BackupSettings;
  /** Whoever sends it may read the program's figures; without it nobody may. */
  metricsToken: string | undefined;
  outside: {
    /** Which DNS servers are asked about domains and providers that people name; without them, those of the system. */
    dnsServers: string[] | undefined;
    /** Providers on this machine count too. Of a city that only this machine reaches. */
    loopback: boolean;
  };
};

export type BackupSettings = {
  folder: string;
  /** What backups are encrypted with, if anything: a passphrase, or a key of age. */
  key: string | undefined;
  /** When one is made by itself: at this time by the city's clocks, or each hour. */
  every: { at: string } | 'hour' | undefined;
  /** How many stay in the folder. */
  kept: number;
};

/** A place in an S3-compatible store. */
export type Bucket = {
  /** Scheme, host and port. */
  origin: string;
  name: string;
  /** What the names of our files begin with: empty, or ending in a slash. */
  prefix: string;
  region: string;
  key: string;
  secret: string;
};

/** A folder on an IMAP server. */
export type Mailbox = {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  folder: string;
};

/** A setting that cannot be followed: said in one sentence, and the program ends without having changed anything. */
export class ConfigProblem extends Error {}

/** Every setting of our own; `docs/guides/operate.md` explains them, and a test holds the two together. */
export const settings = [
  'SAMVIRKE_URL',
  'SAMVIRKE_DATA',
  'SAMVIRKE_DEMO',
  'SAMVIRKE_SECRET',
  'SAMVIRKE_MAIL_FROM',
  'SAMVIRKE_LOG',
  'SAMVIRKE_DNS',
  'SAMVIRKE_BACKUPS',
  'SAMVIRKE_BACKUP_KEY',
  'SAMVIRKE_BACKUP_EVERY',
  'SAMVIRKE_BACKUPS_KEPT',
  'SAMVIRKE_METRICS_TOKEN',
];

/** Reads every setting. The only place that looks at the environment. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  for (const name of Object.keys(env)) {
    if (name.startsWith('SAMVIRKE_') && !name.startsWith('SAMVIRKE_TEST_') && !settings.includes(name)) {
      throw new ConfigProblem(`There is no setting ${name}. The settings are: ${settings.join(', ')}.`);
    }
  }
  const port = wholeNumber('PORT', env.PORT, 3000, 0, 65_535);
  const demo = oneOf('SAMVIRKE_DEMO', env.SAMVIRKE_DEMO, ['on', 'off'], 'on') === 'on';
  const host = env.HOST || (demo ? '127.0.0.1' : '0.0.0.0');
  if (demo && !isLoopback(host)) {
    throw new ConfigProblem(
      `HOST is ${host}, but the sample city with its printed passwords opens on this machine only. Set SAMVIRKE_DEMO=off to open a city to others.`,
    );
  }
  const dataFolder = resolve(env.SAMVIRKE_DATA || './data');
  return {
    port,
    host,
    url: webAddress(env.SAMVIRKE_URL, port),
    dataFolder,
    databaseUrl: databaseAddress(env.DATABASE_URL),
    bucket: bucketAt(env.FILES_URL),
    demo,
    secret: env.SAMVIRKE_SECRET ? longEnough(env.SAMVIRKE_SECRET) : '',
    mail: mailSettings(env),
    trustedProxies: wholeNumber('TRUSTED_PROXY', env.TRUSTED_PROXY, 0, 0, 10),
    logLevel: oneOf('SAMVIRKE_LOG', env.SAMVIRKE_LOG, ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    backups: {
      folder: resolve(env.SAMVIRKE_BACKUPS || join(dataFolder, 'backups')),
      key: backupKey(env.SAMVIRKE_BACKUP_KEY),
      // A sample city can be opened again at any time.
      every: backupTime(env.SAMVIRKE_BACKUP_EVERY || (demo ? 'never' : 'day')),
      kept: wholeNumber('SAMVIRKE_BACKUPS_KEPT', env.SAMVIRKE_BACKUPS_KEPT, 7, 1, 1_000),
    },
    metricsToken: env.SAMVIRKE_METRICS_TOKEN
      ? longEnough(env.SAMVIRKE_METRICS_TOKEN, 'SAMVIRKE_METRICS_TOKEN')
      : undefined,
    outside: {
      dnsServers: dnsServers(env.SAMVIRKE_DNS),
      // The sample city opens on this machine only: a real one never asks its own machine for a provider.
      loopback: demo && env.SAMVIRKE_TEST_LOOPBACK === 'on',
    },
  };
}

/** The secret that signs links and cookies: as set, else made once and kept in the data folder. */
export function secretOf(config: Config): string {
  if (config.secret) return config.secret;
  const file = join(config.dataFolder, 'secret');
  if (!existsSync(file)) {
    makeDataFolder(config);
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

/** Where the city last opened, as a command knows it that runs beside it, maybe without its PORT. */
export function lastAddress(config: Config): string {
  const file = addressFile(config);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : config.url;
}

export function keepAddress(config: Config): void {
  makeDataFolder(config);
  writeFileSync(addressFile(config), `${config.url}\n`, { mode: 0o600 });
}

const addressFile = ({ dataFolder }: Config) => join(dataFolder, 'address');

/** Makes the data folder if need be, and sees that it can be written to. */
export function makeDataFolder({ dataFolder }: Pick<Config, 'dataFolder'>): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    accessSync(dataFolder, constants.W_OK);
  } catch (error) {
    throw new ConfigProblem(
      `The data folder ${dataFolder} cannot be used: ${(error as NodeJS.ErrnoException).code}. Set SAMVIRKE_DATA to another.`,
    );
  }
}

function wholeNumber(
  name: string,
  value: string | undefined,
  otherwise: number,
  low: number,
  high: number,
): number {
  if (!value) return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < low || number > high) {
    throw new ConfigProblem(`${name} is "${value}", but it has to be a whole number from ${low} to ${high}.`);
  }
  return number;
}

function oneOf(
  name: string,
  value: string | undefined,
  choices: readonly string[],
  otherwise: string,
): string {
  if (!value) return otherwise;
  if (!choices.includes(value)) {
    throw new ConfigProblem(`${name} is "${value}", but it has to be one of: ${choices.join(', ')}.`);
  }
  return value;
}

function webAddress(value: string | undefined, port: number): string {
  if (!value) return `http://localhost:${port}`;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search) {
    throw new ConfigProblem(
      `SAMVIRKE_URL is "${value}", but it has to look like https://city.example.org, without a path.`,
    );
  }
  return url.origin;
}

function databaseAddress(value: string | undefined): string | undefined {
  if (!value) return undefined;
  const url = /^postgres(ql)?:\/\//.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  // A Unix socket's folder comes as `?host=`.
  if (!url || !(url.hostname || url.searchParams.get('host')) || url.pathname.length < 2) {
    throw new ConfigProblem('DATABASE_URL has to begin with postgres:// and name a server and a database.');
  }
  return value;
}

/** @throws ConfigProblem, in whose words `named` is where the address stands */
export function bucketAt(value: string | undefined, named = 'FILES_URL'): Bucket | undefined {
  if (!value) return undefined;
  const url = /^s3(\+http)?:\/\//.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  const [, name, folder] = /^\/([\w.-]+)(?:\/([\w.-]+(?:\/[\w.-]+)*))?\/?$/.exec(url?.pathname ?? '') ?? [];
  const { region = 'us-east-1', ...others } = Object.fromEntries(url?.searchParams ?? []);
  const whole = url?.hostname && url.username && url.password && name && /^[\w-]+$/.test(region);
  if (!whole || Object.keys(others).length > 0 || url.hash) {
    // Without the value: it holds a secret.
    throw new ConfigProblem(
      `${named} has to look like s3://key:secret@s3.example.org/bucket?region=eu-central-1; in key and secret, signs such as / + : are written as %2F %2B %3A.`,
    );
  }
  return {
    origin: `${url.protocol === 's3:' ? 'https' : 'http'}://${url.host}`,
    name,
    prefix: folder ? `${folder}/` : '',
    region,
    key: decoded(named, url.username),
    secret: decoded(named, url.password),
  };
}

function mailSettings(env: NodeJS.ProcessEnv): Config['mail'] {
  const url = env.SMTP_URL;
  const from = env.SAMVIRKE_MAIL_FROM;
  if (!url && !from) {
    if (env.BOUNCES_URL) {
      throw new ConfigProblem(
        'BOUNCES_URL is set, but SMTP_URL is not: where no mail goes out, none comes back.',
      );
    }
    return undefined;
  }
  if (!url) throw new ConfigProblem('SAMVIRKE_MAIL_FROM is set, but SMTP_URL is not: mail needs both.');
  if (!from) throw new ConfigProblem('SMTP_URL is set, but SAMVIRKE_MAIL_FROM is not: mail needs both.');
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw new ConfigProblem('SMTP_URL has to look like smtp://user:password@mail.example.org:587.');
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(from)) {
    throw new ConfigProblem(`SAMVIRKE_MAIL_FROM is "${from}", but it has to be a mail address.`);
  }
  return { url, from, bounces: mailbox(env.BOUNCES_URL) };
}

function mailbox(value: string | undefined): Mailbox | undefined {
  if (!value) return undefined;
  const url = /^imaps?:\/\//.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  if (!url?.hostname || !url.username || !url.password || url.search || url.hash) {
    // Without the value: it may hold a password.
    throw new ConfigProblem(
      'BOUNCES_URL has to look like imaps://user:password@mail.example.org/INBOX; in user and password, signs such as @ / : # are written as %40 %2F %3A %23.',
    );
  }
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 993 : 143,
    secure,
    user: decoded('BOUNCES_URL', url.username),
    password: decoded('BOUNCES_URL', url.password),
    folder: decoded('BOUNCES_URL', url.pathname.slice(1)) || 'INBOX',
  };
}

function decoded(setting: string, part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ConfigProblem(`${setting} has a % that begins no sign; a % itself is written as %25.`);
  }
}

function longEnough(secret: string, name = 'SAMVIRKE_SECRET'): string {
  if (secret.length < 32) throw new ConfigProblem(`${name} has to have at least 32 characters.`);
  return secret;
}

function backupTime(value: string): BackupSettings['every'] {
  if (value === 'never' || value === 'hour') return value === 'hour' ? value : undefined;
  const day = /^day(?: ((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(value);
  if (!day) {
    throw new ConfigProblem(
      `SAMVIRKE_BACKUP_EVERY is "${value}", but it has to be never, hour, day, or day with a time, such as day 03:30.`,
    );
  }
  return { at: day[1] ?? '03:00' };
}

function dnsServers(value: string | undefined): string[] | undefined {
  if (!value) return undefined;
  const servers = value.split(',').map((server) => server.trim());
  try {
    new Resolver().setServers(servers);
  } catch {
    throw new ConfigProblem(
      `SAMVIRKE_DNS is "${value}", but it has to be addresses of DNS servers with commas between, such as 9.9.9.9, [2620:fe::fe]:53.`,
    );
  }
  return servers;
}

/** Below this a passphrase can be found by trying. */
const shortestPassphrase = 20;

function backupKey(value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (value.length < shortestPassphrase) {
    throw new ConfigProblem(`SAMVIRKE_BACKUP_KEY has to have at least ${shortestPassphrase} characters.`);
  }
  return value;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
