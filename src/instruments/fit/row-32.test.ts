import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { beginVision, sectionsOf, wordsFor } from '../texts/testing.ts';
import { settleFit } from './testing.ts';

// Row 32: each partner rates the common goals against its own, in private; all see how well it fits and the tensions that
// are shared; where a fit falls, that is said until it is talked about. Through the pages.
let town: TestTown;
let city: FoundedPartnership;
let base: string;
let path: string;
let rosa: string;
let per: string;
let member: string;

beforeAll(async () => {
  town = await openTestTown();
  city = await foundPartnership(town);
  [rosa, per] = city.partners.map(({ lead }) => lead) as [string, string];
  member = await city.join('Member', 'member', city.partners[0]!.id);
  base = `/partnerships/${city.id}`;
  path = `${base}/fit`;
}, 60_000);
afterAll(() => town.close());

const see = async (at: string, as = rosa) => (await town.get(at, { as })).html;
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const desk = async (as: string) => said(await see('/desk', as));
const idsOf = async (table: string, where = 'true') =>
  (await town.database.outer.query(`select id from ${table} where ${where} order by id`)).rows.map(
    ({ id }) => id as string,
  );
/** What the summary says of each partner. */
const summary = async (as = city.observer) => {
  const html = await see(path, as);
  const table = html.slice(
    html.indexOf('id="summary"'),
    html.indexOf('</table>', html.indexOf('id="summary"')),
  );
  return [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)]
    .slice(1)
    .map(([row]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].slice(0, 3).map(([, cell]) => said(cell!).trim()),
    )
    .toSorted(([one], [other]) => founded.indexOf(one!) - founded.indexOf(other!));
};
/** Partners that were founded in the same millisecond stand in any order. */
const founded = ['Food Office', 'Harvest group', 'Canteens Ltd'];

/** Rates as somebody: what is said of each own goal (a row) and each common one. */
async function rate(as: string, rows: readonly (readonly string[])[], more: Record<string, string> = {}) {
  const { owns, goals } = await pairs(as);
  const form: Record<string, string> = {};
  for (const [o, row] of rows.entries())
    for (const [g, says] of row.entries()) {
      form[`says-${owns[o]}-${goals[g]}`] = says;
      if (says === 'tension') form[`why-${owns[o]}-${goals[g]}`] = `Tension ${o}${g}`;
    }
  const stood = /name="_stood" value="([^"]+)"/.exec(await see(`${path}/own/rating`, as))![1]!;
  return town.postAndFollow(`${path}/own/rating`, { ...form, ...more, _stood: stood }, { as });
}
async function pairs(as: string) {
  const partner = city.partners.find(({ lead }) => lead === as)?.id ?? city.partners[0]!.id;
  return {
    owns: await idsOf('fit_own_goal', `space_id = '${partner}' and removed_at is null`),
    goals: (
      await town.database.outer.query(
        `select g.id from fit_goal g left join document_block b on b.id = g.block_id
         where g.removed_at is null order by g.at, b.position nulls last`,
      )
    ).rows.map(({ id }) => id as string),
  };
}

