import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
/** What the mail server refuses, as mail servers word it. */
let password: string | undefined;
let recipient: string | undefined;
const refusing = (words: string | undefined) =>
  words ? Object.assign(new Error(words), { responseCode: Number(words.slice(0, 3)) }) : null;
const server = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: (_auth, _session, done) => done(refusing(password), { user: 'city' }),
  onRcptTo: (_address, _session, done) => done(refusing(recipient)),
  onData: (stream, _session, done) => stream.on('end', () => done()).resume(),
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  town = await openTestTown({
    config: { mail: { url: `smtp://city:secret@127.0.0.1:${port}`, from: 'city@town.test' } },
  });
});
afterAll(async () => {
  await town.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** Has a test mail sent to an administrator; tells how it stands then. */
async function mailTo(name: string) {
  const as = await town.addAdministrator(name);
  await town.postAndFollow('/settings/mail/tests', {}, { as });
  await town.settle();
  return find(name);
}
const find = (name: string) =>
  town.database.system(({ db }) =>
    db
      .selectFrom('mail')
      .select(['id', 'sent_at', 'failed_at', 'problem'])
      .where('address', '=', `${name.toLowerCase()}@people.test`)
      .executeTakeFirstOrThrow(),
  );

it('waits with a mail while the city has a wrong password, and sends it once that is put right', async () => {
  password = '535 5.7.8 Authentication failed';
  expect(await mailTo('Ada')).toMatchObject({
    sent_at: null,
    failed_at: null,
    problem: expect.stringContaining('535'),
  });
  password = undefined;
  await town.moveTime('3 minutes');
  await town.settle();
  expect((await find('Ada')).sent_at).not.toBeNull();
});

it('gives a mail up at once whose recipient is refused for good, and not one that is to wait', async () => {
  recipient = '550 5.1.1 There is no such mailbox';
  expect((await mailTo('Bo')).failed_at).not.toBeNull();
  recipient = '451 4.7.1 Greylisted, come again';
  expect((await mailTo('Cy')).failed_at).toBeNull();
});

it('writes down why, without the address that the mail server names', async () => {
  recipient = '550 5.1.1 <dee@people.test>: Recipient address rejected, ask postmaster@people.test';
  const { problem } = await mailTo('Dee');
  expect(problem).toContain('5.1.1 <…>: Recipient address rejected');
  expect(problem).not.toContain('@');
});
