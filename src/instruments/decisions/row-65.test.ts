import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { countAnswered } from './promises.ts';
import { endNow, idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let leads: string[];
const refused = '42501';

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  base = `/partnerships/${talks.id}/decisions`;
  leads = talks.partners.map(({ lead }) => lead!);
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const told = async () => {
  await town.settle();
  return see(`/partnerships/${talks.id}/timeline`);
};
const begin = (form: Record<string, string>) =>
  propose(town, talks, { way: 'majority', text: 'We bake.', quorum: '0', ...form }, leads[0]!);
const over = async (form: Record<string, string>) => {
  const at = await begin(form);
  await endNow(town, idOf(at));
  await settleEnded(town);
  return at;
};
const rate = (at: string, level: string, as: string) => town.post(`${at}/experience`, { level }, { as });
const ratingsOf = async (at: string) =>
  (
    await town.database.outer.query('select level from decision_rating where decision_id = $1', [idOf(at)])
  ).rows.map(({ level }) => level as number);
/** Who is asked, as the house lists them, and as it asks each alone; and how often it goes through all who have a voice for that. */
async function askedOf(at: string) {
  const client = await town.database.outer.connect();
  const listed = await client.query('select person, partner from decision_raters($1) order by 1', [idOf(at)]);
  await client.query('begin');
  await client.query("set local track_functions = 'all'");
  const alone: { person: string; partner: string }[] = [];
  const everybody = await client.query(
    'select distinct person_id as person from membership where person_id is not null order by 1',
  );
  for (const { person } of everybody.rows) {
    await client.query("select set_config('app.person', $1, true)", [person]);
    const { rows } = await client.query('select app_rates($1) as partner', [idOf(at)]);
    if (rows[0].partner) alone.push({ person, partner: rows[0].partner });
  }
  const { rows } = await client.query(
    "select coalesce(pg_stat_get_xact_function_calls('app_voters'::regproc), 0)::int as n",
  );
  await client.query('commit');
  client.release();
  return { listed: listed.rows, alone, through: rows[0].n as number };
}
/** Two weeks and a bit ago it was over. */
const age = (at: string) =>
  town.database.outer.query(
    "update decision set settled_at = settled_at - interval '15 days' where id = $1",
    [idOf(at)],
  );

describe('row 65: how far those who are concerned are involved', () => {
  let at: string;

  it('is promised when something is put up, each level with what it means', async () => {
    const { html } = await town.get(`${base}/new?way=majority`, { as: leads[0]! });
    for (const words of [
      'They are asked for their view, and hear what became of it.',
      'They decide, and we do',
    ])
      expect(said(html)).toContain(words);
    expect(html).toMatch(/value="together"[^>]*checked/);
    const asksAdvice = await town.get(`${base}/new?way=advice`, { as: leads[0]! });
    expect(asksAdvice.html).toMatch(/value="asked"[^>]*checked/);
    expect(await see(`${base}/new?way=sense-check`, leads[0]!)).not.toContain('What is promised');
    const wrong = { way: 'majority', title: 'x', text: 'x', results: 'open', quorum: '1', promise: 'most' };
    expect(said((await town.post(base, wrong, { as: leads[0]! })).html)).toContain(
      'Choose what is promised.',
    );
    at = await begin({ title: 'Rolls', promise: 'together' });
    const page = await see(at);
    expect(page).toContain('Promised to those who are concerned: Deciding together.');
    expect(page).toContain('their word counts as much as ours');
    expect(await see(base)).toMatch(/Rolls\s+Decide · Majority · until [^·]+ · promised: Deciding together/);
  });

  it('is changed with a reason that stands there and is told to all, by who steers', async () => {
    const change = (form: Record<string, string>, as = leads[0]!) =>
      town.post(`${at}/promise`, { promise: 'asked', because: 'The law decides', ...form }, { as });
    for (const as of [leads[1]!, talks.observer]) expect((await change({}, as)).status).toBe(403);
    expect(said((await change({ because: ' ' })).html)).toContain('Say why it changes.');
    expect(said((await change({ promise: 'together' })).html)).toContain('This is promised already.');
    expect((await change({})).location).toBe(at);
    const page = await see(at);
    expect(page).toContain('Promised to those who are concerned: Asked.');
    expect(page).toMatch(/Deciding together → Asked\s*\. The law decides/);
    expect(await told()).toContain('changed what is promised to those who are concerned: Rolls');
  });

  it('is asked of those who took part once it is over: one tap, theirs alone, changed until it is counted', async () => {
    expect((await rate(at, 'asked', leads[1]!)).status, 'before it is over').toBe(422);
    await endNow(town, idOf(at));
    await settleEnded(town);
    for (const as of [talks.observer, talks.facilitator]) {
      expect((await rate(at, 'asked', as)).status).toBe(403);
      expect(await see(at, as)).not.toContain('How was it for you?');
    }
    expect(await see('/desk', leads[1]!)).toContain('How far were you involved? Rolls');
    expect(await see(at, leads[1]!)).toContain('Only you see your answer.');
    expect((await rate(at, 'dice', leads[1]!)).status).toBe(404);
    for (const level of ['asked', 'told']) await rate(at, level, leads[1]!);
    expect(await see(at, leads[1]!)).toContain('Your answer: I was told.');
    expect(await see('/desk', leads[1]!)).not.toContain('Rolls');
    expect(await ratingsOf(at)).toEqual([1]);
    expect(await see(at)).not.toContain('Experienced:');
    expect(await told()).not.toContain('how far people were involved');
  });

  it('is counted once all have answered, against the highest promise, and then what each said is gone', async () => {
    await rate(at, 'asked', leads[0]!);
    expect(await see(at)).toContain('is counted once all have answered');
    await rate(at, 'told', leads[2]!);
    const page = await see(at);
    expect(page).toContain('Experienced: Told (the middle of the partners, 3 answers).');
    expect(page).toContain('Less than was promised.');
    expect(await ratingsOf(at)).toEqual([]);
    expect((await rate(at, 'theirs', leads[2]!)).status).toBe(422);
    expect(await told()).toContain('It is counted how far people were involved: Rolls');
    // Lowering the promise made no difference smaller.
    const register = await see(base);
    expect(register).toContain('promised: Deciding together, experienced: Told');
    expect(register).toContain('Promised on average: 4.0 of 5. Experienced: 1.0. In one decision.');
  });

  it('is shown as counts from five answers on', async () => {
    const first = talks.partners[0]!.id;
    const others = [await talks.join('Ann', 'member', first), await talks.join('Ben', 'member', first)];
    const many = await over({ title: 'Cakes', promise: 'asked' });
    // Who came later had no part in it.
    const late = await talks.join('Late', 'member', first);
    expect((await rate(many, 'told', late)).status).toBe(422);
    for (const [n, as] of [...leads, ...others].entries()) await rate(many, n < 2 ? 'involved' : 'asked', as);
    const { html } = await town.get(many, { as: talks.observer });
    expect(said(html)).toContain('Experienced: Asked (2.4 of 5 on average, 5 answers). As was promised.');
    expect(said(html)).toMatch(/How it was for those who took part.*Asked 3 Worked with 2/);
    expect(await see(base)).toContain('Promised on average: 3.0 of 5. Experienced: 1.7. In 2 decisions.');
  });

  it('is counted after two weeks whoever has answered; too few are not shown', async () => {
    const few = await over({ title: 'Pies' });
    await rate(few, 'theirs', leads[0]!);
    await rate(few, 'theirs', leads[1]!);
    await countAnswered(town);
    expect(await see(few)).not.toContain('too few');
    await age(few);
    expect((await rate(few, 'told', leads[0]!)).status, 'its time is up').toBe(422);
    await countAnswered(town);
    await countAnswered(town);
    expect(await see(few)).toContain('2 people answered: too few to show it');
    expect(await ratingsOf(few)).toEqual([]);
    expect(await see(base)).toContain('In 2 decisions.');
    const nobody = await over({ title: 'Tarts' });
    await age(nobody);
    await countAnswered(town);
    expect(await see(nobody)).toContain('Nobody answered');
  });

  it('has its years below each other where there are several', async () => {
    await town.database.outer.query(
      "update decision set settled_at = settled_at - interval '2 years' where id = $1",
      [idOf(at)],
    );
    const year = new Date().getFullYear();
    expect(await see(base)).toMatch(new RegExp(`${year} 2\\.0 2\\.4 1 ${year - 2} 4\\.0 1\\.0 1`));
  });

  it('goes on in a decision that takes another one up again, or follows from it', async () => {
    const again = { because: 'It snowed', text: 'We bake less.', day: '', time: '12:00' };
    const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    const next = (await town.post(`${at}/reopening`, { ...again, day }, { as: leads[0]! })).location!;
    expect(await see(next)).toContain('Promised to those who are concerned: Asked.');
    const first = await begin({ way: 'consent', title: 'Buns', fallback: 'way-majority', promise: 'theirs' });
    await endNow(town, idOf(first));
    await settleEnded(town);
    const { rows } = await town.database.outer.query(
      `select p.level from decision_promise p join decision_fallback f on f.leads_to_id = p.decision_id
       where f.decision_id = $1`,
      [idOf(first)],
    );
    expect(rows).toEqual([{ level: 5 }]);
  });
});

it('nobody promises for another or without a reason, reads or gives what another answers, or counts by raw SQL', async () => {
  const run = async (as: string, statement: ReturnType<typeof sql>) =>
    town.database
      .change(await town.scopeFor(as), async ({ db }) => {
        const { rows, numAffectedRows } = await statement.execute(db);
        return Number(numAffectedRows ?? rows.length);
      })
      .catch((error) => (error as { code?: string }).code ?? String(error));
  const going = idOf(await begin({ title: 'Guarded' }));
  const promise = (as: string, because: string, by = as) =>
    sql`insert into decision_promise (id, space_id, decision_id, level, because, locale, by_person)
      values (gen_random_uuid(), ${talks.id}, ${going}, 1, ${because}, 'en', ${by})`;
  expect(await run(leads[0]!, promise(leads[0]!, '')), 'in silence').toBe(refused);
  expect(await run(leads[1]!, promise(leads[1]!, 'x'))).toBe(refused);
  expect(await run(leads[0]!, promise(leads[0]!, 'x', leads[1]!))).toBe(refused);
  expect(await run(leads[0]!, sql`update decision_promise set level = 1`)).toBe(refused);
  expect(await run(leads[0]!, sql`delete from decision_promise`)).toBe(refused);

  const ended = idOf(await over({ title: 'Ended' }));
  const rating = (as: string, partner: string, whose = as, decision = ended) =>
    sql`insert into decision_rating (id, space_id, audience, audience_id, decision_id, partner_id, level)
      values (gen_random_uuid(), ${talks.id}, 'person', ${whose}, ${decision}, ${partner}, 5)`;
  const [first, second] = talks.partners as unknown as { id: string }[];
  expect(await run(leads[1]!, rating(leads[1]!, first!.id)), 'of another partner').toBe(refused);
  expect(await run(leads[1]!, rating(leads[0]!, first!.id)), 'for another').toBe(refused);
  expect(await run(talks.observer, rating(talks.observer, first!.id))).toBe(refused);
  expect(await run(talks.facilitator, rating(talks.facilitator, first!.id))).toBe(refused);
  expect(await run(leads[1]!, rating(leads[1]!, second!.id, leads[1], going)), 'before its end').toBe(
    refused,
  );
  expect(await run(leads[1]!, rating(leads[1]!, second!.id))).toBe(1);
  const read = sql`select from decision_rating where decision_id = ${ended}`;
  expect(await run(leads[1]!, read)).toBe(1);
  for (const as of [leads[0]!, talks.facilitator, talks.observer]) expect(await run(as, read)).toBe(0);
  expect(await run(leads[0]!, sql`update decision_rating set level = 1`)).toBe(0);
  expect(await run(leads[1]!, sql`delete from decision_rating`)).toBe(refused);
  expect(await run(leads[1]!, sql`select * from decision_raters(${ended})`)).toBe(refused);
  for (const as of [leads[0]!, talks.facilitator])
    expect(
      await run(
        as,
        sql`insert into decision_lived (id, space_id, decision_id, promised, answers)
          values (gen_random_uuid(), ${talks.id}, ${ended}, 1, 0)`,
      ),
    ).toBe(refused);
});

it('who is asked how it was is asked about themselves: a desk does not go through all who have a voice', async () => {
  for (const voices of ['partners', 'people']) {
    const at = await over({ title: `Muffins of ${voices}`, promise: 'together', voices });
    const { listed, alone, through } = await askedOf(at);
    expect(listed.length).toBeGreaterThan(2);
    expect(alone).toEqual(listed);
    expect(through).toBe(0);
    expect(await see('/desk', leads[1]!)).toContain(`How far were you involved? Muffins of ${voices}`);
  }
});
