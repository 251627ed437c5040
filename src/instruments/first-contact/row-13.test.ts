import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { asking, guest, linkIn, newMails, type People, plan, settleTown, writeAsGuest } from './testing.ts';

let town: TestTown;
let people: People;

beforeAll(async () => {
  town = await openTestTown();
  people = await settleTown(town);
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  town.mails.length = 0;
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
});
