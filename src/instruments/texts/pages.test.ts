import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { narrates } from './narrates.ts';
import { beginVision, sectionsOf, wordsFor } from './testing.ts';

let town: TestTown;
let city: FoundedPartnership;
let base: string;
let rosa: string;
let per: string;
/** A partner that nobody signs in for. */
let farm: string;

beforeAll(async () => {
  town = await openTestTown();
  city = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group' },
      { name: 'Quiet Farm', kind: 'business', people: [] },
    ],
  });
  rosa = city.partners[0]!.lead;
  per = city.partners[1]!.lead;
  farm = city.partners[2]!.id;
  base = `/partnerships/${city.id}/texts`;
});
afterAll(() => town.close());

async function write(
  path: string,
  block: { id: string; heading: string },
  text: string,
  as: string,
  on = '0',
) {
  const form = { heading: block.heading, text, base: on };
  return town.post(`${path}/blocks/${block.id}/versions`, form, { as });
}

async function yes(path: string, as: string, partner = '') {
  const { html } = await town.get(`${path}/answers${partner && `?partner=${partner}`}`, { as });
  const form: Record<string, string> = { partner, ...(partner && { how: 'phone', on: '1.3.2020' }) };
  for (const [, id, version] of html.matchAll(/name="version-([0-9a-f-]+)" value="(\d+)"/g)) {
    form[`answer-${id}`] = 'yes';
    form[`version-${id}`] = version!;
  }
  return town.post(`${path}/answers`, form, { as });
}

it('says what to do where nothing is written yet, and where somebody only looks on', async () => {
  expect((await town.get(base, { as: rosa })).html).toContain('A shared vision is a good first text');
  expect((await town.get(base, { as: rosa, locale: 'de' })).html).toContain('Noch ist nichts geschrieben.');
  expect((await town.get(base, { as: city.observer })).html).not.toContain('Begin a text');
});

it('says beside the field what is missing, and keeps what was typed', async () => {
  const nothing = await town.post(base, { title: ' ', headings: 'Ours' }, { as: rosa });
  expect(nothing.html).toContain('Write a title');
  expect(nothing.html).toContain('Choose what it begins from');
  expect(nothing.html.match(/<textarea[\s\S]*?<\/textarea>/)?.[0]).toContain('>Ours<');
  const round = await town.post(base, { title: 'X', from: 'round', round: city.id }, { as: rosa });
  expect(round.html).toContain('Choose what it begins from');
  const begun = await town.post(
    base,
    { title: 'How we talk', from: 'empty', headings: 'Openly\n\n Often ' },
    { as: per },
  );
  const sections = await sectionsOf(town, begun.location!);
  expect(sections.map(({ heading }) => heading)).toEqual(['Openly', 'Often']);
  expect((await write(begun.location!, sections[0]!, ' ', per)).html).toContain(
    'Write at least one sentence',
  );
  const wrong = await town.post(
    `${begun.location}/blocks/${sections[0]!.id}/versions`,
    { heading: '', text: 'Each says what they think.', base: '0' },
    { as: per },
  );
  expect(wrong.html).toContain('Write a heading');
  expect(wrong.html).toContain('Each says what they think.');
});

it('counts the word of a partner that does not sign in, as a facilitator writes it down', async () => {
  const path = await beginVision(town, city.id, rosa);
  const sections = await sectionsOf(town, path);
  for (const [n, block] of sections.entries()) await write(path, block, wordsFor(n), n % 2 ? rosa : per);
  for (const as of [rosa, per]) await yes(path, as);
  expect((await town.get(path, { as: city.facilitator })).html).toContain('Write down what Quiet Farm says');
  expect((await town.get(`${path}/answers?partner=${farm}`, { as: rosa })).html).not.toContain(
    'Give our word',
  );
  expect((await yes(path, rosa, farm)).status).toBe(403);
  const page = await town.get(`${path}/answers?partner=${farm}`, { as: city.facilitator });
  expect(page.html).toContain('You write down what Quiet Farm told you');
  expect(page.html).toContain('The answer of Quiet Farm to');
  for (const own of ['Our answer to', 'we stand', 'We answer']) expect(page.html).not.toContain(own);
  const block = sections[0]!.id;
  const untold = { partner: farm, [`answer-${block}`]: 'yes', [`version-${block}`]: '1' };
  const unclear = await town.post(`${path}/answers`, { ...untold, on: '1.3.2999' }, { as: city.facilitator });
  expect(unclear.status).toBe(422);
  expect(unclear.html).toContain('Choose how you were told');
  expect(unclear.html).toContain('Write the day on which you were told');
  const told = await yes(path, city.facilitator, farm);
  expect(told.status).toBe(303);
  expect((await town.get(path, { as: per })).html).toContain('What we agreed');
  const mark = /The yes of Quiet Farm was written down by Facilitator \w+/;
  for (const shown of [path, `${path}/sheet`])
    expect((await town.get(shown, { as: per })).html).toMatch(mark);
  await town.settle();
  expect((await town.get(`/partnerships/${city.id}/timeline`, { as: per })).html).toMatch(
    /Quiet Farm said yes to 5 sections of “Our vision”, written down by Facilitator \w+\./,
  );
  expect((await town.get(`${path}/answers`, { as: per })).html).toMatch(
    /Quiet Farm: told on the phone on 1 March 2020, written down by Facilitator \w+\./,
  );
});

