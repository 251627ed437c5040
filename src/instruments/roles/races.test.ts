import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm } from '../../testing-forms.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { endTerm, insertTerm, lockRole } from './store.ts';

let town: TestTown;
let talks: FoundedPartnership;
beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
}, 120_000);
afterAll(() => town.close());

const recorder = { title: 'Recorder', purpose: 'Writes down what was decided', months: '3' };
const addRole = async ({ id, partners } = talks) =>
  (await town.post(`/partnerships/${id}/roles`, recorder, { as: partners[0]!.lead })).location!;
const idOf = (role: string) => role.split('/').at(-1)!;

const hold = (role: string, person: string) => ({
  partnership: talks.id,
  role: idOf(role),
  person,
  since: '2026-01-01',
  until: '2036-01-01',
});

it('who gives a role back while somebody else is appointed ends their own term, and not the new one', async () => {
  const role = await addRole();
  const [before, after] = talks.partners.map(({ lead }) => lead) as [string, string];
  await town.database.system((tx) => insertTerm(tx, hold(role, before)));
  let held = () => {};
  const holding = new Promise<void>((done) => {
    held = done;
  });
  const appointing = town.database.system(async (tx) => {
    await lockRole(tx, idOf(role));
    held();
    await new Promise((done) => setTimeout(done, 500));
    await endTerm(tx, idOf(role));
    await insertTerm(tx, hold(role, after));
  });
  await holding;
  const givenBack = await town.post(`${role}/ending`, {}, { as: before });
  await appointing;
  expect(givenBack.status).toBe(403);
  expect((await town.get(role, { as: before })).html).toMatch(/Lead of Harvest group [0-9a-f]+, until/);
});

it('the objection of a partner that has left stands in nobody’s way', async () => {
  const role = await addRole();
  const [first, second, third] = talks.partners.map(({ lead }) => lead) as [string, string, string];
  const say = async (path: string, form: Record<string, string>, as: string) =>
    expect((await town.post(`${role}/${path}`, form, { as })).status).toBe(303);
  await say('proposal', { person: first, reason: 'Has time' }, first);
  await say('consents', { choice: 'objection', reason: 'Has no time on Thursdays' }, third);
  await say('consents', { choice: 'yes' }, first);
  const removal = `/partnerships/${talks.id}/partners/${talks.partners[2]!.id}/removal`;
  expect((await town.post(removal, {}, { as: talks.facilitator })).status).toBe(303);
  expect((await town.get(role, { as: first })).html).not.toContain('An objection stands.');
  await say('consents', { choice: 'yes' }, second);
  expect((await town.get(role, { as: first })).html).toMatch(/Lead of Food Office [0-9a-f]+, until/);
});

it('the role is filled when the partner leaves whose word alone was missing', async () => {
  const talks = await foundPartnership(town);
  const [first, second] = talks.partners.map(({ lead }) => lead) as [string, string];
  const at = `/partnerships/${talks.id}`;
  const role = (await town.post(`${at}/roles`, recorder, { as: first })).location!;
  await town.post(`${role}/proposal`, { person: first, reason: 'Has time' }, { as: first });
  for (const as of [first, second]) await town.post(`${role}/consents`, { choice: 'yes' }, { as });
  expect((await town.get(role, { as: first })).html).toContain('Nobody holds it yet');
  await town.post(`${at}/partners/${talks.partners[2]!.id}/removal`, {}, { as: talks.facilitator });
  await town.settle();
  expect((await town.get(role, { as: second })).html).toMatch(/Lead of Food Office [0-9a-f]+, until/);
});

it('of lead and deputy who give the word of their partner at once the second reads the first', async () => {
  const talks = await foundPartnership(town);
  const role = await addRole(talks);
  const [first] = talks.partners;
  const deputy = await talks.join('Deputy', 'deputy', first!.id);
  const proposal = { person: talks.partners[1]!.lead, reason: 'Has time' };
  await town.post(`${role}/proposal`, proposal, { as: talks.facilitator });
  const action = `${role}/consents`;
  const open = async (as: string) => filledForm((await town.get(role, { as })).html, action);
  const [one, other] = [await open(first!.lead), await open(deputy)];
  const objection = { ...one, choice: 'objection', reason: 'No time on Thursdays' };
  expect((await town.post(action, objection, { as: first!.lead })).status).toBe(303);
  const second = await town.post(action, { ...other, choice: 'yes' }, { as: deputy });
  expect(second.status).toBe(409);
  expect(second.html).toContain('No time on Thursdays');
  const { rows } = await town.database.outer.query(
    `select c.choice from role_consent c join role_proposal o on o.id = c.proposal_id where o.role_id = $1`,
    [idOf(role)],
  );
  expect(rows).toEqual([{ choice: 'objection' }]);
});

it('a yes to a candidate is none to the one who was proposed meanwhile', async () => {
  const talks = await foundPartnership(town);
  const role = await addRole(talks);
  const [first, second, third] = talks.partners.map(({ lead }) => lead) as [string, string, string];
  const action = `${role}/consents`;
  await town.post(`${role}/proposal`, { person: second, reason: 'Has time' }, { as: talks.facilitator });
  const form = filledForm((await town.get(role, { as: first })).html, action);
  await town.post(`${role}/withdrawal`, {}, { as: talks.facilitator });
  await town.post(`${role}/proposal`, { person: third, reason: 'Writes well' }, { as: talks.facilitator });
  const late = await town.post(action, { ...form, choice: 'yes' }, { as: first });
  expect(late.status).toBe(422);
  expect(late.html).toContain('This proposal is not open any more');
  const { rows } = await town.database.outer.query(
    `select from role_consent c join role_proposal o on o.id = c.proposal_id where o.role_id = $1`,
    [idOf(role)],
  );
  expect(rows).toHaveLength(0);
});
