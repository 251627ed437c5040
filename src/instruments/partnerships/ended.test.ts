import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { answer, askThem, settleRound } from '../rounds/testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

async function end(founded: { id: string; facilitator: string }): Promise<void> {
  const { status } = await town.post(`/partnerships/${founded.id}/end`, {}, { as: founded.facilitator });
  expect(status).toBe(303);
}

it('in a partnership that has ended nobody drafts, seals, takes back or adds to an answer', async () => {
  const { founded, path, office, group, company } = await settleRound(town);
  const opened = await askThem(town, founded, { title: 'What matters' });
  const openedPath = `/partnerships/${founded.id}/rounds/${opened}`;
  for (const { lead } of [office, group, company]) await answer(town, openedPath, lead, 'Meals from nearby');
  await answer(town, path, office.lead, 'Cook together');
  await town.post(`${path}/draft`, { q1: 'Grow together', version: '0' }, { as: group.lead });
  await end(founded);

  const closed = await town.get(path, { as: group.lead });
  expect(closed.status).toBe(200);
  expect(closed.html).not.toContain(`action="${path}/answer"`);
  expect((await town.get(path, { as: office.lead })).html).not.toContain(`action="${path}/taking-back"`);
  expect((await town.get(openedPath, { as: office.lead })).html).not.toContain(
    `action="${openedPath}/notes"`,
  );

  const tried = [
    [`${path}/answer`, { q1: 'Eat together', version: '1', go: 'keep' }, group.lead],
    [`${path}/draft`, { q1: 'Eat together', version: '1' }, group.lead],
    [`${path}/seal`, { version: '1' }, group.lead],
    [`${path}/draft`, { q1: 'Eat together', version: '0' }, company.lead],
    [`${path}/taking-back`, {}, office.lead],
    [`${openedPath}/notes`, { note: 'And cheap' }, office.lead],
  ] as const;
  for (const [to, form, as] of tried)
    expect([to, (await town.post(to, form, { as })).status]).toEqual([to, 403]);
});

it('what was still to be done in a partnership that has ended leaves the desk of everybody', async () => {
  const { founded, office, group } = await settleRound(town);
  const at = `/partnerships/${founded.id}`;
  const due = dayOf(new Date(Date.now() + 3 * 86_400_000), 'Europe/Oslo');
  const toDo = { text: 'Visit the growers', owner: `person:${group.lead}`, due };
  expect((await town.post(`${at}/to-dos`, toDo, { as: office.lead })).status).toBe(303);
  const role = { title: 'Recorder', purpose: 'Writes down what was decided', months: '3' };
  const { location } = await town.post(`${at}/roles`, role, { as: office.lead });
  const candidate = { person: group.lead, reason: 'Listens well' };
  expect((await town.post(`${location}/proposal`, candidate, { as: office.lead })).status).toBe(303);
  const before = await town.get('/desk', { as: group.lead });
  expect(before.html).toContain('Visit the growers');
  expect(before.html).toContain('Recorder');

  await end(founded);
  const { html } = await town.get('/desk', { as: group.lead });
  expect(html).not.toContain('Visit the growers');
  expect(html).not.toContain('Recorder');
  expect((await town.get(location!, { as: group.lead })).html).not.toContain(`action="${location}`);
});
