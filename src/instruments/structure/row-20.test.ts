import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';
import { wholeAnswer } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let home: string;
let round: string;
let text: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent kitchens', kind: 'business', people: [] },
    ],
  });
  [office, group, silent] = talks.partners as unknown as [typeof office, typeof group, typeof silent];
  home = `/partnerships/${talks.id}/structure`;
});
afterAll(() => town.close());

const rowsOf = (html: string, caption: string) => {
  const table =
    new RegExp(`<table[^>]*>\\s*<caption[^>]*>${caption}[\\s\\S]*?</table>`).exec(html)?.[0] ?? '';
  return [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].slice(1).map((row) =>
    [...row[1]!.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map((cell) =>
      cell[1]!
        .replaceAll(/<\/p>/g, ' ')
        .replaceAll(/<[^>]*>/g, '')
        .trim(),
    ),
  );
};

describe('row 20: each answers alone who leads, owns, pays and bears the risk; four structures are compared; all agree', () => {
  it('is offered on the step of governance, asked by those who contribute, and waits on desks', async () => {
    const step = await town.get(`/partnerships/${talks.id}/path/governance`, { as: office.lead });
    expect(step.html).toContain(`href="${home}"`);
    const form = { about: 'Who builds the kitchen?', opens: 'all', day: await town.inDays(9), time: '12:00' };
    expect((await town.post(home, form, { as: talks.observer })).status).toBe(403);
    round = (await town.post(home, form, { as: group.lead })).location!;
    expect((await town.get('/desk', { as: office.lead })).html).toContain(
      'Who leads, owns and pays: answer for Food Office',
    );
  });

  it('wants an answer to each question; reasons may be missing; nobody reads it before the opening', async () => {
    const half = { lead: '1', 'lead-why': 'The council answers for it', version: '0' };
    const open = await town.post(`${round}/answer`, { ...half, go: 'seal' }, { as: office.lead });
    expect(open.html).toContain('Who should bear the risk if it goes wrong? Choose one before you seal');
    expect(open.html).not.toContain('Why can they bear it? Write');
    await answer(town, round, office.lead, { ...wholeAnswer, ...half, own: '1', risk: '1' });
    for (const as of [group.lead, talks.facilitator])
      expect((await town.get(round, { as })).html).not.toContain('The council answers for it');
    expect((await town.get(`${round}/text`, { as: group.lead })).status).toBe(404);
    await answer(town, round, group.lead, { ...wholeAnswer, risk: '4' });
  });

  it('opens with the word of who does not sign in, and shows who is for what', async () => {
    await town.post(
      `${round}/for/${silent.id}`,
      { ...wholeAnswer, lead: '0', own: '0', how: 'phone', on: '1.1.2020' },
      { as: talks.facilitator },
    );
    for (const as of [office.lead, group.lead, talks.observer]) {
      const { html } = await town.get(round, { as });
      expect(html).toContain('The council answers for it');
      const said = rowsOf(html, 'What each partner wants');
      expect(said[0]).toEqual([
        'Who should lead?',
        'Businesses: Silent kitchens The city or another public body: Food Office Several of them together: Harvest group',
      ]);
      expect(said[4]![1]).toBe(
        'The city or another public body: Food Office Several of them together: Silent kitchens We cannot say yet: Harvest group',
      );
    }
  });

  it('counts how far the answers fit each structure, and marks none as the best', async () => {
    const { html } = await town.get(round, { as: office.lead });
    const fit = rowsOf(html, 'How far the answers fit each structure');
    expect(fit.map(([name, points]) => [name, points])).toEqual([
      ['Led by businesses', '19 of 34'],
      ['Led by the city, with businesses', '24 of 34'],
      ['Led by the city, with non-profits', '18 of 34'],
      ['Owned together', '24 of 34'],
    ]);
    expect(fit[1]![2]!.split(', ').toSorted()).toEqual([
      'Food Office 11 of 12',
      'Harvest group 7 of 10',
      'Silent kitchens 6 of 12',
    ]);
  });

  it('compares the four in one table, and tells what each means for whom', async () => {
    const { html } = await town.get(round, { as: talks.observer });
    expect(rowsOf(html, 'Four structures beside each other')).toEqual([
      [
        'Led by businesses',
        'Businesses',
        'Businesses',
        'Businesses',
        'Businesses',
        'Businesses',
        'Three to ten years / Longer than ten years',
      ],
      [
        'Led by the city, with businesses',
        'The city or another public body',
        'The city or another public body',
        'The city or another public body / Several of them together',
        'Businesses',
        'The city or another public body',
        'One to three years / Three to ten years',
      ],
      [
        'Led by the city, with non-profits',
        'The city or another public body',
        'The city or another public body',
        'The city or another public body',
        'Community groups or non-profits',
        'The city or another public body',
        'Up to a year / One to three years',
      ],
      [
        'Owned together',
        ...Array.from({ length: 5 }, () => 'Several of them together'),
        'Three to ten years / Longer than ten years',
      ],
    ]);
    expect(html).toContain('Promise to use what is built for a long time.');
    const german = await town.get(round, { as: office.lead, locale: 'de' });
    expect(german.html).toContain('Die Stadt leitet, mit Unternehmen');
  });

  it('is chosen by those who contribute, one or a mix, with reasons', async () => {
    expect((await town.get(`${round}/text`, { as: talks.observer })).status).toBe(403);
    expect((await town.post(`${round}/text`, {}, { as: talks.observer })).status).toBe(403);
    const wrong = await town.post(
      `${round}/text`,
      { chosen: ['joint', 'public-private'], [`for-${silent.id}`]: 'Keeps its price' },
      { as: group.lead },
    );
    expect(wrong.status).toBe(422);
    for (const words of [
      'You chose several: write what you take from which',
      'Write why you choose it',
      'Keeps its price</textarea>',
    ])
      expect(wrong.html).toContain(words);
    const nothing = await town.post(`${round}/text`, { reasons: 'Why not' }, { as: group.lead });
    expect(nothing.html).toContain('Choose at least one structure');
  });

  it('becomes a text with what it means for each partner', async () => {
    const made = await town.post(
      `${round}/text`,
      {
        chosen: ['joint', 'public-private'],
        mix: 'The city owns the house; the kitchen is ours together.',
        reasons: 'Nobody can carry it alone.',
        [`for-${silent.id}`]: 'Keeps its price for three years.',
      },
      { as: group.lead },
    );
    text = made.location!;
    const { html } = await town.get(text, { as: office.lead });
    for (const words of [
      'Owned together. Public bodies and businesses invest together',
      'The city owns the house; the kitchen is ours together.',
      'Nobody can carry it alone.',
      'Owned together: 24 of 34 points from the answers',
      'Brings expertise: Businesses / Several of them together',
      'What it means for Food Office',
      'Own what is built, decide about it and pay for it',
      'What it means for Harvest group',
      'Put in money, work or space of their own, and have a say by it.',
      'What it means for Silent kitchens',
      'Keeps its price for three years.',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('put in expertise and equipment');
  });

  it('holds once all agree, and the step of governance with it', async () => {
    const { rows } = await town.database.outer.query('select id from document_block where space_id = $1', [
      talks.id,
    ]);
    expect(rows).toHaveLength(6);
    const yes = Object.fromEntries(
      rows.flatMap(({ id }) => [
        [`answer-${id}`, 'yes'],
        [`version-${id}`, '1'],
      ]),
    );
    for (const as of [office.lead, group.lead]) await town.post(`${text}/answers`, yes, { as });
    expect((await town.get(home, { as: group.lead })).html).toMatch(/How we are set up[\s\S]+not agreed yet/);
    const told = { ...yes, partner: silent.id, how: 'visit', on: '2.1.2020' };
    await town.post(`${text}/answers`, told, { as: talks.facilitator });
    expect((await town.get(home, { as: group.lead })).html).toMatch(/How we are set up[\s\S]+agreed since/);
    const step = await town.get(`/partnerships/${talks.id}/path/governance`, { as: office.lead });
    expect(step.html).toContain('data-state="agreed"');
  });
});
