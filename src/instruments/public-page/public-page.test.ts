import { sql } from 'kysely';
import { parse } from 'node-html-parser';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { nobody } from '../../platform/scope.ts';
import { withPicture } from '../timeline/testing.ts';
import { openTestPages, proposeIn, type TestPages } from './testing.ts';

let town: TestPages['town'];
let talks: TestPages['talks'];
let others: TestPages['others'];
let base: TestPages['base'];
let office: TestPages['office'];
let group: TestPages['group'];
let silent: TestPages['silent'];
let member: TestPages['member'];
let document: TestPages['document'];
let blocks: TestPages['blocks'];
let foreignBlock: TestPages['foreignBlock'];
let moment: TestPages['moment'];
let foreignMoment: TestPages['foreignMoment'];
let organisation: TestPages['organisation'];
let idOf: TestPages['idOf'];
let version: string;

const tables = ['public_version', 'public_thing', 'public_answer', 'public_name', 'public_translation'];

/** How many rows of a table anybody sees by raw SQL, without any condition. */
const seenByAll = async (table: string): Promise<number> =>
  town.database.read(
    nobody,
    async ({ db }) => (await sql`select * from ${sql.table(table)}`.execute(db)).rows.length,
  );

beforeAll(async () => {
  ({
    town,
    talks,
    others,
    base,
    office,
    group,
    silent,
    member,
    document,
    blocks,
    foreignBlock,
    moment,
    foreignMoment,
    organisation,
    idOf,
  } = await openTestPages());
}, 120_000);
afterAll(() => town.close());

