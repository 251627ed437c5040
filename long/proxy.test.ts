// The city behind the reverse proxies of the guide, over HTTPS.
import { mkdtempSync, rmSync } from 'node:fs';
import { request as plainly } from 'node:http';
import { connect } from 'node:http2';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../src/platform/id.ts';
import { endAll, freePort, type Program, signInsIn, startProgram, until } from './program.ts';
import { cityName, type FrontDoor, proxies } from './proxies.ts';

const url = `https://${cityName}`;
const folder = mkdtempSync(join(tmpdir(), 'samvirke-proxy-'));
const folders = [folder];
let program: Program;
let signIns: Map<string, string>;

const doors = new Map<string, FrontDoor>();
beforeAll(async () => {
  const port = await freePort();
  program = await startProgram({
    ...{ SAMVIRKE_DATA: join(folder, 'data'), SAMVIRKE_LOG: 'error' },
    ...{ PORT: port, SAMVIRKE_URL: url, TRUSTED_PROXY: '1' },
  });
  signIns = signInsIn(program.output());
  for (const [name, open] of Object.entries(proxies)) {
    const own = mkdtempSync(join(tmpdir(), `samvirke-${name}-`));
    folders.push(own);
    doors.set(name, await open(own, port));
  }
});
afterAll(async () => {
  for (const door of doors.values()) await door.stop();
  endAll();
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

type Seen = { status: number; headers: NodeJS.Dict<string | string[]>; text: string };

class Visitor {
  readonly door: FrontDoor;
  readonly address: string;
  readonly cookies = new Map<string, string>();
  constructor(name: string, address: string) {
    this.door = doors.get(name)!;
    this.address = address;
  }

  get cookie() {
    return [...this.cookies].map((pair) => pair.join('=')).join('; ');
  }

  ask(path: string, more: { body?: string | Buffer; headers?: Record<string, string> } = {}): Promise<Seen> {
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          ...{ host: '127.0.0.1', port: this.door.https, path, localAddress: this.address },
          ...{ servername: cityName, ca: this.door.authority, agent: false },
          method: more.body === undefined ? 'GET' : 'POST',
          headers: { host: cityName, cookie: this.cookie, ...more.headers },
        },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece) => pieces.push(piece));
          answer.on('error', reject);
          answer.on('end', () => {
            for (const cookie of answer.headers['set-cookie'] ?? []) {
              const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
              this.cookies.set(key!, value!);
            }
            const text = Buffer.concat(pieces).toString();
            resolve({ status: answer.statusCode!, headers: answer.headers, text });
          });
        },
      );
      asked.on('error', reject);
      asked.end(more.body);
    });
  }

  post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Seen> {
    const body = new URLSearchParams({ _once: newId(), ...form }).toString();
    const type = 'application/x-www-form-urlencoded';
    return this.ask(path, { body, headers: { origin: url, 'content-type': type, ...headers } });
  }

  async signIn(email: string): Promise<this> {
    const { status } = await this.post('/sign-in', { email, password: signIns.get(email)! });
    expect(status).toBe(303);
    return this;
  }
}

describe.each(Object.keys(proxies))('behind %s', (name) => {
  /** Visitors come from addresses of their own, so that the limits of one test are not those of another. */
  const from = (n: number) => `127.0.${Object.keys(proxies).indexOf(name) + 1}.${n}`;
  it('pages come by HTTPS only, and browsers are told to stay with it', async () => {
    const { status, headers } = await new Promise<Seen>((resolve, reject) => {
      const asked = {
        host: '127.0.0.1',
        port: doors.get(name)!.http,
        path: '/goals?a=1',
        headers: { host: cityName },
      };
      plainly(asked, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode!, headers: answer.headers, text: '' });
      })
        .on('error', reject)
        .end();
    });
    expect([301, 308]).toContain(status);
    expect(headers.location).toBe(`${url}/goals?a=1`);
    const home = await new Visitor(name, from(1)).ask('/');
    expect(home.status).toBe(200);
    expect(home.text).toContain('Elvestad');
    expect(home.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(home.headers['content-security-policy']).toContain("default-src 'self'");
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(home.text)![1]!;
    const packed = await new Visitor(name, from(1)).ask(style, { headers: { 'accept-encoding': 'br' } });
    expect([packed.status, packed.headers['content-encoding']]).toEqual([200, 'br']);
  });

  it('forms of the city get through, those of others do not, and cookies are marked', async () => {
    const visitor = new Visitor(name, from(2));
    const stranger = { origin: 'https://elsewhere.example' };
    const form = { email: 'climate@elvestad.example', password: signIns.get('climate@elvestad.example')! };
    expect((await visitor.post('/sign-in', form, stranger)).status).toBe(403);
    const { status, headers } = await visitor.post('/sign-in', form);
    expect(status).toBe(303);
    for (const cookie of headers['set-cookie']!) expect(cookie).toMatch(/; Secure/i);
    expect((await visitor.ask('/desk')).status).toBe(200);
  });

  it('says itself what is too large, up to what the proxy lets through', async () => {
    const visitor = new Visitor(name, from(3));
    const headers = { origin: url, 'content-type': 'application/x-www-form-urlencoded' };
    const large = await visitor.ask('/sign-in', { body: Buffer.alloc(11_000_000, 'a'), headers });
    expect(large.status).toBe(413);
    expect(large.text).toContain('<h1');
  });

  it('attempts are counted by the address that is real, whatever a visitor says', async () => {
    const guess = (address: string, n: number) =>
      new Visitor(name, address).post(
        '/sign-in',
        { email: `guess${name}${n}@elvestad.example`, password: 'not the password' },
        { 'x-forwarded-for': `203.0.113.${n}` },
      );
    for (let n = 1; n <= 10; n += 1) expect((await guess(from(4), n)).status).toBe(422);
    expect((await guess(from(4), 11)).status).toBe(429);
    expect((await guess(from(5), 12)).status).toBe(422);
  });

  it('what happens is told by /live while the line is open', async () => {
    const watching = await new Visitor(name, from(6)).signIn('climate@elvestad.example');
    const acting = await new Visitor(name, from(6)).signIn('lead@food-council.example');
    const { text } = await watching.ask('/partnerships');
    const [, talks] = /href="(\/partnerships\/[0-9a-f-]{36})"[^>]*>[^<]*Canteen Talks/.exec(text)!;
    const session = connect(`https://127.0.0.1:${doors.get(name)!.https}`, {
      ca: doors.get(name)!.authority,
      servername: cityName,
    });
    let heard = '';
    let ended = false;
    try {
      const line = session.request({
        ':path': '/live',
        ':authority': cityName,
        accept: 'text/event-stream',
        cookie: watching.cookie,
      });
      line.setEncoding('utf8');
      line.on('data', (piece) => {
        heard += piece;
      });
      line.on('close', () => {
        ended = true;
      });
      await until(
        () => heard.includes('\n:\n'),
        'the line watches',
        () => heard,
      );
      const put = await acting.post(`${talks}/timeline`, { text: `Seen through ${name}`, day: '3.3.2024' });
      expect(put.status).toBe(303);
      await until(
        () => ended || heard.includes('"kind":"moment.added"'),
        'it is told',
        () => heard,
      );
      expect(ended).toBe(false);
    } finally {
      session.destroy();
    }
  });
});

it('while the program does not run, the proxies say so', async () => {
  await program.stop();
  for (const name of doors.keys()) {
    const away = await new Visitor(name, '127.0.0.1').ask('/');
    expect([away.status, away.headers['retry-after']], name).toEqual([503, '10']);
    expect(away.text).toContain('Samvirke is not running right now.');
  }
});
