import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  lead = talks.partners[0]!.lead;
}, 120_000);
afterAll(() => town.close());

const query = (statement: string, values: unknown[]) => town.database.outer.query(statement, values);
const over = async (title: string) => {
  const form = { way: 'consent', title, text: 'We bake.', quorum: '0' };
  const at = await propose(town, talks, form, lead);
  await endNow(town, idOf(at));
  await settleEnded(town);
  return at;
};
const write = (at: string, tell: string) =>
  town.post(`${at}/outcome`, { text: 'Bread on Fridays.', review: inDays(90), tell }, { as: lead });

describe('people outside who are told what was decided', () => {
  it('get no second mail when others are told later, also where the first mail is forgotten by then', async () => {
    const at = await over('Oats');
    expect((await write(at, 'early@press.test')).status).toBe(303);
    await town.settle();
    await query("delete from mail where kind = 'decision-outcome'", []);
    expect((await write(at, 'early@press.test\nlate@press.test')).status).toBe(303);
    await town.settle();
    const mailed = town.mails.map(({ to }) => to[0]!.address!).filter((one) => /^(early|late)@/.test(one));
    expect(mailed).toEqual(['early@press.test', 'late@press.test']);
  });

  it('are a hundred in a partnership and a day: after that nothing is lost, and it is said beside the field', async () => {
    await query("update decision_telling set at = at - interval '1 day'", []);
    const [first, second] = [await over('Rye'), await over('Wheat')];
    expect((await write(first, 'paper@press.test')).status).toBe(303);
    await query(
      `insert into decision_telling (id, space_id, statement_id, address, locale, by_person)
       select gen_random_uuid(), s.space_id, s.id, n || '@press.test', 'en', s.by_person
       from decision_statement s, generate_series(1, 98) n where s.decision_id = $1`,
      [idOf(first)],
    );
    expect((await write(second, 'one@else.test')).status).toBe(303);
    const { status, html } = await write(second, 'two@else.test');
    expect(status).toBe(422);
    expect(html).toContain('A hundred have been told today. Tell the others tomorrow.');
    expect(html).toContain('two@else.test');
    expect((await write(second, '')).status).toBe(303);
    await query("update decision_telling set at = at - interval '1 day' where space_id = $1", [talks.id]);
    expect((await write(second, 'two@else.test')).status).toBe(303);
  });
});