describe('the goals of a partnership', () => {
  it('are sections of the vision that all agreed on, and goals in own words', async () => {
    const vision = await beginVision(town, city.id, rosa);
    const sections = await sectionsOf(town, vision);
    for (const [n, { id, heading }] of sections.entries())
      await town.post(
        `${vision}/blocks/${id}/versions`,
        { heading, text: wordsFor(n), base: '0' },
        { as: rosa },
      );
    expect(await see(path), 'nothing is agreed yet').not.toContain('name="sections"');
    for (const { lead } of city.partners)
      await town.post(
        `${vision}/answers`,
        Object.fromEntries(
          sections.flatMap(({ id }) => [
            [`answer-${id}`, 'yes'],
            [`version-${id}`, '1'],
          ]),
        ),
        { as: lead },
      );
    const form = await see(path);
    expect(form.match(/name="sections"/g)).toHaveLength(5);
    expect(said(form)).toContain('Who it is for: Guests of all canteens, 9,000 a day.');
    expect(await desk(rosa)).not.toContain('Say how the common goals fit');
    const nothing = await town.post(`${path}/goals`, { goal: '' }, { as: per });
    expect(nothing.status).toBe(422);
    expect(nothing.html).toContain('Choose a section, or write a goal');
    const chosen = { sections: [sections[1]!.id, sections[4]!.id], goal: 'Prices that hold for a year' };
    const { html } = await town.postAndFollow(`${path}/goals`, chosen, { as: per });
    expect(said(html)).toContain(
      'What is different in the end: Half of all dishes are made of plants by 2029.',
    );
    expect(await idsOf('fit_goal')).toHaveLength(3);
    expect(html.match(/name="sections"/g), 'a section is a goal once').toHaveLength(3);
    expect(await desk(rosa)).toContain('Say how the common goals fit those of Food Office');
    expect((await town.post(`${path}/goals`, { goal: 'Ours' }, { as: city.observer })).status).toBe(403);
    const many = { sections: [], goal: 'One more' };
    for (let n = 0; n < 4; n += 1) await town.post(`${path}/goals`, many, { as: per });
    expect((await town.post(`${path}/goals`, many, { as: per })).html).toContain('7 goals are enough');
    const one = await idsOf('fit_goal', "text = 'One more'");
    const move = (id: string, way: string) => town.post(`${path}/goals/${id}/${way}`, {}, { as: per });
    await move(one[0]!, 'removal');
    await town.post(`${path}/goals`, many, { as: per });
    expect((await move(one[0]!, 'return')).html, 'nor is one put back').toContain('7 goals are enough');
    for (const id of await idsOf('fit_goal', "text = 'One more'")) await move(id, 'removal');

    const [section] = await idsOf('fit_goal', 'block_id is not null');
    await move(section!, 'removal');
    const { rows } = await town.database.outer.query('select block_id from fit_goal where id = $1', [
      section,
    ]);
    await town.post(`${path}/goals`, { sections: [rows[0].block_id], goal: '' }, { as: per });
    expect((await move(section!, 'return')).html).toContain('This section is a goal already');
    const [again] = (await idsOf('fit_goal', 'block_id is not null')).slice(-1);
    await move(again!, 'removal');
    expect((await move(section!, 'return')).status).toBe(303);
    expect(await idsOf('fit_goal', 'removed_at is null')).toHaveLength(3);
  });
});

