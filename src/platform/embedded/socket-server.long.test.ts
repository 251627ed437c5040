import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Embedded, openEmbedded } from './open-embedded.ts';
import { queryMessage, startupMessage } from './protocol.ts';

const limit = 1500;
const folder = mkdtempSync(join(tmpdir(), 'samvirke-socket-'));
let embedded: Embedded;
let clients: pg.Client[] = [];

beforeAll(async () => {
  embedded = await openEmbedded(folder, { idleInTransactionLimit: limit, flushed: false });
});
afterAll(async () => {
  await embedded.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await (await client()).query('drop table if exists note; create table note (text text)');
});
afterEach(async () => {
  await Promise.all(clients.map((one) => one.end().catch(() => {})));
  clients = [];
});

async function client(): Promise<pg.Client> {
  const one = new pg.Client(embedded.connection);
  one.on('error', () => {});
  await one.connect();
  clients.push(one);
  return one;
}

const streamOf = (one: pg.Client) => (one as unknown as { connection: { stream: Socket } }).connection.stream;
const notes = async (one: pg.Client) =>
  (await one.query('select text from note')).rows.map((row) => row.text);

test('eight clients with interleaved queries each get their own answers', async () => {
  const shapes = [
    { sql: 'select $1::int * 2 as answer', value: (n: number) => n, answer: (n: number) => n * 2 },
    { sql: 'select $1::text || $2 as answer', value: (n: number) => `${n}`, answer: (n: number) => `${n}!` },
    { sql: 'select $1::jsonb as answer', value: (n: number) => ({ n }), answer: (n: number) => ({ n }) },
    { sql: 'select array[$1::int, 0] as answer', value: (n: number) => n, answer: (n: number) => [n, 0] },
  ];
  const each = async (one: pg.Client, which: number) => {
    for (let round = 0; round < 625; round += 1) {
      const number = which * 10_000 + round;
      const shape = shapes[(which + round) % shapes.length] as (typeof shapes)[number];
      const values: unknown[] = [shape.value(number)];
      if (shape.sql.includes('$2')) values.push('!');
      const { rows } = await one.query(shape.sql, values);
      expect(rows).toEqual([{ answer: shape.answer(number) }]);
    }
  };
  const eight = await Promise.all(Array.from({ length: 8 }, client));
  await Promise.all(eight.map(each));
});

test('a transaction keeps the others out, and they go on in the order they came', async () => {
  const [owner, second, third, fourth] = await Promise.all([client(), client(), client(), client()]);
  const order: string[] = [];
  await owner.query('begin');
  await owner.query('insert into note values ($1)', ['first']);
  const waiting = [second, third, fourth].map(async (one, which) => {
    await one.query('insert into note values ($1)', [`waiting ${which}`]);
    order.push(`waiting ${which}`);
  });
  await pause(50);
  expect(order).toEqual([]);
  await owner.query('insert into note values ($1)', ['last']);
  order.push('owner');
  await owner.query('commit');
  await Promise.all(waiting);
  expect(order).toEqual(['owner', 'waiting 0', 'waiting 1', 'waiting 2']);
  expect(await notes(owner)).toEqual(['first', 'last', 'waiting 0', 'waiting 1', 'waiting 2']);
});

test('a client with many queries at once does not keep the others waiting until its last', async () => {
  const [busy, other] = await Promise.all([client(), client()]);
  let done = 0;
  const many = rawClient(
    Buffer.concat(Array.from({ length: 300 }, () => queryMessage('select 1'))),
    (bytes) => {
      done += bytes.toString('latin1').split('SELECT 1\0').length - 1;
    },
  );
  await busy.query('select 1');
  await other.query('select 1');
  expect(done).toBeLessThan(300);
  while (done < 300) await pause(10);
  many.destroy();
});

test('a client that vanishes inside a transaction is rolled back and the others go on', async () => {
  const [vanishing, other] = await Promise.all([client(), client()]);
  await vanishing.query('begin');
  await vanishing.query(`insert into note values ('lost')`);
  const seen = notes(other);
  streamOf(vanishing).destroy();
  expect(await seen).toEqual([]);
});

test('a failed transaction is rolled back when its client vanishes', async () => {
  const [vanishing, other] = await Promise.all([client(), client()]);
  await vanishing.query('begin');
  await vanishing.query(`insert into note values ('lost')`);
  await expect(vanishing.query('select nothing')).rejects.toThrow('does not exist');
  const seen = notes(other);
  streamOf(vanishing).destroy();
  expect(await seen).toEqual([]);
});

test('a request without its Sync keeps the turn and is not committed when the client vanishes', async () => {
  const other = await client();
  let answer = '';
  const request = Buffer.concat([
    frame('P', Buffer.from(`\0insert into note values ('lost')\0\0\0`)),
    frame('B', Buffer.alloc(8)),
    frame('E', Buffer.alloc(5)),
    frame('H', Buffer.alloc(0)),
  ]);
  const half = rawClient(request, (bytes) => {
    answer += bytes.toString('latin1');
  });
  while (!answer.includes('INSERT')) await pause(10);
  const seen = notes(other);
  expect(await Promise.race([seen, pause(50, 'waits')])).toBe('waits');
  half.destroy();
  expect(await seen).toEqual([]);
});

