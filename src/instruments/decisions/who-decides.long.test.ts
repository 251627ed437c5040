import { afterAll, beforeAll, expect, it } from 'vitest';
import { queriesOf } from '../../../long/count-queries.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, propose } from './testing.ts';

// Ten thousand people with a voice are asked, shown and counted by no more statements than three, and exactly.
let town: TestTown;
let talks: FoundedPartnership;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  lead = talks.partners[0]!.lead!;
}, 120_000);
afterAll(() => town.close());

const many = 10_000;
const put = (title: string) =>
  propose(
    town,
    talks,
    { way: 'majority', title, text: 'So?', voices: 'people', quorum: '1', results: 'open' },
    lead,
  );

/** Everybody but every tenth says something: two thirds of them yes. */
async function speak(path: string): Promise<void> {
  await town.database.outer.query(
    `insert into decision_voice (id, space_id, decision_id, version, person_id, stance, locale, by_person)
     select gen_random_uuid(), $1, $2, 1, p.id, case when n % 3 = 0 then 'no' else 'yes' end, 'en', p.id
     from (select m.person_id as id, row_number() over (order by m.person_id) as n from membership m
       join partner p on p.id = m.space_id where p.space_id = $1) p where n % 10 <> 0`,
    [talks.id, idOf(path)],
  );
}

it('asks, shows and counts ten thousand people as it does three', async () => {
  const few = await put('Few');
  await town.post(`${few}/voice`, { version: '1', stance: 'yes' }, { as: lead });
  await endNow(town, idOf(few));
  await town.database.outer.query(
    `with one as (insert into person (id, kind, name, locale)
       select gen_random_uuid(), 'person', 'Person ' || n, 'en' from generate_series(1, $3::int) n returning id),
     inside as (insert into membership (id, space_id, person_id, role)
       select gen_random_uuid(), $1, id, 'participant' from one)
     insert into membership (id, space_id, person_id, role) select gen_random_uuid(), $2, id, 'member' from one`,
    [talks.id, talks.partners[1]!.id, many],
  );
  await town.database.outer.query('analyze');
  await town.get(few, { as: lead });
  const small = await queriesOf(() => town.get(few, { as: lead }));
  const counted = await queriesOf(() => settleEnded(town));
  const path = await put('Many');
  await speak(path);
  await town.database.outer.query('analyze decision_voice');
  const begun = performance.now();
  const page = await town.get(path, { as: lead });
  const took = performance.now() - begun;
  expect(page.html).toContain(`of ${many + 3} people have spoken`);
  expect(page.html.match(/>\s*Person \d+/g)!.length).toBeLessThanOrEqual(50);
  expect(page.html.length).toBeLessThan(200_000);
  const next = /href="([^"]+\?after=[^"]+)"/.exec(page.html)![1]!;
  expect((await town.get(next, { as: lead })).status).toBe(200);
  await endNow(town, idOf(path));
  expect((await queriesOf(() => town.get(path, { as: lead }))).length).toBeLessThanOrEqual(small.length);
  const whole = await queriesOf(() => settleEnded(town));
  expect(whole.length).toBeLessThanOrEqual(counted.length);
  const { rows } = await town.database.outer.query(
    `select outcome, length(outcome::text) as size,
       (select count(*)::int from decision_voice v where v.decision_id = d.id and v.stance = 'yes') as yes
     from decision d where id = $1`,
    [idOf(path)],
  );
  const [{ outcome, yes, size }] = rows;
  expect(outcome.asked).toBe(many + 3);
  expect(outcome.sides.for).toBe(yes);
  expect(outcome.spoke).toBe(9_003);
  expect(size).toBeLessThan(2_000);
  console.info(`page: ${Math.round(took)} ms`);
}, 300_000);
