import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from './testing.ts';

// Row 29, the sector lens: each partner states priorities, mandates and strengths, alone; then they are seen side by
// side, by sector, with what is shared between sectors. Inputs, shared process and output, through the pages.
let town: TestTown;
let founded: FoundedPartnership;
let path: string;

beforeAll(async () => {
  town = await openTestTown();
  founded = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Canteens Ltd', kind: 'business' },
      { name: 'Growers', kind: 'business' },
    ],
  });
}, 120_000);
afterAll(() => town.close());

const said = [
  ['Meals from nearby.', 'We need a council decision.', 'Contracts for 22 kitchens.'],
  ['Meals from nearby, and fair wages.', 'We promise nothing we cannot keep.', 'People trust us.'],
  ['A price that holds for a year.', 'Tenders bind us.', 'Kitchens that work.'],
  ['A price that holds for a year.', 'The weather.', 'Fields around the city.'],
];

describe('the sector lens', () => {
  it('begins with three ready questions on priorities, duties and strengths', async () => {
    const list = await town.get(`/partnerships/${founded.id}/rounds`, { as: founded.facilitator });
    expect(list.html).toContain('Nobody has asked a question yet');
    expect(list.html).toContain('/rounds/new?with=origins');
    const form = await town.get(`/partnerships/${founded.id}/rounds/new?with=origins`, {
      as: founded.facilitator,
    });
    for (const words of [
      'What matters most to you here',
      'what may you not do',
      'What can you do that nobody',
    ])
      expect(form.html).toContain(words);
  });

  it('is asked of all partners, with a day and an hour in the city’s time', async () => {
    const page = await town.postAndFollow(
      `/partnerships/${founded.id}/rounds?with=origins`,
      {
        title: 'Where each of us comes from',
        q1: 'What matters most to you here?',
        q2: 'What do you have to do?',
        q3: 'What can you do that nobody else can?',
        who: founded.partners.map(({ id }) => id),
        opens: 'all',
        day: '1.3.2027',
        time: '12 Uhr',
      },
      { as: founded.facilitator },
    );
    expect(page.html).toContain('The question is out');
    expect(page.html).toContain('Monday 1 March');
    expect(page.html).toContain('Sealed round, 0 of 4 answered');
    path = /\/partnerships\/[^/"]+\/rounds\/[0-9a-f-]{36}/.exec(page.html)![0];
    for (const { lead } of founded.partners) {
      expect((await town.get('/desk', { as: lead })).html).toContain('Answer: Where each of us comes from');
    }
  });

  it('is answered by each alone: nobody sees more than envelopes', async () => {
    for (const [n, { lead }] of founded.partners.slice(0, 3).entries()) {
      const [q1, q2, q3] = said[n] as [string, string, string];
      await answer(town, path, lead, { q1, q2, q3 });
    }
    const { html } = await town.get(path, { as: founded.partners[3]!.lead });
    expect(html).toContain('Sealed round, 3 of 4 answered');
    expect(html).not.toContain('Meals from nearby');
    expect(html).not.toContain('A price that holds');
    const [q1, q2, q3] = said[3] as [string, string, string];
    await answer(town, path, founded.partners[3]!.lead, { q1, q2, q3 });
  });

  it('opens with the last answer, side by side', async () => {
    const { html } = await town.get(path, { as: founded.partners[0]!.lead });
    for (const words of said.flat()) expect(html).toContain(words);
    expect((await town.get('/desk', { as: founded.partners[0]!.lead })).html).toContain('Ready to compare');
  });

  it('shows what partners of a sector share, and where sectors meet', async () => {
    const [office, group, canteens] = founded.partners;
    const mark = (as: string, form: Record<string, string>) =>
      town.postAndFollow(`${path}/marks`, form, { as });
    await mark(office!.lead, {
      kind: 'shared',
      question: 'q1',
      label: 'Food from here',
      words: 'Meals from nearby',
    });
    await mark(canteens!.lead, {
      kind: 'shared',
      question: 'q1',
      label: 'A firm price',
      words: 'a price that holds',
    });
    const marked = await mark(group!.lead, {
      kind: 'differs',
      question: 'q1',
      label: 'Wages',
      words: 'fair wages',
    });
    expect(marked.html).toMatch(/<span class="marked" data-kind="shared">Meals from nearby<\/span>/);
    expect(marked.html).toMatch(/<span class="marked" data-kind="differs">fair wages<\/span>/);
    // Words that stand in an answer are no yes of theirs: they say so themselves.
    const alone = await town.get(`${path}?by=sector`, { as: founded.observer });
    expect(alone.html).toContain('in 2 of 2 answers');
    expect(alone.html).not.toContain('2 partners stand behind it');
    expect(marked.html).toMatch(/Marked by [^<]+ · with words from the answer of/);
    const marks = await town.database.outer.query('select id, label from round_mark');
    const voice = (label: string, as: string) =>
      town.post(
        `${path}/marks/${marks.rows.find((row) => row.label === label).id}/voice`,
        { so: 'yes' },
        { as },
      );
    await voice('Food from here', group!.lead);
    await voice('A firm price', founded.partners[3]!.lead);
    const { html } = await town.get(`${path}?by=sector`, { as: founded.observer });
    expect(html).toContain('Where sectors meet');
    expect(html).toContain('2 partners stand behind it');
    const rows = [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([row]) => {
      const cells = [...row.matchAll(/<t[hd][^>]*?(?: data-label="([^"]*)")?>(.*?)<\/t[hd]>/gs)];
      return Object.fromEntries(
        cells.map(([, label, text]) => [
          label ?? 'mark',
          text!
            .replace(/<[^>]+>/g, ' ')
            .replace(/\s+/g, ' ')
            .trim(),
        ]),
      );
    });
    const counts = {
      'City and state': '–',
      'Civil society': '–',
      Business: '–',
    };
    const own = 'in 1 of 1 answer · one partner stands behind it';
    expect(rows).toContainEqual({
      ...counts,
      mark: 'shared 1 Food from here',
      'City and state': own,
      'Civil society': own,
    });
    expect(rows).toContainEqual({
      ...counts,
      mark: 'shared 2 A firm price',
      Business: 'in 2 of 2 answers · 2 partners stand behind it',
    });
    expect(rows).toContainEqual({ ...counts, mark: 'differs A Wages', 'Civil society': own });
  });

  it('stands first on the step of the vision, and leads on to drafting it', async () => {
    const step = await town.get(`/partnerships/${founded.id}/path/vision`, { as: founded.facilitator });
    const [first] = step.html.slice(step.html.indexOf('More ways to work on it')).match(/href="[^"]+"/) ?? [];
    expect(first).toBe(`href="/partnerships/${founded.id}/rounds/new?with=origins"`);
    const lens = await town.get(`${path}?by=sector`, { as: founded.partners[0]!.lead });
    expect(lens.html).toContain(`href="/partnerships/${founded.id}/vision"`);
    expect(lens.html).toContain('Now draft the vision');
    expect(step.html, 'no text is made of what is only compared').not.toContain(
      '/texts/new?element=vision&amp;round=',
    );
    const composer = await town.get(`/partnerships/${founded.id}/vision`, { as: founded.partners[0]!.lead });
    expect(composer.html).toContain(`href="${path}?by=sector"`);
    expect(composer.html).toContain('the answers are open');
  });

  it('leads on to one text, in both languages', async () => {
    const { html } = await town.get(path, { as: founded.partners[0]!.lead, locale: 'de' });
    expect(html).toContain('/texts/new?round=');
    expect(html).toContain('Daraus einen gemeinsamen Text schreiben');
    expect((await town.get(`${path}?by=sector`, { as: founded.observer, locale: 'de' })).html).toContain(
      'Wo sich die Bereiche treffen',
    );
  });
});
