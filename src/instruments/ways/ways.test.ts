import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { processes } from '../../mechanisms/decision/processes.ts';
import { locales } from '../../platform/i18n/locale.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { settleEnded } from '../decisions/actions.ts';
import { endNow, idOf, propose } from '../decisions/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { copyForm } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let administrator: string;
let lead: string;
beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  administrator = await town.addAdministrator();
  lead = talks.partners[0]!.lead!;
}, 120_000);
afterAll(() => town.close());

const home = '/settings/ways';
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as: string) => said((await town.get(path, { as })).html);
const lastWay = async (): Promise<string> =>
  (await town.database.outer.query('select id from own_way order by id')).rows.at(-1).id;

it('a city makes a copy that asks for three in four, and a partnership decides by it', async () => {
  const form = {
    ...copyForm('majority', 'By a strong majority'),
    ...{ days: '21', share: '3/4', stances: ['yes', 'no'], fits_en: 'A narrow yes would not last.' },
  };
  const { status, location } = await town.post(home, form, { as: administrator });
  expect([status, location]).toEqual([303, home]);
  const page = await see(home, administrator);
  for (const text of [
    'By a strong majority',
    'from “Majority”',
    '21 days instead of',
    'at least 3 in 4',
    'without “I abstain”',
  ])
    expect(page).toContain(text);

  const ways = await see(`/partnerships/${talks.id}/decisions/ways`, lead);
  expect(ways).toContain('By a strong majority');
  expect(ways).toContain('It holds if at least 3 in 4 of those who say yes or no say yes.');
  expect(ways).toContain('A narrow yes would not last.');
  const way = await lastWay();
  const { html } = await town.get(`/partnerships/${talks.id}/decisions/new?way=${way}`, { as: lead });
  expect(html).toContain(`name="way" value="${way}"`);

  const at = await propose(town, talks, { way, title: 'Soup', text: 'Soup?', quorum: '1' }, lead);
  expect(said((await town.get(`${at}/voice`, { as: lead })).html)).not.toContain('I abstain');
  const [first, second, third] = talks.partners.map((one) => one.lead!);
  await town.post(`${at}/voice`, { version: '1', stance: 'yes' }, { as: first });
  await town.post(`${at}/voice`, { version: '1', stance: 'yes' }, { as: second });
  await town.post(`${at}/voice`, { version: '1', stance: 'no' }, { as: third });
  await endNow(town, idOf(at));
  await settleEnded(town);
  const { rows } = await town.database.outer.query('select outcome from decision where id = $1', [idOf(at)]);
  expect(rows[0].outcome, 'two in three are more than half').toMatchObject({
    result: 'fails',
    reason: 'no-share',
  });
});

it.each(processes.map(({ key }) => key))('a copy can be made of %s', async (key) => {
  const { status, html } = await town.post(home, copyForm(key, `As ${key}`), { as: administrator });
  expect(status, said(html)).toBe(303);
  expect(await see(home, administrator)).toContain(`As ${key}`);
});

it('what is being decided stays as it was put to all, and a copy that is retired is proposed no more', async () => {
  await town.post(home, copyForm('majority', 'For now'), { as: administrator });
  const way = await lastWay();
  const at = await propose(town, talks, { way, title: 'Salad', text: 'Salad?' }, lead);
  const changed = { ...copyForm('majority', 'Otherwise'), share: '9/10' };
  expect((await town.post(`${home}/${way}/edit`, changed, { as: administrator })).status).toBe(303);
  expect(await see(at, lead)).toContain('For now');
  expect((await town.post(`${home}/${way}/retirement`, {}, { as: administrator })).status).toBe(303);
  const ways = `/partnerships/${talks.id}/decisions/ways`;
  expect(await see(ways, lead)).not.toContain('Otherwise');
  expect(await see(home, administrator)).toContain('No longer proposed');
  expect((await town.post(`${home}/${way}/return`, {}, { as: administrator })).status).toBe(303);
  expect(await see(ways, lead)).toContain('Otherwise');
});

it('what is missing or cannot work is said beside its field, and nothing typed is lost', async () => {
  const names = Object.fromEntries(locales.map((locale) => [`name_${locale}`, '']));
  const form = { ...copyForm('consent'), ...names, days: 'some', aim: [], fits_en: 'On Mondays' };
  const { status, html } = await town.post(home, form, { as: administrator });
  expect(status).toBe(422);
  for (const text of [
    'Write a name in this language.',
    'Write a number from 1 to 90.',
    'Tick at least one.',
    'On Mondays',
  ])
    expect(said(html)).toContain(text);
  const stances = await town.post(
    home,
    { ...copyForm('consent'), stances: ['consent', 'concern'] },
    { as: administrator },
  );
  expect(stances.status).toBe(422);
  expect(said(stances.html)).toContain('It could not work like this.');
});

it('a new one is proposed however many were kept before', async () => {
  await town.post(home, copyForm('majority', 'Of old'), { as: administrator });
  await town.database.outer.query(
    `insert into own_way (id, space_id, base, name, fits, not_fits, changes, retired_at)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, space_id, base, name, fits, not_fits, changes, app_now()
     from own_way, generate_series(1, 100) n where id = $1`,
    [await lastWay()],
  );
  await town.post(home, copyForm('majority', 'Newest of all'), { as: administrator });
  expect(await see(`/partnerships/${talks.id}/decisions/ways`, lead)).toContain('Newest of all');
  expect(await see(home, administrator)).toContain('Newest of all');
  await town.database.outer.query("delete from own_way where id::text like '00000000-%'");
});

it('nobody but an administrator keeps ways, past the pages neither', async () => {
  await town.post(home, copyForm('majority', 'Ours'), { as: administrator });
  const way = await lastWay();
  const as = async (person: string, statement: string) =>
    town.database.change(await town.scopeFor(person), ({ db }) => sql.raw(statement).execute(db));
  const insert = `insert into own_way (id, space_id, base, name, fits, not_fits, changes)
    select gen_random_uuid(), space_id, base, name, fits, not_fits, changes from own_way where id = '${way}'`;
  await expect(as(lead, insert)).rejects.toThrow(/row-level security/);
  await expect(as(administrator, insert)).resolves.toBeDefined();
  await expect(as(administrator, 'delete from own_way')).rejects.toThrow(/permission denied/);
  await expect(as(administrator, `update own_way set base = 'consent'`)).rejects.toThrow(/permission denied/);
  await as(lead, `update own_way set retired_at = app_now()`);
  const { rows } = await town.database.outer.query(
    'select count(*)::int as n from own_way where retired_at is not null',
  );
  expect(rows[0].n).toBe(0);
});
