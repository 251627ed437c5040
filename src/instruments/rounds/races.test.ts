import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { answer, askThem, settleRound } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

const inDays = (n: number) => dayOf(new Date(Date.now() + n * 86_400_000), 'Europe/Oslo');
const day = inDays(14);

it('of two who ask once more at the same instant one does, and the other reads that it was done', async () => {
  const { founded, id, path, office, group, company } = await settleRound(town);
  for (const { lead } of [office, group, company]) await answer(town, path, lead, 'Cook together');
  const who = founded.partners.map((partner) => partner.id);
  const form = { previous: id, who, opens: 'all', day, time: '12:00' };
  const asking = [office, group, company].map(({ lead }) =>
    town.post(`/partnerships/${founded.id}/rounds`, form, { as: lead }),
  );
  const statuses = (await Promise.all(asking)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([303, 422, 422]);
});

it('of two later dates given at the same instant the later one holds, whichever was first', async () => {
  const { founded, id, path } = await settleRound(town);
  const giving = [inDays(60), inDays(50), inDays(70)].map((given) =>
    town.post(`${path}/date`, { day: given, time: '12:00', reason: 'Holidays' }, { as: founded.facilitator }),
  );
  for (const { status } of await Promise.all(giving)) expect([303, 422]).toContain(status);
  const { rows } = await town.database.outer.query('select due_at from round where id = $1', [id]);
  expect(dayOf(rows[0].due_at, 'Europe/Oslo')).toBe(inDays(70));
});

it('of two who write down the same partner’s answer at once one does, and the other keeps what they wrote', async () => {
  const { path, founded, silent } = await withSilentPartner();
  const other = await founded.join('Second facilitator', 'facilitator');
  const said = (q1: string) => ({ how: 'phone', on: '1.1.2020', q1 });
  const writing = [
    town.post(`${path}/for/${silent}`, said('Soup for all'), { as: founded.facilitator }),
    town.post(`${path}/for/${silent}`, said('Bread for all'), { as: other }),
  ];
  const answers = await Promise.all(writing);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  const late = answers.findIndex(({ status }) => status === 422);
  const [own, others] = late === 0 ? ['Soup', 'Bread'] : ['Bread', 'Soup'];
  expect(answers[late]!.html).toContain('An answer is here already');
  expect(answers[late]!.html).toContain(`${own} for all`);
  expect(answers[late]!.html, 'what is sealed is nobody’s to read').not.toContain(`${others} for all`);
  const { rows } = await town.database.outer.query('select content from sealed_answer where space_id = $1', [
    silent,
  ]);
  expect(rows).toEqual([{ content: { q1: `${others} for all` } }]);
});

it('who writes an answer down that came in meanwhile, with which all opened, keeps what they wrote', async () => {
  const { path, founded, silent } = await withSilentPartner();
  const other = await founded.join('Second facilitator', 'facilitator');
  for (const { lead } of founded.partners.filter(({ id }) => id !== silent))
    await answer(town, path, lead, 'Cook together');
  const said = (q1: string) => ({ how: 'phone', on: '1.1.2020', q1 });
  const first = await town.post(`${path}/for/${silent}`, said('Soup for all'), { as: other });
  expect(first.status).toBe(303);
  for (const as of [founded.facilitator, other]) {
    const second = await town.post(`${path}/for/${silent}`, said('Bread for all'), { as });
    expect(second.status).toBe(422);
    expect(second.html).toContain('Bread for all');
  }
});

/** A round that asks a partner for whom nobody signs in too. */
async function withSilentPartner() {
  const founded = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest group' }, { name: 'Neighbours', people: [] }],
  });
  const id = await askThem(town, founded);
  const silent = founded.partners.find(({ name }) => name === 'Neighbours')!.id;
  return { founded, path: `/partnerships/${founded.id}/rounds/${id}`, silent };
}
