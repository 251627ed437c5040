import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
});
afterAll(() => town.close());

const shut = (summary: string) =>
  new RegExp(`<details class="ds-details" data-color="neutral"><summary>(?:(?!</summary>).)*${summary}`);

it('shows one form at a time, and none once the role is filled', async () => {
  const leads = talks.partners.map(({ lead }) => lead);
  const [first] = leads as [string];
  const form = { title: 'Recorder', purpose: 'Writes down', months: '6' };
  const added = await town.postAndFollow(`/partnerships/${talks.id}/roles`, form, { as: first });
  const role = /action="([^"]+)\/nominations"/.exec(added.html)![1]!;
  expect(added.html).toMatch(shut('Put one name to all'));
  const choice = { person: first, reason: 'Listens well' };
  const named = await town.postAndFollow(`${role}/nominations`, choice, { as: first });
  expect(named.html).toMatch(shut('Change what we said'));
  expect(named.html).not.toMatch(shut('Put one name to all'));
  await town.post(`${role}/proposal`, choice, { as: first });
  for (const as of leads) await town.post(`${role}/consents`, { choice: 'yes' }, { as });
  const filled = (await town.get(role, { as: first })).html;
  expect(filled).toMatch(shut('Choose anew'));
  const wrong = await town.post(`${role}/nominations`, { person: '', reason: '' }, { as: first });
  expect(wrong.html).toContain('Choose somebody');
  expect(wrong.html).not.toMatch(shut('Choose anew'));
});

it('lists who has two parts once', async () => {
  await town.post(
    `/partnerships/${talks.id}/facilitators`,
    { person: talks.partners[0]!.lead },
    { as: talks.facilitator },
  );
  const form = { title: 'Host', purpose: 'Opens the door', months: '6' };
  const { html } = await town.postAndFollow(`/partnerships/${talks.id}/roles`, form, {
    as: talks.facilitator,
  });
  const select = /<select[^>]*name="person"(?:(?!<\/select>)[\s\S])*/.exec(html)![0];
  expect(select.split(`value="${talks.partners[0]!.lead}"`)).toHaveLength(2);
});

it('says who is willing, and for whom nobody answers', async () => {
  const club = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest group' }, { name: 'Silent growers', people: [] }],
  });
  const [first, second] = club.partners.map(({ lead }) => lead) as [string, string];
  const form = { title: 'Host', purpose: 'Opens the door', months: '6' };
  const added = await town.postAndFollow(`/partnerships/${club.id}/roles`, form, { as: first });
  const role = /action="([^"]+)\/nominations"/.exec(added.html)![1]!;
  await town.post(`${role}/proposal`, { person: second, reason: 'Has the keys' }, { as: first });
  const asked = (await town.get(role, { as: first })).html;
  expect(asked).toContain('has been asked, and has not answered yet.');
  expect(asked).toContain('Nobody signs in for Silent growers');
  await town.post(`${role}/answer`, { answer: 'yes' }, { as: second });
  expect((await town.get(role, { as: first })).html).toContain(' is willing.</p>');
});
