import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleAfterLeaving, tellToRevisit } from './jobs.ts';
import { beginVision, sectionsOf, wordsFor } from './testing.ts';

/** Row 30: a shared vision in five parts, written together, agreed part by part, and looked at again. */
let town: TestTown;
let city: FoundedPartnership;
let path: string;
let sections: { id: string; heading: string }[];
let rosa: string;
let per: string;
let lea: string;

beforeAll(async () => {
  town = await openTestTown();
  city = await foundPartnership(town);
  [rosa, per, lea] = city.partners.map(({ lead }) => lead) as [string, string, string];
  path = await beginVision(town, city.id, rosa);
  sections = await sectionsOf(town, path);
});
afterAll(() => town.close());

const at = (n: number, end = '') => `${path}/blocks/${sections[n]!.id}${end}`;
const desk = async (as: string) => (await town.get('/desk', { as })).html;

it('begins with what a vision holds: situation, activity, for whom, first and final effects', async () => {
  const { html } = await town.get(path, { as: rosa });
  for (const heading of ['Where we are today', 'What we do together', 'Who it is for'])
    expect(html).toContain(heading);
  expect(html).toMatch(/What shows first[\s\S]*What is different in the end/);
  expect(html).toContain('nothing written yet');
  expect(html).toContain('What is it like now, and what shall not stay like that?');
});

it('is drafted by several, and what two wrote at the same time is merged before their eyes', async () => {
  for (const [n, one] of [rosa, per, lea, rosa, per].entries()) {
    const { heading } = sections[n]!;
    const form = { heading, text: wordsFor(n), base: '0' };
    expect((await town.postAndFollow(at(n, '/versions'), form, { as: one })).html).toContain('Saved.');
  }
  // Both opened version 1 of the first part; Rosa is the first to save.
  const heading = sections[0]!.heading;
  const rosas = { heading, text: wordsFor(0).replace('22 kitchens', '23 kitchens'), base: '1' };
  const pers = { heading, text: wordsFor(0).replace('One dish in ten', 'One dish in nine'), base: '1' };
  expect((await town.post(at(0, '/versions'), rosas, { as: rosa })).status).toBe(303);
  const shown = await town.post(at(0, '/versions'), pers, { as: per });
  expect(shown.status).toBe(422);
  expect(shown.html).toContain('changed this section while you were writing, at other places');
  expect(shown.html).toContain('One dish in nine is made of plants in our 23 kitchens.');
  const both = { ...pers, text: pers.text.replace('22 kitchens', '23 kitchens'), base: '2', began: '1' };
  await town.postAndFollow(at(0, '/versions'), both, { as: per });
  expect((await town.get(at(0, '/history'), { as: lea })).html).toContain(
    'together with changes to version 1',
  );
});

it('is commented at a place, and the comment finds its words again or says that they are gone', async () => {
  const text = wordsFor(1);
  const quote = 'Cooks decide with us.';
  const place = `${text.indexOf(quote)}:${quote.length}`;
  const form = { text: 'All of them, or one from each kitchen?', version: '1', place };
  await town.postAndFollow(at(1, '/comments'), form, { as: lea });
  expect(await desk(per)).toContain('commented in “Our vision”');
  expect((await town.get(at(1), { as: per })).html).toMatch(/<mark>Cooks decide with us\.<\/mark>/);

  const changed = { heading: sections[1]!.heading, text: `From May on: ${text}`, base: '1' };
  await town.post(at(1, '/versions'), changed, { as: per });
  expect((await town.get(at(1), { as: lea })).html).toMatch(/<mark>Cooks decide with us\.<\/mark>/);
  const without = {
    ...changed,
    text: text.replace(quote, 'One cook from each kitchen decides with us.'),
    base: '2',
  };
  await town.post(at(1, '/versions'), without, { as: per });
  const gone = (await town.get(at(1), { as: lea })).html;
  expect(gone).not.toContain('<mark>');
  expect(gone).toContain('about words that changed since: “Cooks decide with us.”');

  const id = /comments\/([0-9a-f-]{36})\/settlement/.exec(gone)![1];
  await town.postAndFollow(at(1, '/comments'), { answers: id!, text: 'One from each.' }, { as: per });
  expect(await desk(per)).not.toContain('commented in');
  expect(await desk(lea)).toContain('commented in “Our vision”');
  await town.postAndFollow(at(1, `/comments/${id}/settlement`), { settled: 'yes' }, { as: lea });
  expect(await desk(lea)).not.toContain('commented in');
  expect((await town.get(at(1), { as: lea })).html).toContain('Not settled after all');
});

/** Says yes to all that lacks the word of somebody's partner, but for what is said otherwise. */
async function answer(as: string, otherwise: Record<string, string> = {}) {
  const { html } = await town.get(`${path}/answers`, { as });
  const form: Record<string, string> = {};
  for (const [, id, version] of html.matchAll(/name="version-([0-9a-f-]+)" value="(\d+)"/g)) {
    form[`answer-${id}`] = 'yes';
    form[`version-${id}`] = version!;
  }
  return town.post(`${path}/answers`, { ...form, ...otherwise }, { as });
}