it('names who wrote down the word of which partner', async () => {
  const talks = await foundPartnership(town, {
    partners: ['Food Office', 'Quiet Farm', 'Still Mill', 'Calm Dairy'].map((name, n) => ({
      name,
      ...(n > 0 && { people: [] }),
    })),
  });
  const [office, ...silent] = talks.partners;
  const other = await talks.join('Second facilitator', 'facilitator');
  const path = await beginVision(town, talks.id, office!.lead);
  const [block] = await sectionsOf(town, path);
  await write(path, block!, wordsFor(0), office!.lead);
  for (const [n, as] of [talks.facilitator, other, talks.facilitator].entries())
    expect((await yes(path, as, silent[n]!.id)).status).toBe(303);
  const { html } = await town.get(path, { as: office!.lead });
  expect(html).toMatch(
    /(Quiet Farm and Calm Dairy|Calm Dairy and Quiet Farm): told on the phone on 1 March 2020, written down by Facilitator \w+\./,
  );
  expect(html).toMatch(/Still Mill: told on [^<]+, written down by Second facilitator \w+\./);
});

it('takes a section out and back, and leaves an agreed one out only when all say so', async () => {
  const path = await beginVision(town, city.id, rosa);
  const sections = await sectionsOf(town, path);
  for (const { id } of sections.slice(1)) {
    await town.post(`${path}/blocks/${id}/removal`, {}, { as: per });
  }
  expect((await town.get(path, { as: per })).html).toContain('4 sections were left out');
  await town.post(`${path}/blocks/${sections[1]!.id}/return`, {}, { as: rosa });
  expect((await town.get(path, { as: per })).html).toContain('3 sections were left out');
  for (const n of [0, 1]) await write(path, sections[n]!, wordsFor(n), rosa);
  const all = async () => {
    for (const as of [rosa, per]) await yes(path, as);
    await yes(path, city.facilitator, farm);
  };
  await all();
  const gone = await town.post(`${path}/blocks/${sections[1]!.id}/removal`, {}, { as: per });
  expect(gone.html).toContain('Some of this text is agreed.');
  await write(path, sections[1]!, '', per, '1');
  const proposed = (await town.get(path, { as: rosa })).html;
  expect(proposed).toContain('It is proposed to leave this section out.');
  expect(proposed).toMatch(/What we agreed[\s\S]*Cooks decide with us/);
  const id = sections[1]!.id;
  const asked = (await town.get(`${path}/answers`, { as: rosa })).html;
  for (const words of ['Cooks decide with us', 'Yes, leave it out', 'No, keep it', 'should stay'])
    expect(asked).toContain(words);
  for (const words of ['we stand for this', 'What is missing in']) expect(asked).not.toContain(words);
  const keeping = { [`answer-${id}`]: 'not-yet', [`version-${id}`]: '2', partner: '' };
  expect((await town.post(`${path}/answers`, keeping, { as: rosa })).html).toContain(
    'Write why it should stay',
  );
  await town.post(`${path}/answers`, { ...keeping, [`reason-${id}`]: 'Our cooks' }, { as: rosa });
  expect((await town.get(path, { as: per })).html).toMatch(/Food Office: keep it \(says Lead of Food Office/);
  expect((await town.get('/desk', { as: per })).html).toContain(
    'Food Office wants to keep what you proposed to leave out of “Our vision”',
  );
  await all();
  await town.settle();
  const timeline = (await town.get(`/partnerships/${city.id}/timeline`, { as: per })).html;
  for (const told of [
    /proposed to leave “What we do together” out of “Our vision”/,
    /Food Office wants to keep what was proposed to be left out of “Our vision”/,
    /Food Office said yes to leaving a section out of “Our vision”/,
    /All agreed to leave “What we do together” out of “Our vision”/,
  ])
    expect(timeline).toMatch(told);
  const agreed = (await town.get(path, { as: rosa })).html;
  expect(agreed).not.toContain('Cooks decide with us');
  expect(agreed).toContain('Edition 2');
  // It can be proposed anew, and what it said is not lost.
  expect((await town.get(`${path}/blocks/${sections[1]!.id}/history`, { as: rosa })).html).toContain(
    'Cooks decide',
  );
});

it('takes out a section in which nothing is written yet from its own page', async () => {
  const path = await beginVision(town, city.id, rosa);
  const [first, second] = await sectionsOf(town, path);
  const removal = `${path}/blocks/${first!.id}/removal`;
  expect((await town.get(`${path}/blocks/${first!.id}/edit`, { as: per })).html).toContain(removal);
  const { html } = await town.postAndFollow(removal, {}, { as: per });
  expect(html).toContain('It can be put back below.');
  expect(html).toContain(`${path}/blocks/${first!.id}/return`);
  // Once something is agreed, all say what belongs to it: there it is proposed.
  await write(path, second!, wordsFor(1), rosa);
  for (const as of [rosa, per]) await yes(path, as);
  await yes(path, city.facilitator, farm);
  const third = (await sectionsOf(town, path))[2]!;
  expect((await town.get(`${path}/blocks/${third.id}/edit`, { as: per })).html).toContain(
    'Propose to leave it out',
  );
});

it('is not agreed by one who takes out what the others have not said yes to', async () => {
  const path = await beginVision(town, city.id, rosa);
  const sections = await sectionsOf(town, path);
  for (const { id } of sections.slice(2)) await town.post(`${path}/blocks/${id}/removal`, {}, { as: per });
  await write(path, sections[0]!, wordsFor(0), rosa);
  const all = async () => {
    for (const as of [rosa, per]) await yes(path, as);
    await yes(path, city.facilitator, farm);
  };
  await all();
  const [, second] = sections;
  const refused = await town.post(`${path}/blocks/${second!.id}/removal`, {}, { as: per });
  expect(refused.status).toBe(422);
  await write(path, second!, '', per);
  expect((await town.get(path, { as: rosa })).html).not.toContain('Edition 1');
  await all();
  expect((await town.get(path, { as: rosa })).html).toContain('Edition 1');
});

it('keeps the title that was agreed', async () => {
  const path = await beginVision(town, city.id, rosa);
  const sections = await sectionsOf(town, path);
  for (const { id } of sections.slice(1)) await town.post(`${path}/blocks/${id}/removal`, {}, { as: per });
  await write(path, sections[0]!, wordsFor(0), rosa);
  const form = { day: '1.6.2027', reason: '', title: 'What we want' };
  expect((await town.post(`${path}/frame`, form, { as: per })).status).toBe(303);
  for (const as of [rosa, per]) await yes(path, as);
  await yes(path, city.facilitator, farm);
  const other = await town.post(`${path}/frame`, { ...form, title: 'What I want' }, { as: per });
  expect(other.status).toBe(422);
  expect(other.html).toContain('The title belongs to what was agreed');
  const later = await town.post(`${path}/frame`, { ...form, day: '1.7.2027' }, { as: per });
  expect(later.status).toBe(303);
  const rename = town.database.change(await town.scopeFor(per), ({ db }) =>
    db
      .updateTable('document')
      .set({ title: 'What I want' })
      .where('id', '=', path.split('/').at(-1)!)
      .execute(),
  );
  await expect(rename).rejects.toThrow('its title is agreed');
});

it('asks who joins later for their word, while what was agreed holds', async () => {
  const talks = await foundPartnership(town, { partners: [{ name: 'Street Office' }] });
  const { lead } = talks.partners[0]!;
  const path = await beginVision(town, talks.id, lead);
  const sections = await sectionsOf(town, path);
  for (const { id } of sections.slice(1)) await town.post(`${path}/blocks/${id}/removal`, {}, { as: lead });
  await write(path, sections[0]!, wordsFor(0), lead);
  await yes(path, lead);
  const school = newId();
  await town.database.system(async ({ db, now }) => {
    await db
      .insertInto('space')
      .values({ id: school, kind: 'partner', audience: 'space', audience_id: null, created_by: null })
      .execute();
    const row = { id: school, space_id: talks.id, audience_id: null, organisation_id: null, left_at: null };
    await db
      .insertInto('partner')
      .values({ ...row, name: 'School', kind: 'school', joined_at: now })
      .execute();
  });
  const late = await talks.join('Late', 'lead', school);
  expect((await town.get(path, { as: late })).html).toMatch(/Your turn[\s\S]*What we agreed/);
  expect((await town.get('/desk', { as: late })).html).toContain('or what is missing');
});

it('leads from what is wrong with an answer to the form in which it was given', async () => {
  const path = await beginVision(town, city.id, per);
  const [first] = await sectionsOf(town, path);
  await write(path, first!, wordsFor(0), per);
  const block = `${path}/blocks/${first!.id}`;
  await town.post(`${block}/comments`, { text: 'Who?', version: '1', place: '' }, { as: rosa });
  const id = /comments\/([0-9a-f-]{36})\/settlement/.exec((await town.get(block, { as: per })).html)![1]!;
  const { status, html } = await town.post(`${block}/comments`, { answers: id, text: '' }, { as: per });
  expect(status).toBe(422);
  expect(html).toContain('href="#text"');
  expect(html).toMatch(
    new RegExp(`name="answers" value="${id}"(?:(?!</form>)[\\s\\S])*<textarea[^>]* id="text"`),
  );
});

it('calls a section that was taken out as it was called last', async () => {
  const path = await beginVision(town, city.id, per);
  const [first] = await sectionsOf(town, path);
  await write(path, { ...first!, heading: 'Where we came from' }, wordsFor(0), per);
  await town.post(`${path}/blocks/${first!.id}/removal`, {}, { as: per });
  expect((await town.get(path, { as: per })).html).toContain('Where we came from');
});

it.each(locales)('shows every page in: %s', async (locale) => {
  const path = await beginVision(town, city.id, per);
  const sections = await sectionsOf(town, path);
  for (const [n, block] of sections.entries()) await write(path, block, wordsFor(n), per);
  const block = `${path}/blocks/${sections[1]!.id}`;
  await town.post(`${block}/comments`, { text: 'Who?', version: '1', place: '0:25' }, { as: rosa });
  const id = /comments\/([0-9a-f-]{36})\/settlement/.exec((await town.get(block, { as: per })).html)![1]!;
  await town.post(`${block}/comments`, { answers: id, text: 'All.' }, { as: per });
  for (const as of [rosa, per]) await yes(path, as);
  await yes(path, city.facilitator, farm);
  await write(path, sections[1]!, `${wordsFor(1)} Soon.`, rosa, '1');
  const merged = await write(path, sections[1]!, `First: ${wordsFor(1)}`, per, '1');
  expect(merged.status).toBe(422);
  const seen: string[] = [];
  for (const as of [rosa, city.observer, city.facilitator]) {
    for (const end of [
      '',
      '/answers',
      '/sheet',
      '/compare',
      `/blocks/${sections[1]!.id}`,
      `/blocks/${sections[1]!.id}/history`,
    ]) {
      const { status, html } = await town.get(path + end, { as, locale });
      expect(status).toBe(200);
      seen.push(html);
    }
  }
  for (const end of ['/frame', '/blocks/new', `/blocks/${sections[1]!.id}/edit`]) {
    seen.push((await town.get(path + end, { as: rosa, locale })).html);
  }
  seen.push(
    (await town.get(`${base}/new`, { as: rosa, locale })).html,
    (await town.get(base, { as: rosa, locale })).html,
  );
  seen.push((await town.get('/desk', { as: rosa, locale })).html);
  const words = {
    en: ['What we agreed', 'Give our word', 'Comment 1'],
    de: ['Was wir vereinbart haben', 'Unser Wort geben', 'Anmerkung 1'],
    nb: ['Det vi er enige om', 'Gi vårt ord', 'Kommentar 1'],
    nl: ['Wat we hebben afgesproken', 'Geef ons woord', 'Opmerking 1'],
  };
  for (const word of words[locale]) expect(seen.join('\n')).toContain(word);
});

it('is told in one sentence each, also where a name is gone', () => {
  const happened = {
    id: '1',
    space: city.id,
    subject: '2',
    at: new Date(),
    actor: 'Rosa',
    partner: '',
    personal: { title: 'Our vision', heading: 'For whom' },
  };
  for (const locale of locales) {
    for (const [kind, { say, href }] of Object.entries(narrates)) {
      for (const content of [{}, { yes: 2, notYet: 1, edition: 2 }]) {
        const told = say(locale, { ...happened, kind, content }, { guide: [] });
        expect(told).toContain('„Our vision“'.replace(/[„“]/g, ''));
        expect(
          say(locale, { ...happened, actor: '', personal: null, kind, content }, { guide: [] }),
        ).not.toMatch(/undefined|\{/);
        expect(href!({ ...happened, kind, content })).toBe(`/partnerships/${city.id}/texts/2`);
      }
    }
  }
});

it('can be found by its words, and by nobody outside', async () => {
  const path = await beginVision(town, city.id, rosa);
  await write(path, (await sectionsOf(town, path))[0]!, 'Sauerkraut for all.', rosa);
  const count = async (as: string) =>
    town.database.read(await town.scopeFor(as), async ({ db }) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from search_posting where subject_kind = 'text' and word like 'sauerkraut%'`.execute(
        db,
      );
      return rows[0]!.n;
    });
  expect(await count(per)).toBe(1);
  expect(await count(await town.addPerson('Outsider'))).toBe(0);
  expect(await count(await town.addAdministrator())).toBe(0);
});