describe('the goals of a partner', () => {
  it('are seven at most, also where one that was taken away is put back', async () => {
    const own = `${path}/own/goals`;
    const add = () => town.post(own, { goal: 'For now' }, { as: rosa });
    for (let n = 0; n < 7; n += 1) await add();
    const all = await idsOf('fit_own_goal');
    const move = (id: string, way: string) => town.post(`${own}/${id}/${way}`, {}, { as: rosa });
    await move(all[0]!, 'removal');
    await add();
    expect((await move(all[0]!, 'return')).html).toContain('7 goals are enough');
    expect(await idsOf('fit_own_goal', 'removed_at is null')).toHaveLength(7);
    await town.database.outer.query('delete from fit_own_goal');
  });

  it('are listed in private: nobody else learns of them, whoever facilitates', async () => {
    for (const goal of ['Fewer children without lunch', 'A budget that is kept'])
      await town.post(`${path}/own/goals`, { goal }, { as: rosa });
    await town.post(`${path}/own/goals`, { goal: 'More members' }, { as: per });
    expect(await see(`${path}/own`, member)).toContain('Fewer children without lunch');
    for (const as of [per, city.facilitator, city.observer])
      for (const at of [path, `${path}/own`, `${base}/timeline`, base])
        expect((await town.get(at, { as })).html, `${at}`).not.toContain('Fewer children');
    expect((await town.get(`${path}/own`, { as: city.facilitator })).status).toBe(404);
    expect((await town.get(`${path}/own`, { as: city.observer })).status).toBe(404);
    const read = async (as: string) =>
      town.database.read(await town.scopeFor(as), async ({ db }) =>
        (await db.selectFrom('fit_own_goal').select('text').execute()).map(({ text }) => text),
      );
    expect(await read(per)).toEqual(['More members']);
    expect(await read(city.facilitator)).toEqual([]);
    expect(await read(await town.addAdministrator())).toEqual([]);
  });

  it('are rated against the common ones; others see how many are for and against, and those that are shared', async () => {
    const { owns, goals } = await pairs(rosa);
    const unsaid = { [`says-${owns[0]}-${goals[0]}`]: 'tension' };
    const stood = /name="_stood" value="([^"]+)"/.exec(await see(`${path}/own/rating`))![1]!;
    const wrong = await town.post(`${path}/own/rating`, { ...unsaid, _stood: stood }, { as: rosa });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Write in one sentence what the tension is');
    const empty = await town.post(`${path}/own/rating`, { _stood: stood }, { as: rosa });
    expect(empty.html).toContain('Say of at least one goal how it fits');
    const share = { [`share-${owns[1]}-${goals[2]}`]: 'yes' };
    // Four support, one is neutral, two in tension, one not rated.
    await rate(
      rosa,
      [
        ['supports', 'supports', 'neutral'],
        ['supports', 'tension', 'tension'],
      ],
      share,
    );
    await rate(per, [['supports', '', 'tension']]);
    expect(await summary()).toEqual([
      ['Food Office', 'about as much for as against (3 for, 2 against, 1 neither)', '2'],
      ['Harvest group', 'about as much for as against (1 for, 1 against)', '1'],
      ['Canteens Ltd', 'not rated', '–'],
    ]);
    for (const as of [per, city.facilitator, city.observer]) {
      const html = await see(path, as);
      expect(said(html)).toContain('There are 3 tensions, one of them is shared.');
      expect(html).toContain('Tension 12');
      expect(html, 'not shared').not.toContain('Tension 11');
      expect(said(html)).toContain('Food Office · in tension with: Prices that hold for a year');
      expect(html).not.toContain('A budget that is kept');
    }
    const [reason] = ['Tension 12'];
    expect(await see(path)).toContain(`/differences/new?about=${encodeURIComponent(reason!)}`);
    expect(await see(`${base}/differences/new?about=${encodeURIComponent(reason!)}`)).toContain(
      'Tension 12</textarea>',
    );
    expect(said(await see(`${base}/path/vision`))).toContain('How our goals fit: 2 partners have rated');
    expect(await desk(rosa)).not.toContain('Say how the common goals fit');
  });

  it('are rated again: a fall is said to the facilitator, the lead and on the step, and is talked about', async () => {
    const better = [
      ['supports', 'supports', 'supports'],
      ['supports', 'supports', 'supports'],
    ];
    await rate(rosa, better);
    expect((await summary())[0]).toEqual(['Food Office', 'fits well (6 for, 0 against)', '0']);
    expect(await desk(city.facilitator)).not.toContain('it fits less than before');
    // One answer less is still the same step of the scale: (5 − 0) / 6 ≥ 3/5.
    await rate(rosa, [
      ['supports', 'supports', 'supports'],
      ['supports', 'supports', 'neutral'],
    ]);
    expect(await desk(city.facilitator)).not.toContain('it fits less than before');
    const worse = [
      ['supports', 'neutral', 'supports'],
      ['supports', 'tension', 'neutral'],
    ];
    const told = await rate(rosa, worse);
    expect(said(told.html)).toContain('It fits less than before: who facilitates is told');
    expect((await summary())[0]).toEqual(['Food Office', 'fits mostly (3 for, 1 against, 2 neither)', '1']);
    for (const as of [city.facilitator, rosa])
      expect(await desk(as)).toContain('For Food Office it fits less than before: talk about it');
    for (const as of [per, member]) expect(await desk(as)).not.toContain('it fits less than before');
    expect(said(await see(`${base}/path/vision`))).toContain('it has fallen for one partner');
    expect(said(await see(`${base}/timeline`))).toContain(
      'For Food Office the common goals fit less than before.',
    );
    await rate(rosa, worse);
    expect(await desk(city.facilitator), 'the same once more is no better').toContain(
      'it fits less than before',
    );

    const [fall] = (await idsOf('fit_summary', 'fell')).slice(-1);
    const talk = (as: string, text: string) =>
      town.post(`${path}/falls/${fall}/talk`, { talk: text }, { as });
    expect((await talk(per, 'Not ours to say')).status).toBe(403);
    expect((await talk(rosa, ' ')).html).toContain('Write what came of it');
    expect((await talk(rosa, 'We leave the prices to the canteens')).status).toBe(303);
    expect((await talk(rosa, 'Once more')).status, 'it was talked about already').toBe(422);
    for (const as of [city.facilitator, rosa])
      expect(await desk(as)).not.toContain('it fits less than before');
    expect(await see(path, per)).toContain('We leave the prices to the canteens');
    await rate(rosa, worse);
    expect(await desk(city.facilitator), 'it was talked about').not.toContain('it fits less than before');
  });

  it('keep the history of all ratings: its own people read each, others how it came out', async () => {
    const ratings = await idsOf('fit_rating', `space_id = '${city.partners[0]!.id}'`);
    expect(ratings).toHaveLength(6);
    const first = await see(`${path}/own/ratings/${ratings[0]}`, member);
    for (const words of [
      'Tension 11',
      'Tension 12',
      'shared with all partners',
      'about as much for as against (3 for, 2 against, 1 neither)',
    ])
      expect(said(first)).toContain(words);
    await town.isClosed(`${path}/own/ratings/${ratings[0]}`, { as: per });
    const history = said(await see(path, city.observer));
    expect(history.match(/\(\d for, \d against/g)!.length).toBeGreaterThanOrEqual(6);
    expect(history).toContain('less than before');
    expect(history, 'of an earlier rating nothing is shared any more').not.toContain('Tension 12');
  });

  it('the database lets nobody rate for others, or say more of a rating than is in it', async () => {
    const [harvest] = city.partners.slice(1);
    const [rating] = (await idsOf('fit_rating', `space_id = '${city.partners[0]!.id}'`)).slice(-1);
    const run = async (as: string, statement: ReturnType<typeof sql>) =>
      town.database.change(await town.scopeFor(as), ({ db }) => statement.execute(db));
    const goal = (by: string, partner: string) => sql`
      insert into fit_own_goal (id, space_id, text, locale, by_person) values (${newId()}, ${partner}, 'x', 'en', ${by})`;
    await expect(run(rosa, goal(rosa, harvest!.id))).rejects.toThrow(/row-level security/);
    await expect(run(rosa, goal(per, city.partners[0]!.id))).rejects.toThrow(/row-level security/);
    await expect(run(city.facilitator, goal(city.facilitator, harvest!.id))).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      run(
        rosa,
        sql`insert into fit_summary (id, space_id, partner_id, rating_id, supports, neutral, tensions)
          values (${newId()}, ${city.id}, ${city.partners[0]!.id}, ${rating}, 9, 0, 0)`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

it('keeps own goals and ratings from whoever would be let in from outside once a partner’s people have gone', async () => {
  const others = await foundPartnership(town, { name: 'Street Repair' });
  await settleFit(town, others);
  const [first] = others.partners as unknown as [{ id: string; lead: string }];
  const run = (text: string) => town.database.outer.query(text, [first.id]);
  const awaits = async () => (await run('select app_awaits_people($1) as awaits')).rows[0].awaits;
  await run('update membership set until = app_now() where space_id = $1');
  expect(await awaits()).toBe(false);
  await run('delete from fit_summary where partner_id = $1');
  await run('delete from fit_rating where space_id = $1');
  expect(await awaits(), 'own goals alone').toBe(false);
  await run('delete from fit_own_goal where space_id = $1');
  expect(await awaits()).toBe(true);
});
