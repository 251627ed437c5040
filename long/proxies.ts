// The reverse proxies of the guide, with the very files that it names, in front of a program of ours.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { connect as secured } from 'node:tls';
import { unpackedFrom } from './debian.ts';
import { freePort, home, until } from './program.ts';

export const cityName = 'together.city.example';

export type FrontDoor = {
  http: number;
  https: number;
  /** The certificate to believe. */
  authority: string;
  stop(): Promise<void>;
};

/** `upstream` is the port of the program. */
export const proxies: Record<string, (folder: string, upstream: string) => Promise<FrontDoor>> = {
  async nginx(folder, upstream) {
    const [http, https] = [await freePort(), await freePort()];
    const key = join(folder, 'privkey.pem');
    const certificate = join(folder, 'fullchain.pem');
    const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${cityName}`];
    const named = ['-addext', `subjectAltName=DNS:${cityName}`, '-keyout', key, '-out', certificate];
    run('openssl', [...asked, ...named]);
    const site = changed('deploy/nginx.conf', [
      ['  listen [::]:80;\n', ''],
      ['  listen [::]:443 ssl http2;\n', ''],
      ['listen 80;', `listen 127.0.0.1:${http};`],
      ['listen 443 ssl', `listen 127.0.0.1:${https} ssl`],
      ['/etc/letsencrypt/live/together.city.example', folder],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ]);
    writeFileSync(join(folder, 'site.conf'), site);
    const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const temporary = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ');
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${join(folder, 'pid')}; error_log stderr; events { worker_connections 64; }
       http { access_log off; ${temporary} include ${join(folder, 'site.conf')}; }\n`,
    );
    // Its workers run as somebody without rights.
    chmodSync(folder, 0o755);
    const program = programOf('nginx', folder);
    const stop = await begin(
      program,
      ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
      https,
    );
    return { http: Number(http), https: Number(https), authority: readFileSync(certificate, 'utf8'), stop };
  },

  async caddy(folder, upstream) {
    const [http, https] = [await freePort(), await freePort()];
    const site = changed('deploy/Caddyfile', [['127.0.0.1:3000', `127.0.0.1:${upstream}`]]);
    // Certificates of an authority of its own, instead of one on the internet.
    const here = `{\n admin off\n http_port ${http}\n https_port ${https}\n local_certs\n skip_install_trust\n}\n`;
    writeFileSync(join(folder, 'Caddyfile'), here + site);
    const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder };
    const words = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
    const stop = await begin(programOf('caddy', folder), words, https, env);
    const authority = join(folder, 'caddy/pki/authorities/local/root.crt');
    await until(
      async () => existsSync(authority) && (await greets(https, authority)),
      'Caddy has a certificate',
    );
    return { http: Number(http), https: Number(https), authority: readFileSync(authority, 'utf8'), stop };
  },
};

function run(file: string, words: string[]): void {
  execFileSync(file, words, { stdio: 'pipe' });
}

/** The file as the guide names it, with what differs on this machine; each of these has to be in it. */
function changed(path: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${path} has no "${from}" any more`);
      return text.replaceAll(from, to);
    },
    readFileSync(join(home, path), 'utf8'),
  );
}

/** The machine's own, else Debian's. */
function programOf(name: string, folder: string): string {
  const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  const own = places.map((place) => join(place, name)).find((path) => existsSync(path));
  return own ?? unpackedFrom(name, `usr/{s,}bin/${name}`, folder);
}

/** Starts it and waits until it listens. Returns what ends it. */
async function begin(
  program: string,
  words: string[],
  port: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<() => Promise<void>> {
  const child: ChildProcess = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  process.on('exit', () => child.kill('SIGKILL'));
  await until(
    async () => gone() || (await listens(port)),
    `${program} listens`,
    () => output,
  );
  if (gone()) throw new Error(`${program} ended at once:\n${output}`);
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

/** Whether it shows a certificate that can be believed. */
function greets(port: string, authority: string): Promise<boolean> {
  return new Promise((resolve) => {
    const ca = readFileSync(authority, 'utf8');
    const socket = secured({ host: '127.0.0.1', port: Number(port), servername: cityName, ca });
    socket.once('secureConnect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('secureConnect', () => socket.destroy());
  });
}

function listens(port: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
