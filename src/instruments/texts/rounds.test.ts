import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem } from '../rounds/testing.ts';
import { sectionsOf } from './testing.ts';

let town: TestTown;
let city: FoundedPartnership;
let round: string;
let base: string;

beforeAll(async () => {
  town = await openTestTown();
  city = await foundPartnership(town);
  base = `/partnerships/${city.id}`;
  round = await askThem(town, city, {
    title: 'What we want',
    questions: [
      { key: 'q1', kind: 'text', text: 'What should change?' },
      { key: 'q2', kind: 'choice', text: 'How soon?', options: ['In a year', 'In three years'] },
      { key: 'q3', kind: 'scale', text: 'How much does it matter to you?' },
    ],
  });
});
afterAll(() => town.close());

const say = (n: number, words: string) =>
  answer(town, `${base}/rounds/${round}`, city.partners[n]!.lead, { q1: words, q2: '1', q3: '4' });

it('a sealed round gives nothing away: no text begins from it', async () => {
  await say(0, 'Sauerkraut in every canteen');
  const { lead } = city.partners[1]!;
  const page = await town.get(`${base}/texts/new?round=${round}`, { as: lead });
  expect(page.html).not.toContain('The answers of our round');
  expect(page.html).not.toContain('Sauerkraut');
  const begun = await town.post(`${base}/texts`, { title: 'Ours', from: 'round', round }, { as: lead });
  expect(begun.status).toBe(422);
  expect(begun.html).not.toContain('Sauerkraut');
});

it('an opened one becomes a text: each question but those with a scale a section, with what each partner answered beside it', async () => {
  await say(1, 'Half of it from here');
  await say(2, 'Fair prices');
  const { lead } = city.partners[1]!;
  const page = await town.get(`${base}/texts/new?round=${round}`, { as: lead });
  expect(page.html).toContain('The answers of our round');
  expect(page.html).toContain('What we want');
  const { location } = await town.post(
    `${base}/texts`,
    { title: 'Ours', from: 'round', round },
    { as: lead },
  );
  const sections = await sectionsOf(town, location!);
  expect(sections.map(({ heading }) => heading)).toEqual(['What should change?', 'How soon?']);
  const first = (await town.get(`${location}/blocks/${sections[0]!.id}/edit`, { as: lead })).html;
  for (const said of ['Sauerkraut in every canteen', 'Half of it from here', 'Fair prices']) {
    expect(first).toContain(said);
  }
  expect(first).not.toContain('In three years');
  // The question is the heading: it stands in the title and in its field, and nowhere else.
  expect(first).toContain('What the partners answered');
  expect(first.match(/>What should change\?</g)).toBeNull();
  const { html } = await town.get(location!, { as: lead });
  expect(html).not.toMatch(/<p class="text quiet"[^>]*>What should change/);
  expect((await town.get(`${location}/blocks/${sections[1]!.id}/edit`, { as: lead })).html).toContain(
    'In three years',
  );
});
