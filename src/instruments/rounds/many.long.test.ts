import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { growPartnerships } from '../../../bench/grow-partnerships.ts';
import { nobody } from '../../platform/scope.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

const nextOf = (html: string) => /href="([^"]*)"[^>]*rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');

it('counts for all who take part how many were asked and how many are in, and for nobody else', async () => {
  const founded = await foundPartnership(town);
  const [first] = founded.partners;
  const id = await askThem(town, founded);
  await answer(town, `/partnerships/${founded.id}/rounds/${id}`, first!.lead, 'Cook together');
  for (const as of [founded.observer, founded.facilitator, first!.lead])
    expect((await town.get(`/partnerships/${founded.id}/rounds`, { as })).html).toContain('1 of 3');
  const stranger = await town.scopeFor(await town.addPerson('Stranger'));
  for (const scope of [stranger, nobody]) {
    const { rows } = await town.database.read(scope, ({ db }) =>
      sql`select * from round_counts(array[${id}::uuid])`.execute(db),
    );
    expect(rows).toEqual([]);
  }
});

it('lists all rounds of two hundred partners, from page to page', async () => {
  const person = await town.addPerson('Facilitator of many');
  const grown = await growPartnerships(town.database, { partnerships: 0, partners: 200, person });
  await town.database.outer.query(
    `with asked as (
       insert into round (id, space_id, title, questions, locale, opens, due_at, asked_at)
       select gen_random_uuid(), space_id, 'Question ' || n, questions, 'en', 'date', now() + interval '9 days',
         now() - n * interval '1 minute' from round, generate_series(1, 130) n where round.id = $1 returning id, space_id)
     insert into round_partner (id, space_id, round_id, partner_id)
     select gen_random_uuid(), a.space_id, a.id, p.id from asked a join partner p on p.space_id = a.space_id`,
    [grown.closed],
  );
  const titles: string[] = [];
  let path: string | undefined = `/partnerships/${grown.id}/rounds`;
  for (let pages = 0; path && pages < 4; pages += 1) {
    const { html } = await town.get(path, { as: person });
    titles.push(...[...html.matchAll(/>(Question \d+|What we want)</g)].map((match) => match[1]!));
    if (pages === 0) expect(html).toContain('0 of 200');
    path = nextOf(html);
  }
  // Of two hundred answers no sentence is looked for in a list: its words are copied.
  const opened = await town.get(`/partnerships/${grown.id}/rounds/${grown.opened}`, { as: person });
  expect(opened.html).toContain('Kitchen number 200');
  expect(opened.html).not.toContain('name="sentences"');
  expect(titles).toHaveLength(132);
  expect(new Set(titles).size).toBe(131);
}, 120_000);
