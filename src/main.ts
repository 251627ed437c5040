import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp, rooms } from './app.tsx';
import { type Config, ConfigProblem, keepAddress, readConfig } from './config.ts';
import { demoSignIns, loadDemo } from './demo.ts';
import { openEmptyCity } from './empty-city.ts';
import { firstAdministratorCode } from './instruments/city/first-administrator.ts';
import { DataFolderHeld } from './platform/embedded/lock.ts';
import type { House } from './platform/house.ts';
import { readAssets } from './platform/http/assets.ts';
import { runStream } from './platform/journal/stream.ts';
import { openHouse, reactionsOf } from './platform/open-house.ts';

/** Wakes the house: settings, port, database, city, jobs, pages. */
export async function start(home: string): Promise<void> {
  const begun = performance.now();
  try {
    await wake(home, begun);
  } catch (error) {
    if (error instanceof ConfigProblem || error instanceof DataFolderHeld) console.error(error.message);
    else console.error('Samvirke could not start:', error);
    process.exit(1);
  }
}

async function wake(home: string, begun: number): Promise<void> {
  const wished = readConfig(process.env);
  // The port first: if it is taken, nothing has been touched yet.
  const server = await listen(wished);
  // With PORT=0 the machine chooses one, and the city's address has to name it.
  const { port } = server.address() as AddressInfo;
  const config = readConfig({ ...process.env, PORT: String(port) });
  const opened = await openHouse({ config, migrations: join(home, 'migrations'), rooms, onStep: step });
  const { house } = opened;
  await openEmptyCity(house.database, { name: {}, setUp: false });
  const signIns = await openDemo(house, join(home, 'demo', 'elvestad.yaml'));
  await house.jobs.start();
  const stream = runStream(house.database, reactionsOf(house), {
    onSealed: () => house.live.wake(),
    onRead: () => house.post.dispatch(),
    onProblem: (error) => house.log.error({ err: error }, 'the journal is behind'),
  });

  const assetFolder = join(home, 'build', 'client');
  const app = createApp(house, readAssets(assetFolder), assetFolder);
  server.removeAllListeners('request');
  server.on('request', getRequestListener(app.fetch));
  keepAddress(config);

  let closing = false;
  async function close(code: number): Promise<void> {
    if (closing) return;
    closing = true;
    server.close();
    // Streams would hold the door open for as long as somebody watches.
    house.live.close();
    server.closeIdleConnections();
    await stream.stop();
    await house.jobs.stop();
    await opened.close();
    process.exit(code);
  }
  // A terminal tells us and the script that started us, which passes it on: the second must not cut the first short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0));
  opened.onFailure((error) => {
    console.error('The database stopped:', error.message);
    void close(1);
  });
  // Last: whoever reads that it is open may end it at once.
  await greet(house, signIns, begun);
}

/** Listens at once and asks visitors to wait until the pages are there. */
async function listen(config: Config) {
  const server = createServer((_request, response) => {
    response
      .writeHead(503, {
        'Retry-After': '3',
        'Content-Type': 'text/plain; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      })
      .end('Samvirke is waking up. Try again in a moment.\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new ConfigProblem(
          taken
            ? `Port ${config.port} is in use by another program. Set PORT to a free one.`
            : `Samvirke cannot listen on ${config.host}:${config.port}: ${error.message}.`,
        ),
      );
    });
    server.listen(config.port, config.host, resolve);
  });
  return server;
}

async function openDemo(house: House, file: string) {
  if (!house.config.demo) {
    const { sample } = await house.city.get();
    if (sample)
      throw new ConfigProblem(
        'This database holds the sample city, whose passwords are printed at every start. Take it out first: npm run remove-demo -- --yes',
      );
    return [];
  }
  const { demo, set_up_at } = await house.database.system(({ db }) =>
    db.selectFrom('city').select(['demo', 'set_up_at']).executeTakeFirstOrThrow(),
  );
  if (demo === 'never' && !set_up_at) {
    step('opening the sample city');
    await loadDemo(house, file);
  }
  return (await house.city.get()).sample ? demoSignIns(house) : [];
}

async function greet(
  house: House,
  signIns: Awaited<ReturnType<typeof demoSignIns>>,
  begun: number,
): Promise<void> {
  const { config } = house;
  const city = await house.city.get();
  const code = city.setUp ? undefined : await firstAdministratorCode(house);
  // In one piece: who reads along has all of it or nothing.
  const lines = [
    `\nSamvirke is open: ${config.url}   (ready after ${((performance.now() - begun) / 1000).toFixed(1)} s)\n`,
  ];
  if (signIns.length > 0) {
    const width = Math.max(...signIns.map((one) => one.email.length));
    lines.push(
      'The sample city. Sign in as one of:',
      ...signIns.map(({ email, password, name }) => `  ${email.padEnd(width)}  ${password}  ${name}`),
      '',
    );
  }
  if (code) {
    lines.push(
      `The city has no administrator yet. Open ${config.url}/setup and give this code, which works once:\n  ${code}\n`,
    );
  } else if (!city.setUp) {
    lines.push(`The city has no name yet. Its administrator gives it one: ${config.url}/setup/city\n`);
  }
  console.log(lines.join('\n'));
}

function step(what: string): void {
  console.log(`  … ${what}`);
}
