import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from './testing.ts';
import { pathTo } from './testing-journey.ts';

let town: TestTown;
let founded: FoundedPartnership;
let base: string;

beforeAll(async () => {
  town = await openTestTown();
  founded = await foundPartnership(town);
  base = pathTo(founded.id);
});
afterAll(() => town.close());

const read = async (path: string, as: string) => (await town.get(path, { as })).html;
const endOf = (html: string) => /href="([^"]+\/end)"/.exec(html)?.[1];

it('lets who facilitates hand it to somebody who takes part, and step back', async () => {
  const { facilitator, observer, partners } = founded;
  const lead = partners[0]!.lead;
  expect(await read(`${base}/people`, lead)).not.toContain('Hand this over');
  const before = await read(`${base}/people`, facilitator);
  expect(before).toContain('Hand this over or share it');
  expect(before).toContain(`${base}/invitations/new?role=facilitator`);
  expect(before).not.toContain(`value="${observer}"`);
  for (const person of ['', observer, facilitator]) {
    const wrong = await town.post(`${base}/facilitators`, { person }, { as: facilitator });
    expect(wrong.html).toContain('Choose somebody who takes part');
  }
  expect((await town.post(`${base}/facilitators`, { person: lead }, { as: lead })).status).toBe(404);
  const { html } = await town.postAndFollow(`${base}/facilitators`, { person: lead }, { as: facilitator });
  expect(html).toContain('facilitates too now');
  expect(await read(`${base}/timeline`, lead)).toContain('facilitates too now');
  expect(await read(`${base}/people`, lead)).toContain('Hand this over or share it');
  const end = endOf(html.slice(html.indexOf('Who facilitates')))!;
  await town.post(end, {}, { as: facilitator });
  expect((await town.get(`${base}/people`, { as: facilitator })).status).toBe(404);
});

it('begins an invitation to facilitate with that choice', async () => {
  const other = await foundPartnership(town);
  const html = await read(`${pathTo(other.id)}/invitations/new?role=facilitator`, other.facilitator);
  expect(html).toMatch(/value="facilitator" checked/);
});

it('warns a lead who leaves alone, and says how that differs from leaving with the partner', async () => {
  const other = await foundPartnership(town);
  const [partner] = other.partners;
  const at = `${pathTo(other.id)}/partners/${partner!.id}`;
  const page = await read(at, partner!.lead);
  expect(page).toContain('Leave on my own');
  expect(page).toContain('Leave with the whole partner');
  expect(page).toContain('No deputy yet. Invite a colleague below.');
  expect(await read(endOf(page)!, partner!.lead)).toContain('nobody is here for this partner any more');
  await other.join('Colleague', 'member', partner!.id);
  expect(await read(at, partner!.lead)).toContain('or name one of those above');
  expect(await read(endOf(page)!, partner!.lead)).toContain('name another lead first');
});
