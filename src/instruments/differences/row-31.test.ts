import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem } from '../rounds/testing.ts';
import { settleAfterLeaving } from './jobs.ts';

// Row 31: partners differ. First each says alone whether it is about the end or the means; then options, what counts,
// how each weighs; a way out that is put to all; the outcome, with who dissents. Through the pages.
let town: TestTown;
let city: FoundedPartnership;
let base: string;
let path: string;
let rosa: string;
let per: string;
const soon = dayIn(10);
const later = dayIn(100);

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
}

beforeAll(async () => {
  town = await openTestTown();
  city = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent growers', kind: 'business', people: [] },
    ],
  });
  [rosa, per] = city.partners.map(({ lead }) => lead) as [string, string];
  base = `/partnerships/${city.id}`;
}, 60_000);
afterAll(() => town.close());

const see = async (at: string, as = rosa) => (await town.get(at, { as })).html;
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const desk = async (as: string) => said(await see('/desk', as));
const send = async (end: string, form: Record<string, string | string[]>, as = rosa) => {
  const answered = await town.postAndFollow(`${path}${end}`, form, { as });
  return said(answered.html);
};
const idsOf = async (table: string) =>
  (await town.database.outer.query(`select id from ${table} where removed_at is null order by id`)).rows.map(
    ({ id }) => id as string,
  );
const silent = () => city.partners[2]!.id;
/** The cells of the table under a heading, row by row. */
const rowsOf = (html: string, id: string) =>
  [...html.slice(html.indexOf(`id="${id}"`)).matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => said(cell!).trim()),
  );

