import { describe, expect, it } from 'vitest';
import { guest, inSettledTown, letTimePass, linkIn, newMails, nextYear, people, town } from './testing.ts';

inSettledTown();

const complaint = 'For months it has been pitch dark at our bus stop and nobody cares!';
const request = {
  to: 'streets',
  title: 'A lamp at the bus stop',
  ask: 'Replace the lamp at the stop Mill Bridge.',
  neededBy: `1.3.${nextYear}`,
  knownBy: 'It burns every evening for two weeks.',
};

describe('row 96: from complaint to request', () => {
  it('row 96: a complaint becomes a request with an end that both sides know: promised, done, confirmed', async () => {
    expect((await town.get('/complaints/turn')).html).toContain('Something is wrong');
    const none = await town.post('/complaints/turn', { complaint: '  ' });
    expect(none.html).toContain('Write what is wrong');
    const begun = await town.post('/complaints/turn', { complaint });
    const { location, cookie } = await town.get(begun.location!);
    const id = location!.split('/')[2]!;
    const step = await town.get(location!, { cookie });
    expect(step.html).toContain(complaint);

    for (const [field, said] of [
      ['to', 'Choose who should do it'],
      ['ask', 'Write what they should do'],
      ['knownBy', 'Write how you will both know that it is done'],
      ['neededBy', 'Name a day by which you need it'],
    ] as const) {
      const lacking = await town.post(`/briefs/${id}/steps/request`, { ...request, [field]: '' }, { cookie });
      expect(lacking.status).toBe(422);
      expect(lacking.html).toContain(said);
    }
    await town.post(`/briefs/${id}/steps/request`, request, { cookie });
    await town.post(`/briefs/${id}/steps/writer`, { ...guest, group: '' }, { cookie });
    await letTimePass(town, id);
    const review = await town.get(`/briefs/${id}`, { cookie });
    expect(review.html).toContain(request.knownBy);
    expect(review.html).not.toContain(complaint);
    await town.post(`/briefs/${id}/sending`, {}, { cookie });
    const follow = (await town.post(linkIn((await newMails(town)).to(guest.email)), {})).location!;

    const arrived = await newMails(town);
    for (const mail of arrived.all) expect(`${mail.text}${mail.html}`).not.toContain('pitch dark');
    const answering = linkIn(arrived.to('streets.contact@people.test'));
    const theirs = await town.get(answering);
    expect(theirs.html).toContain(request.knownBy);
    expect(theirs.html).not.toContain(complaint);
    expect((await town.get(follow)).html).toContain(complaint);

    // Nothing is done that was not promised, and nobody confirms it but the asker.
    expect((await town.post(`${answering}/acts/done`, {})).status).toBe(422);
    await town.post(`${answering}/acts/accepted`, { note: 'Next week.', doneBy: `1.2.${nextYear}` });
    expect((await town.get(answering)).html).toContain('Have you done it?');
    expect((await town.post(`${answering}/acts/confirmed-done`, {})).status).toBe(404);
    await newMails(town);
    const done = await town.postAndFollow(`${answering}/acts/done`, { note: 'It is new.' });
    expect(done.status, 'the link has ended, and says so').toBe(200);
    expect((await newMails(town)).to(guest.email).subject).toContain('is it done?');

    // Not yet: the promise stands again.
    await town.post(`${follow}/acts/reopened`, { note: 'It is still dark.' });
    const again = (await newMails(town)).to('streets.contact@people.test');
    expect(again.text).toContain('It is still dark.');
    await town.post(`${linkIn(again)}/acts/done`, { note: 'Now.' });
    await newMails(town);
    await town.post(`${follow}/acts/confirmed-done`, {});
    expect((await newMails(town)).to('streets.contact@people.test').subject).toContain('it is done');
    expect((await town.get(follow)).html).toContain('Done, and both sides say so.');
    expect((await town.post(`${follow}/acts/reopened`, { note: 'x' })).status).toBe(422);
  });

  it('row 96: it can go to another organisation, and be declined with what would change it', async () => {
    const begun = await town.post('/complaints/turn', { complaint }, { as: people.stranger });
    const id = begun.location!.split('/')[2]!;
    await town.post(`/briefs/${id}/steps/request`, { ...request, to: 'neighbours' }, { as: people.stranger });
    await town.post(`/briefs/${id}/steps/writer`, { language: 'en', locale: 'de' }, { as: people.stranger });
    expect((await town.post(`/briefs/${id}/sending`, {}, { as: people.stranger })).location).toBe(
      `/requests/${id}`,
    );
    await town.post(
      `/requests/${id}/acts/declined`,
      { note: 'Not ours.', wouldChange: 'Ask Streets.' },
      { as: people.group.contact },
    );
    const told = await town.get(`/requests/${id}`, { as: people.stranger, locale: 'de' });
    expect(told.html).toContain('Was das ändern würde');
    expect(told.html).toContain('Ask Streets.');
  });
});
