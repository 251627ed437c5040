import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let leads: string[];
beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  leads = talks.partners.map(({ lead }) => lead!);
}, 120_000);
afterAll(() => town.close());

const begin = (results = 'open') =>
  propose(town, talks, { way: 'majority', title: 'A race', text: 'Now?', quorum: '1', results }, leads[0]!);
const voicesOf = async (path: string) =>
  (
    await town.database.outer.query(
      'select partner_id, stance from decision_voice where decision_id = $1 order by at, id',
      [idOf(path)],
    )
  ).rows as { partner_id: string; stance: string }[];

it('of a hundred voices of one partner at once one counts', async () => {
  const at = await begin();
  const hundred = Array.from({ length: 100 }, (_, n) =>
    town.post(`${at}/voice`, { version: '1', stance: n % 2 ? 'yes' : 'no' }, { as: leads[0]! }),
  );
  for (const { status } of await Promise.all(hundred)) expect([303, 409]).toContain(status);
  await endNow(town, idOf(at));
  await settleEnded(town);
  const { rows } = await town.database.outer.query('select outcome from decision where id = $1', [idOf(at)]);
  const last = (await voicesOf(at)).at(-1)!.stance;
  expect(rows[0].outcome.spoke).toBe(1);
  expect(rows[0].outcome.sides).toEqual({
    ...{ for: last === 'yes' ? 1 : 0, against: last === 'no' ? 1 : 0 },
    ...{ aside: 0, blocks: 0 },
  });
});

/** So many more like a decision, with the voices that it has: their addresses. */
async function copyOf(path: string, n: number): Promise<string[]> {
  const { outer } = town.database;
  const insert = async (table: string, own: Record<string, string>) => {
    const { rows } = await outer.query(
      'select column_name as name from information_schema.columns where table_name = $1',
      [table],
    );
    const names = rows.map(({ name }) => name as string);
    const values = names.map((name) => own[name] ?? `t.${name}`);
    const which = own.decision_id ? 't.decision_id' : 't.id';
    return `insert into ${table} (${names}) select ${values} from ${table} t, copies c where ${which} = $1`;
  };
  const part = { id: 'gen_random_uuid()', decision_id: 'c.id' };
  const { rows } = await outer.query(
    `with copies as materialized (select gen_random_uuid() as id from generate_series(1, $2::int)),
       d as (${await insert('decision', { id: 'c.id' })}),
       v as (${await insert('decision_version', part)}),
       s as (${await insert('decision_voice', part)})
     select id from copies`,
    [idOf(path), n],
  );
  return rows.map(({ id }) => path.replace(idOf(path), id));
}

async function race(at: string, n: number): Promise<'in' | 'late'> {
  const says = () => town.post(`${at}/voice`, { version: '1', stance: 'yes' }, { as: leads[1]! });
  const ends = () => town.post(`${at}/closure`, {}, { as: leads[0]! });
  // Whoever is sent first has the better start, so each is in turn.
  const [voice] =
    n % 2 ? await Promise.all([says(), ends()]) : (await Promise.all([ends(), says()])).reverse();
  const { rows } = await town.database.outer.query('select outcome from decision where id = $1', [idOf(at)]);
  const taken = voice!.status === 303;
  if (!taken) expect(voice!.status).toBe(422);
  expect(rows[0].outcome.sides.for).toBe(taken ? 1 : 0);
  expect((await voicesOf(at)).filter(({ stance }) => stance === 'yes')).toHaveLength(taken ? 1 : 0);
  return taken ? 'in' : 'late';
}

it('a thousand times, a voice and the end at the same instant: it is in and counted, or refused and not', async () => {
  const first = await begin();
  for (const as of leads) await town.post(`${first}/voice`, { version: '1', stance: 'no' }, { as });
  const all = [first, ...(await copyOf(first, 999))];
  const ended: string[] = [];
  for (let n = 0; n < all.length; n += 4)
    ended.push(...(await Promise.all(all.slice(n, n + 4).map((one, m) => race(one, n + m)))));
  expect(ended).toHaveLength(1_000);
  expect([...new Set(ended)].toSorted(), 'both happen').toEqual(['in', 'late']);
}, 900_000);

it('of two who put it in other words at the same instant one does', async () => {
  const at = await begin();
  const anew = ['In winter?', 'In summer?'].map((text) =>
    town.post(`${at}/wording`, { text, because: 'Season', base: '1' }, { as: leads[0]! }),
  );
  expect((await Promise.all(anew)).map(({ status }) => status).toSorted()).toEqual([303, 422]);
});
