import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { mailboxAt, openMailbox } from '../../testing-mailbox.ts';
import { openSink } from '../../testing-sink.ts';
import { forgetOld } from '../housekeeping.ts';
import { newId } from '../id.ts';
import { openLog } from '../log.ts';
import { type Bounce, exchange, exim, postfix } from './testing-reports.ts';

/** `TEST_MAILBOX_URL=imap://…` runs the same on a mail server of yours, in a folder that it may empty. */
const own = process.env.TEST_MAILBOX_URL;
let town: TestTown;
let server: Awaited<ReturnType<typeof openMailbox>>;
let box: ReturnType<typeof mailboxAt>;
let sink: Awaited<ReturnType<typeof openSink>>;
let ada: string;
let logged = '';

beforeAll(async () => {
  server = await openMailbox();
  box = mailboxAt(own ?? server.url);
  sink = await openSink();
  const written = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  town = await openTestTown({
    config: { mail: { url: sink.url, from: 'city@town.test', bounces: box.mailbox } },
    log: openLog('debug', written),
  });
  ada = await town.addAdministrator('Ada');
});
afterAll(async () => {
  await town.close();
  await sink.close();
  await server.close();
});
beforeEach(() => box.empty());

/** Sends a test mail to somebody new, and tells what a mail server knows of it. */
async function send(name: string): Promise<Bounce & { id: string }> {
  const as = await town.addAdministrator(name);
  await town.postAndFollow('/settings/mail/tests', {}, { as });
  await town.settle();
  const mail = sink.mails.at(-1)!;
  const [address] = mail.to;
  expect(address?.address).toBe(`${name.toLowerCase()}@people.test`);
  return { id: mail.messageId!.slice(1, 37), messageId: mail.messageId!, to: address!.address! };
}
const stateOf = (id: string) =>
  town.database.system(({ db }) =>
    db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const page = async (locale: 'en' | 'de' = 'en') =>
  (await town.get('/settings/mail', { as: ada, locale })).html;

it('shows what came back as Postfix, Exim and Exchange tell it, and sends it again with its text', async () => {
  const forms = [
    ['Bo', postfix, 'There is no such address.', 'Diese Adresse gibt es nicht.'],
    ['Cy', exim, 'The mailbox is full.', 'Das Postfach ist voll.'],
    ['Di', exchange, 'refused it, maybe as spam', 'abgewiesen, vielleicht als Spam'],
  ] as const;
  for (const [name, form, english, german] of forms) {
    const sent = await send(name);
    expect(await page()).not.toContain(sent.to);
    await box.deliver(form(sent));
    await town.house.bounces.read();
    expect(await box.unread()).toBe(0);
    const html = await page();
    expect(html).toContain(sent.to);
    expect(html).toContain('Came back on');
    expect(html).toContain(english);
    expect(await page('de')).toContain(german);
    expect((await stateOf(sent.id)).problem).not.toContain('@');
    const before = sink.mails.length;
    const again = await town.postAndFollow(`/settings/mail/${sent.id}/attempts`, {}, { as: ada });
    expect(again.html).toContain(`The mail to ${sent.to} is on its way again.`);
    await town.settle();
    expect(sink.mails.length).toBe(before + 1);
    expect(sink.mails.at(-1)!.text).toBe(sink.mails.at(-2)!.text);
    expect(await page()).not.toContain(sent.to);
  }
});

it('knows a mail by what we called it, where nothing else of it comes back', async () => {
  const sent = await send('Zoe');
  const { envelopeId } = sink.mails.at(-1)!;
  await box.deliver(postfix({ ...sent, messageId: '<0100019a@relay.test>', envelopeId: envelopeId! }));
  await town.house.bounces.read();
  expect((await stateOf(sent.id)).bounced_at).not.toBeNull();
});

it('follows a report once, however often it is read', async () => {
  const sent = await send('Eve');
  await box.deliver(postfix(sent));
  await town.house.bounces.read();
  const first = await stateOf(sent.id);
  await box.forget();
  await town.moveTime('5 minutes');
  await town.house.bounces.read();
  expect(await stateOf(sent.id)).toEqual(first);
  await town.house.post.retry(sent.id);
  await town.settle();
  await box.forget();
  await town.house.bounces.read();
  expect(await stateOf(sent.id)).toMatchObject({ failed_at: null, bounced_at: null });
});

it('changes nothing when a mail is only late, or has arrived', async () => {
  const sent = await send('Flo');
  const before = await stateOf(sent.id);
  await box.deliver(postfix({ ...sent, action: 'delayed', status: '4.4.1' }));
  await box.deliver(postfix({ ...sent, action: 'delivered', status: '2.0.0' }));
  await town.house.bounces.read();
  expect(await stateOf(sent.id)).toEqual(before);
  expect(await box.unread()).toBe(0);
});

it('takes a mail for lost that the other server gave up after days, whatever number it writes', async () => {
  const sent = await send('Gil');
  await box.deliver(postfix({ ...sent, status: '4.4.1', words: 'connect to mail.people.test: timed out' }));
  await town.house.bounces.read();
  expect(await page()).toContain('could not be reached, for days');
});

it('believes no report of mails that are not ours, and leaves the mail of people unread', async () => {
  const sent = await send('Hal');
  const before = await stateOf(sent.id);
  const report = postfix(sent);
  await box.deliver(postfix({ ...sent, messageId: `<${newId()}@town.test>` }));
  await box.deliver(postfix({ ...sent, messageId: '<somebody@else.test>' }));
  await box.deliver(report.replace('multipart/report; report-type=delivery-status', 'multipart/mixed'));
  await box.deliver(
    `From: somebody@people.test\nSubject: Fwd: It came back\nContent-Type: message/rfc822\n\n${report}`,
  );
  await box.deliver('From: somebody@people.test\nSubject: A question\n\nWhom do I ask?\n');
  await box.deliver(
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nbroken',
  );
  await town.house.bounces.read();
  expect(await stateOf(sent.id)).toEqual(before);
  expect(await box.unread(), 'the three that are no reports to us').toBe(3);
});

it('waits with a report that is quicker than the note that the mail went out', async () => {
  const sent = await send('Ina');
  await town.database.outer.query('update mail set sent_at = null where id = $1', [sent.id]);
  await box.deliver(postfix(sent));
  await town.house.bounces.read();
  expect(await box.unread()).toBe(1);
  await town.database.outer.query('update mail set sent_at = app_now() where id = $1', [sent.id]);
  await town.house.bounces.read();
  expect((await stateOf(sent.id)).bounced_at).not.toBeNull();
});

it('keeps the text of a sent mail where the database alone does not tell it, and for a week at most', async () => {
  const sent = await send('Jo');
  const { text, html, sealed } = await stateOf(sent.id);
  expect([text, html]).toEqual([null, null]);
  expect(Buffer.from(sealed!, 'base64').toString('latin1')).not.toContain('Testby');
  await town.moveTime('6 days 1 hour');
  await forgetOld(town.house);
  expect((await stateOf(sent.id)).sealed).toBeNull();
  await box.deliver(postfix(sent));
  await town.house.bounces.read();
  const shown = await page();
  expect(shown).toContain('There is no such address. We no longer have its text.');
  expect(shown).not.toContain(`/settings/mail/${sent.id}/attempts`);
  expect((await town.post(`/settings/mail/${sent.id}/attempts`, {}, { as: ada })).status).toBe(404);
});

it('tells only administrators, and the log names nobody', async () => {
  const sent = await send('Kim');
  await box.deliver(exchange(sent));
  await town.house.bounces.read();
  const resident = await town.addPerson('Rosa');
  expect((await town.get('/settings/mail', { as: resident })).status).toBe(403);
  expect(logged).toContain('a mail came back');
  expect(logged).not.toMatch(/people\.test|@town\.test/);
});

it('says that the mailbox cannot be read, and why', async () => {
  const wrong = { ...box.mailbox, password: 'not the password' };
  const shut = await openTestTown({
    config: { mail: { url: sink.url, from: 'city@town.test', bounces: wrong } },
  });
  try {
    await shut.house.bounces.read();
    const as = await shut.addAdministrator('Lea');
    const { html } = await shut.get('/settings/mail', { as });
    expect(html).toContain('We could not look whether mail has come back.');
    expect(html.toLowerCase()).toContain(own ? 'authentication' : 'wrong name or password');
  } finally {
    await shut.close();
  }
});
