// What is sent without end, or is not what it says, is refused early, and costs the program no memory.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { newId } from '../src/platform/id.ts';
import { endAll, freePort, type Program, signInsIn, startProgram } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'samvirke-uploads-'));
/** Bytes that may be on their way before who sends them learns that nobody reads on. */
const mostSent = 16_000_000;
const mostMemory = 200_000_000;

let program: Program;
let port: number;
let before: number;

beforeAll(async () => {
  program = await startProgram({ SAMVIRKE_DATA: folder, PORT: await freePort(), SAMVIRKE_LOG: 'error' });
  port = Number(new URL(program.url).port);
  await (await fetch(`${program.url}/`)).text();
  before = mostMemoryOf(program.child.pid!);
});
afterAll(() => {
  endAll();
  rmSync(folder, { recursive: true, force: true });
});

/** The most memory that a process ever had, in bytes. */
function mostMemoryOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}

const head = (path: string, more: readonly string[]) =>
  [`POST ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Origin: ${program.url}`, ...more, '', ''].join(
    '\r\n',
  );

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
    const { answer, sent } = await pour(beginning, randomBytes(65_536), 10_000_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(mostSent);
  });

  it.each(places)('that say nothing of their size are not read to their end by %s', async (path, type) => {
    const beginning = head(path, [`Content-Type: ${type}`, 'Transfer-Encoding: chunked']);
    const { answer, sent } = await pour(beginning, chunk(randomBytes(65_536)), 10_000_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 (413|404|303) /);
    expect(sent).toBeLessThan(mostSent);
    noteFigure(
      `10 GB in pieces to ${path.replace(/[0-9a-f-]{36}/, ':id')}`,
      1,
      `refused after ${Math.round(sent / 1000)} kB`,
    );
  });
});

it('many files at once, none of them a picture, take no more memory than there is for them', async () => {
  const email = 'climate@elvestad.example';
  const form = (fields: Record<string, string>) => new URLSearchParams({ _once: newId(), ...fields });
  const signedIn = await fetch(`${program.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: program.url },
    body: form({ email, password: signInsIn(program.output()).get(email)! }),
  });
  expect(signedIn.status).toBe(303);
  const headers = { origin: program.url, cookie: signedIn.headers.getSetCookie()[0]!.split(';')[0]! };
  const list = await (await fetch(`${program.url}/partnerships`, { headers })).text();
  const path = /href="(\/partnerships\/[0-9a-f-]{36})"/.exec(list)![1]!;
  const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(9_500_000)]);
  const send = async () => {
    const body = new FormData();
    const fields = { _once: newId(), text: 'A moment', day: '1.6.2020', alt: 'A picture', consent: 'yes' };
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('picture', new File([bytes], 'a.png', { type: 'image/png' }));
    const answer = await fetch(`${program.url}${path}/timeline`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body,
    });
    await answer.text();
    return answer.status;
  };
  const statuses = await Promise.all(Array.from({ length: 8 }, send));
  expect(new Set(statuses)).toEqual(new Set([422]));
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
  const traced = await answered(`TRACE / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Told: secret\r\n\r\n`);
  expect(traced).toMatch(/^HTTP\/1\.1 40[345] /);
  expect(traced).not.toContain('secret');
});

it('all of it took less than 200 MB', () => {
  const grown = mostMemoryOf(program.child.pid!) - before;
  noteFigure('memory under uploads', 1, `${Math.round(grown / 1_000_000)} MB more than before`);
  expect(grown).toBeLessThan(mostMemory);
});
