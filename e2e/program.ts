import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

export type Starting = {
  home: string;
  dataFolder: string;
  demo: boolean;
  /** Where mail is taken in; without it the city sends none. */
  smtp?: string;
  /** Reached by a name instead of a number: browsers keep passkeys for names only. */
  named?: true | undefined;
  /** The port of the program that it comes after. */
  port?: number | undefined;
  /** The DNS server that it asks; sign-in services on this machine count too then. */
  dns?: string | undefined;
};

export type Program = {
  url: string;
  port: number;
  /** All it has printed so far. */
  printed(): string;
  /** Ends it as an operator does, and expects that it goes quietly. */
  stop(): Promise<void>;
};

/** Longest time a city may take to open, in milliseconds: a first start on a busy machine. */
const patience = 240_000;

/** Starts the real program as a process of its own, in production, and waits until it says that it is open. */
export async function startProgram(starting: Starting): Promise<Program> {
  const { home, dataFolder, demo, smtp, named, dns, port = await freePort() } = starting;
  const url = `http://${named ? 'localhost' : '127.0.0.1'}:${port}`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'start-city.ts'), home],
    {
      cwd: home,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        SAMVIRKE_URL: url,
        SAMVIRKE_DATA: dataFolder,
        SAMVIRKE_DEMO: demo ? 'on' : 'off',
        SAMVIRKE_LOG: 'warn',
        ...(dns && { SAMVIRKE_DNS: dns, SAMVIRKE_TEST_LOOPBACK: 'on' }),
        ...(smtp && { SMTP_URL: smtp, SAMVIRKE_MAIL_FROM: 'post@city.example' }),
      },
    },
  );
  const exited = once(child, 'exit');
  let text = '';
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The city did not open:\n${text}`)), patience);
    const read = (piece: Buffer) => {
      text += piece;
      if (text.includes('Samvirke is open')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The city ended with code ${code}:\n${text}`)));
    void exited.then(() => clearTimeout(late));
  });
  await waitUntilReady(url);
  return {
    url,
    port,
    printed: () => text,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      if (code !== 0) throw new Error(`The city ended with code ${code}:\n${text}`);
    },
  };
}

/** The greeting is printed in the moment before the pages are there. */
async function waitUntilReady(url: string): Promise<void> {
  const answer = await fetch(`${url}/readyz`);
  if (answer.status !== 200)
    throw new Error(`The city says that it is open, but not that it is ready: ${answer.status}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
