// What is sent without end, or is not what it says, is refused early, and costs the program no memory.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { foundPartnership } from '../src/instruments/partnerships/testing.ts';
import { bareJpeg } from '../src/platform/files/testing.ts';
import { newId } from '../src/platform/id.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';

/** Bytes that may be on their way before who sends them learns that nobody reads on. */
const mostSent = 16_000_000;
const mostMemory = 200_000_000;

let town: TestTown;
let port: number;
const server = createServer((request, response) => getRequestListener(town.app.fetch)(request, response));
const grown: Record<string, number> = {};

/** How much more memory the program takes at its height while something goes on. */
async function watched<T>(what: string, work: () => Promise<T>): Promise<T> {
  const before = process.memoryUsage().rss;
  const watch = setInterval(() => {
    grown[what] = Math.max(grown[what] ?? 0, process.memoryUsage().rss - before);
  }, 5);
  return work().finally(() => clearInterval(watch));
}

beforeAll(async () => {
  town = await openTestTown();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  await (await fetch(`http://127.0.0.1:${port}/`)).text();
  // The library that draws comes into memory with the first picture, whatever is sent afterwards.
  await town.house.files.readPicture(bareJpeg);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await town.close();
});

const head = (path: string, more: readonly string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: town.test', 'Origin: http://town.test', ...more, '', ''].join('\r\n');

/** Sends a beginning, and then pieces for as long as somebody takes them; tells the answer and what was sent. */
function pour(beginning: string, piece: Buffer, most: number): Promise<{ answer: string; sent: number }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    let sent = 0;
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      socket.destroy();
      resolve({ answer, sent });
    };
    const goOn = () => {
      while (!over && sent < most) {
        sent += piece.length;
        if (!socket.write(piece)) return;
      }
      if (sent >= most) end();
    };
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    socket.on('drain', goOn);
    socket.on('close', end);
    socket.on('error', end);
    socket.setTimeout(60_000, end);
    socket.write(beginning, goOn);
  });
}

const chunk = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

/** Where anybody may send something, and where files are taken. */
const places = [
  ['/sign-in', 'application/x-www-form-urlencoded'],
  ['/briefs', 'multipart/form-data; boundary=x'],
  ['/directory-files', 'multipart/form-data; boundary=x'],
  [`/partnerships/${newId()}/timeline`, 'multipart/form-data; boundary=x'],
] as const;

describe('ten gigabytes', () => {
  it.each(places)('that say so are refused by %s before they come', async (path, type) => {
    const beginning = head(path, [`Content-Type: ${type}`, 'Content-Length: 10000000000']);
    const { answer, sent } = await watched('endless bodies', () =>
      pour(beginning, randomBytes(65_536), 10_000_000_000),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(mostSent);
  });

  it.each(places)('that say nothing of their size are not read to their end by %s', async (path, type) => {
    const beginning = head(path, [`Content-Type: ${type}`, 'Transfer-Encoding: chunked']);
    const { answer, sent } = await watched('endless bodies', () =>
      pour(beginning, chunk(randomBytes(65_536)), 10_000_000_000),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (413|404|303) /);
    expect(sent).toBeLessThan(mostSent);
    noteFigure(
      `10 GB in pieces to ${path.replace(/[0-9a-f-]{36}/, ':id')}`,
      1,
      `refused after ${Math.round(sent / 1000)} kB`,
    );
  });
});

/** Sends the same file several times at once, from a process of its own: its memory is not ours. */
const flood = (to: string, cookie: string) =>
  `
  import { randomBytes } from 'node:crypto';
  const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(9500000)]);
  const send = async () => {
    const body = new FormData();
    const fields = { _once: crypto.randomUUID(), text: 'A moment', day: '1.6.2020', alt: 'A picture', consent: 'yes' };
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('picture', new File([bytes], 'a.png', { type: 'image/png' }));
    const headers = { origin: 'http://127.0.0.1:${port}', cookie: '${cookie}' };
    const answer = await fetch('${to}', { method: 'POST', redirect: 'manual', headers, body });
    await answer.text();
    return answer.status;
  };
  console.log((await Promise.all(Array.from({ length: 8 }, send))).join(' '));`.replaceAll(
    '9_500_000',
    '9500000',
  );

it('many files at once, none of them a picture, take no more memory than there is for them', async () => {
  const talks = await foundPartnership(town);
  const { rows } = await town.database.outer.query('select email, name from person where id = $1', [
    talks.facilitator,
  ]);
  const signedIn = await town.house.accounts.signInProven(rows[0].email, rows[0].name);
  const cookie = signedIn.getSetCookie()[0]!.split(';')[0]!;
  const to = `http://127.0.0.1:${port}/partnerships/${talks.id}/timeline`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', flood(to, cookie)]);
  let said = '';
  await watched('eight files of 9.5 MB at once', async () => {
    for await (const piece of child.stdout) said += piece;
  });
  expect(said.trim()).toBe(Array(8).fill('422').join(' '));
});

it('a request that two programs would read differently is read by none, and none is given back', async () => {
  const answered = async (text: string) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    const pieces: Buffer[] = [];
    for await (const piece of socket) {
      pieces.push(piece);
      if (Buffer.concat(pieces).includes('\r\n\r\n')) break;
    }
    socket.destroy();
    return Buffer.concat(pieces).toString();
  };
  const two = head('/sign-in', ['Content-Length: 4', 'Transfer-Encoding: chunked']);
  expect(await answered(`${two}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  const lengths = head('/sign-in', ['Content-Length: 4', 'Content-Length: 5']);
  expect(await answered(`${lengths}abcde`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await answered('GET / HTTP/1.1\r\nHost: a\r\n X: folded\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect(await answered(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
  const traced = await answered('TRACE / HTTP/1.1\r\nHost: town.test\r\nX-Told: secret\r\n\r\n');
  expect(traced).toMatch(/^HTTP\/1\.1 40[345] /);
  expect(traced).not.toContain('secret');
});

it('took less than 200 MB at its height', () => {
  expect(Object.keys(grown)).toHaveLength(2);
  for (const [what, bytes] of Object.entries(grown)) {
    noteFigure(`memory under ${what}`, 1, `${Math.round(bytes / 1_000_000)} MB more than before`);
    expect(bytes, what).toBeLessThan(mostMemory);
  }
});
