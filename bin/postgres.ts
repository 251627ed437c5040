// A PostgreSQL server of one's own, to be thrown away: in a temporary folder, on a Unix socket, with fsync on.
//   node bin/run.mjs postgres COMMAND …    runs COMMAND with its address in TEST_DATABASE_URL
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

export type PostgresServer = {
  /** Of its database `postgres`; other databases are made beside it. */
  url: string;
  /** For example 18.1. */
  version: string;
  /** False once it has ended by itself. */
  readonly running: boolean;
  start(): Promise<void>;
  /** `kill -9` of every process of the server at once, or of its first one alone. `start` recovers it. */
  kill(which?: 'all' | 'postmaster'): Promise<void>;
  /** `kill -9` of one of the processes that serve clients: the server then ends all others, and recovers by itself. */
  killOne(): Promise<void>;
  /** What `pg_ctl restart -m fast` does: ends every connection, and starts anew. */
  restart(): Promise<void>;
  /** Stops it and throws its folder away. */
  stop(): Promise<void>;
};

const startingLimit = 120_000;

/** Makes and starts a server. Needs PostgreSQL's programs (Debian package `postgresql`), but no running service. */
export async function startPostgres(place = tmpdir()): Promise<PostgresServer> {
  const programs = findPrograms();
  const owner = await unprivileged();
  const folder = mkdtempSync(join(place, 'samvirke-postgres-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const files = join(folder, 'files');
  const logFile = join(folder, 'log');
  const options = { cwd: folder, ...owner };
  const asked = ['-D', files, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'];
  await run(join(programs, 'initdb'), [...asked, '--no-sync'], options);
  const { stdout } = await run(join(programs, 'postgres'), ['--version'], options);

  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
  let server: ChildProcess | undefined;
  const killRest = () => {
    for (const pid of server ? familyOf(server) : []) killQuietly(pid);
  };
  process.on('exit', killRest);

  async function start(): Promise<void> {
    const log = openSync(logFile, 'a');
    const deadline = Date.now() + startingLimit;
    for (;;) {
      // The port is only part of the socket's name.
      const settings = ['fsync=on', 'listen_addresses=', `unix_socket_directories=${folder}`, 'port=5432'];
      const started = spawn(
        join(programs, 'postgres'),
        ['-D', files, ...settings.flatMap((setting) => ['-c', setting])],
        { ...options, stdio: ['ignore', log, log] },
      );
      server = started;
      while (started.exitCode === null && started.signalCode === null) {
        if (await answers(url)) return;
        if (Date.now() > deadline) break;
        await pause(50);
      }
      // After a kill it refuses until the last process of the one before is gone.
      if (Date.now() > deadline) {
        throw new Error(`PostgreSQL did not start:\n${readFileSync(logFile, 'utf8').slice(-3_000)}`);
      }
      await pause(100);
    }
  }

  async function end(how: (server: ChildProcess) => void): Promise<void> {
    const ending = server;
    if (!ending) return;
    const gone = new Promise<void>((resolve) => {
      if (ending.exitCode !== null || ending.signalCode !== null) resolve();
      else ending.once('exit', () => resolve());
    });
    how(ending);
    await gone;
    server = undefined;
  }

  await start();
  return {
    url,
    version: /\d+(\.\d+)?/.exec(stdout)?.[0] ?? '?',
    get running() {
      return server?.exitCode === null && server.signalCode === null;
    },
    start,
    kill: (which = 'all') =>
      end((ending) => {
        for (const pid of which === 'all' ? familyOf(ending) : [ending.pid!]) killQuietly(pid);
      }),
    async killOne() {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => {});
      await client.connect();
      const { rows } = await client.query(
        "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1",
      );
      if (!rows[0]) throw new Error('Nobody is connected');
      killQuietly(rows[0].pid);
      await client.end().catch(() => {});
    },
    async restart() {
      await end((ending) => ending.kill('SIGINT'));
      await start();
    },
    async stop() {
      await end((ending) => ending.kill('SIGINT')); // a fast shutdown: waits for nobody
      process.off('exit', killRest);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where the newest of the installed versions has its programs; Debian keeps them out of the PATH. */
function findPrograms(): string {
  const kept = globSync('/usr/lib/postgresql/*/bin/initdb')
    .map(dirname)
    .sort((a, b) => Number(basename(dirname(b))) - Number(basename(dirname(a))));
  const inPath = (process.env.PATH ?? '').split(':').filter((folder) => existsSync(join(folder, 'initdb')));
  const found = [...kept, ...inPath][0];
  if (!found)
    throw new Error('PostgreSQL is not installed here. On Debian and Ubuntu: apt-get install postgresql');
  return found;
}

/** PostgreSQL refuses to run as root; then somebody without rights owns it. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {} // there is no such account: the next
  }
  throw new Error('PostgreSQL does not run as root, and there is neither an account postgres nor nobody.');
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The server and its children, each of which has a process group of its own. */
function familyOf(server: ChildProcess): number[] {
  const own = server.pid;
  if (own === undefined || server.exitCode !== null || server.signalCode !== null) return [];
  const children = globSync('/proc/[0-9]*/stat').flatMap((path) => {
    try {
      const stat = readFileSync(path, 'utf8');
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(parent) === own ? [Number(path.split('/')[2])] : [];
    } catch {
      return []; // it ended meanwhile
    }
  });
  // The parent first: it would end the rest in its own, gentler way.
  return [own, ...children];
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {} // gone already
}

if (import.meta.main) {
  const [command, ...words] = process.argv.slice(2);
  if (!command) {
    console.error('Say which command: node bin/run.mjs postgres COMMAND …');
    process.exit(2);
  }
  const place = temporaryFolder();
  const server = await startPostgres(place);
  console.log(`PostgreSQL ${server.version}, a server of its own`);
  const child = spawn(command, words, {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: server.url },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  await server.stop();
  rmSync(place, { recursive: true, force: true });
}
