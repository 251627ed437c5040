import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import {
  asking,
  guest,
  letTimePass,
  linkIn,
  newMails,
  type People,
  plan,
  sendAsGuest,
  sendAsMember,
  settleTown,
  writeAsGuest,
} from './testing.ts';

let town: TestTown;
let people: People;

beforeAll(async () => {
  town = await openTestTown();
  people = await settleTown(town);
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  await newMails(town);
});

describe('row 13: the first-contact brief', () => {
  it('row 13: is written without an account, confirmed by mail, sent on, answered, and told', async () => {
    const start = await town.get('/briefs/new?to=mobility');
    expect(start.html).toContain('First contact: Mobility');
    const { id, cookie } = await writeAsGuest(town, 'mobility');

    const review = await town.get(`/briefs/${id}`, { cookie });
    for (const text of [plan.want, plan.bring, asking.ask, 'Ada Guest', '27 May 2027'])
      expect(review.html).toContain(text);
    const sent = await town.postAndFollow(`/briefs/${id}/sending`, {}, { cookie });
    expect(sent.html).toContain('We have written to ada@guest.test');

    // Nothing reaches the unit before the address is confirmed, and opening the link alone confirms nothing.
    const first = await newMails(town);
    expect(first.addresses).toEqual([guest.email]);
    const confirming = linkIn(first.to(guest.email));
    expect((await town.get(confirming)).html).toContain('Was it you who wrote this?');
    expect((await newMails(town)).addresses).toEqual([]);

    const follow = (await town.post(confirming, {})).location!;
    const arrived = await newMails(town);
    expect(arrived.addresses).toEqual([
      'ada@guest.test',
      'mobility.contact@people.test',
      'mobility@city.test',
    ]);
    expect(linkIn(arrived.to(guest.email))).toBe(follow);
    const seen = await town.get(follow);
    expect(seen.html).toContain('Mobility has it and promised an answer by');
    expect(seen.html).toContain(plan.title);

    // The commonest answer: it belongs elsewhere. Straight from the mail.
    const answering = linkIn(arrived.to('mobility@city.test'));
    expect((await town.get(answering)).html).toContain('Answer Green Corner');
    expect((await town.get(`${answering}/acts/forwarded`)).html).toContain('To which office?');
    const forwarded = await town.postAndFollow(`${answering}/acts/forwarded`, {
      to: 'streets',
      note: 'Streets decides on whole seasons.',
    });
    expect(forwarded.html).toContain('Thank you, that is done');
    expect((await town.get(answering)).status).toBe(404);
    const passed = await newMails(town);
    expect(passed.addresses).toEqual(['ada@guest.test', 'streets.contact@people.test', 'streets@city.test']);
    expect(passed.to(guest.email).text).toContain('Streets decides on whole seasons.');
    expect((await town.get(follow)).html).toContain('Streets has it and promised an answer by');

    const streets = linkIn(passed.to('streets.contact@people.test'));
    const accepted = await town.postAndFollow(`${streets}/acts/accepted`, {
      note: 'Gladly. Come to room 14.',
      doneBy: '1.7.2027',
    });
    expect(accepted.html).toContain('Streets said yes.');
    const told = await newMails(town);
    expect(told.addresses).toEqual([guest.email]);
    expect(told.to(guest.email).text).toContain('Gladly. Come to room 14.');
    const end = await town.get(follow);
    expect(end.html).toContain('The answer: yes');
    expect(end.html).toContain('streets contact');
  });

  it('row 13: nothing typed is lost, and each complaint stands beside its field in both languages', async () => {
    const empty = await town.post('/briefs', { to: 'mobility', title: 'Only a title', want: '', bring: '' });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('Only a title');
    expect(empty.html).toContain('Write what you bring');
    const german = await town.post(
      '/briefs',
      { to: 'mobility', title: '', want: 'x', bring: 'y' },
      { locale: 'de' },
    );
    expect(german.html).toContain('Schreiben Sie in einer Zeile, worum es geht');

    const { id, cookie } = await writeAsGuest(town, 'mobility');
    for (const [typed, said] of [
      ['soon', 'Write a day, for example 27.5.'],
      ['1.2.2020', 'This day is over'],
      ['1.2.2099', 'more than three years away'],
    ]) {
      const wrong = await town.post(`/briefs/${id}/steps/ask`, { ...asking, neededBy: typed! }, { cookie });
      expect(wrong.status).toBe(422);
      expect(wrong.html).toContain(said);
      expect(wrong.html).toContain(`value="${typed}"`);
      expect(wrong.html).toContain(asking.ask);
    }
    const noWhen = await town.post(`/briefs/${id}/steps/ask`, { ...asking, meeting: '' }, { cookie });
    expect(noWhen.html).toContain('Write when you can');
    const noMail = await town.post(
      `/briefs/${id}/steps/writer`,
      { ...guest, email: 'ada at home' },
      { cookie },
    );
    expect(noMail.html).toContain('Write a mail address like name@example.org');
    const long = await town.post(`/briefs/${id}/steps/plan`, { ...plan, want: 'ä'.repeat(4001) }, { cookie });
    expect(long.html).toContain('Make this text shorter');
  });

  it('row 13: a page is put aside unfinished, and found again by its link alone', async () => {
    const begun = await town.post('/briefs', {
      to: 'mobility',
      title: 'Half a thought',
      want: '',
      bring: '',
      later: 'yes',
    });
    const resumed = await town.get(begun.location!);
    const { cookie } = resumed;
    const path = resumed.location!;
    const review = await town.get(path, { cookie });
    expect(review.html).toContain('Your page so far');
    expect(review.html).toContain('Half a thought');
    expect((await town.get(path)).status).toBe(404);
    const again = await town.get(begun.location!);
    expect((await town.get(`${path}/steps/plan`, { cookie: again.cookie })).html).toContain('Half a thought');
    const unfinished = await town.post(`${path}/sending`, {}, { cookie });
    expect(unfinished.status).toBe(422);
    await town.postAndFollow(`${path}/removal`, {}, { cookie });
    expect((await town.get(path, { cookie })).status).toBe(404);
  });

  it('row 13: what one thinks of the other side beforehand is never shown to it', async () => {
    const secret = 'They fear a precedent for Upper Road';
    const begun = await town.post('/briefs/new/perspective', {
      to: 'mobility',
      power: 'Streets',
      tasks: '',
      worries: secret,
    });
    const { location, cookie } = await town.get(begun.location!);
    const id = location!.split('/')[2]!;
    expect((await town.get(`/briefs/${id}/perspective`, { cookie })).html).toContain(secret);
    await town.post(`/briefs/${id}/steps/plan`, { ...plan }, { cookie });
    await town.post(`/briefs/${id}/steps/ask`, { ...asking }, { cookie });
    await town.post(`/briefs/${id}/steps/writer`, { ...guest }, { cookie });
    await letTimePass(town, id);
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    await town.post(linkIn((await newMails(town)).to(guest.email)), {});
    const { all, to } = await newMails(town);
    expect(all.some((mail) => mail.text?.includes(secret))).toBe(false);
    expect((await town.get(linkIn(to('mobility@city.test')))).html).not.toContain(secret);
    // … nor does raw SQL show it to the unit's people.
    const rows = await town.database.read(await town.scopeFor(people.mobility.contact), (tx) =>
      tx.db.selectFrom('brief_private').selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });

  it('row 13: the unit says how well prepared the page was, to the asker alone', async () => {
    const { follow } = await sendAsGuest(town, 'mobility');
    const answering = linkIn((await newMails(town)).to('mobility.contact@people.test'));
    expect((await town.post(`${answering}/rating`, {})).html).toContain('Choose one of the three');
    await town.postAndFollow(`${answering}/rating`, { step: '2', hint: 'Name the streets on both sides.' });
    expect((await town.get(follow)).html).toContain('Name the streets on both sides.');
    expect((await town.post(`${follow}/rating`, { step: '3' })).status).toBe(404);
  });

  it('row 13: a member writes for an organisation, whose people then all see it; others cannot be spoken for', async () => {
    const lead = await town.addPerson('Group lead', { space: people.group.id, role: 'lead' });
    const id = await sendAsMember(town, lead, people.group.id, 'streets');
    const mails = await newMails(town);
    expect(mails.addresses).toEqual(
      [
        'group.lead@people.test',
        'neighbours@city.test',
        'streets.contact@people.test',
        'streets@city.test',
      ].sort(),
    );
    expect(mails.to('streets.contact@people.test').text).toContain('Mill Street Neighbours wrote to Streets');
    expect((await town.get(`/requests/${id}`, { as: people.group.contact })).status).toBe(200);
    expect((await town.get('/requests', { as: people.group.contact })).html).toContain(plan.title);

    const stolen = await town.post('/briefs', { to: 'streets', ...plan }, { as: people.stranger });
    const draft = stolen.location!.split('/')[2]!;
    await town.post(`/briefs/${draft}/steps/ask`, { ...asking }, { as: people.stranger });
    await town.post(
      `/briefs/${draft}/steps/writer`,
      { organisation: people.group.id, language: 'en' },
      { as: people.stranger },
    );
    await town.post(`/briefs/${draft}/sending`, {}, { as: people.stranger });
    expect((await town.get(`/requests/${draft}`, { as: people.stranger })).status).toBe(200);
    expect((await town.get(`/requests/${draft}`, { as: lead })).status).toBe(404);
  });

  it('row 13: where nobody knew whom to ask, the liaison desk gets it, and reads along when it has sent it on', async () => {
    const { id, follow } = await sendAsGuest(town, '');
    const answering = linkIn((await newMails(town)).to('liaison.contact@people.test'));
    await town.post(`${answering}/acts/forwarded`, { to: 'streets', note: 'A whole season.' });
    expect((await town.get(`/requests/${id}`, { as: people.liaison.contact })).html).toContain(
      'Streets has it',
    );
    expect((await town.get(`/requests/${id}/acts/accepted`, { as: people.liaison.contact })).status).toBe(
      303,
    );
    expect(
      (await town.post(`/requests/${id}/acts/accepted`, { note: 'x' }, { as: people.liaison.contact }))
        .status,
    ).toBe(404);
    expect((await town.get(follow)).html).toContain('Streets has it');
  });

  it('row 13: what looks like advertising is held back for a person to look at, without a puzzle', async () => {
    const links = 'https://a.test https://b.test https://c.test';
    const { id, follow: confirming } = await sendAsGuest(town, 'streets', { want: links });
    expect(confirming).toContain('/links/confirmations/');
    expect((await town.get(confirming)).html).toContain('Somebody is looking at your page');
    expect((await newMails(town)).addresses).toEqual(['liaison.contact@people.test', 'liaison@city.test']);
    expect((await town.get('/requests/held', { as: people.streets.contact })).status).toBe(404);
    expect((await town.get(`/requests/held/${id}`, { as: people.streets.contact })).status).toBe(404);
    expect((await town.get('/requests/held', { as: people.liaison.contact })).html).toContain(
      'It has many links.',
    );
    expect((await town.get(`/requests/held/${id}`, { as: people.liaison.contact })).html).toContain(links);
    await town.postAndFollow(`/requests/held/${id}/release`, {}, { as: people.liaison.contact });
    const released = await newMails(town);
    expect(released.addresses).toEqual([
      'ada@guest.test',
      'streets.contact@people.test',
      'streets@city.test',
    ]);
    expect((await town.get(linkIn(released.to(guest.email)))).html).toContain('Streets has it');
    expect((await town.get(`/requests/${id}`, { as: people.liaison.contact })).status).toBe(404);

    const spam = await sendAsGuest(town, 'streets', { want: links });
    await newMails(town);
    const noReason = await town.post(
      `/requests/held/${spam.id}/discard`,
      { reason: '' },
      { as: people.liaison.contact },
    );
    expect(noReason.html).toContain('Write why it is not sent on');
    await town.post(
      `/requests/held/${spam.id}/discard`,
      { reason: 'This is advertising.' },
      { as: people.liaison.contact },
    );
    const told = await newMails(town);
    expect(told.addresses).toEqual([guest.email]);
    expect(told.to(guest.email).text).toContain('This is advertising.');
  });

  it('row 13: a machine that falls into the trap makes no mail, and one that is too fast is held', async () => {
    const trapped = await writeAsGuest(town, 'streets');
    await town.post(`/briefs/${trapped.id}/sending`, { _trap: 'buy now' }, { cookie: trapped.cookie });
    expect((await newMails(town)).addresses).toEqual([]);
    const fast = await writeAsGuest(town, 'streets');
    await town.database.system(({ db, now }) =>
      db.updateTable('brief').set({ created_at: now }).where('id', '=', fast.id).execute(),
    );
    await town.post(`/briefs/${fast.id}/sending`, {}, { cookie: fast.cookie });
    const confirmed = await town.post(linkIn((await newMails(town)).to(guest.email)), {});
    expect(confirmed.location).toContain('/links/confirmations/');
  });

  it('row 13: nobody floods a stranger’s mailbox, or begins pages without end', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets');
    const answers: number[] = [];
    for (let n = 0; n < 7; n += 1)
      answers.push((await town.post(`/briefs/${id}/sending`, {}, { cookie })).status);
    expect(answers).toEqual([303, 303, 303, 303, 303, 429, 429]);
    const begun: number[] = [];
    for (let n = 0; n < 25; n += 1)
      begun.push((await town.post('/briefs', { to: 'streets', ...plan })).status);
    expect(begun.filter((status) => status === 303).length).toBeLessThanOrEqual(20);
    expect(begun.at(-1)).toBe(429);
  });

  it('row 13: a corrected address makes the mail to the wrong one worthless', async () => {
    const { id, cookie } = await writeAsGuest(town, 'streets', { email: 'typo@guest.test' });
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    const wrong = linkIn((await newMails(town)).to('typo@guest.test'));
    await town.post(`/briefs/${id}/steps/writer`, { ...guest }, { cookie });
    expect((await town.get(wrong)).status).toBe(404);
    expect((await town.post(wrong, {})).status).toBe(404);
  });

  it('row 13: names with line breaks begin no header, and script in a text stays text', async () => {
    const script = '<script>alert(1)</script><svg/onload=alert(1)>';
    const { follow } = await sendAsGuest(town, 'streets', {
      name: 'Ada\r\nBcc: everyone@world.test',
      group: 'Group\nSubject: other',
      title: `Title ${script}`,
      want: script,
    });
    const mails = await newMails(town);
    for (const mail of mails.all) {
      expect(mail.headers.some((header) => header.key === 'bcc')).toBe(false);
      expect(mail.html).not.toContain('<script>');
      expect(mail.subject).not.toContain('Title');
    }
    const page = await town.get(follow);
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).toContain('&lt;script>');
  });
});
