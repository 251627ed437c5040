import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { wholeAnswer } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let waiting: string;
const day = dayOf(new Date(Date.now() + 14 * 86_400_000), 'Europe/Oslo');

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest group' }, { name: 'Silent growers', people: [] }],
  });
  base = `/partnerships/${talks.id}/gate`;
  waiting = talks.partners[2]!.id;
  await town.database.outer.query('update partner set joined_at = null where id = $1', [waiting]);
}, 120_000);
afterAll(() => town.close());

const asked = async (gate: string) => {
  const { rows } = await town.database.outer.query(
    'select partner_id from round_partner where round_id = $1',
    [gate.split('/').at(-1)],
  );
  return rows.map(({ partner_id }) => partner_id as string).toSorted();
};

it('who asks while somebody else has asked keeps what they wrote, and is led to the question that runs', async () => {
  const [first, second] = talks.partners.map(({ lead }) => lead) as [string, string];
  const before = { about: 'Before summer', opens: 'all', day, time: '12:00' };
  const { location } = await town.post(base, before, { as: first });
  const typed = { about: 'Because the school asks us', opens: 'date', day: '24.12.2098', time: '9:30' };
  const { status, html } = await town.post(base, { ...typed, day }, { as: second });
  expect(status).toBe(422);
  for (const words of ['It is being asked already', 'Because the school asks us</textarea>', 'value="9:30"'])
    expect(html).toContain(words);
  expect(html).toMatch(/Lead of Food Office [0-9a-f]+ asked all partners on/);
  expect(html).toContain(`href="${location}"`);
  // What else is wrong with it is said beside its field, as ever.
  const wrong = await town.post(base, { ...typed, day: 'soon' }, { as: talks.facilitator, locale: 'de' });
  expect(wrong.status).toBe(422);
  for (const words of [
    'Because the school asks us</textarea>',
    'value="soon"',
    'hat am',
    `href="${location}"`,
  ])
    expect(wrong.html).toContain(words);
  expect(await asked(location!)).toEqual([talks.partners[0]!.id, talks.partners[1]!.id].toSorted());
});

it('who has not joined is not offered, and not asked, also past the pages', async () => {
  const { rows } = await town.database.outer.query('select id from round where space_id = $1', [talks.id]);
  const gate = `${base}/${rows[0].id}`;
  const as = talks.facilitator;
  expect((await town.get(gate, { as })).html).not.toContain('Ask a partner that has come since');
  const refused = await town.post(`${gate}/partners`, { who: waiting }, { as });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('has not joined yet');
  const german = await town.post(`${gate}/partners`, { who: waiting }, { as, locale: 'de' });
  expect(german.html).toContain('Gefragt werden nur Partner, die schon dabei sind');
  const insert = async () =>
    town.database.change(await town.scopeFor(as), ({ db }) =>
      sql`insert into round_partner (id, space_id, round_id, partner_id)
        values (${newId()}, ${talks.id}, ${rows[0].id}, ${waiting})`.execute(db),
    );
  await expect(insert()).rejects.toThrow(/row-level security/);
  expect(await asked(gate)).toHaveLength(2);

  // One that has joined since stands there to be chosen; beside it the other one is still refused.
  const silent = { name: 'Street kitchen', kind: 'community' };
  await town.post(`/partnerships/${talks.id}/partners`, silent, { as });
  const { html } = await town.get(gate, { as });
  expect(html).toContain('Ask a partner that has come since');
  expect(html).not.toContain(`value="${waiting}"`);
  const joined = /name="who"[^>]*value="([0-9a-f-]+)"/.exec(html)![1]!;
  const both = await town.post(`${gate}/partners`, { who: [joined, waiting] }, { as });
  expect(both.status).toBe(422);
  expect(both.html).toContain('href="#who"');
  expect((await town.post(`${gate}/partners`, { who: joined }, { as })).status).toBe(303);
  expect(await asked(gate)).toHaveLength(3);
});

it('keeps what was written where a sentence is still missing', async () => {
  const { rows } = await town.database.outer.query('select id from round where space_id = $1', [talks.id]);
  const gate = `${base}/${rows[0].id}`;
  const { lead: as } = talks.partners[0]!;
  const half = { ...wholeAnswer, 'values-why': 'Because of the school', 'role-why': '' };
  const { status } = await town.post(`${gate}/answer`, { ...half, version: '0', go: 'seal' }, { as });
  expect(status).toBe(422);
  const { html } = await town.get(gate, { as });
  expect(html).toContain('Because of the school</textarea>');
  expect(html).toContain('Until all are in, at the latest');
  expect(html).toContain('One exception: what somebody wrote down');
});

it('stands on the overview with the other things, with how far it is', async () => {
  const { html } = await town.get(`/partnerships/${talks.id}`, { as: talks.observer });
  const sofar = html.slice(html.indexOf('So far')).replace(/<[^>]+>/g, ' ');
  expect(sofar).toMatch(/Partner or not\?\s+0 of 3 answers are in/);
});
