import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem, versionOn } from './testing.ts';

const questions = [
  { key: 'q1', kind: 'text', text: 'What should change?' },
  { key: 'q2', kind: 'scale', text: 'How sure are you?', options: ['not at all', 'wholly'] },
] as const;

let town: TestTown;
let talks: FoundedPartnership;
let path: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest' }, { name: 'Quiet Farm', people: [] }],
  });
  path = `/partnerships/${talks.id}/rounds/${await askThem(town, talks, { questions })}`;
}, 120_000);
afterAll(() => town.close());

const farm = () => `${path}/for/${talks.partners[2]!.id}`;

it('says of all questions at once that their answer is missing', async () => {
  const { lead } = talks.partners[0]!;
  const { status, html } = await town.post(`${path}/answer`, { version: '0', go: 'seal' }, { as: lead });
  expect(status).toBe(422);
  expect(html).toContain('href="#q1"');
  expect(html).toContain('href="#q2');
  const recorded = await town.post(farm(), { how: '', on: 'soon', q1: '' }, { as: talks.facilitator });
  expect(recorded.status).toBe(422);
  for (const field of ['how', 'on', 'q1', 'q2']) expect(recorded.html).toContain(`href="#${field}`);
});

it('keeps what was written where an answer to another question is still missing', async () => {
  const { lead } = talks.partners[0]!;
  const half = { version: '0', go: 'seal', q1: 'Meals, and more' };
  const { status, html, location } = await town.post(`${path}/answer`, half, { as: lead });
  expect([status, location ?? null]).toEqual([422, null]);
  expect(html).toContain('Choose an answer before you seal');
  expect(versionOn(html), 'the form that comes back stands on the draft').toBe('1');
  const later = await town.get(path, { as: lead });
  expect(later.html).toMatch(/<textarea[^>]*>Meals, and more<\/textarea>/);
  expect(later.html).toContain('Your draft');
});

it('names who reads an answer that is written down for a partner, and where that cannot be says nothing of it', async () => {
  const but = 'what somebody wrote down for a partner, that person has read';
  for (const as of [talks.facilitator, talks.partners[0]!.lead])
    expect((await town.get(path, { as })).html).toContain(but);
  const others = await foundPartnership(town);
  const own = `/partnerships/${others.id}/rounds/${await askThem(town, others, { questions })}`;
  expect((await town.get(own, { as: others.facilitator })).html).not.toContain(but);
});

it('says truly until when an answer can be changed: of the last one, not at all', async () => {
  const others = await foundPartnership(town);
  const own = `/partnerships/${others.id}/rounds/${await askThem(town, others, { questions })}`;
  const [first, second, third] = others.partners.map(({ lead }) => lead) as [string, string, string];
  const form = await town.get(own, { as: first });
  expect(form.html).toContain('Until all are in, at the latest');
  for (const lead of [first, second]) await answer(town, own, lead, { q1: 'Meals', q2: '4' });
  const last = await town.get(own, { as: third });
  expect(last.html).toContain('Yours is the last answer: as soon as it is sealed, all are open');
  expect(last.html).not.toContain('Until all are in');
  const said = { q1: 'Meals', q2: '4', version: versionOn(last.html), go: 'seal' };
  const seal = await town.postAndFollow(`${own}/answer`, said, { as: third });
  expect(seal.html).toContain('all answers open at once, and stay as they are');
  expect(seal.html).not.toContain('After that it stays as it is');
  expect(seal.html).not.toContain('Until all open');
});

it('shows the round to who goes back to the page on which they sealed', async () => {
  for (const { lead } of talks.partners.slice(0, 2)) await answer(town, path, lead, { q1: 'Meals', q2: '4' });
  const back = await town.get(`${path}/seal`, { as: talks.partners[0]!.lead });
  expect(back).toMatchObject({ status: 303, location: path });
});

it('leads from the desk to the words of whom they are written down for, and warns that they open all', async () => {
  const desk = await town.get('/desk', { as: talks.facilitator });
  expect(desk.html).toContain(`href="${farm()}"`);
  const form = await town.get(farm(), { as: talks.facilitator });
  expect(form.html).toContain('with it all answers open at once');
  const said = { how: 'phone', on: '1.5.2026', q1: 'Rain', q2: '2' };
  const page = await town.postAndFollow(farm(), said, { as: talks.facilitator });
  expect(page.html).toContain('It was the last answer: all are open now.');
  expect(page.html).toContain('Meals');
});
