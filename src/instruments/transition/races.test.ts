import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settleAfterLeaving, withdraw } from '../../mechanisms/consent/actions.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { goOrHold } from './actions.ts';
import { idOf, send } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

/** A proposal to three partners, and the addresses of it. */
async function proposed() {
  const founded = await foundPartnership(town);
  const at = `/partnerships/${founded.id}/transition/proposals`;
  await send(town, at, { choice: 'go', text: 'We can' }, founded.facilitator);
  const id = await idOf(town, 'consent_proposal', founded.id);
  const yes = (lead: string) => town.post(`${at}/${id}/words`, { choice: 'yes' }, { as: lead });
  const told = async () => {
    const { rows } = await town.database.outer.query(
      `select kind from journal_entry where space_id = $1 and subject_id = $2 order by seq`,
      [founded.id, id],
    );
    return rows.map(({ kind }) => kind as string);
  };
  const outcome = async () => {
    const { rows } = await town.database.outer.query('select outcome from consent_proposal where id = $1', [
      id,
    ]);
    return rows[0].outcome as string | null;
  };
  return { founded, id, yes, told, outcome };
}

it('all who say yes at the same instant agree, once', async () => {
  const { founded, yes, told, outcome } = await proposed();
  const answers = await Promise.all(founded.partners.map(({ lead }) => yes(lead)));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await outcome()).toBe('agreed');
  expect((await told()).filter((kind) => kind === 'transition.agreed')).toHaveLength(1);
});

it('what is taken back at the instant in which the last silent partner has left stays taken back', async () => {
  const { founded, id, yes, told, outcome } = await proposed();
  const [first, second, third] = founded.partners;
  for (const { lead } of [first!, second!]) expect((await yes(lead)).status).toBe(303);
  await town.database.outer.query('update partner set left_at = app_now() where id = $1', [third!.id]);
  const taken = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const taking = town.database.change(await town.scopeFor(founded.facilitator), async (tx) => {
    await withdraw(tx, goOrHold, { partnership: founded.id, id });
    taken.resolve();
    await commit.promise;
  });
  await taken.promise;
  const settling = town.database.system((tx) => settleAfterLeaving(tx, goOrHold, { space_id: founded.id }));
  // So long that it has read the proposal, which is open to everybody else still.
  await pause(300);
  commit.resolve();
  await Promise.all([taking, settling]);
  expect(await outcome()).toBe('withdrawn');
  expect(await told()).not.toContain('transition.agreed');
});
