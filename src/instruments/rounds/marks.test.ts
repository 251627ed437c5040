import { parse } from 'node-html-parser';
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

it('more words come under a mark by a tick, as they do under a new one', async () => {
  const { id, path, office, group, company } = await settleRound(town);
  for (const [n, { lead }] of [office, group, company].entries())
    await answer(town, path, lead, `Cook together every week. Each brings ${n}.`);
  await town.post(`${path}/marks`, { kind: 'shared', question: 'q1', label: 'Cooking' }, { as: office.lead });
  const { id: mark } = await town.database.system(({ db }) =>
    db.selectFrom('round_mark').select('id').where('round_id', '=', id).executeTakeFirstOrThrow(),
  );
  const plain = await town.get(path, { as: group.lead });
  expect(plain.html).toContain(`?words=${mark}#words`);
  const page = await town.get(`${path}?words=${mark}`, { as: group.lead });
  const form = parse(page.html).querySelector(`form[action="${path}/marks/${mark}/passages"]`)!;
  const offered = form.querySelectorAll('input[name="sentences"]').map((box) => box.getAttribute('value'));
  expect(offered).toContain('Each brings 1.');
  const send = (sentences: string[]) =>
    town.post(`${path}/marks/${mark}/passages`, { words: '', sentences }, { as: group.lead });
  expect((await send(['Each brings 1.', 'Cook together every week.'])).status).toBe(303);
  const { rows } = await town.database.outer.query('select from round_passage where mark_id = $1', [mark]);
  expect(rows, 'one sentence of one answer, and one of all three').toHaveLength(4);
  const none = await send([]);
  expect(none.status).toBe(422);
  expect(none.html).toContain('Copy the words from an answer');
});

it('several passages are copied at once, each on its line, and the one that stands nowhere is named', async () => {
  const { id, path, office, group, company } = await settleRound(town);
  await answer(town, path, office.lead, 'Cook together every week');
  await answer(town, path, group.lead, 'Grow more beans');
  await answer(town, path, company.lead, 'Less waste');
  const differ = { kind: 'differs', question: 'q1', label: 'Where to begin' };
  const copied = (words: string) => town.post(`${path}/marks`, { ...differ, words }, { as: office.lead });
  const refused = await copied('Cook together\nbake a cake\nmore beans');
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('“bake a cake” stands in no answer');
  expect(refused.html, 'nothing typed is lost').toContain('bake a cake\nmore beans');
  expect((await copied('Cook together\n\n more beans')).status).toBe(303);
  const { rows } = await town.database.outer.query(
    `select count(*)::int as n from round_passage p join round_mark m on m.id = p.mark_id where m.round_id = $1`,
    [id],
  );
  expect(rows[0].n, 'one in each of two answers').toBe(2);
});
