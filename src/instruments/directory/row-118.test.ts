import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let region: string;
let harbour: string;
let stranger: string;

beforeAll(async () => {
  town = await openTestTown();
  region = await town.addPerson('Lead of the region');
  harbour = await town.addPerson('Lead of the harbour');
  stranger = await town.addPerson('Stranger');
  await town.post('/registration', { kind: 'consortium', name_en: 'River Towns' }, { as: region });
  await town.post('/registration', { kind: 'local-government', name_en: 'Harbour Town' }, { as: harbour });
  await town.post(
    '/registration',
    { kind: 'international-government', name_en: 'Council of Coasts' },
    { as: stranger },
  );
});
afterAll(() => town.close());

test('row 118: a body names a member, the member confirms, both pages show it', async () => {
  const members = '/organisations/river-towns/members';
  const offered = (await town.get(members, { as: region })).html;
  expect(offered).toMatch(/<datalist id="member-offers">[\s\S]*value="Harbour Town"/);
  expect(offered).not.toContain('<option value="River Towns"');
  const unknown = await town.post(members, { member: 'No such town' }, { as: region });
  expect(unknown.html).toContain('No organisation here has this name');
  await town.postAndFollow(members, { member: 'harbour town' }, { as: region });

  // Named is not yet true: only the two concerned see it.
  expect((await town.get('/organisations/river-towns')).html).not.toContain('Harbour Town');
  expect((await town.get('/organisations/harbour-town')).html).not.toContain('River Towns');
  expect((await town.get('/organisations/river-towns', { as: region })).html).toContain('not confirmed yet');
  expect((await town.get('/desk', { as: harbour })).html).toContain('Another organisation names you');

  const ties = await town.get('/organisations/harbour-town/ties', { as: harbour });
  const action = /action="([^"]+\/ties\/body\/[^"]+)"/.exec(ties.html)![1]!;
  expect((await town.post(action, { answer: 'yes' }, { as: stranger })).status).toBe(404);
  await town.postAndFollow(action, { answer: 'yes' }, { as: harbour });

  expect((await town.get('/organisations/river-towns')).html).toMatch(/Members[\s\S]*Harbour Town/);
  expect((await town.get('/organisations/harbour-town')).html).toMatch(/Member of[\s\S]*River Towns/);
});

test('a body may be a member of an international one, and leave it', async () => {
  const members = '/organisations/council-of-coasts/members';
  await town.postAndFollow(members, { member: 'River Towns' }, { as: stranger });
  expect((await town.post(members, { member: 'River Towns' }, { as: stranger })).html).toContain(
    'listed as a member already',
  );
  expect((await town.post(members, { member: 'Council of Coasts' }, { as: stranger })).html).toContain(
    'cannot be a member of itself',
  );
  const list = await town.get(members, { as: stranger });
  await town.postAndFollow(/action="([^"]+\/removal)"/.exec(list.html)![1]!, {}, { as: stranger });
  expect((await town.get(members, { as: stranger })).html).not.toContain('/organisations/river-towns"');
});

test('being a member gives no rights in the body', async () => {
  for (const path of ['members', 'card', 'contact']) {
    expect((await town.get(`/organisations/river-towns/${path}`, { as: harbour })).status).toBe(404);
  }
  expect(
    (await town.post('/organisations/river-towns/members', { member: 'Council of Coasts' }, { as: harbour }))
      .status,
  ).toBe(404);
});
