import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { answer, settleRound } from './testing.ts';

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
