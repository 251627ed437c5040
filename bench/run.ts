import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Recorded } from './serve.ts';

export type PageFigures = {
  page: string;
  floor: number;
  rate: number;
  share: number;
  p50: number;
  p99: number;
  floorP50: number;
  floorP99: number;
  queries: number;
};

type Place = { name: string; databaseUrl: string };

/** A process of the bench that grants wishes. */
class Hand {
  private readonly child: ChildProcess;
  private readonly open = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  private next = 0;
  constructor(file: string, env: NodeJS.ProcessEnv) {
    this.child = fork(file, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child.on('message', ({ id, result, error }: { id: number; result: unknown; error?: string }) => {
      const waiting = this.open.get(id)!;
      this.open.delete(id);
      if (error) waiting.reject(new Error(error));
      else waiting.resolve(result);
    });
  }
  ask<T>(wish: Record<string, unknown>): Promise<T> {
    const id = this.next;
    this.next += 1;
    return new Promise<T>((resolve, reject) => {
      this.open.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.child.send({ id, ...wish });
    });
  }
  stop(): void {
    this.child.kill();
  }
}

const seconds = 5;
const connections = 10;

async function load(
  port: number,
  path: string,
  cookie?: string,
): Promise<{ rate: number; p50: number; p99: number }> {
  const target = {
    url: `http://127.0.0.1:${port}${path}`,
    connections,
    headers: { host: 'localhost', ...(cookie && { cookie }) },
  };
  await autocannon({ ...target, duration: 2 });
  const result = await autocannon({ ...target, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} answers were not 200, ${result.errors} errors`);
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

/** Pages beside their floors, small and grown, and writes beside bare inserts, on one database. */
export async function benchOn(place: Place, home: string, file: string) {
  const env = {
    DATABASE_URL: place.databaseUrl,
    SAMVIRKE_SECRET: 'the bench has a secret of its own, forty letters',
    NODE_ENV: 'production',
  };
  const program = new Hand(file, env);
  const port = await program.ask<number>({ wish: 'open', home, demo: true });
  const cookie = await program.ask<string>({ wish: 'signIn', email: 'streets.head@elvestad.example' });
  const request = await firstRequest(port, cookie);
  const pages = [
    { page: 'home', path: '/' },
    { page: 'directory search', path: '/who-does-what?q=close+our+street+for+a+sumer' },
    { page: 'department', path: '/organisations/streets' },
    { page: 'request, signed in', path: request, cookie },
  ];

  async function measure(): Promise<PageFigures[]> {
    const figures: PageFigures[] = [];
    for (const { page, path, cookie: sent } of pages) {
      const recorded = await program.ask<Recorded>({ wish: 'record', path, cookie: sent });
      if (recorded.status !== 200) throw new Error(`${path} answered ${recorded.status}`);
      const bare = new Hand(file, env);
      const floorPort = await bare.ask<number>({
        wish: 'floor',
        databaseUrl: place.databaseUrl,
        recorded: { [path]: recorded },
      });
      const floor = await load(floorPort, path);
      bare.stop();
      const own = await load(port, path, sent);
      figures.push({
        page,
        floor: floor.rate,
        rate: own.rate,
        share: own.rate / floor.rate,
        p50: own.p50,
        p99: own.p99,
        floorP50: floor.p50,
        floorP99: floor.p99,
        queries: recorded.queries.length,
      });
    }
    return figures;
  }

  const small = await measure();
  const writes = await program.ask<{ bare: number; journalled: number }>({ wish: 'writes' });
  await program.ask({ wish: 'grow', organisations: 10_000, entries: 100_000 });
  const large = await measure();
  program.stop();
  return { place: place.name, small, large, writes };
}

async function firstRequest(port: number, cookie: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/requests`, { headers: { cookie } });
  const path = /href="(\/requests\/[0-9a-f-]{36})"/.exec(await answer.text())?.[1];
  if (!path) throw new Error('The inbox shows no request');
  return path;
}

/** Seconds until a page is answered, from `npm start`. */
export async function benchStarts(home: string): Promise<{ first: number; second: number }> {
  const data = mkdtempSync(join(tmpdir(), 'samvirke-bench-'));
  const once = async () => {
    const port = 3900 + Math.floor(Math.random() * 90);
    const begun = performance.now();
    const child = spawn(process.execPath, ['bin/run.mjs', 'start'], {
      cwd: home,
      env: {
        ...process.env,
        DATABASE_URL: '',
        PORT: String(port),
        SAMVIRKE_DATA: data,
        SAMVIRKE_LOG: 'silent',
      },
      stdio: 'ignore',
    });
    while ((await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.status !== 200) {
      if (child.exitCode !== null) throw new Error('npm start ended');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const took = (performance.now() - begun) / 1000;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    return took;
  };
  try {
    return { first: await once(), second: await once() };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

export function writeReport(file: string, report: unknown): void {
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
