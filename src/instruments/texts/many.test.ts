import { afterAll, beforeAll, expect, it } from 'vitest';
import { queriesOf } from '../../../long/count-queries.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleAfterLeaving } from './jobs.ts';
import { listUnsettled } from './store.ts';
import { beginVision, sectionsOf, wordsFor } from './testing.ts';

let town: TestTown;
let founded: FoundedPartnership;
let list: string;
beforeAll(async () => {
  town = await openTestTown();
  founded = await foundPartnership(town);
  list = `/partnerships/${founded.id}/texts`;
}, 120_000);
afterAll(() => town.close());

/** So many more texts of two sections: one written, one not. */
const begin = (n: number) =>
  town.database.outer.query(
    `with d as (
       insert into document (id, space_id, kind, title, locale)
       select gen_random_uuid(), $1, 'text', 'Text ' || n, 'en' from generate_series(1, $2::int) n returning id),
     b as (
       insert into document_block (id, space_id, document_id, position)
       select gen_random_uuid(), $1, d.id, p from d, generate_series(1, 2) p returning id, position)
     insert into block_version (id, space_id, block_id, number, heading, text)
     select gen_random_uuid(), $1, id, v, '', 'Words' from b, generate_series(1, 3) v where position = 1`,
    [founded.id, n],
  );

const standsOf = (html: string) =>
  [...html.matchAll(/class="state">.*?<\/svg><span>([^<]*)</g)].map((match) => match[1]);

it('says in the list of each text what its page says, whatever happens to it', async () => {
  const [first, second, third] = founded.partners;
  const path = await beginVision(town, founded.id, first!.lead);
  const sections = await sectionsOf(town, path);
  const same = async () => {
    const said = standsOf((await town.get(path, { as: first!.lead })).html)[0];
    expect(said).toBeTruthy();
    expect(standsOf((await town.get(list, { as: first!.lead })).html)).toContain(said);
    return said;
  };
  const states = [await same()];
  for (const [n, { id, heading }] of sections.entries()) {
    const version = { heading, text: wordsFor(n), base: '0' };
    await town.post(`${path}/blocks/${id}/versions`, version, { as: first!.lead });
  }
  states.push(await same());
  for (const { lead } of [first!, second!, third!]) {
    const answers = Object.fromEntries(
      sections.flatMap(({ id }) => [
        [`answer-${id}`, 'yes'],
        [`version-${id}`, '1'],
      ]),
    );
    expect((await town.post(`${path}/answers`, answers, { as: lead })).status).toBe(303);
    states.push(await same());
  }
  const changed = { heading: sections[0]!.heading, text: 'Other words', base: '1' };
  await town.post(`${path}/blocks/${sections[0]!.id}/versions`, changed, { as: second!.lead });
  states.push(await same());
  expect(new Set(states).size, states.join(' | ')).toBe(4);
}, 60_000);

it('lists all texts, from page to page, with as many queries as for one', async () => {
  const { lead } = founded.partners[0]!;
  const few = await queriesOf(() => town.get(list, { as: lead }));
  await begin(230);
  const many = await queriesOf(() => town.get(list, { as: lead }));
  expect(many.length).toBe(few.length);
  const titles: string[] = [];
  let path: string | undefined = list;
  for (let pages = 0; path && pages < 5; pages += 1) {
    const { html } = await town.get(path, { as: lead });
    titles.push(...[...html.matchAll(/>(Text \d+)</g)].map((m) => m[1]!));
    path = /href="([^"]*)"[^>]*rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(titles).toHaveLength(230);
  expect(new Set(titles).size).toBe(230);
}, 60_000);

it('looks for what waits to be written down only where a partner has left since', async () => {
  const other = await foundPartnership(town, { name: 'Street Repair' });
  const [first, second, third] = other.partners;
  const { rows } = await town.database.outer.query(
    `with d as (
       insert into document (id, space_id, kind, title, locale) values (gen_random_uuid(), $1, 'text', 'Ours', 'en') returning id),
     b as (
       insert into document_block (id, space_id, document_id, position) select gen_random_uuid(), $1, id, 1 from d returning id),
     v as (
       insert into block_version (id, space_id, block_id, number, heading, text)
       select gen_random_uuid(), $1, id, 1, '', 'Words' from b)
     select d.id, b.id as block from d, b`,
    [other.id],
  );
  const [{ id, block }] = rows;
  await town.database.outer.query(
    `insert into block_adoption (id, space_id, block_id, version, partner_id, answer)
     select gen_random_uuid(), $1, $2, 1, unnest($3::uuid[]), 'yes'`,
    [other.id, block, [first!.id, second!.id]],
  );
  const waits = async () =>
    (await town.database.system((tx) => listUnsettled(tx))).some((document) => document.id === id);
  expect(await waits(), 'one has not answered').toBe(false);
  const leave = (ago: string) =>
    town.database.outer.query(`update partner set left_at = app_now() - $2::interval where id = $1`, [
      third!.id,
      ago,
    ]);
  await leave('1 day');
  expect(await waits(), 'it had left before the words were written').toBe(false);
  await leave('0');
  expect(await waits()).toBe(true);
  await settleAfterLeaving(town.house);
  expect(await waits()).toBe(false);
});
