import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { openSink } from '../src/testing-sink.ts';
import type { Decides } from './grow-decisions.ts';
import type { GrownPartnership } from './grow-partnerships.ts';
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

/** How far the city grows before it is measured again. */
export const sizes = {
  ...{ organisations: 10_000, partnerships: 10_000, partners: 200, entries: 1_000_000 },
  ...{ voters: 10_000, comments: 5_000, decided: 1_000 },
};
const talksFacilitator = 'climate@elvestad.example';

type Place = { name: string; env: NodeJS.ProcessEnv };

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
  /** Until it has ended: it may hold the database. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
  }
}

const connections = 10;
/** A page and its floor are measured by turns, so that what else the machine does falls on both. */
const turns = 5;
const secondsOfTurn = 2;

type Load = { rate: number; p50: number; p99: number };

async function load(port: number, path: string, cookie?: string): Promise<Load> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections,
    duration: secondsOfTurn,
    headers: { host: 'localhost', ...(cookie && { cookie }) },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} answers were not 200, ${result.errors} errors`);
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

function median(figures: number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!;
}

function middle(loads: Load[]): Load {
  const of = (figure: keyof Load) => median(loads.map((one) => one[figure]));
  return { rate: of('rate'), p50: of('p50'), p99: of('p99') };
}

/** What is told while it is measured. */
type Progress = { city(size: 'small' | 'large'): void; page(figures: PageFigures): void };

/** Pages beside their floors, small and grown, and writes beside bare inserts, on one database. */
export async function benchOn(
  place: Place,
  home: string,
  file: string,
  { only, ...progress }: Progress & { only?: readonly string[] | undefined },
) {
  const sink = await openSink();
  const env = {
    ...place.env,
    SMTP_URL: sink.url,
    SAMVIRKE_MAIL_FROM: 'city@bench.test',
    SAMVIRKE_SECRET: 'the bench has a secret of its own, forty letters',
    NODE_ENV: 'production',
  };
  const program = new Hand(file, env);
  const port = await program.ask<number>({ wish: 'open', home, demo: true });
  const [office, facilitator] = await Promise.all(
    ['streets.head@elvestad.example', talksFacilitator].map((email) =>
      program.ask<string>({ wish: 'signIn', email }),
    ),
  );
  const request = await firstLink(port, '/requests', office!);
  const pagesOf = ({ id, closed, opened, partnership, decision }: GrownPartnership & Decides) => [
    { page: 'home', path: '/' },
    { page: 'directory search', path: '/who-does-what?q=close+our+street+for+a+sumer' },
    { page: 'department', path: '/organisations/streets' },
    { page: 'public page', path: '/open/canteen-talks' },
    { page: 'request', path: request, cookie: office },
    { page: 'desk', path: '/desk', cookie: facilitator },
    { page: 'overview', path: `/partnerships/${id}`, cookie: facilitator },
    { page: 'round, closed', path: `/partnerships/${id}/rounds/${closed}`, cookie: facilitator },
    { page: 'round, open', path: `/partnerships/${id}/rounds/${opened}`, cookie: facilitator },
    { page: 'timeline', path: `/partnerships/${id}/timeline`, cookie: facilitator },
    { page: 'path', path: `/partnerships/${id}/path`, cookie: facilitator },
    { page: 'step', path: `/partnerships/${id}/path/vision`, cookie: facilitator },
    { page: 'guide', path: '/guide/vision' },
    ...[
      { page: 'decision', path: `/${decision}` },
      { page: 'comments', path: `/${decision}/talk` },
      { page: 'register', path: '' },
    ].map(({ page, path }) => ({
      page,
      path: `/partnerships/${partnership}/decisions${path}`,
      cookie: facilitator,
    })),
  ];

  async function measure(
    size: 'small' | 'large',
    partnership: GrownPartnership & Decides,
  ): Promise<PageFigures[]> {
    progress.city(size);
    const figures: PageFigures[] = [];
    for (const { page, path, cookie: sent } of pagesOf(partnership)) {
      if (only && !only.includes(page)) continue;
      const recorded = await program.ask<Recorded>({ wish: 'record', path, cookie: sent });
      if (recorded.status !== 200) throw new Error(`${path} answered ${recorded.status}`);
      const bare = new Hand(file, env);
      const floorPort = await bare.ask<number>({
        wish: 'floor',
        recorded: { [path]: recorded },
      });
      const floors: Load[] = [];
      const owns: Load[] = [];
      for (let turn = 0; turn <= turns; turn += 1) {
        const loads = [await load(floorPort, path), await load(port, path, sent)] as const;
        if (turn === 0) continue; // to warm up
        floors.push(loads[0]);
        owns.push(loads[1]);
      }
      await bare.stop();
      const floor = middle(floors);
      const own = middle(owns);
      const measured = {
        page,
        floor: floor.rate,
        rate: own.rate,
        share: median(owns.map(({ rate }, turn) => rate / floors[turn]!.rate)),
        p50: own.p50,
        p99: own.p99,
        floorP50: floor.p50,
        floorP99: floor.p99,
        queries: recorded.queries.length,
      };
      progress.page(measured);
      figures.push(measured);
    }
    return figures;
  }

  const small = await measure(
    'small',
    await program.ask<GrownPartnership & Decides>({ wish: 'sampleTalks' }),
  );
  const writes = await program.ask<{ bare: number; journalled: number }>({ wish: 'writes' });
  const grown = await program.ask<GrownPartnership & Decides>({
    wish: 'grow',
    ...sizes,
    email: talksFacilitator,
  });
  const large = await measure('large', grown);
  const votes = await program.ask<{ bare: number; cast: number }>({ wish: 'votes' });
  const reminding = await whileReminding(program, port, pagesOf(grown).at(-1)!);
  const watching = await program.ask<number[]>({ wish: 'watch', partnership: grown.id, people: [1, 500] });
  await program.stop();
  await sink.close();
  return { place: place.name, small, large, writes, votes, reminding, watching };
}

/** How fast a page is while everybody is reminded of something, beside how fast it is otherwise. */
async function whileReminding(
  program: Hand,
  port: number,
  { path, cookie }: { path: string; cookie?: string },
) {
  const rates = async (goesOn: (measured: number) => boolean): Promise<number> => {
    const found: number[] = [];
    do found.push((await load(port, path, cookie)).rate);
    while (goesOn(found.length));
    return median(found);
  };
  const alone = await rates((measured) => measured < turns);
  let reminded: number | undefined;
  const begun = performance.now();
  let seconds = 0;
  const done = program.ask<number>({ wish: 'remind' }).then((mails) => {
    reminded = mails;
    seconds = (performance.now() - begun) / 1000;
  });
  const beside = await rates(() => reminded === undefined);
  await done;
  return { alone, beside, mails: reminded!, seconds };
}

async function firstLink(port: number, page: string, cookie: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}${page}`, { headers: { cookie } });
  const path = new RegExp(`href="(${page}/[0-9a-f-]{36})"`).exec(await answer.text())?.[1];
  if (!path) throw new Error(`${page} leads nowhere`);
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
