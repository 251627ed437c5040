import { expect, it } from 'vitest';
import { indexUnfound } from './store/publishing.ts';
import { act, asker, inSettledTown, people, send, town } from './testing.ts';

inSettledTown();

const search = async (q: string, locale: 'en' | 'de' = 'en') =>
  (await town.get(`/search?q=${encodeURIComponent(q)}`, { locale })).html.replaceAll(/<\/?mark>/g, '');

async function publish(title: string) {
  const id = await send('streets', { title, open: 'yes' });
  await act(id, 'countered', { note: 'Four planters on Harbour Square, as a test.' });
  await town.post(`/requests/${id}/openness`, { choice: 'public' }, { as: people.streets.contact });
  return id;
}

it('finds an answered request that is public, for strangers too, with the line that matches', async () => {
  const hidden = await send('streets', { title: 'Eight hidden bollards' });
  await act(hidden, 'countered', { note: 'Four planters on Mill Square.' });
  await publish('Eight planters');
  const found = await search('planters');
  expect(found).toContain('Answered requests');
  expect(found).toMatch(/href="\/answered\/[0-9a-f-]{36}"[^>]*>[\s\S]*?Eight planters/);
  expect(found, 'what is not public').not.toContain('bollards');
  expect(await search('Harbour'), 'by the answer').toContain('Four planters on Harbour Square, as a test.');
  expect(await search('planters', 'de')).not.toContain('Mill Square');
});

it('finds it no longer once one side takes its word back, or it was taken down', async () => {
  const id = await publish('Ten benches');
  expect(await search('benches')).toContain('Ten benches');
  await town.post(`/requests/${id}/openness`, { choice: 'private' }, { as: asker });
  const left = () =>
    town.database.outer.query("select from search_posting where word = 'bench' and audience = 'public'");
  expect((await left()).rows).toEqual([]);
  await town.post(`/requests/${id}/openness`, { choice: 'public' }, { as: asker });
  expect(await search('benches')).toContain('Ten benches');

  const { rows } = await town.database.outer.query('select id from published_request where space_id = $1', [
    id,
  ]);
  await town.post(`/answered/${rows[0].id}/report`, { reason: 'It insults me.' });
  const reports = await town.get('/reports', { as: people.administrator });
  const closing = /action="(\/reports\/[^"]+)"/.exec(reports.html)![1]!;
  await town.post(closing, { closing: 'Taken down.', takeDown: 'yes' }, { as: people.administrator });
  await town.settle();
  expect(await search('benches')).not.toContain('Ten benches');
  expect((await left()).rows).toEqual([]);
});

it('comes to know of those that were public before', async () => {
  await publish('Old lamps');
  await town.database.outer.query("delete from search_posting where subject_kind = 'answered'");
  expect(await search('lamps')).not.toContain('Old lamps');
  await town.database.system(indexUnfound);
  expect(await search('lamps')).toContain('Old lamps');
});
