import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm } from '../../testing-forms.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { settleGates } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

it('of two who open a gate at the same instant one does', async () => {
  const founded = await foundPartnership(town);
  const day = dayOf(new Date(Date.now() + 14 * 86_400_000), 'Europe/Oslo');
  const form = { opens: 'all', day, time: '12:00' };
  const opening = founded.partners.map(({ lead }) =>
    town.post(`/partnerships/${founded.id}/gate`, form, { as: lead }),
  );
  const statuses = (await Promise.all(opening)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([303, 422, 422]);
});

/** An outcome, and how somebody says for a side whether it becomes public. */
async function stated() {
  const founded = await foundPartnership(town);
  const { openedgate, outcome } = await settleGates(town, founded);
  const { id: partner, lead } = founded.partners[0]!;
  const at = `/partnerships/${founded.id}/gate`;
  const say = (side: string, as: string, yes = 'yes') =>
    town.post(`${at}/${openedgate}/outcomes/${partner}/consent`, { outcome: outcome!, side, yes }, { as });
  const told = async () => {
    const { rows } = await town.database.outer.query(
      `select content->>'side' as side, (content->>'public')::boolean as public from journal_entry
       where space_id = $1 and kind = 'gate.consented' order by seq`,
      [founded.id],
    );
    return rows as { side: string; public: boolean }[];
  };
  return { founded, at, lead, say, told };
}

it('the yes of both sides at the same instant makes an outcome public, and tells so once', async () => {
  for (let n = 0; n < 5; n++) {
    const { founded, at, lead, say, told } = await stated();
    const answers = await Promise.all([say('partner', lead), say('facilitator', founded.facilitator)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await town.get(at, { as: founded.observer })).html).toContain('may be read by everybody');
    const entries = await told();
    expect(entries.map(({ side }) => side).toSorted()).toEqual(['facilitator', 'partner']);
    expect(entries.map((one) => one.public)).toEqual([false, true]);
  }
});

it('two facilitators who say yes at the same instant say it once', async () => {
  const { founded, lead, say, told } = await stated();
  const other = await founded.join('Other facilitator', 'facilitator');
  await say('partner', lead);
  const answers = await Promise.all([founded.facilitator, other].map((as) => say('facilitator', as)));
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect((await told()).map((one) => one.public)).toEqual([false, true]);
});

it('of a yes and what is stated anew at the same instant, the yes is never to the new words', async () => {
  const { founded, at, lead, say } = await stated();
  await say('facilitator', founded.facilitator);
  const colleague = await founded.join('Deputy', 'deputy', founded.partners[0]!.id);
  const review = dayOf(new Date(Date.now() + 60 * 86_400_000), 'Europe/Oslo');
  const { rows } = await town.database.outer.query(
    `select id from round where space_id = $1 and kind = 'gate' order by asked_at limit 1`,
    [founded.id],
  );
  const anew = `${at}/${rows[0].id}/outcomes/${founded.partners[0]!.id}`;
  const [yes, states] = await Promise.all([
    say('partner', lead),
    town.post(anew, { choice: 'talk', review }, { as: colleague }),
  ]);
  expect([303, 422]).toContain(yes.status);
  expect(states.status).toBe(303);
  expect((await town.get(at, { as: lead })).html).not.toContain('may be read by everybody');
});

it('of two who write down where the same partner stands at the same instant the second reads the first', async () => {
  const founded = await foundPartnership(town, {
    partners: [{ name: 'Food Office' }, { name: 'Harvest group' }, { name: 'Neighbours', people: [] }],
  });
  const { openedgate } = await settleGates(town, founded);
  const silent = founded.partners[2]!.id;
  const page = `/partnerships/${founded.id}/gate/${openedgate}/outcomes/${silent}`;
  const facilitators = [founded.facilitator, await founded.join('Other facilitator', 'facilitator')];
  const opened = await Promise.all(facilitators.map((as) => town.get(page, { as })));
  const told = { how: 'phone', on: '1.1.2020', choice: 'talk' };
  const answers = await Promise.all(
    facilitators.map((as, n) =>
      town.post(page, { ...filledForm(opened[n]!.html, page), ...told, reason: `Told to ${n}` }, { as }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  const { html } = answers.find(({ status }) => status === 409)!;
  for (const n of [0, 1]) expect(html).toContain(`Told to ${n}`);
  const { rows } = await town.database.outer.query('select from gate_outcome where partner_id = $1', [
    silent,
  ]);
  expect(rows).toHaveLength(1);
});
