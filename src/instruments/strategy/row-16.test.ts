import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';
import { wholeAnswer } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let home: string;
let round: string;
let sheet: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent growers', kind: 'business', people: [] },
    ],
  });
  [office, group, silent] = talks.partners as unknown as [typeof office, typeof group, typeof silent];
  home = `/partnerships/${talks.id}/strategy`;
});
afterAll(() => town.close());

const tableOf = (html: string, caption: string) =>
  new RegExp(`<table[^>]*>\\s*<caption[^>]*>${caption}[\\s\\S]*?</table>`).exec(html)?.[0] ?? '';
const rowsOf = (table: string) =>
  [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].slice(1).map((row) =>
    [...row[1]!.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map((cell) =>
      cell[1]!
        .replaceAll(/<\/p>/g, ' ')
        .replaceAll(/<[^>]*>/g, '')
        .trim(),
    ),
  );

describe('row 16: each names needs, reasons and hopes alone; they are counted; one sheet comes of it', () => {
  it('is offered on the step of the partners, and says what will be asked', async () => {
    const step = await town.get(`/partnerships/${talks.id}/path/partners`, { as: office.lead });
    expect(step.html).toContain(`href="${home}"`);
    const empty = await town.get(home, { as: talks.observer });
    expect(empty.html).toContain('What speaks for a partnership');
    expect(empty.html).toContain('Nobody has asked yet');
    expect(empty.html).not.toContain(`action="${home}"`);
    expect((await town.get(home, { as: office.lead, locale: 'de' })).html).toContain(
      'Was am meisten gebraucht wird',
    );
    expect((await town.get(`/partnerships/${talks.id}`, { as: office.lead })).html).not.toContain(
      `href="${home}"`,
    );
  });

  it('asks all partners, and waits on their desks and on that of the facilitator', async () => {
    const wrong = await town.post(
      home,
      { about: 'Now', opens: 'all', day: 'soon', time: '12:00' },
      { as: office.lead },
    );
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Now</textarea>');
    const asked = await town.post(
      home,
      { about: 'Before we look for others', opens: 'all', day: await town.inDays(9), time: '12:00' },
      { as: office.lead },
    );
    round = asked.location!;
    const twice = await town.post(
      home,
      { opens: 'all', day: await town.inDays(9), time: '12:00' },
      { as: group.lead },
    );
    expect(twice.html).toContain('It is being asked already');
    expect((await town.get('/desk', { as: group.lead })).html).toContain(
      'Partnership strategy: answer for Harvest group',
    );
    expect((await town.get('/desk', { as: talks.facilitator })).html).toContain(
      'Write down an answer: Partnership strategy',
    );
    const step = await town.get(`/partnerships/${talks.id}/path/partners`, { as: office.lead });
    expect(step.html).toMatch(/Partnership strategy<\/a>/);
  });

  it('wants the first need, and a word on each reason and hope; evidence may be missing', async () => {
    const half = { 'need-1': '2', 'need-1-words': 'How to cook beans', aim: '0' };
    const kept = await town.post(
      `${round}/answer`,
      { ...half, version: '0', go: 'seal' },
      { as: office.lead },
    );
    expect(kept.html).toContain(
      'Somebody else knows this field better than we do. Choose one before you seal',
    );
    expect(kept.html).not.toContain('Second need: what exactly is missing? Write');
    expect(kept.html).not.toContain('Same aim: what shows it? Write');
    await answer(town, round, office.lead, {
      ...wholeAnswer,
      ...half,
      'aim-words': 'Their statutes say so',
      'need-2': '0',
      'need-2-words': 'Two wages',
      mutual: '3',
    });
  });

  it('keeps a sealed answer from everybody until all are in', async () => {
    for (const as of [group.lead, talks.facilitator, talks.observer]) {
      const { html } = await town.get(round, { as });
      expect(html).not.toContain('How to cook beans');
      expect(html).not.toContain('The highest needs, counted');
    }
    expect((await town.get(`${round}/text`, { as: office.lead })).status).toBe(404);
    await answer(town, round, group.lead, {
      ...wholeAnswer,
      'need-2': '2',
      'need-2-words': 'Recipes',
      aim: '2',
    });
  });

  it('takes down what a partner without people says; with it all open and are counted', async () => {
    const written = await town.postAndFollow(
      `${round}/for/${silent.id}`,
      { ...wholeAnswer, 'need-1': '3', 'need-1-words': 'A cold store', how: 'phone', on: '1.1.2020' },
      { as: talks.facilitator },
    );
    expect(written.html).toContain('It was the last answer: all are open now.');
    for (const as of [office.lead, group.lead, talks.facilitator, talks.observer]) {
      const { html } = await town.get(round, { as });
      expect(rowsOf(tableOf(html, 'The highest needs, counted'))).toEqual([
        ['Money', '1', '5', 'Harvest group (1), Food Office (2)'],
        ['Knowledge and skills', '1', '5', 'Food Office (1), Harvest group (2)'],
        ['Rooms, land and equipment', '3', '3', 'Silent growers (1)'],
      ]);
      const reasons = rowsOf(tableOf(html, 'What speaks for a partnership'));
      expect(reasons[0]).toEqual([
        'What we want is at the heart of what another organisation does.',
        '3 of 6',
        'Yes, clearly: Food Office In part: Silent growers No: Harvest group',
        '1',
      ]);
      expect(reasons[4]![1]).toBe('2 of 4');
      // In the order in which partners came, who are made at the same instant here.
      expect(reasons[4]![2]).toMatch(
        /^In part: (Harvest group, Silent growers|Silent growers, Harvest group) We cannot say: Food Office$/,
      );
      expect(html).toContain('Told on the phone on 1 January 2020');
    }
  });

  it('says beside each field of the sheet what is missing, and keeps what was typed', async () => {
    const { html } = await town.get(round, { as: group.lead });
    expect(html).toContain(`href="${round}/text"`);
    expect((await town.get(round, { as: talks.observer })).html).not.toContain(`href="${round}/text"`);
    expect((await town.get(`${round}/text`, { as: talks.observer })).status).toBe(403);
    expect((await town.post(`${round}/text`, {}, { as: talks.observer })).status).toBe(403);
    const wrong = await town.post(
      `${round}/text`,
      { kindsWhy: 'They cook', tieWhy: 'Who pays' },
      { as: group.lead },
    );
    expect(wrong.status).toBe(422);
    for (const words of [
      'Choose at least one kind of partner',
      'Choose how you choose partners',
      'Choose how firm it shall be',
      'They cook</textarea>',
      'Who pays</textarea>',
    ])
      expect(wrong.html).toContain(words);
    const weightless = await town.post(
      `${round}/text`,
      { kinds: 'business', method: 'call', tie: 'mutual' },
      { as: group.lead },
    );
    expect(weightless.html).toContain('Let at least one of these count');
  });

  it('becomes a text with what was counted and what was chosen', async () => {
    const made = await town.post(
      `${round}/text`,
      {
        kinds: ['business', 'learning'],
        kindsWhy: 'They cook',
        'weight-means': '3',
        'weight-vision': '1',
        'weight-clear': '2',
        method: 'trial',
        tie: 'memorandum',
        tieWhy: 'Who pays for what',
      },
      { as: group.lead },
    );
    sheet = made.location!;
    const begun = await town.get(sheet, { as: group.lead });
    for (const words of [
      '1. Money: 5 points (Harvest group, Food Office)',
      '1. Knowledge and skills: 5 points (Food Office, Harvest group)',
      '3. Rooms, land and equipment: 3 points (Silent growers)',
      '– Food Office: How to cook beans',
      '– Silent growers: A cold store',
      'What we want is at the heart of what another organisation does. 3 of 6 points, 1 of 3 with evidence.',
      '– Food Office: Their statutes say so',
      '– Schools and universities',
      'Has the knowledge, people and equipment for it: 50 %',
      'Knows what it will bring, and when: 33 %',
      'Sees the goal as we do: 17 %',
      'By a small trial project first',
      'Who pays for what',
    ])
      expect(begun.html).toContain(words);
    expect(begun.html).not.toContain('procedures:');
    expect((await town.get(home, { as: group.lead })).html).toMatch(
      /Our partnership strategy[\s\S]+not agreed yet/,
    );
  });

  it('holds once all partners agree; then the step is agreed, and the sheet can be printed', async () => {
    const { rows } = await town.database.outer.query(
      'select id from document_block where space_id = $1 order by position',
      [talks.id],
    );
    expect(rows).toHaveLength(7);
    const yes = Object.fromEntries(
      rows.flatMap(({ id }) => [
        [`answer-${id}`, 'yes'],
        [`version-${id}`, '1'],
      ]),
    );
    for (const as of [office.lead, group.lead]) {
      expect((await town.post(`${sheet}/answers`, yes, { as })).status).toBe(303);
    }
    const told = { ...yes, partner: silent.id, how: 'visit', on: '2.1.2020' };
    await town.post(`${sheet}/answers`, told, { as: talks.facilitator });
    expect((await town.get(home, { as: group.lead })).html).toMatch(
      /Our partnership strategy[\s\S]+agreed since/,
    );
    const step = await town.get(`/partnerships/${talks.id}/path/partners`, { as: office.lead });
    expect(step.html).toContain('data-state="agreed"');
    const paper = await town.get(`${sheet}/sheet`, { as: talks.observer });
    expect(paper.html).toContain('1. Money: 5 points');
  });

  it('is told in the timeline, found by what was written, and not by strangers', async () => {
    await town.settle();
    const timeline = await town.get(`/partnerships/${talks.id}/timeline`, { as: office.lead });
    expect(timeline.html).toContain('asked all partners: Partnership strategy');
    expect(timeline.html).toContain('Harvest group sealed its answer: Partnership strategy');
    const stranger = await town.addPerson('Stranger');
    expect((await town.get('/search?q=statutes', { as: group.lead })).html).toContain(`href="${round}"`);
    expect((await town.get('/search?q=statutes', { as: stranger })).html).not.toContain(round);
    for (const path of [home, round, `${round}/text`])
      expect((await town.get(path, { as: stranger })).status).toBe(404);
  });

  it('is no round among the rounds, and no gate', async () => {
    const id = round.split('/').at(-1)!;
    for (const room of ['rounds', 'gate', 'structure'])
      expect((await town.get(`/partnerships/${talks.id}/${room}/${id}`, { as: office.lead })).status).toBe(
        404,
      );
  });
});