it('is adopted part by part: one partner’s no keeps only its own part open', async () => {
  expect(await desk(rosa)).toContain('Say yes to “Our vision”, or what is missing');
  expect((await answer(rosa)).status).toBe(303);
  expect(await desk(rosa)).not.toContain('Say yes to');
  await answer(per);
  const last = sections[4]!.id;
  const no = await answer(lea, { [`answer-${last}`]: 'not-yet' });
  expect(no.status).toBe(422);
  expect(no.html).toContain('Write what would make it a yes');
  await answer(lea, { [`answer-${last}`]: 'not-yet', [`reason-${last}`]: 'A number is missing' });

  const { html } = await town.get(path, { as: lea });
  expect(html).toContain('in talks, 4 of 5 sections agreed');
  expect(html).toContain('A number is missing');
  expect(html).not.toContain('What we agreed');
  expect(await desk(per)).toContain('says what is missing in your words');

  // A new version asks all again, for this part alone.
  const better = { heading: sections[4]!.heading, text: `${wordsFor(4)} In all 22 of them.`, base: '1' };
  await town.post(at(4, '/versions'), better, { as: per });
  expect(await desk(per)).not.toContain('says what is missing');
  for (const one of [rosa, per, lea]) {
    expect((await town.get(`${path}/answers`, { as: one })).html.match(/name="version-/g)).toHaveLength(1);
    await answer(one);
  }
  const agreed = (await town.get(path, { as: city.observer })).html;
  expect(agreed).toContain('What we agreed');
  expect(agreed).toMatch(/Edition 1, agreed by all 3 partners on/);
  expect(agreed).toMatch(/agreed on [^·]+· look at it again by/);
  const kinds = await town.database.system(({ db }) =>
    db.selectFrom('journal_entry').select('kind').where('space_id', '=', city.id).orderBy('seq').execute(),
  );
  expect(kinds.filter(({ kind }) => kind === 'text.adopted')).toHaveLength(5);
  expect(kinds.filter(({ kind }) => kind === 'text.agreed')).toHaveLength(1);
});

it('is revised with the differences beside what holds, and becomes a second edition', async () => {
  const form = {
    heading: sections[2]!.heading,
    text: wordsFor(2).replace('Guests', 'Children first, guests'),
    base: '1',
  };
  await town.post(at(2, '/versions'), form, { as: lea });
  const { html } = await town.get(path, { as: rosa });
  expect(html).toContain('a change is proposed');
  expect(html).toMatch(/What we agreed[\s\S]*Guests of all canteens[\s\S]*Proposed changes[\s\S]*<ins>/);
  expect((await town.get(`${path}/compare`, { as: rosa })).html).toMatch(/<del>[\s\S]*<ins>/);
  expect((await town.get(`${path}/sheet`, { as: rosa })).html).toContain('Guests of all canteens');
  for (const one of [rosa, per, lea]) await answer(one);
  const second = (await town.get(path, { as: rosa })).html;
  expect(second).toContain('Edition 2');
  expect(second).toContain('Children first, guests');
  expect((await town.get(`${path}/compare?from=1&to=2`, { as: rosa })).html).toContain(
    'From edition 1 to edition 2',
  );
});

it('comes up again on its day, to the facilitator and those who answer, once', async () => {
  await town.moveTime('183 days');
  await tellToRevisit(town.house);
  await tellToRevisit(town.house);
  const told = await town.database.system(({ db }) =>
    db.selectFrom('journal_entry').select('id').where('kind', '=', 'text.to-revisit').execute(),
  );
  expect(told).toHaveLength(1);
  expect((await town.get(path, { as: rosa })).html).toContain('time to look at it again');
  expect(await desk(city.facilitator)).toContain('Look at “Our vision” again');
  expect(await desk(lea)).toContain('Look at “Our vision” again');
  const member = await city.join('Member', 'member', city.partners[0]!.id);
  expect(await desk(member)).toContain('Nothing waits for you.');

  const kept = { title: 'Our vision', kept: 'yes', day: '', reason: '' };
  expect((await town.post(`${path}/frame`, kept, { as: lea })).html).toContain('Write a day, for example');
  const form = (await town.get(`${path}/frame`, { as: lea })).html;
  const day = /value="([^"]*)"/.exec(/<input[^>]*name="day"[^>]*>/.exec(form)![0])![1]!;
  const { html } = await town.postAndFollow(`${path}/frame`, { ...kept, day }, { as: lea });
  expect(html).toContain('It holds.');
  expect(html).not.toContain('time to look at it again');
  expect(await desk(lea)).not.toContain('Look at “Our vision” again');
});

it('goes on when a partner leaves whose word was missing', async () => {
  const form = { heading: sections[3]!.heading, text: `${wordsFor(3)} Every year.`, base: '1' };
  await town.post(at(3, '/versions'), form, { as: rosa });
  await answer(rosa);
  await answer(per);
  await settleAfterLeaving(town.house);
  expect((await town.get(path, { as: rosa })).html).toContain('a change is proposed');
  await town.database.system(({ db, now }) =>
    db.updateTable('partner').set({ left_at: now }).where('id', '=', city.partners[2]!.id).execute(),
  );
  await settleAfterLeaving(town.house);
  const { html } = await town.get(path, { as: rosa });
  expect(html).not.toContain('a change is proposed');
  expect(html).toContain('Edition 3, agreed by both partners');
});