describe('a difference', () => {
  it('begins from where partners marked that they differ, and asks all alone', async () => {
    const round = await askThem(town, city, {
      title: 'What we want',
      who: city.partners.slice(0, 2).map(({ id }) => id),
    });
    const at = `${base}/rounds/${round}`;
    for (const as of [rosa, per]) await answer(town, at, as, 'A binding target, or none');
    const mark = { kind: 'differs', question: 'q1', label: 'A binding target', words: '' };
    await town.post(`${at}/marks`, mark, { as: rosa });
    const opened = await see(at);
    const link = /href="([^"]+\/differences\/new\?mark=[0-9a-f-]+)"/.exec(opened)![1]!;
    expect(said(opened)).toContain('Work on this difference');
    const form = await see(link);
    expect(form).toContain('value="A binding target"');
    const { rows } = await town.database.outer.query('select id from round_mark');
    const typed = { title: 'A binding target', about: '', opens: 'all', day: soon, time: '12:00' };
    const without = await town.post(`${base}/differences`, { ...typed, title: '' }, { as: rosa });
    expect(without.status).toBe(422);
    expect(without.html).toContain('Write what you differ about');
    const begun = await town.post(`${base}/differences`, { ...typed, mark: rows[0].id }, { as: rosa });
    expect(begun.status).toBe(303);
    path = begun.location!;
    const shown = said(await see(path));
    expect(shown).toContain('each says alone what it is about');
    expect(shown).toContain('It came from “A binding target”');
    const twice = await town.post(`${base}/differences`, { ...typed, mark: rows[0].id }, { as: per });
    expect(twice.location, 'about one mark there is one difference').toBe(path);
    expect(await desk(per)).toContain('A binding target');
  });

  it('keeps what each says sealed, and then shows whether it is about the end or the means', async () => {
    const round = path.replace('/differences/', '/rounds/');
    await answer(town, round, rosa, { aim: '0', matters: 'A number that binds us' });
    expect(await see(path, per)).not.toContain('A number that binds us');
    expect((await town.post(`${path}/options`, { option: 'Early' }, { as: rosa })).status).toBe(404);
    await answer(town, round, per, { aim: '1', matters: 'Guests stay with us' });
    const told = { how: 'phone', on: '1.1.2026', aim: '1', matters: 'A firm price' };
    await town.post(`${round}/for/${silent()}`, told, { as: city.facilitator });
    const html = await see(path, city.observer);
    expect(said(html)).toContain('One says that it is about the end, 2 that it is only about the means.');
    for (const words of ['A number that binds us', 'Guests stay with us', 'A firm price'])
      expect(html).toContain(words);
    expect(said(await see(round))).toContain('Go on with options');
    expect(await see(round)).toContain(`href="${path}"`);
  });

  it('collects options with what each would take, and what counts', async () => {
    expect(await send('/options', { option: 'A target in the council', needs: 'A majority' })).toContain(
      'It would take: A majority',
    );
    await send('/options', { option: 'Each kitchen says its own', needs: '' }, per);
    await send('/options', { option: 'Nothing at all', needs: '' }, per);
    await send('/criteria', { criterion: 'Guests like it' }, per);
    await send('/criteria', { criterion: 'It can be checked' }, city.facilitator);
    const third = (await idsOf('difference_option'))[2]!;
    expect(await send(`/options/${third}/removal`, {})).toContain('Taken away. It can be put back.');
    await send(`/options/${third}/return`, {});
    await send(`/options/${third}/removal`, {});
    expect(await idsOf('difference_option')).toHaveLength(2);
    const enough = { options: 'Eight options are enough', criteria: 'Six are enough' };
    for (const [what, words] of Object.entries(enough)) {
      const form = { option: 'One more', needs: '', criterion: 'One more' };
      const table = what === 'options' ? 'difference_option' : 'difference_criterion';
      const before = await idsOf(table);
      const most = what === 'options' ? 8 : 6;
      for (let n = before.length; n < most; n += 1) await send(`/${what}`, form);
      const last = (await idsOf(table)).at(-1)!;
      await send(`/${what}/${last}/removal`, {});
      await send(`/${what}`, form);
      const back = await town.post(`${path}/${what}/${last}/return`, {}, { as: rosa });
      expect(back.html, 'nor is one put back').toContain(words);
      for (const id of (await idsOf(table)).slice(before.length)) await send(`/${what}/${id}/removal`, {});
    }
    const none = await town.post(`${path}/criteria`, { criterion: ' ' }, { as: per });
    expect(none.html).toContain('Write what counts');
    expect((await town.post(`${path}/options`, { option: 'Mine' }, { as: city.observer })).status).toBe(403);
  });

  it('is weighed by each partner, and counted exactly', async () => {
    const [council, kitchens] = (await idsOf('difference_option')) as [string, string];
    const [guests, checked] = (await idsOf('difference_criterion')) as [string, string];
    const weights = (one: string, two: string, three: string, four: string) => ({
      [`w-${council}-${guests}`]: one,
      [`w-${council}-${checked}`]: two,
      [`w-${kitchens}-${guests}`]: three,
      [`w-${kitchens}-${checked}`]: four,
    });
    expect(await desk(per)).toContain('Weigh the options: A binding target');
    const stood = async (as: string, end = '') =>
      /name="_stood" value="([^"]+)"/.exec(await see(`${path}/weighing${end}`, as))![1]!;
    const weigh = async (form: Record<string, string>, as: string, end = '') =>
      send('/weighing', { ...form, _stood: await stood(as, end) }, as);
    await weigh(weights('1', '2', '2', '0'), rosa);
    await weigh(weights('0', '2', '2', ''), per);
    const forSilent = { ...weights('0', '0', '2', '1'), partner: silent() };
    expect((await town.post(`${path}/weighing`, forSilent, { as: per })).status).toBe(403);
    await weigh(forSilent, city.facilitator, `?partner=${silent()}`);
    expect(await desk(rosa)).not.toContain('Weigh the options');
    const html = await see(path, city.observer);
    expect(said(html)).toContain('3 of 3 partners have weighed');
    expect(rowsOf(html, 'weighing').slice(0, 3)).toEqual([
      ['Option', 'Guests like it', 'It can be checked', 'Together'],
      ['A target in the council', '1 partly, 2 badly', '2 well, 1 badly', '5 of 12'],
      ['Each kitchen says its own', '3 well', '1 partly, 1 badly', '7 of 10'],
    ]);
    await weigh(weights('0', '2', '2', '1'), rosa);
    expect(rowsOf(await see(path), 'weighing')[1]![3], 'the latest counts').toBe('4 of 12');
  });

  it('has a way out that is put to all: a small test, until when, and what would show it', async () => {
    const [council, kitchens] = (await idsOf('difference_option')) as [string, string];
    const form = await see(`${path}/ways/new`, per);
    for (const way of ['One option for all', 'A small test first', 'Parallel paths', 'Stay different'])
      expect(form).toContain(way);
    const wrong = await town.post(
      `${path}/ways`,
      { kind: 'test', option: '', text: '', sign: '', day: '1.1.2020' },
      { as: per },
    );
    expect(wrong.status).toBe(422);
    for (const words of ['Choose the option', 'what would show how the test went', 'a day that lies ahead'])
      expect(wrong.html).toContain(words);
    const alike = { kind: 'parallel', text: '', day: later, ...shares(council, council) };
    expect((await town.post(`${path}/ways`, alike, { as: per })).html).toContain('Choose at least two paths');
    const first = { kind: 'parallel', text: '', day: later, ...shares(council, kitchens) };
    expect(await send('/ways', first, per)).toContain('Food Office: A target in the council');
    await say(rosa, 'no', 'Two paths are twice the work');

    const test = {
      kind: 'test',
      option: kitchens,
      text: 'In two kitchens',
      sign: 'Two hundred guests asked',
      day: soon,
    };
    expect(await send('/ways', test, per)).toContain('It would show by: Two hundred guests asked');
    const shown = said(await see(path));
    expect(shown).toContain('One was proposed before');
    expect(shown).toContain('Two paths are twice the work');
    expect(await desk(rosa)).toContain('Does Food Office go along? A binding target');
    expect(await desk(city.facilitator)).toContain('Write down what Silent growers says');
  });

  function shares(one: string, two: string) {
    return { [`share-${city.partners[0]!.id}`]: one, [`share-${city.partners[1]!.id}`]: two };
  }

  /** The way out that a reader has before them, and their word on it. */
  async function say(as: string, word: string, reason = '', more: Record<string, string> = {}) {
    const { partner } = more;
    const page = await see(`${path}/word${partner ? `?partner=${partner}` : ''}`, as);
    const way = /name="way" value="([^"]+)"/.exec(page)![1]!;
    return town.postAndFollow(`${path}/word`, { way, word, reason, ...more }, { as });
  }

  it('is answered by all: yes, or a dissent with its reason, which is kept and told', async () => {
    const member = await city.join('Member', 'member', city.partners[0]!.id);
    expect((await town.get(`${path}/word`, { as: member })).status).toBe(403);
    expect((await town.get(`${path}/word`, { as: city.observer })).status).toBe(403);
    const [asked] = (await town.database.outer.query('select id from difference_way order by number desc'))
      .rows;
    const unsaid = await town.post(`${path}/word`, { way: asked.id, word: 'no', reason: ' ' }, { as: rosa });
    expect(unsaid.status).toBe(422);
    expect(unsaid.html).toContain('Write why you do not go along');
    await say(rosa, 'no', 'A test only puts it off');
    await say(per, 'yes');
    expect(said(await see(path))).toContain('Nothing said yet: Silent growers.');
    const told = { partner: silent(), how: 'visit', on: '1.3.2026' };
    const { html } = await say(city.facilitator, 'yes', '', told);
    expect(said(html)).toContain('All partners have given their word: this is the way out.');
    const shown = said(await see(path, city.observer));
    expect(shown).toContain('2 partners go along, one dissents');
    // Two that were founded in the same moment stand in either order.
    expect(shown).toMatch(/Go along: (Harvest group and Silent growers|Silent growers and Harvest group)\./);
    expect(shown).toContain('A test only puts it off');
    expect(shown).toContain('Food Office dissents');
    const list = said(await see(`${base}/differences`));
    expect(list).toContain('way out found: 2 go along, one dissents');
    const timeline = said(await see(`${base}/timeline`));
    expect(timeline).toContain(
      'A way out of “A binding target” is found: 2 partners go along. Dissent: Food Office.',
    );
    expect(said(await see(`${base}/path/vision`))).toContain('Where we differ: one way out');
    const [way] = (await town.database.outer.query('select id from difference_way order by number desc'))
      .rows;
    const late = await town.post(`${path}/word`, { way: way.id, word: 'yes' }, { as: rosa });
    expect(late.status, 'an outcome is not changed by one alone').toBe(422);
  });

  it('comes up again on its day, and says what was seen', async () => {
    expect(await desk(per)).not.toContain('Look at the way out again');
    await town.moveTime('11 days');
    for (const as of [per, city.facilitator])
      expect(await desk(as)).toContain('Look at the way out again: A binding target');
    expect(said(await see(path))).toContain('time to look at it again');
    const early = await town.post(`${path}/looks`, { seen: 'Guests liked it', day: '1.1.2020' }, { as: per });
    expect(early.html).toContain('a day that lies ahead');
    expect(await send('/looks', { seen: 'Guests liked it', day: later }, per)).toContain('Guests liked it');
    expect(await desk(per)).not.toContain('Look at the way out again');
    await town.moveTime('-11 days');
  });

  it('has its outcome when the partner leaves whose word was missing', async () => {
    const way = { kind: 'apart', option: '', text: 'We go on cooking', sign: '', day: later };
    await send('/ways', way, per);
    await say(per, 'yes');
    await say(rosa, 'yes');
    await settleAfterLeaving(town.house);
    expect(said(await see(path))).toContain('a way out is put to all');
    await town.database.system(({ db, now }) =>
      db.updateTable('partner').set({ left_at: now }).where('id', '=', silent()).execute(),
    );
    await settleAfterLeaving(town.house);
    const shown = said(await see(path));
    expect(shown).toContain('2 partners go along, nobody dissents');
    expect(shown).toContain('2 were proposed before');
  });

  it('is kept for those who take part; the database lets nobody speak for others, or count otherwise', async () => {
    const others = await foundPartnership(town, { name: 'Street Repair' });
    await town.isClosed(path, { as: others.facilitator });
    const [way] = (await town.database.outer.query('select id from difference_way order by number desc'))
      .rows;
    const run = async (as: string, statement: ReturnType<typeof sql>) =>
      town.database.change(await town.scopeFor(as), ({ db }) => statement.execute(db));
    const word = (by: string, partner: string) => sql`
      insert into difference_word (id, space_id, way_id, partner_id, yes, locale, by_person)
      values (${newId()}, ${city.id}, ${way.id}, ${partner}, true, 'en', ${by})`;
    await expect(run(per, word(per, city.partners[0]!.id))).rejects.toThrow(/row-level security/);
    await expect(run(per, word(rosa, city.partners[1]!.id))).rejects.toThrow(/row-level security/);
    await expect(
      run(
        per,
        sql`insert into difference_outcome (id, space_id, way_id, agree, dissent) values (${newId()}, ${city.id}, ${way.id}, 9, 0)`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
