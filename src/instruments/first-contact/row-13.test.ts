import { describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import {
  asker,
  asking,
  guest,
  inSettledTown,
  letTimePass,
  linkIn,
  newMails,
  nextYear,
  people,
  plan,
  sendAsGuest,
  sendAsMember,
  town,
  writeAsGuest,
} from './testing.ts';

inSettledTown();

describe('row 13: the first-contact brief', () => {
  it('row 13: is written without an account, confirmed by mail, sent on, answered, and told', async () => {
    const start = await town.get('/briefs/new?to=mobility');
    expect(start.html).toContain('Write to Mobility');
    const { id, cookie } = await writeAsGuest(town, 'mobility');

    const review = await town.get(`/briefs/${id}`, { cookie });
    for (const text of [plan.want, plan.bring, asking.ask, 'Ada Guest', `27 May ${nextYear}`])
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
      doneBy: `1.7.${nextYear}`,
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
      ['soon', 'Give a date, for example 27 May'],
      ['1.2.2020', 'This day is over'],
      ['1.2.2099', 'more than three years away'],
    ]) {
      const wrong = await town.post(`/briefs/${id}/steps/ask`, { ...asking, neededBy: typed! }, { cookie });
      expect(wrong.status).toBe(422);
      expect(wrong.html).toContain(said);
      expect(wrong.html).toContain(`value="${typed}"`);
      expect(wrong.html).toContain(asking.ask);
    }
    // All that is wrong with a step is said at once.
    const much = await town.post(`/briefs/${id}/steps/ask`, { ask: '', neededBy: '31.2.' }, { cookie });
    for (const said of [
      'Write what you ask for',
      'Give a date, for example',
      'Choose whether you would like',
    ])
      expect(much.html).toContain(said);
    const longName = await town.post(
      `/briefs/${id}/steps/writer`,
      { ...guest, name: 'Ada '.repeat(40), email: 'ada' },
      { cookie },
    );
    expect(longName.html).toContain('Shorten the name: 120 characters at most');
    expect(longName.html).toContain('Write a mail address like');
    const noMail = await town.post(
      `/briefs/${id}/steps/writer`,
      { ...guest, email: 'ada at home' },
      { cookie },
    );
    expect(noMail.html).toContain('Write a mail address like name@example.org');
    const long = await town.post(`/briefs/${id}/steps/plan`, { ...plan, want: 'ä'.repeat(4001) }, { cookie });
    expect(long.html).toContain('Make this text shorter');
  });

  it('row 13: neither a day nor a time to meet has to be known yet', async () => {
    const { id, cookie } = await writeAsGuest(town, 'mobility', { neededBy: '', meeting: '' });
    const review = await town.get(`/briefs/${id}`, { cookie });
    expect(review.html).toContain('Gladly: please suggest a time.');
    expect(review.html).toContain('ada@guest.test');
    expect(review.html).toContain('May others read it?');
    expect(review.html).not.toContain('Needed by');
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    await town.post(linkIn((await newMails(town)).to(guest.email)), {});
    const mail = (await newMails(town)).to('mobility@city.test');
    for (const text of [plan.want, asking.ask]) expect(mail.text).toContain(text);
    const theirs = await town.get(linkIn(mail), { locale: 'de' });
    expect(theirs.html).toContain('Gern. Schlagen Sie bitte eine Zeit vor.');
  });

  it('row 13: whoever has begun a page is led back to it instead of beginning a second one', async () => {
    const begun = await town.post('/briefs', { to: 'mobility', ...plan });
    const { cookie, location } = await town.get(begun.location!);
    const again = await town.get('/briefs/new?to=mobility', { cookie });
    expect(again.html).toContain('You have begun a page and not sent it yet.');
    expect(again.html).toContain(location!);
    expect((await town.get('/briefs/new?to=mobility')).html).not.toContain('You have begun');
    const mine = await town.post('/briefs', { to: 'mobility', ...plan }, { as: people.stranger });
    const other = await town.get('/briefs/new', { as: people.stranger, locale: 'de' });
    expect(other.html).toContain(`${mine.location!.split('/steps')[0]}/steps/ask`);
    await town.post(`${location!.split('/steps')[0]}/removal`, {}, { cookie });
    expect((await town.get('/briefs/new', { cookie })).html).not.toContain('You have begun');
  });

  it('row 13: a writer with two groups is not guessed for', async () => {
    const both = await town.addPerson('Two groups', { space: people.group.id, role: 'lead' });
    await town.database.system(({ db, now }) =>
      db
        .insertInto('membership')
        .values({
          id: newId(),
          space_id: people.library.id,
          person_id: both,
          organisation_id: null,
          role: 'member',
          since: now,
          until: null,
          given_by: null,
        })
        .execute(),
    );
    const begun = await town.post('/briefs', { to: 'streets', ...plan }, { as: both });
    const writer = begun.location!.replace('/steps/ask', '/steps/writer');
    await town.post(begun.location!, { ...asking }, { as: both });
    const page = await town.get(writer, { as: both });
    expect(page.html).toContain('For whom do you write?');
    expect(page.html).not.toContain('checked');
    const none = await town.post(writer, { language: 'en', locale: 'en' }, { as: both });
    expect(none.status).toBe(422);
    expect(none.html).toContain('Choose for whom you write');
    const own = await town.post(writer, { organisation: '', language: 'en', locale: 'en' }, { as: both });
    expect(own.status).toBe(303);
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
    await town.isClosed(path);
    const again = await town.get(begun.location!);
    expect((await town.get(`${path}/steps/plan`, { cookie: again.cookie })).html).toContain('Half a thought');
    const unfinished = await town.post(`${path}/sending`, {}, { cookie });
    expect(unfinished.status).toBe(422);
    await town.postAndFollow(`${path}/removal`, {}, { cookie });
    await town.isClosed(path, { cookie });
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
    const id = await sendAsMember(town, asker, people.group.id, 'streets');
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

    // Sent twice by a double click: one request, and both clicks lead to it.
    const clicked = (await town.post('/briefs', { to: 'streets', ...plan }, { as: asker })).location!.split(
      '/',
    )[2]!;
    await town.post(`/briefs/${clicked}/steps/ask`, { ...asking }, { as: asker });
    await town.post(
      `/briefs/${clicked}/steps/writer`,
      { organisation: people.group.id, language: 'en' },
      { as: asker },
    );
    const _once = newId();
    const clicks = [
      await town.post(`/briefs/${clicked}/sending`, { _once }, { as: asker }),
      await town.post(`/briefs/${clicked}/sending`, { _once }, { as: asker }),
    ];
    expect(clicks.map((click) => click.location)).toEqual([`/requests/${clicked}`, `/requests/${clicked}`]);

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
    expect((await town.get(`/requests/${draft}`, { as: asker })).status).toBe(404);
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
    ).toBe(409);
    expect((await town.get(follow)).html).toContain('Streets has it');
  });
});