describe('a page is put together and put to all partners', () => {
  it('is offered on the step of the story and from the page where a partnership is changed', async () => {
    const step = await town.get(`/partnerships/${talks.id}/path/story`, { as: member });
    expect(step.html).toContain(`href="${base}"`);
    expect((await town.get(`/partnerships/${talks.id}/edit`, { as: talks.facilitator })).html).toContain(
      `href="${base}"`,
    );
    const empty = await town.get(base, { as: talks.observer });
    expect(empty.html).toContain('Not public');
    expect(empty.html).not.toContain(`${base}/new`);
    expect((await town.get(`${base}/new`, { as: talks.observer })).status).toBe(403);
  });

  it('takes what belongs to this partnership, is agreed and is there, and nothing else', async () => {
    const form = await town.get(`${base}/new`, { as: member });
    expect(form.html).toContain('Our vision, the whole text');
    expect(form.html).toContain('First soup');
    const swapped = {
      what: 'We cook',
      sections: [foreignBlock],
      moments: [foreignMoment],
      contact: newId(),
      goal: newId(),
    };
    const refused = await town.post(`${base}/versions`, swapped, { as: member });
    expect(refused.status).toBe(422);
    expect(refused.html.match(/This is not there any more/g)!.length).toBeGreaterThanOrEqual(4);
    expect(refused.html).toContain('We cook</textarea>');
    const without = await town.post(`${base}/versions`, { what: ' ', place: 'In town' }, { as: member });
    expect(without.html).toContain('Write in a few sentences');
    expect(without.html).toContain('value="In town"');
    // Past the page as well: by raw SQL nobody shows a section of others, or one that is not agreed.
    const scope = await town.scopeFor(member);
    const forge = (block: string, n: number) =>
      town.database.change(scope, async ({ db }) => {
        const id = newId();
        await sql`insert into public_version (id, space_id, number, locale, name, what, by_person)
          values (${id}, ${talks.id}, 90, 'en', 'X', 'Y', ${member})`.execute(db);
        await sql`insert into public_thing (id, space_id, version_id, block_id, block_version)
          values (${newId()}, ${talks.id}, ${id}, ${block}, ${n})`.execute(db);
      });
    await expect(forge(foreignBlock, 1)).rejects.toThrow(/foreign key/);
    await expect(forge(blocks[0]!.id, 7)).rejects.toThrow(/foreign key/);
  });

  it('is a preview for those in the partnership and for nobody else', async () => {
    version = await proposeIn(
      town,
      talks,
      {
        place: 'All canteens',
        whom: 'Everybody who eats',
        sections: [document],
        moments: [moment],
        step: 'yes',
        contact: organisation,
      },
      member,
    );
    for (const as of [office.lead, talks.observer, talks.facilitator]) {
      const { html } = await town.get(version, { as });
      for (const words of [
        'Half of all dishes are made of plants 1.',
        'First soup',
        'All canteens',
        'Everybody who eats',
      ])
        expect(html).toContain(words);
      expect(html).toMatch(/Where it stands<\/dt><dd>[^<]+, as of \d+ \w+ 20\d\d</);
    }
    await town.isClosed(version);
    await town.isClosed(version, { as: others.facilitator });
    expect(
      (await town.get(`${version.replace(talks.id, others.id)}`, { as: others.facilitator })).status,
    ).toBe(404);
    for (const table of [...tables, 'public_page']) expect(await seenByAll(table), table).toBe(0);
    const told = await town.database.read(nobody, async ({ db }) => {
      const id = version.split('/').at(-1)!;
      const asked = ['public_words', 'public_sections', 'public_moments', 'public_partners'];
      const rows = await Promise.all(
        asked.map((one) => sql`select * from ${sql.raw(one)}(${id})`.execute(db)),
      );
      return rows.map((one) => one.rows.length);
    });
    expect(told).toEqual([0, 0, 0, 0]);
  });

  it('waits on desks for the word of each partner, which only those who answer for it give', async () => {
    expect((await town.get('/desk', { as: group.lead })).html).toContain('a page for everybody waits');
    expect((await town.get('/desk', { as: member })).html).not.toContain('a page for everybody waits');
    for (const as of [member, talks.observer, talks.facilitator])
      expect((await town.post(`${version}/answers`, { answer: 'yes' }, { as })).status).toBe(403);
    const asOther = { answer: 'yes', for: 'other', partner: group.id, how: 'phone', on: '1.3.2020' };
    expect((await town.post(`${version}/answers`, asOther, { as: talks.facilitator })).status).toBe(403);
    expect(
      (await town.post(`${version}/answers`, { ...asOther, partner: silent.id }, { as: office.lead })).status,
    ).toBe(403);
  });

  it('hears an objection with what would have to be different, and lets it become a yes', async () => {
    const bare = await town.post(`${version}/answers`, { answer: 'objection' }, { as: group.lead });
    expect(bare.html).toContain('Write what would have to be different');
    const objects = { answer: 'objection', reason: 'Say that cooks decide' };
    await town.postAndFollow(`${version}/answers`, objects, { as: group.lead });
    await town.post(`${version}/answers`, { answer: 'yes' }, { as: office.lead });
    const { html } = await town.get(base, { as: office.lead });
    expect(html).toContain('Say that cooks decide');
    expect(html).toMatch(
      /Still missing is the yes of: (Harvest group, Silent growers|Silent growers, Harvest group)/,
    );
    const timeline = await town.get(`/partnerships/${talks.id}/timeline`, { as: member });
    expect(timeline.html).toContain('Harvest group objected to the public page');
  });

  it('comes out by nobody who has not all of them, not by raw SQL either', async () => {
    const id = version.split('/').at(-1)!;
    for (const as of [office.lead, talks.facilitator]) {
      const scope = await town.scopeFor(as);
      const put = town.database.change(scope, ({ db }) =>
        sql`insert into public_page (id, space_id, slug, version_id) values (${newId()}, ${talks.id}, 'mine', ${id})`.execute(
          db,
        ),
      );
      await expect(put).rejects.toThrow(/not all say yes/);
      const answerFor = (partner: string, by: string) =>
        town.database.change(scope, ({ db }) =>
          sql`insert into public_answer (id, space_id, version_id, partner_id, answer, by_person)
            values (${newId()}, ${talks.id}, ${id}, ${partner}, 'yes', ${by})`.execute(db),
        );
      await expect(answerFor(group.id, as)).rejects.toThrow(/row-level security/);
      await expect(answerFor(group.id, group.lead)).rejects.toThrow(/row-level security/);
    }
    expect((await town.get('/open/canteen-talks')).status).toBe(404);
  });

  it('is out with the last yes: of a partner without people the facilitator writes it down', async () => {
    await town.post(`${version}/answers`, { answer: 'yes' }, { as: group.lead });
    const unsaid = await town.post(
      `${version}/answers`,
      { answer: 'yes', for: 'other', on: '' },
      { as: talks.facilitator },
    );
    expect(unsaid.html).toContain('Choose who said it');
    const wrong = { answer: 'yes', for: 'other', partner: silent.id, on: 'soon' };
    expect((await town.post(`${version}/answers`, wrong, { as: talks.facilitator })).html).toContain(
      'Choose how you were told',
    );
    expect((await town.get('/open/canteen-talks')).status).toBe(404);
    const last = { answer: 'yes', for: 'other', partner: silent.id, how: 'visit', on: '1.3.2020' };
    const done = await town.postAndFollow(`${version}/answers`, last, { as: talks.facilitator });
    expect(done.html).toContain('All have said yes');
    expect(done.html).toContain('written down by Facilitator');
    const open = await town.get('/open/canteen-talks');
    expect(open.status).toBe(200);
    expect(open.html).toContain('Half of all dishes are made of plants 2.');
    const late = await town.post(
      `${version}/answers`,
      { answer: 'objection', reason: 'No' },
      { as: group.lead },
    );
    expect(late.html).toContain('this one is public already');
  });
});

