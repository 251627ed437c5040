// Run by a test as a process of its own, to be killed: writes pairs of rows and tells each one that was
// acknowledged.
import { writeSync } from 'node:fs';
import pg from 'pg';
import { openEmbedded } from './open-embedded.ts';

const embedded = await openEmbedded(process.argv[2] as string);
const client = new pg.Client(embedded.connection);
client.on('error', () => {});
await client.connect();
await client.query('create table if not exists pair (number int, half text, filling text)');
const last = await client.query('select coalesce(max(number), 0) as number from pair');
for (let number = last.rows[0].number + 1; ; number += 1) {
  await client.query('begin');
  await client.query('insert into pair values ($1, $2, $3)', [number, 'left', 'x'.repeat(number % 2000)]);
  await client.query('insert into pair values ($1, $2, $3)', [number, 'right', 'y'.repeat(number % 2000)]);
  await client.query('commit');
  writeSync(1, `${number}\n`);
}
