import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer as answerRound } from '../rounds/testing.ts';
import { settleAfterLeaving, tellOfPartners, tellToRevisit } from './jobs.ts';
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
  expect(agreed).toMatch(/agreed on [^·]+· look at it again on/);
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
  expect((await town.post(`${path}/frame`, kept, { as: lea })).html).toContain(
    'Write a day, with its month and year',
  );
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

/** The day that a form proposes. */
const dayIn = (html: string) => /value="([^"]*)"/.exec(/<input[^>]*name="day"[^>]*>/.exec(html)![0])![1]!;
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a vision that begins with what each drafts alone', () => {
  let talks: FoundedPartnership;
  let base: string;
  let round: string;
  let text: string;
  const drafts = ['situation', 'activity', 'people', 'effects', 'change'];
  const draftOf = (n: number) =>
    Object.fromEntries(drafts.map((part, at) => [`q${at + 1}`, `Draft of ${n} on ${part}`]));
  const see = async (at: string, as = talks.facilitator) => (await town.get(at, { as })).html;

  beforeAll(async () => {
    talks = await foundPartnership(town, { name: 'Street Kitchens' });
    base = `/partnerships/${talks.id}`;
  });

  it('is offered on its step, right after where each comes from, and says what comes next', async () => {
    const step = await see(`${base}/path/vision`);
    const offers = ['rounds/new?with=origins', 'vision', 'differences', 'fit'].map((path) =>
      step.indexOf(`href="${base}/${path}"`),
    );
    expect(offers.every((at) => at > 0)).toBe(true);
    expect(offers).toEqual(offers.toSorted((a, b) => a - b));
    const page = await see(`${base}/vision`);
    expect(said(page)).toContain('Ask all partners for their drafts');
    expect(page).toContain(`href="${base}/rounds/new?with=vision"`);
    expect(page).toContain(`href="${base}/rounds/new?with=origins"`);
    expect(await see(`${base}/vision`, talks.observer)).not.toContain('/rounds/new');
  });

  it('asks all partners for the five parts, sealed', async () => {
    const form = await see(`${base}/rounds/new?with=vision`);
    const parts = [
      'Where we are today',
      'What we do together',
      'Who it is for',
      'What shows first',
      'What is different in the end',
    ];
    for (const part of parts) expect(form).toContain(part);
    const questions = Object.fromEntries(parts.map((part, n) => [`q${n + 1}`, part]));
    const helps = { q1help: 'What is it like now, and what shall not stay like that?' };
    const asked = {
      ...{ title: 'Our vision', ...questions, ...helps, opens: 'all', day: dayIn(form), time: '12:00' },
      who: talks.partners.map(({ id }) => id),
    };
    round = (await town.post(`${base}/rounds?with=vision`, asked, { as: talks.facilitator })).location!;
    expect(said(await see(`${base}/vision`))).toContain('0 of 3 have answered');
    for (const [n, { lead }] of talks.partners.slice(0, 2).entries())
      await answerRound(town, round, lead, draftOf(n));
    expect(await see(round, talks.partners[2]!.lead)).not.toContain('Draft of 0');
    await answerRound(town, round, talks.partners[2]!.lead, draftOf(2));
    const next = await see(`${base}/vision`);
    expect(said(next)).toContain('Make one text of all drafts');
    expect(next).toContain(`/texts/new?element=vision&amp;round=${round.split('/').at(-1)}"`);
  });

  it('becomes one text with five sections, all drafts beside the one that is written', async () => {
    const form = { title: 'Our vision', from: 'round', element: 'vision', round: round.split('/').at(-1)! };
    const begin = (as: string) => town.post(`${base}/texts`, form, { as });
    text = (await begin(talks.partners[0]!.lead)).location!;
    const again = await town.postAndFollow(`${base}/texts`, form, { as: talks.partners[1]!.lead });
    expect(again.html).toContain('A vision was begun from these drafts already.');
    const rows = await town.database.outer.query('select kind, element from document where space_id = $1', [
      talks.id,
    ]);
    expect(rows.rows, 'of one round one vision is made').toEqual([{ kind: 'vision', element: 'vision' }]);
    const blocks = await sectionsOf(town, text);
    expect(blocks.map(({ heading }) => heading)).toEqual([
      'Where we are today',
      'What we do together',
      'Who it is for',
      'What shows first',
      'What is different in the end',
    ]);
    for (const [at, part] of drafts.entries()) {
      const edit = await see(`${text}/blocks/${blocks[at]!.id}/edit`);
      for (const n of [0, 1, 2]) expect(edit).toContain(`Draft of ${n} on ${part}`);
      expect(edit.match(/Draft of/g), 'no draft of another part').toHaveLength(3);
    }
    expect(said(await see(`${base}/vision`))).toContain('Write it, and say yes to it');
    for (const [at, { id, heading }] of blocks.entries())
      await town.post(
        `${text}/blocks/${id}/versions`,
        { heading, text: wordsFor(at), base: '0' },
        { as: talks.partners[at % 3]!.lead },
      );
    await agree();
    expect(said(await see(`${base}/vision`))).toContain('agreed by all');
    expect(said(await see(`${base}/path/vision`))).toContain('Agreed since');
  });

  /** All say yes to all that lacks it. */
  async function agree() {
    for (const { lead } of talks.partners.filter((one) => one.lead)) {
      const { html } = await town.get(`${text}/answers`, { as: lead });
      const form: Record<string, string> = {};
      for (const [, id, version] of html.matchAll(/name="version-([0-9a-f-]+)" value="(\d+)"/g)) {
        form[`answer-${id}`] = 'yes';
        form[`version-${id}`] = version!;
      }
      await town.post(`${text}/answers`, form, { as: lead });
    }
  }

  const stands = async (as = talks.facilitator) => ({
    text: said(await see(text, as)).includes('time to look at it again'),
    path: said(await see(`${base}/path/vision`)).includes('to be looked at again: something has changed'),
    desk: said((await town.get('/desk', { as: talks.partners[1]!.lead })).html).includes(
      'Look at “Our vision” again',
    ),
    vision: said(await see(`${base}/vision`)).includes('Look at the vision again'),
  });
  const all = (is: boolean) => ({ text: is, path: is, desk: is, vision: is });
  const occasion = async () =>
    (
      await town.database.outer.query(
        `select id from document_occasion where kind = 'event' and removed_at is null`,
      )
    ).rows[0].id as string;
  const happened = (as: string, what: string) =>
    occasion().then((id) => town.post(`${text}/occasions/${id}/happenings`, { what }, { as }));
  /** Looked at: it holds, until the day that is offered. */
  async function holds() {
    const form = await see(`${text}/frame`);
    const kept = { title: 'Our vision', kept: 'yes', day: dayIn(form), reason: '' };
    expect((await town.post(`${text}/frame`, kept, { as: talks.facilitator })).status).toBe(303);
  }

  it('is looked at again when something happens that partners named before', async () => {
    const lead = talks.partners[0]!.lead;
    const member = await talks.join('Member', 'member', talks.partners[0]!.id);
    const named = { event: 'The council changes', sign: 'The election in May' };
    expect((await town.post(`${text}/occasions`, named, { as: member })).status).toBe(403);
    const without = await town.post(`${text}/occasions`, { ...named, event: '' }, { as: lead });
    expect(without.html).toContain('Write what could happen');
    expect((await town.post(`${text}/occasions`, named, { as: lead })).status).toBe(303);
    const aside = said(await see(text, member));
    expect(aside).toContain('Earlier, if one of these happens: The council changes');
    expect(said(await see(`${text}/occasions`, talks.observer))).toContain(
      'To be noticed by: The election in May',
    );
    expect(await stands()).toEqual(all(false));
    expect((await happened(talks.observer, 'No')).status).toBe(403);
    expect((await happened(member, ' ')).html).toContain('Write what has happened');

    expect((await happened(member, 'A new council since Monday')).status, 'anybody who contributes').toBe(
      303,
    );
    expect(await stands()).toEqual(all(true));
    expect(said(await see(text))).toContain('The council changes : A new council since Monday');
    const told = said(await see(`${base}/timeline`));
    expect(told).toContain(
      'says that this has happened: “The council changes”. “Our vision” is to be looked at again.',
    );
    expect(await see(`${base}/path`)).toContain('data-state="revisit"');

    const { rows } = await town.database.outer.query('select id from document_happening');
    const back = (as: string, taken: string) =>
      town.post(`${text}/happenings/${rows[0].id}/taking-back`, { taken }, { as });
    expect((await back(lead, 'yes')).status).toBe(403);
    await back(member, 'yes');
    expect(await stands()).toEqual(all(false));
    await back(member, 'no');
    expect(await stands()).toEqual(all(true));
    await holds();
    expect(await stands()).toEqual(all(false));
    expect(said(await see(`${text}/occasions`))).toContain('What was looked at before');
  });

  it('is looked at again until it is agreed once more', async () => {
    await happened(talks.partners[1]!.lead, 'And it wants something else');
    expect(await stands()).toEqual(all(true));
    const [first] = await sectionsOf(town, text);
    await town.post(
      `${text}/blocks/${first!.id}/versions`,
      { heading: first!.heading, text: 'All of it is new.', base: '1' },
      { as: talks.partners[1]!.lead },
    );
    expect((await stands()).text, 'what is proposed holds for nobody yet').toBe(true);
    await agree();
    expect(await stands()).toEqual(all(false));
    const id = await occasion();
    await town.post(`${text}/occasions/${id}/removal`, {}, { as: talks.facilitator });
    expect(said(await see(text))).not.toContain('The council changes');
    expect((await happened(talks.facilitator, 'Again').catch(() => ({ status: 0 }))).status).toBe(0);
    const move = (one: string, way: string) =>
      town.post(`${text}/occasions/${one}/${way}`, {}, { as: talks.facilitator });
    for (let n = 0; n < 20; n += 1)
      await town.post(`${text}/occasions`, { event: `Filler ${n}`, sign: '' }, { as: talks.facilitator });
    expect((await move(id, 'return')).html).toContain('That is enough: use at most 20');
    await town.database.outer.query(`delete from document_occasion where event like 'Filler %'`);
    await move(id, 'return');
    expect(said(await see(text))).toContain('The council changes');
  });

  it('notices by itself who joined and who left since it was agreed, counted exactly, where partners ticked that', async () => {
    const [, , third] = talks.partners;
    const leave = (id: string) =>
      town.database.system(({ db, now }) =>
        db.updateTable('partner').set({ left_at: now }).where('id', '=', id).execute(),
      );
    const come = async (name: string) => {
      const id = newId();
      await town.database.system(async ({ db, now }) => {
        const space = {
          id,
          kind: 'partner',
          audience: 'space',
          audience_id: null,
          created_by: null,
        } as const;
        await db.insertInto('space').values(space).execute();
        const row = {
          id,
          space_id: talks.id,
          audience_id: null,
          name,
          kind: 'community',
          organisation_id: null,
        } as const;
        await db
          .insertInto('partner')
          .values({ ...row, joined_at: now, left_at: null })
          .execute();
      });
      return id;
    };
    const tick = async (form: Record<string, string>) => {
      const page = await see(`${text}/occasions`);
      const stood = /action="[^"]+noticed"[\s\S]*?name="_stood" value="([^"]+)"/.exec(page)![1]!;
      const { status } = await town.post(
        `${text}/occasions/noticed`,
        { ...form, _stood: stood },
        { as: talks.facilitator },
      );
      expect(status).toBe(303);
    };
    const guests = [await come('Bakers'), await come('Schools')];
    expect(await stands(), 'nobody ticked it').toEqual(all(false));
    await tick({ joined: 'yes' });
    expect(said(await see(text))).toContain('2 partners have joined since this was agreed');
    await leave(guests[1]!);
    await leave(third!.id);
    const now = said(await see(text));
    expect(now, 'who came and went again does not count').toContain(
      'One partner has joined since this was agreed',
    );
    expect(now).not.toContain('has left since');
    await tick({ joined: 'yes', left: 'yes' });
    expect(said(await see(text))).toContain('One partner has left since this was agreed');
    expect(await stands()).toEqual(all(true));
    const told = async () =>
      (await town.database.outer.query(`select content from journal_entry where kind = 'text.noticed'`)).rows;
    await tellOfPartners(town.house);
    await tellOfPartners(town.house);
    expect(await told(), 'told once').toEqual([{ content: { joined: 1, gone: 1 } }]);
    expect(said(await see(`${base}/timeline`))).toContain(
      'Since “Our vision” was agreed, one partner has joined and one has left. It is to be looked at again.',
    );
    await holds();
    expect(await stands()).toEqual(all(false));
    await tellOfPartners(town.house);
    expect(await told()).toHaveLength(1);
    await tick({ left: 'yes' });
    await come('Gardeners');
    expect(await stands(), 'it is not ticked any more').toEqual(all(false));
  });

  it('the database lets nobody say for others that something has happened, or that it holds', async () => {
    const lead = talks.partners[0]!.lead;
    const id = text.split('/').at(-1)!;
    const member = await talks.join('Other', 'member', talks.partners[0]!.id);
    const run = async (as: string, statement: ReturnType<typeof sql>) =>
      town.database.change(await town.scopeFor(as), ({ db }) => statement.execute(db));
    const happens = (by: string, at: string) => sql`
      insert into document_happening (id, space_id, document_id, occasion_id, text, locale, by_person, at)
      values (${newId()}, ${talks.id}, ${id}, ${occasionId}, 'x', 'en', ${by}, ${sql.raw(at)})`;
    const occasionId = await occasion();
    await expect(run(lead, happens(member, 'app_now()'))).rejects.toThrow(/row-level security/);
    await expect(run(lead, happens(lead, "app_now() + interval '1 day'"))).rejects.toThrow(
      /row-level security/,
    );
    const look = sql`insert into document_look (id, space_id, document_id, by_person) values (${newId()}, ${talks.id}, ${id}, ${member})`;
    await expect(run(member, look), 'those who answer for a partner').rejects.toThrow(/row-level security/);
  });
});