describe('a page that is out', () => {
  const page = '/open/canteen-talks';

  it('counts partners, and names those who want it, as long as they want it', async () => {
    const before = (await town.get(page)).html;
    expect(before).toContain('3 partners');
    expect(before).not.toContain('Harvest group');
    for (const as of [member, talks.facilitator])
      expect((await town.post(`${base}/names`, { yes: 'yes' }, { as })).status).toBe(403);
    const scope = await town.scopeFor(talks.facilitator);
    const forged = town.database.change(scope, ({ db }) =>
      sql`insert into public_name (id, space_id, partner_id, yes, by_person)
        values (${newId()}, ${talks.id}, ${silent.id}, true, ${talks.facilitator})`.execute(db),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
    for (const { lead } of [office, group])
      await town.postAndFollow(`${base}/names`, { yes: 'yes' }, { as: lead });
    const named = (await town.get(page)).html;
    expect(named).toContain('Harvest group');
    expect(named).toContain('href="/organisations/food-office"');
    expect(named).toContain('and one more partner');
    expect((await town.get('/organisations/food-office')).html).toContain(`href="${page}"`);
    expect((await town.get(page, { locale: 'de' })).html).toContain('Ernährungsamt');
    await town.postAndFollow(`${base}/names`, { yes: 'no' }, { as: group.lead });
    const taken = (await town.get(page)).html;
    expect(taken).not.toContain('Harvest group');
    expect(taken).toContain('and 2 more partners');
  });

  it('says what it is in the vocabulary of schema.org, and how it looks where it is shared', async () => {
    const html = parse((await town.get(page)).html);
    const typed = (type: string) => html.querySelectorAll(`[itemtype="https://schema.org/${type}"]`);
    const [project] = typed('Project');
    const prop = (name: string) => html.querySelectorAll(`[itemprop="${name}"]`);
    expect(typed('WebPage')).toHaveLength(1);
    expect(project!.getAttribute('itemprop')).toBe('mainEntity');
    expect(project!.querySelector('h1 [itemprop=name]')!.textContent).toBe('Canteen Talks');
    expect(prop('description')[0]!.textContent).toBe('We cook with what grows nearby.');
    expect(typed('Place')[0]!.textContent).toBe('All canteens');
    expect(typed('Organization').map((one) => one.querySelector('[itemprop=name]')!.textContent)).toEqual([
      'Food Office',
    ]);
    expect(prop('inLanguage')[0]!.getAttribute('content')).toBe('en');
    expect(Number.isNaN(Date.parse(prop('dateModified')[0]!.getAttribute('content')!))).toBe(false);
    const head = Object.fromEntries(
      html
        .querySelectorAll('head meta[property]')
        .map((one) => [one.getAttribute('property'), one.getAttribute('content')]),
    );
    expect(head).toMatchObject({
      'og:title': 'Canteen Talks',
      'og:url': 'http://town.test/open/canteen-talks/en',
      'og:image': 'http://town.test/open/canteen-talks/card.png',
    });
    const links = html
      .querySelectorAll('head link[rel=alternate][hreflang]')
      .map((one) => one.getAttribute('href'));
    expect(links).toContain('http://town.test/open/canteen-talks/de');
    expect(links).toContain('http://town.test/open/canteen-talks');
  });

  it('has an address in each language of the city, whatever the reader has chosen', async () => {
    const german = await town.get(`${page}/de`, { locale: 'en' });
    expect(parse(german.html).querySelector('html')!.getAttribute('lang')).toBe('de');
    expect(german.html).toContain('href="/open/canteen-talks?lang=en"');
    expect((await town.get(`${page}/xx`)).status).toBe(404);
  });

  it('has a picture for sharing, drawn once and asked for again by its tag', async () => {
    const response = await town.app.request(`http://town.test${page}/card.png`);
    const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect([width, height, format]).toEqual([1200, 630, 'png']);
    const tag = response.headers.get('etag')!;
    expect((await town.get(`${page}/card.png`, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await town.get('/open/nobody/card.png')).status).toBe(404);
  });

  it('is found by its words, on the list and on the home page, by everybody', async () => {
    for (const path of ['/', '/open', '/search?q=dishes+plants'])
      expect((await town.get(path)).html, path).toContain(`href="${page}"`);
    expect((await town.get('/search?q=holes')).html).not.toContain('/open/');
  });

  it('shows its picture to everybody, and no other', async () => {
    const file = await idOf('file', talks.id);
    const picture = `${page}/pictures/${file}`;
    expect((await town.get(page)).html).toContain(`src="${picture}/small"`);
    for (const path of [picture, `${picture}/small`])
      expect((await town.get(path)).headers.get('content-type')).toBe('image/webp');
    await town.isClosed(`/files/${file}`);
    await town.post(`/partnerships/${talks.id}/timeline`, await withPicture({ text: 'Not for all' }), {
      as: office.lead,
    });
    const hidden = await idOf('file', talks.id);
    expect((await town.get(`${page}/pictures/${hidden}`)).status).toBe(404);
    expect((await town.get(page)).html).not.toContain('Not for all');
  });
});
