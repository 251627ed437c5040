import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { answer, settleRound } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

it('whatever is done with a mark is in the journal, and what changed nothing is not', async () => {
  const { id, path, office, group, company } = await settleRound(town);
  for (const { lead } of [office, group, company]) await answer(town, path, lead, 'Cook together every week');
  const kinds = async () => {
    const rows = await town.database.system(({ db }) =>
      db.selectFrom('journal_entry').select('kind').where('subject_id', '=', id).orderBy('seq').execute(),
    );
    return rows.map(({ kind }) => kind);
  };
  const before = (await kinds()).length;
  const press = async (to: string, form: Record<string, string>, as: string) =>
    expect((await town.post(`${path}/${to}`, form, { as })).status).toBe(303);
  await press('marks', { kind: 'shared', question: 'q1', label: 'Cooking', words: '' }, office.lead);
  const { id: mark } = await town.database.system(({ db }) =>
    db.selectFrom('round_mark').select('id').where('round_id', '=', id).executeTakeFirstOrThrow(),
  );
  await press(`marks/${mark}/passages`, { words: 'every week' }, office.lead);
  await press(`marks/${mark}/voice`, { so: 'yes' }, group.lead);
  await press(`marks/${mark}/voice`, { so: 'yes' }, group.lead);
  await press(`marks/${mark}/voice`, { so: 'no' }, group.lead);
  await press(`marks/${mark}/voice`, { so: 'no' }, group.lead);
  await press(`marks/${mark}/removal`, {}, office.lead);
  await press(`marks/${mark}/removal`, {}, office.lead);
  await press(`marks/${mark}/return`, {}, office.lead);
  await press('comparison', {}, company.lead);
  await press('comparison', {}, company.lead);
  expect((await kinds()).slice(before)).toEqual([
    'round.marked',
    'round.words-marked',
    'round.agreed',
    'round.agreed-no-more',
    'round.mark-removed',
    'round.mark-returned',
    'round.compared',
  ]);
});
