import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { proposeIn, putOutIn } from './testing.ts';

// What partners said yes to is what everybody reads, and nothing else.
let town: TestTown;
type Partner = { id: string; lead: string };

beforeAll(async () => {
  town = await openTestTown();
}, 60_000);
afterAll(() => town.close());

it('comes out when the partner leaves whose yes was the last that was missing', async () => {
  const three = await foundPartnership(town, { name: 'Three of us' });
  const [first, second, last] = three.partners as unknown as [Partner, Partner, Partner];
  const version = await proposeIn(town, three, { what: 'We mend together.' });
  for (const { lead } of [first, second])
    await town.post(`${version}/answers`, { answer: 'yes' }, { as: lead });
  await town.settle();
  expect((await town.get('/open/three-of-us')).status).toBe(404);
  await town.post(`/partnerships/${three.id}/partners/${last.id}/removal`, {}, { as: last.lead });
  await town.settle();
  const { html } = await town.get('/open/three-of-us');
  expect(html).toContain('We mend together.');
  expect(html).toContain('2 partners');
});

it('tells nobody outside a translation of words to which partners have not said yes', async () => {
  const quiet = await foundPartnership(town, { name: 'Quiet talks' });
  const as = quiet.partners[0]!.lead;
  const page = await putOutIn(town, quiet, { what: 'We cook together.' });
  const at = `/partnerships/${quiet.id}/public/translations/de`;
  await town.post(at, { what: 'Wir kochen gemeinsam.' }, { as });
  const seen = async (path: string) => (await town.get(path, { locale: 'de' })).html;
  expect(await seen(page)).toContain('Wir kochen gemeinsam.');
  const preview = await proposeIn(town, quiet, { what: 'We quarrel with the mayor.' });
  expect((await town.post(at, { what: 'Wir streiten mit Oberbürgermeistern.' }, { as })).status).toBe(303);
  expect((await town.get(preview, { as, locale: 'de' })).html).toContain('Wir streiten');
  for (const path of [page, `${page}/feed.atom`, '/open', '/open/feed.atom', '/'])
    expect(await seen(path), path).not.toContain('Wir streiten');
  expect(await seen(page)).toContain('Wir kochen gemeinsam.');
  const found = '/search?q=Oberb%C3%BCrgermeister';
  expect(await seen(found)).not.toContain(`href="${page}"`);
  // What is taken off goes at once, also while other words wait for their yes.
  await town.post(at, { what: '' }, { as });
  expect(await seen(page)).toContain('We cook together.');
  await town.post(at, { what: 'Wir streiten mit Oberbürgermeistern.' }, { as });
  for (const { lead } of quiet.partners)
    await town.post(`${preview}/answers`, { answer: 'yes' }, { as: lead });
  expect(await seen(page)).toContain('Wir streiten');
  expect(await seen(found)).toContain(`href="${page}"`);
});

it('counts a word of one who answers for a partner as the database does, where two of them answer at once', async () => {
  const two = await foundPartnership(town, { name: 'At once' });
  const [first, ...rest] = two.partners as unknown as [Partner, ...Partner[]];
  const version = await proposeIn(town, two, {});
  for (const { lead } of rest)
    if (lead) await town.post(`${version}/answers`, { answer: 'yes' }, { as: lead });
  // The other's objection began later, and was there first.
  const objection = await town.database.outer.query(
    `insert into public_answer (id, space_id, version_id, partner_id, answer, reason, at)
     values (gen_random_uuid(), $1, $2, $3, 'objection', 'No', app_now() + interval '1 minute') returning id`,
    [two.id, version.split('/').at(-1), first.id],
  );
  const late = await town.post(`${version}/answers`, { answer: 'yes' }, { as: first.lead });
  expect(late.status).toBe(422);
  expect(late.html).toContain('has just answered otherwise');
  expect((await town.get('/open/at-once')).status).toBe(404);
  await town.database.outer.query(`update public_answer set at = at - interval '2 minutes' where id = $1`, [
    objection.rows[0].id,
  ]);
  await town.postAndFollow(`${version}/answers`, { answer: 'yes' }, { as: first.lead });
  expect((await town.get('/open/at-once')).status).toBe(200);
});

it('still shows a moment for which there are many newer ones, and offers it when another version is made', async () => {
  const old = await foundPartnership(town, { name: 'Long ago' });
  const as = old.partners[0]!.lead;
  await town.post(
    `/partnerships/${old.id}/timeline`,
    { text: 'The very first soup', day: '1.1.2001' },
    { as },
  );
  const { rows } = await town.database.outer.query('select id from moment where space_id = $1', [old.id]);
  const moments = [rows[0].id];
  await putOutIn(town, old, { moments });
  await town.database.outer.query(
    `insert into moment (id, space_id, audience, text, day, at, shows, added_by)
     select gen_random_uuid(), $1, 'space', 'Soup ' || n, '2020-01-01'::date + n, '2020-01-01'::timestamptz + n * interval '1 day', '', $2
     from generate_series(1, 60) n`,
    [old.id, as],
  );
  const form = await town.get(`/partnerships/${old.id}/public/new`, { as });
  expect(form.html).toContain('The very first soup');
  const page = await putOutIn(town, old, { what: 'More soup.', moments });
  expect((await town.get(page)).html).toContain('The very first soup');
});
