import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteOpened } from '../../mechanisms/sealed-round/actions.ts';
import { importCityFile } from '../../platform/import/run-import.ts';
import { sealOnce } from '../../platform/journal/sealer.ts';
import { verifyJournal } from '../../platform/journal/verify.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let file: string;
let talks: string;

beforeAll(async () => {
  town = await openTestTown();
  file = await readFile(join(import.meta.dirname, '../../../demo/elvestad.yaml'), 'utf8');
  await importCityFile(town.house, file, { demo: true });
  talks = `/partnerships/${(await rowOf('partnership')).id}`;
});
afterAll(() => town.close());

async function rowOf(table: string, where = 'true', values: string[] = []) {
  const { rows } = await town.database.outer.query(`select * from ${table} where ${where}`, values);
  return rows[0];
}
const personOf = async (email: string): Promise<string> => (await rowOf('person', 'email = $1', [email])).id;
const visionText = () => rowOf('document', 'title = $1', ['What we want together']);
const roundOf = async (title: string): Promise<string> =>
  `${talks}/rounds/${(await rowOf('round', 'title = $1', [title])).id}`;

describe('the partnership of the sample city', () => {
  it('has six partners, one of which does not sign in', async () => {
    const { html } = await town.get(talks, { as: await personOf('climate@elvestad.example') });
    expect(html).toContain('Canteen Talks');
    for (const name of ['Food Policy Council', 'Brygga Kitchens', 'University of Elvestad'])
      expect(html).toContain(name);
  });

  it('shows at a glance what is agreed, what is being asked and what is to be done', async () => {
    const { html } = await town.get(talks, { as: await personOf('green@brygga.example') });
    const said = html
      .slice(html.indexOf('So far'))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    const { title } = await visionText();
    for (const words of [
      `${title} (text) agreed on`,
      'What each of us brings (round) 5 of 6',
      'open since',
      'to be done',
    ])
      expect(said).toContain(words);
  });

  it('has decided one thing by consent, and decides another', async () => {
    const as = await personOf('green@brygga.example');
    const decisionOf = async (title: string) =>
      `${talks}/decisions/${(await rowOf('decision', 'title = $1', [title])).id}`;
    const see = async (path: string) =>
      (await town.get(path, { as })).html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    const decided = await see(await decisionOf('Who speaks for all of us'));
    expect(decided).toContain('Nobody objects. 6 of 6 partners have spoken.');
    expect(decided).toContain('A day is short for volunteers.');
    const going = await see(await decisionOf('The main dish of the second test menu'));
    expect(going).toContain('2 of 6 partners have spoken.');
    expect(await see('/desk')).toContain('your voice is wanted: The main dish of the second test menu');
  });

  it('has laid down who decides what, and one has decided by that', async () => {
    const as = await personOf('green@brygga.example');
    const see = async (path: string) =>
      (await town.get(`${talks}${path}`, { as })).html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    const rules = await see('/delegation');
    expect(rules).toContain('Small purchases for a talk, up to NOK 5,000 The role “Coordinator”');
    expect(rules).toContain('Menus and prices All partners');
    expect(rules).not.toContain('Nobody is there now');
    expect(await see('/decisions/week')).toContain('Twenty bowls');
  });

  it('lists what was begun in rooms, and where it stands', async () => {
    const { html } = await town.get(talks, { as: await personOf('green@brygga.example') });
    const begun = html.slice(
      html.indexOf('What it should bring, and what it brought'),
      html.indexOf('Who is in'),
    );
    expect(begun).toMatch(/href="[^"]*\/structure"[^>]*>Who leads, owns and pays<[\s\S]*?begun on \d/);
    expect(begun.match(/begun on|agreed on/g)).toHaveLength(6);
    expect(begun).toMatch(/\d more are on the path/);
    expect(begun, 'a round says so by itself').not.toContain('/gate');
  });

  it('has something to show in each room that its people have begun', async () => {
    const as = await personOf('green@brygga.example');
    for (const [path, words] of [
      ['roles', 'Voice of those who cook'],
      ['continuity', 'Wholesalers of the region'],
      ['past', 'After four months. Nobody had asked the cooks'],
      ['statements', 'We cook 3,100 meals a day'],
      ['structure', 'A field is planned years ahead'],
      ['differences', 'A binding target, or a direction'],
      ['fit', 'What comes from nearby is often dearer'],
    ] as const)
      expect((await town.get(`${talks}/${path}`, { as })).html, path).toContain(words);
    const { id } = await rowOf('difference');
    const difference = (await town.get(`${talks}/differences/${id}`, { as })).html;
    for (const words of ['A direction that each kitchen reports on', 'Without a decision nobody promises'])
      expect(difference).toContain(words);
  });

  it('says once in which language it writes, to who reads in another', async () => {
    const as = await personOf('green@brygga.example');
    const { html } = await town.get(talks, { as, locale: 'de' });
    expect(html).toContain('Diese Partnerschaft schreibt auf Englisch');
    expect(html).toContain('<span lang="en">More plants');
    expect((await town.get(talks, { as })).html).not.toContain('This partnership writes in');
  });

  it('happened on its days: nothing in its timeline is of the day on which the file came in', async () => {
    await town.database.system(noteOpened);
    const { rows } = await town.database.outer.query(
      `select kind, (app_now()::date - at::date) as "daysAgo" from journal_entry
       where space_id = $1 and kind in ('round.revealed', 'structure.revealed', 'public.published') order by seq`,
      [talks.split('/')[2]],
    );
    expect(rows).toEqual([
      { kind: 'round.revealed', daysAgo: 86 },
      { kind: 'round.revealed', daysAgo: 76 },
      { kind: 'public.published', daysAgo: 40 },
      { kind: 'structure.revealed', daysAgo: 24 },
    ]);
    while ((await sealOnce(town.database)) > 0);
    expect((await verifyJournal(town.database)).findings).toEqual([]);
  });

  it('has its vision agreed', async () => {
    const text = await visionText();
    const { html } = await town.get(`${talks}/texts/${text.id}`, {
      as: await personOf('lead@food-council.example'),
    });
    expect(html).toContain('We do not agree on a binding target.');
    expect(html).toContain('What we agreed');
  });

  it('has one round open, with what is shared and what differs', async () => {
    const { html } = await town.get(await roundOf('What we want to reach'), {
      as: await personOf('green@brygga.example'),
    });
    expect(html).toContain('A binding target: half of all main dishes');
    expect(html).toContain('People of 80 like what they know');
    expect(html).toContain('Who bears the risk of higher prices');
  });

  it('has one round ready to be opened by its last answer, which shows nothing until then', async () => {
    const path = await roundOf('What each of us brings');
    const council = await personOf('lead@food-council.example');
    const before = await town.get(path, { as: council });
    expect(before.html).not.toContain('Our test kitchen after 15:00');
    expect((await town.get('/desk', { as: council })).html).toContain('What each of us brings');
    const form = { q1: 'Our working group and its contacts', version: '0', go: 'seal' };
    await town.post(`${path}/answer`, form, { as: council });
    await town.post(`${path}/seal`, { version: '1' }, { as: council });
    expect((await town.get(path, { as: council })).html).toContain('Our test kitchen after 15:00');
  });

  it('has to-dos on the desks of their owners, and mails nobody', async () => {
    expect((await town.get('/desk', { as: await personOf('office@growers.example') })).html).toContain(
      'Send a list of beans for the second test menu',
    );
    await town.settle();
    expect(town.mails).toEqual([]);
  });

  it('tells beside its overview what happened lately', async () => {
    const { html } = await town.get(talks, { as: await personOf('green@brygga.example') });
    expect(html).toContain('Lately</h2>');
  });

  it('is found with its rounds, texts and to-dos by who takes part, and by nobody else', async () => {
    const [council, stranger] = [await personOf('lead@food-council.example'), await town.addAdministrator()];
    const words = {
      canteen: talks,
      reach: await roundOf('What we want to reach'),
      lose: await roundOf('Who bears which risk'),
      binding: `${talks}/texts/${(await visionText()).id}`,
      hall: `${talks}/to-dos#`,
    };
    for (const [q, path] of Object.entries(words)) {
      expect((await town.get(`/search?q=${q}`, { as: council })).html, q).toContain(`href="${path}`);
      expect((await town.get(`/search?q=${q}`, { as: stranger })).html, q).not.toContain(talks);
    }
    // In answers: of a round that is open, and of one that is not.
    const season = (await town.get('/search?q=season', { as: council })).html;
    expect(season).toContain(`href="${words.reach}`);
    expect(season).toContain('We need to know prices a <mark>season</mark> ahead.');
    expect(season).not.toContain(words.lose);
    const names: [string, string][] = [
      ['growers', `${talks}/partners/`],
      ['Manager', `${talks}/partners/`],
    ];
    for (const [q, path] of names) {
      expect((await town.get(`/search?q=${q}`, { as: council })).html, q).toContain(`href="${path}`);
      expect((await town.get(`/search?q=${q}`, { as: stranger })).html, q).not.toContain(talks);
    }
  });

  it('has a timeline of what its people told, the newest first', async () => {
    const as = await personOf('green@brygga.example');
    const first = (await town.get(`${talks}/timeline`, { as })).html;
    const [, further] = /href="([^"]*)" rel="next"/.exec(first)!;
    const html = first + (await town.get(further!.replaceAll('&amp;', '&'), { as })).html;
    const said = ['All six said yes', 'where the beans grow', 'Our first table'].map((text) =>
      html.indexOf(text),
    );
    expect(said).not.toContain(-1);
    expect(said).toEqual(said.toSorted((a, b) => a - b));
    expect(html).toContain('Reached, said Sustainability lead of Brygga Kitchens:');
  });

  it('comes in once: the same file again changes nothing', async () => {
    expect(await importCityFile(town.house, file, { demo: true })).toMatchObject({ added: 0, changed: 0 });
  });
});
