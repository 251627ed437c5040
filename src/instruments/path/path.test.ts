import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elements } from '../../guide/elements.ts';
import { guideIn } from '../../guide/guide.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let others: FoundedPartnership;
let base: string;
let path: string;
const guide = guideIn('en');
const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  others = await foundPartnership(town, { name: 'Street Repair' });
  base = `/partnerships/${talks.id}`;
  path = `${base}/path`;
}, 60_000);
afterAll(() => town.close());

const see = async (at: string, as = talks.facilitator) => (await town.get(at, { as })).html;
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
/** What the line of a step says. */
async function lineOf(element: string): Promise<string> {
  const line = (await see(path))
    .split('<li class="line"')
    .slice(1)
    .find((one) => one.includes(`/path/${element}"`));
  return said(line!);
}
/** What stands in the panel of the next step. */
const nextIn = (html: string) => said(/<section class="next"[\s\S]+?<\/section>/.exec(html)![0]);

describe('the path of a partnership', () => {
  it('shows every step as not begun, and proposes the first', async () => {
    const html = await see(path);
    const steps = [...html.matchAll(/class="ds-link" href="[^"]+\/path\/([a-z-]+)"/g)].map(([, id]) => id);
    expect(steps).toEqual(elements.map(({ id }) => id));
    expect(html.match(/Not begun/g)).toHaveLength(elements.length);
    expect(html).toContain('Nothing is agreed yet.');
    expect(nextIn(html)).toContain(guide.elements.partners.name);
    expect(said(await see(base))).toContain(`Next on your path: ${guide.elements.partners.name}`);
  });

  it('makes a round of a few guiding questions, a text of its answers, and is agreed when all have agreed', async () => {
    const step = await see(`${path}/facts`);
    for (const question of Object.values(guide.elements.facts.questions)) expect(step).toContain(question);
    const form = await see(`${base}/rounds/new?element=facts&ask=F2&ask=F4`);
    expect(form).toContain(`action="${base}/rounds?element=facts&amp;ask=F2&amp;ask=F4"`);
    expect(form).toContain(`value="${guide.elements.facts.name}"`);
    for (const code of ['F2', 'F4']) expect(form).toContain(guide.elements.facts.questions[code]);
    expect(form).not.toContain(guide.elements.facts.questions.F3);

    const soon = new Date(Date.now() + 7 * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .split('-')
      .reverse()
      .join('.');
    const round = (
      await town.post(
        `${base}/rounds?element=facts`,
        {
          title: guide.elements.facts.name,
          q1: guide.elements.facts.questions.F2!,
          q2: guide.elements.facts.questions.F4!,
          who: talks.partners.map(({ id }) => id),
          opens: 'all',
          day: soon,
          time: '12:00',
        },
        { as: talks.facilitator },
      )
    ).location!;
    expect(await lineOf('facts')).toContain(`Talking · 0 of ${talks.partners.length} have answered`);
    expect(await see(`${path}/facts`), 'while it is sealed').not.toContain(
      '/texts/new?element=facts&amp;round=',
    );
    expect(nextIn(await see(path)), 'what is begun comes before what is not').toContain(
      guide.elements.facts.name,
    );
    for (const { lead } of talks.partners) await answer(town, round, lead, { q1: 'Both', q2: 'In May' });

    expect(await lineOf('facts')).toContain('Talking · the answers are open');
    const id = round.split('/').at(-1)!;
    expect(await see(`${path}/facts`)).toContain(`${base}/texts/new?element=facts&amp;round=${id}`);
    const text = (
      await town.post(
        `${base}/texts`,
        { element: 'facts', title: 'Common facts', from: 'empty', headings: '' },
        { as: talks.facilitator },
      )
    ).location!;
    const block = /\/blocks\/([0-9a-f-]{36})/.exec(await see(text))![1]!;
    await town.post(
      `${text}/blocks/${block}/versions`,
      { heading: 'What we know', text: 'Half of the food is thrown away.', base: '0', began: '0' },
      { as: talks.partners[0]!.lead },
    );
    expect(await lineOf('facts')).toContain('Talking · a text is being written');
    for (const { lead } of talks.partners)
      await town.post(
        `${text}/answers`,
        { [`answer-${block}`]: 'yes', [`version-${block}`]: '1' },
        { as: lead },
      );
    expect(await lineOf('facts')).toMatch(/Agreed since \d+ \w+ \d{4} · look again on \d+ \w+ \d{4}/);
    expect(await see(path)).toContain(`One of ${elements.length} steps is agreed.`);
    expect(nextIn(await see(path))).toContain(guide.elements.partners.name);
    await town.moveTime('400 days');
    expect(await lineOf('facts')).toContain('To be looked at again');
    expect(nextIn(await see(path))).toContain(guide.elements.facts.name);
    await town.moveTime('-400 days');
  });

  it('is overruled by who contributes: another step next, one set aside for a reason, and taken up again', async () => {
    const { lead } = talks.partners[0]!;
    const choose = (element: string, form: Record<string, string>, as = lead) =>
      town.postAndFollow(`${path}/${element}/choices`, form, { as });
    await choose('story', { says: 'next' });
    expect(nextIn(await see(path))).toContain('Next, as you chose');
    expect(nextIn(await see(path))).toContain(guide.elements.story.name);

    const without = await town.post(`${path}/history/choices`, { says: 'aside', reason: '' }, { as: lead });
    expect(without.status).toBe(422);
    expect(without.html).toContain('Write in one sentence why');
    await choose('history', { says: 'aside', reason: 'We have never met before' });
    expect(await lineOf('history')).toContain('Set aside on');
    expect(await see(`${path}/history`)).toContain('We have never met before');
    await choose('story', { says: 'aside', reason: 'Too early' });
    expect(nextIn(await see(path)), 'nothing is chosen any more').toContain(guide.elements.partners.name);
    await choose('history', { says: 'taken-up' });
    await choose('data', { says: 'next' });
    await choose('measures', { says: 'next' });
    await choose('data', { says: 'next' });
    expect(nextIn(await see(path)), 'the latest counts, also for the second time').toContain(
      guide.elements.data.name,
    );
    expect((await choose('data', { says: 'taken-up' })).html).toContain(
      'The order of the guide counts again.',
    );
    expect(nextIn(await see(path))).toContain(guide.elements.measures.name);
    await choose('measures', { says: 'taken-up' });
    expect(await lineOf('history')).toContain('Not begun');

    const told = said(await see(`${base}/timeline`));
    expect(told).toContain(`set the step “${guide.elements.history.name}” aside`);
    expect(told).toContain(`took the step “${guide.elements.history.name}” up again`);
  });

  it('counts what was done elsewhere, once partners say so, until they open it again', async () => {
    const { lead } = talks.partners[0]!;
    const choose = (form: Record<string, string>) =>
      town.postAndFollow(`${path}/history/choices`, form, { as: lead });
    const how = 'Told by the three oldest cooks on 3 March, over soup';
    expect((await choose({ says: 'done', reason: how })).html).toContain('Noted as done.');
    expect(await lineOf('history')).toContain('Done, noted on');
    const step = said(await see(`${path}/history`));
    expect(step).toContain('You have noted that this is done:');
    expect(step).toContain(how);
    expect(await see(`${path}/history`), 'no second reason is asked').not.toContain('name="reason"');
    expect((await choose({ says: 'taken-up' })).html).toContain('The step is on your path again.');
    expect(await lineOf('history')).toContain('Not begun');
    expect(said(await see(`${base}/timeline`))).toContain(
      `noted the step “${guide.elements.history.name}” as done`,
    );
  });

  it('is read by who looks on, and changed by none of them; nobody else knows of it', async () => {
    expect((await town.get(path, { as: talks.observer })).status).toBe(200);
    const step = await see(`${path}/vision`, talks.observer);
    expect(step).not.toContain('/choices');
    expect(step).not.toContain('name="ask"');
    const sent = await town.post(`${path}/vision/choices`, { says: 'next' }, { as: talks.observer });
    expect(sent.status).toBe(403);
    for (const at of [path, `${path}/vision`]) {
      await town.isClosed(at, { as: others.facilitator });
      expect((await town.get(at)).status).toBe(303);
    }
    await town.isClosed(`${path}/nothing`, { as: talks.facilitator });
  });

  it('counts a second round and a text begun as a vision to their steps too', async () => {
    const { id, facilitator, partners } = others;
    const at = `/partnerships/${id}`;
    const who = { who: partners.map((one) => one.id), opens: 'all', day: soon, time: '12:00' };
    const questions = { title: 'Who is here', q1: 'Who is missing?' };
    const first = await town.post(
      `${at}/rounds?element=partners`,
      { ...questions, ...who },
      { as: facilitator },
    );
    for (const { lead } of partners) await answer(town, first.location!, lead, 'The school');
    const previous = first.location!.split('/').at(-1)!;
    const second = await town.post(`${at}/rounds`, { previous, ...who }, { as: facilitator });
    const step = await see(`${at}/path/partners`, facilitator);
    expect(step).toContain(`href="${second.location}"`);
    expect(step).toContain(`href="${first.location}"`);

    const vision = { title: 'Our vision', from: 'vision', headings: '' };
    expect((await town.post(`${at}/texts`, vision, { as: facilitator })).status).toBe(303);
    expect(await see(`${at}/path/vision`, facilitator)).toContain('Our vision');
  });

  it('says which of many ticked questions found no room in one round', async () => {
    const codes = elements.find(({ id }) => id === 'commitments')!.codes;
    const query = codes.map((code) => `ask=${code}`).join('&');
    const html = await see(`${base}/rounds/new?element=commitments&${query}`);
    expect(html).toContain('One round asks 5 questions at most.');
    for (const code of codes.slice(5))
      expect(html).toContain(`<li>${guide.elements.commitments.questions[code]}`);
  });

  it('keeps whom a choice is from, and when, by the clock of the database', async () => {
    const scope = await town.scopeFor(talks.partners[0]!.lead);
    const insert = (by: string, at: string) =>
      town.database.change(scope, ({ db }) =>
        sql`insert into path_choice (id, space_id, element, says, locale, by_person, at)
          values (gen_random_uuid(), ${talks.id}, 'data', 'next', 'en', ${by}, ${sql.raw(at)})`.execute(db),
      );
    await expect(insert(talks.facilitator, 'app_now()')).rejects.toThrow(/row-level security/);
    await expect(insert(talks.partners[0]!.lead, "app_now() + interval '1 day'")).rejects.toThrow(
      /row-level/,
    );
  });
});
