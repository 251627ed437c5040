import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';

let town: TestTown;
let silent: Server;
/** Connections to a mail server that answers nothing: what a firewall makes of one. */
let calls = 0;
const hungUp: (() => void)[] = [];

beforeAll(async () => {
  silent = createServer((socket) => {
    calls += 1;
    socket.on('error', () => {});
    hungUp.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  town = await openTestTown({
    config: { mail: { url: `smtp://127.0.0.1:${port}`, from: 'city@town.test' } },
  });
});
afterAll(async () => {
  await town.close();
  await new Promise((resolve) => silent.close(resolve));
});

async function addMail(): Promise<string> {
  const id = newId();
  await town.database.system(({ db, now }) =>
    db
      .insertInto('mail')
      .values({
        id,
        space_id: town.city,
        audience_id: null,
        person_id: null,
        address: 'somebody@people.test',
        locale: 'en',
        kind: 'test',
        subject: 'A test',
        html: '<!doctype html><p>Hello</p>',
        text: 'Hello',
        reason: null,
        due_at: now,
        sent_at: null,
        failed_at: null,
        problem: null,
      })
      .execute(),
  );
  return id;
}
const stateOf = (id: string) =>
  town.database.system(({ db, now }) =>
    db
      .selectFrom('mail')
      .select(['attempts', 'due_at', 'sent_at', 'failed_at', 'problem'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
      .then((mail) => ({
        ...mail,
        minutes: Math.round(Math.max(0, mail.due_at.getTime() - now.getTime()) / 60_000),
      })),
  );
/** Tries to send; the mail server hangs up on it. */
async function failToSend(id: string): Promise<void> {
  const before = calls;
  const sending = town.house.post.deliver(id);
  await expect.poll(() => calls).toBe(before + 1);
  for (const hangUp of hungUp.splice(0)) hangUp();
  await sending;
}

it('keeps the city open while a mail server does not answer, and no second worker takes the mail', async () => {
  const id = await addMail();
  const before = calls;
  const sending = town.house.post.deliver(id);
  await expect.poll(() => calls).toBe(before + 1);
  expect((await town.get('/sign-in')).status).toBe(200);
  await town.house.post.deliver(id);
  expect(calls, 'the second worker finds it taken').toBe(before + 1);
  for (const hangUp of hungUp.splice(0)) hangUp();
  await sending;
  expect(await stateOf(id)).toMatchObject({ attempts: 1, minutes: 2, sent_at: null, failed_at: null });
});

it('tries again after growing pauses, outlives an hour without a mail server, and gives up after eight times', async () => {
  const id = await addMail();
  const pauses = [];
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    await failToSend(id);
    const { minutes, failed_at } = await stateOf(id);
    pauses.push(minutes);
    expect(failed_at === null).toBe(attempt < 8);
    await town.moveTime(`${minutes} minutes`);
  }
  expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  expect((await stateOf(id)).problem).not.toBe('');
  await town.house.post.retry(id);
  expect(await stateOf(id)).toMatchObject({ attempts: 0, failed_at: null, minutes: 0 });
});