test('an idle transaction is rolled back at the limit, however many others queue up', async () => {
  const [idle, ...others] = await Promise.all([client(), client(), client(), client()]);
  const told = new Promise<Error>((resolve) => idle.once('error', resolve));
  await idle.query('begin');
  await idle.query(`insert into note values ('lost')`);
  const since = Date.now();
  const seen: Promise<string[]>[] = [];
  for (const other of others) {
    seen.push(notes(other));
    await pause(limit / 3);
  }
  expect(await Promise.all(seen)).toEqual([[], [], []]);
  expect(Date.now() - since).toBeLessThan(limit * 1.5);
  expect(await told).toMatchObject({ code: '25P03', message: expect.stringContaining('was rolled back') });
  await expect(idle.query('commit')).rejects.toThrow();
});

test('a transaction that is at work may last longer than the limit', async () => {
  const one = await client();
  await one.query('begin');
  for (let step = 0; step < 4; step += 1) {
    await one.query('insert into note values ($1)', [`${step}`]);
    await pause(limit / 2);
  }
  await one.query('commit');
  expect(await notes(one)).toHaveLength(4);
});

test('results and parameters of five megabytes pass', async () => {
  const one = await client();
  const big = 'ø'.repeat(2_500_000);
  expect((await one.query('select $1::text as text', [big])).rows[0].text).toBe(big);
  const { rows } = await one.query(`select repeat('x', 500) as text from generate_series(1, 10000)`);
  expect(rows).toHaveLength(10_000);
});

test('after an error the next query of the client and of others works', async () => {
  const [one, other] = await Promise.all([client(), client()]);
  for (let round = 0; round < 50; round += 1) {
    await expect(one.query('select 1 / $1::int', [0])).rejects.toThrow('division by zero');
    await expect(one.query('select $1::int as wrong from nowhere', [1])).rejects.toThrow('does not exist');
    expect((await other.query('select $1::int as right', [round])).rows).toEqual([{ right: round }]);
    expect((await one.query('select $1::int as right', [round])).rows).toEqual([{ right: round }]);
  }
});

test('what no statement may do is refused and does not break the database', async () => {
  const [one, other] = await Promise.all([client(), client()]);
  await expect(one.query('copy note from stdin')).rejects.toThrow('does not take COPY FROM STDIN');
  await one.query(`create or replace function deep(n int) returns int language plpgsql
    as $$ begin return deep(n + 1); end $$`);
  await expect(one.query('select deep($1)', [1])).rejects.toThrow('stack depth limit exceeded');
  const wrong = rawClient(frame('y', Buffer.from('text')), () => {});
  await new Promise((resolve) => wrong.once('close', resolve));
  expect((await other.query('select 1 as still')).rows).toEqual([{ still: 1 }]);
});

test('a role or setting left behind goes with the connection', async () => {
  const [leaving, staying] = await Promise.all([client(), client()]);
  await leaving.query('drop role if exists visitor');
  await leaving.query('create role visitor');
  await leaving.query(`set session authorization visitor; set role visitor; set work_mem = '5MB'`);
  await leaving.end();
  await pause(50);
  const { rows } = await staying.query(`select current_user as name, current_setting('work_mem') as memory`);
  expect(rows).toEqual([{ name: 'postgres', memory: '4MB' }]);
});

test('named statements belong to everybody: a second client cannot prepare the same name', async () => {
  const [one, other] = await Promise.all([client(), client()]);
  await one.query({ name: 'shared', text: 'select 1' });
  await expect(other.query({ name: 'shared', text: 'select 2' })).rejects.toThrow('already exists');
});

test('closing rolls back what is open and tells the clients', async () => {
  const place = mkdtempSync(join(tmpdir(), 'samvirke-closing-'));
  const closing = await openEmbedded(place, { flushed: false });
  const one = new pg.Client(closing.connection);
  const told = new Promise<Error>((resolve) => one.on('error', resolve));
  await one.connect();
  await one.query('create table note (text text)');
  await one.query('begin');
  await one.query(`insert into note values ('lost')`);
  await closing.close();
  expect((await told).message).toBe('The database is being closed.');
  const again = await openEmbedded(place, { flushed: false });
  const next = new pg.Client(again.connection);
  await next.connect();
  expect(await notes(next)).toEqual([]);
  await next.end();
  await again.close();
  rmSync(place, { recursive: true, force: true });
});

function frame(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A client that sends just these bytes after its startup. */
function rawClient(bytes: Buffer, received: (bytes: Buffer) => void): Socket {
  const socket = connect(join(embedded.connection.host, '.s.PGSQL.5432'));
  socket.on('data', received);
  socket.on('error', () => {});
  socket.write(Buffer.concat([startupMessage('postgres', 'postgres'), bytes]));
  return socket;
}
