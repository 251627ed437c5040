import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { guest, sendAsGuest, settleTown } from '../first-contact/testing.ts';
import { invitationIn, joinByLink, pathTo } from './testing-journey.ts';

let town: TestTown;
let people: Awaited<ReturnType<typeof settleTown>>;

beforeAll(async () => {
  town = await openTestTown();
  people = await settleTown(town);
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
});

it('an accepted request fills in the pages, and its other side is invited without its address being told', async () => {
  const { mobility, stranger } = people;
  const email = 'ada@mill-street.test';
  const sent = await sendAsGuest(town, mobility.slug, { ...guest, email });
  const request = `/requests/${sent.id}`;
  const as = mobility.contact;
  const button = `/partnerships/new?request=${sent.id}`;
  expect((await town.get(request, { as })).html).not.toContain(button);
  await town.post(`${request}/acts/accepted`, { note: 'Yes, with pleasure' }, { as });
  const accepted = await town.get(request, { as });
  expect(accepted.html).toContain(button);
  const page = await town.get(button, { as });
  expect(page.html).toContain('We filled this in from the request');
  const name = /id="name" value="([^"]+)"/.exec(page.html)?.[1];
  expect(name).toBeTruthy();
  expect((await town.get(button, { as: stranger })).html).not.toContain('We filled this in');
  const what = { name: name!, purpose: 'Benches together', place: '', request: sent.id };
  const second = await town.post('/partnerships', what, { as });
  const id = second.location!.split('/')[2]!;
  const who = await town.get(second.location!, { as });
  expect(who.html).toMatch(new RegExp(`value="${mobility.id}" checked`));
  expect(who.html).toMatch(/id="other" name="other" value="yes" checked/);
  const form = { as: mobility.id, group: '', kind: '', invited: '', language: 'de', note: '', other: 'yes' };
  const third = await town.postAndFollow(second.location!, form, { as });
  expect(third.html).toContain('invited through the request');
  town.mails.length = 0;
  await town.post(`${pathTo(id)}/beginning/start`, { facilitator: '' }, { as });
  const link = await invitationIn(town, email);
  const inside = await town.get(`${pathTo(id)}/people`, { as });
  expect(inside.html).toContain('Mobility');
  expect(inside.html, 'the address stays the asker’s').not.toContain(email);
  const { rows } = await town.database.outer.query(
    'select email from partner_invitation where space_id = $1',
    [id],
  );
  expect(rows).toEqual([{ email: '' }]);
  const joined = await joinByLink(town, link, { name: 'Ada' });
  expect((await town.get(pathTo(id), { cookie: joined.cookie })).status).toBe(200);
});

it('somebody who has no part in a request cannot begin from it', async () => {
  const { mobility, stranger } = people;
  const sent = await sendAsGuest(town, mobility.slug, { ...guest, email: 'eva@mill-street.test' });
  await town.post(`/requests/${sent.id}/acts/accepted`, { note: 'Yes' }, { as: mobility.contact });
  const what = { name: 'Mine', purpose: 'Mine', place: '', request: sent.id };
  const { location } = await town.post('/partnerships', what, { as: stranger });
  const { rows } = await town.database.outer.query('select request_id from partnership where id = $1', [
    location!.split('/')[2],
  ]);
  expect(rows).toEqual([{ request_id: null }]);
});

it('who asked and speaks for the side that was asked begins without inviting it once more', async () => {
  const { mobility } = people;
  const as = mobility.contact;
  const sent = await sendAsGuest(town, mobility.slug, { ...guest, email: 'ida@mill-street.test' });
  await town.post(`/requests/${sent.id}/acts/accepted`, { note: 'Yes' }, { as });
  await town.database.outer.query('update request set asker_person = $1 where id = $2', [as, sent.id]);
  const what = { name: 'Benches', purpose: 'Benches together', place: '', request: sent.id };
  const second = await town.post('/partnerships', what, { as });
  const form = { as: mobility.id, group: '', kind: '', invited: '', language: 'de', note: '', other: 'yes' };
  await town.post(second.location!, form, { as });
  const id = second.location!.split('/')[2]!;
  const begun = await town.post(`${pathTo(id)}/beginning/start`, { facilitator: '' }, { as });
  expect(begun.location).toBe(pathTo(id));
});
