import { sql } from 'kysely';
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erase } from '../../platform/personal/erased.ts';
import { openTestPages, proposeIn, putOutIn, type TestPages } from './testing.ts';

let town: TestPages['town'];
let talks: TestPages['talks'];
let others: TestPages['others'];
let base: TestPages['base'];
let office: TestPages['office'];
let group: TestPages['group'];
let member: TestPages['member'];
let document: TestPages['document'];
let organisation: TestPages['organisation'];
let blocks: TestPages['blocks'];
let foreignBlock: TestPages['foreignBlock'];
let moment: TestPages['moment'];
let putOutByAll: TestPages['putOutByAll'];

beforeAll(async () => {
  ({
    town,
    talks,
    others,
    base,
    office,
    group,
    member,
    organisation,
    document,
    blocks,
    foreignBlock,
    moment,
    putOutByAll,
  } = await openTestPages());
  await putOutByAll({ place: 'All canteens', sections: [document], moments: [moment] });
  await town.post(`${base}/names`, { yes: 'yes' }, { as: office.lead });
}, 120_000);
afterAll(() => town.close());

describe('in other languages', () => {
  const page = '/open/canteen-talks';
  const field = (part: string, id?: string) => (id ? `${part}-${id}` : part);

  it('stands in its own language and says so, until somebody translates it', async () => {
    const { html } = await town.get(page, { locale: 'de' });
    expect(html).toContain('Diese Seite hat noch niemand übersetzt');
    expect(html).toContain('<span lang="en" itemprop="name">Canteen Talks</span>');
    expect(html).toContain('Noch nicht übersetzt. Original: Englisch.');
  });

  it('says to who reads the original which languages it is not in yet', async () => {
    const { html } = await town.get(page);
    expect(html).toContain('Not translated yet: German, Norwegian Bokmål, and Dutch.');
    expect(parse(html).querySelectorAll(`main a[href^="${page}/"][hreflang]`)).toEqual([]);
  });

  it('is translated by hand by those who contribute; told is the partner, where it is named', async () => {
    const at = `${base}/translations/de`;
    expect((await town.get(at, { as: talks.observer })).status).toBe(403);
    expect((await town.get(`${base}/translations/xx`, { as: member })).status).toBe(404);
    const form = await town.get(at, { as: member });
    expect(form.html).toContain('Half of all dishes are made of plants 1.');
    const german = {
      name: 'Kantinengespräche',
      what: 'Wir kochen mit dem, was in der Nähe wächst.',
      [field('heading', blocks[0]!.id)]: 'Warum',
      [field('text', blocks[0]!.id)]: 'Die Hälfte aller Gerichte.',
      [field('text', foreignBlock)]: 'Fremdes',
    };
    const saved = await town.postAndFollow(at, german, { as: member });
    expect(saved.html).toContain('4 texts are saved.');
    const { html } = await town.get(page, { locale: 'de' });
    for (const words of [
      'Kantinengespräche',
      'Die Hälfte aller Gerichte.',
      'einer der Partner',
      'Ein Teil ist noch nicht übersetzt',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('Harvest group');
    expect(html).not.toContain('Fremdes');
    await town.post(at, { ...german, what: 'Wir kochen, was hier wächst.' }, { as: office.lead });
    expect((await town.get(page, { locale: 'de' })).html).toContain('Ernährungsamt und einer der Partner');
    expect((await town.get('/search?q=Gerichte', { locale: 'de' })).html).toContain(`href="${page}"`);
    expect((await town.get('/open', { locale: 'de' })).html).toContain('Kantinengespräche');
  });

  it('leads from the original to its translation and back, each in its own language', async () => {
    const links = async (path: string) =>
      parse((await town.get(path)).html)
        .querySelectorAll('main nav li')
        .filter((item) => item.querySelector('a[hreflang]'))
        .map((item) => {
          const link = item.querySelector('a')!;
          return [link.getAttribute('href'), link.getAttribute('lang'), item.textContent.trim()];
        });
    expect(await links(page)).toEqual([[`${page}/de`, 'de', 'Auf Deutsch lesen (in part)']]);
    expect(await links(`${page}/de`)).toEqual([[`${page}/en`, 'en', 'Read this in English (Original)']]);
    expect((await town.get(page)).html).toContain('Not translated yet: Norwegian Bokmål and Dutch.');
  });

  it('says of a translation that it is of earlier words, until somebody says that it fits', async () => {
    await proposeIn(town, talks, {
      what: 'We cook with what grows here.',
      sections: [document],
      moments: [moment],
    });
    // What is out stays as it is meanwhile.
    expect((await town.get(page)).html).toContain('We cook with what grows nearby.');
    const second = await putOutByAll({
      what: 'We cook with what grows here.',
      sections: [document],
      moments: [moment],
    });
    expect(second).toBe(page);
    const changed = await town.get(page, { locale: 'de' });
    expect(changed.html).toContain('Wir kochen, was hier wächst.');
    const room = await town.get(base, { as: member });
    expect(room.html).toContain('one of earlier words');
    const kept = { name: 'Kantinengespräche', what: 'Wir kochen, was hier wächst.' };
    const unchanged = await town.postAndFollow(`${base}/translations/de`, kept, { as: member });
    expect(unchanged.html).toContain('one of earlier words');
    const at = `${base}/translations/de`;
    const now = {
      ...kept,
      [field('heading', blocks[0]!.id)]: 'Warum',
      [field('text', blocks[0]!.id)]: 'Die Hälfte aller Gerichte.',
    };
    await town.postAndFollow(at, { ...now, 'fits-what': 'yes' }, { as: member });
    expect((await town.get(base, { as: member })).html).not.toContain('of earlier words');
  });
});

describe('its feed', () => {
  it('tells versions and moments that are out, under names that stay, and answers a tag with nothing new', async () => {
    const feed = await town.get('/open/canteen-talks/feed.atom');
    expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const xml = parse(feed.html);
    expect(feed.html).toMatch(
      /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="en">/,
    );
    const ids = xml.querySelectorAll('id').map((one) => one.textContent);
    expect(ids.every((one) => /^urn:uuid:[0-9a-f-]{36}$/.test(one))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(xml.querySelectorAll('entry')).toHaveLength(3);
    expect(xml.querySelectorAll('entry title').map((one) => one.textContent)).toEqual([
      'Canteen Talks: the page has changed',
      'Canteen Talks shows itself to everybody',
      'First soup',
    ]);
    const again = await town.get('/open/canteen-talks/feed.atom', {
      headers: { 'if-none-match': feed.headers.get('etag')! },
    });
    expect([again.status, again.html]).toEqual([304, '']);
    const all = await town.get('/open/feed.atom', { locale: 'de' });
    expect(all.html).toContain('<title>Kantinengespräche</title>');
  });

  it('escapes what people wrote', async () => {
    const open = await putOutIn(town, others, { what: 'Tom & Jerry <b>"fix" it\u0007</b>' });
    const { html } = await town.get(`${open}/feed.atom`);
    expect(html).toContain('Tom &amp; Jerry &lt;b&gt;&quot;fix&quot; it&lt;/b&gt;');
  });
});

describe('what goes, goes at once', () => {
  const page = '/open/canteen-talks';

  it('a moment that is taken out, changed, or whose picture is; and comes back with it', async () => {
    const at = `/partnerships/${talks.id}/timeline/${moment}`;
    const file = parse((await town.get(page)).html)
      .querySelector('figure.picture a')!
      .getAttribute('href')!;
    await town.post(`${at}/removal`, {}, { as: office.lead });
    expect((await town.get(page)).html).not.toContain('First soup');
    expect((await town.get(file)).status).toBe(404);
    expect((await town.get(`${page}/feed.atom`)).html).not.toContain('First soup');
    await town.post(`${at}/return`, {}, { as: office.lead });
    expect((await town.get(page)).html).toContain('First soup');
    await town.post(
      at,
      { text: 'First soup of Rosa', day: '3.3.2024', shows: 'Six people around a pot' },
      { as: office.lead },
    );
    const changed = await town.get(page);
    expect(changed.html).not.toContain('First soup');
    expect((await town.get(file)).status).toBe(404);
  });

  it('the name of a partner that takes it back, where it is the contact as well', async () => {
    const contacted = { what: 'We cook with what grows here.', sections: [document], moments: [moment] };
    await putOutByAll({ ...contacted, contact: organisation });
    expect((await town.get(page)).html).toContain('Food Office answers for this partnership.');
    await town.postAndFollow(`${base}/names`, { yes: 'no' }, { as: office.lead });
    expect((await town.get(page)).html).not.toContain('Food Office');
    await town.postAndFollow(`${base}/names`, { yes: 'yes' }, { as: office.lead });
    expect((await town.get(page)).html).toContain('Food Office answers for this partnership.');
  });

  it('a person: nobody is named, and what they did stays without them', async () => {
    await erase(town.house, member);
    const { html } = await town.get(page, { locale: 'de' });
    expect(html).toContain('Die Hälfte aller Gerichte.');
    const { rows } = await town.database.outer.query(
      `select count(*)::int as n from public_translation where by_person = $1`,
      [member],
    );
    expect(rows[0].n).toBe(0);
    expect((await town.get(base, { as: office.lead })).status).toBe(200);
  });

  it('the whole page: by any partner, with a reason for the others, and without anybody’s yes', async () => {
    for (const as of [talks.observer])
      expect((await town.post(`${base}/removal`, { reason: 'No' }, { as })).status).toBe(403);
    const bare = await town.post(`${base}/removal`, { reason: ' ' }, { as: group.lead });
    expect(bare.html).toContain('Write why, for the other partners');
    const done = await town.postAndFollow(
      `${base}/removal`,
      { reason: 'The press got it wrong' },
      { as: group.lead },
    );
    expect(done.html).toContain('Nobody outside sees it any more');
    for (const path of [page, `${page}/de`, `${page}/feed.atom`, `${page}/card.png`])
      expect((await town.get(path)).status, path).toBe(404);
    for (const path of [
      '/open',
      '/',
      '/search?q=dishes+plants',
      '/organisations/food-office',
      '/open/feed.atom',
    ])
      expect((await town.get(path)).html, path).not.toContain('/open/canteen-talks');
    const timeline = await town.get(`/partnerships/${talks.id}/timeline`, { as: office.lead });
    expect(timeline.html).toContain('took the public page off: The press got it wrong');
    // Yes was said to it once; it does not come out by that again.
    const scope = await town.scopeFor(office.lead);
    const back = town.database.change(scope, ({ db }) =>
      sql`update public_page set audience = 'public' where space_id = ${talks.id}`.execute(db),
    );
    await expect(back).rejects.toThrow(/not all say yes/);
    expect((await town.post(`${base}/removal`, { reason: 'Again' }, { as: group.lead })).status).toBe(404);
  });

  it('comes out anew with the yes of all, under the same address', async () => {
    expect(await putOutByAll({ what: 'We cook again.', sections: [blocks[1]!.id] })).toBe(page);
    const { html } = await town.get(page);
    expect(html).toContain('We cook again.');
    expect(html).toContain('made of plants 2.');
    expect(html).not.toContain('made of plants 1.');
  });

  it('stays when the partnership has ended, and says so; a partner still takes back its name and the page', async () => {
    await town.post(`/partnerships/${talks.id}/end`, {}, { as: talks.facilitator });
    expect((await town.get(page)).html).toContain('This partnership ended on');
    expect((await town.get('/open')).html).toContain('ended on');
    expect((await town.post(`${base}/versions`, { what: 'More' }, { as: office.lead })).status).toBe(403);
    expect((await town.post(`${base}/names`, { yes: 'yes' }, { as: group.lead })).status).toBe(403);
    expect((await town.get(page)).html).toContain('Food Office');
    await town.postAndFollow(`${base}/names`, { yes: 'no' }, { as: office.lead });
    expect((await town.get(page)).html).not.toContain('Food Office');
    await town.postAndFollow(`${base}/removal`, { reason: 'It is over' }, { as: office.lead });
    expect((await town.get(page)).status).toBe(404);
    expect((await town.get('/search?q=dishes+plants')).html).not.toContain('/open/canteen-talks');
  });
});
