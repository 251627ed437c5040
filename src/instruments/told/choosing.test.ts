import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { endingPath } from './links.ts';
import { fieldOf } from './rules.ts';
import { findChoices } from './store.ts';

let town: TestTown;
let talks: FoundedPartnership;
let repair: FoundedPartnership;
let both: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  repair = await foundPartnership(town, { name: 'Street Repair' });
  both = await talks.join('Both', 'member', talks.partners[0]!.id);
  await town.addMembership(both, repair.id, 'observer');
});
afterAll(() => town.close());

const now = async (person: string) => town.database.read(await town.scopeFor(person), findChoices);
const rhythmIn = async (person: string, partnership: string) =>
  (await now(person)).partnerships.find(({ id }) => id === partnership)?.rhythm;

it('asks how often, at which hour, and for each of one’s partnerships, in both languages', async () => {
  const { html } = await town.get('/told', { as: both });
  expect(html).toContain('Which mails you get');
  expect(html).toContain('Canteen Talks');
  expect(html).toMatch(/value="daily"[^>]*checked|checked[^>]*value="daily"/);
  expect((await town.get('/told', { as: both, locale: 'de' })).html).toContain(
    'Einmal in der Woche, montags',
  );
  expect((await town.get('/told', { as: talks.facilitator })).html).not.toContain('Street Repair');
  expect((await town.get('/told')).location).toBe('/sign-in?next=%2Ftold');
});

it('keeps what was chosen, and says beside the field what is wrong', async () => {
  const form = { rhythm: 'weekly', hour: '17', [fieldOf(talks.id)]: 'at-once', [fieldOf(repair.id)]: '' };
  expect((await town.postAndFollow('/told', form, { as: both })).html).toContain(
    'From now on we write to you',
  );
  expect(await now(both)).toMatchObject({ rhythm: 'weekly', hour: 17 });
  expect(await rhythmIn(both, talks.id)).toBe('at-once');
  expect(await rhythmIn(both, repair.id)).toBe(null);
  await town.postAndFollow('/told', { ...form, [fieldOf(talks.id)]: '' }, { as: both });
  expect(await rhythmIn(both, talks.id)).toBe(null);
  for (const wrong of [{ rhythm: 'hourly' }, { hour: '24' }, { hour: '' }, { [fieldOf(talks.id)]: 'no' }]) {
    const answer = await town.post('/told', { ...form, ...wrong } as typeof form, { as: both });
    expect(answer.status, JSON.stringify(wrong)).toBe(422);
  }
  // A partnership of others in the form changes nothing.
  await town.post('/told', { ...form, [fieldOf(repair.id)]: 'never' }, { as: talks.facilitator });
  expect((await now(talks.facilitator)).partnerships).toHaveLength(1);
});

it('asks those who take part by link as well', async () => {
  const guest = await talks.join('Guest', 'member', talks.partners[1]!.id);
  await town.database.outer.query(`update person set kind = 'guest' where id = $1`, [guest]);
  const cookie = `samvirke.part=${town.house.links.make('part', guest)}`;
  expect((await town.get('/told', { cookie })).html).toContain('Canteen Talks');
  const saved = await town.postAndFollow('/told', { rhythm: 'never', hour: '8' }, { cookie });
  expect(saved.html).toContain('From now on');
  expect(await now(guest)).toMatchObject({ rhythm: 'never' });
});

it('ends mails of one partnership by a link: the page changes nothing, its button does, and is undone', async () => {
  const path = endingPath(town.house, { person: both, partnership: talks.id });
  await town.post('/told', { rhythm: 'daily', hour: '8', [fieldOf(talks.id)]: 'weekly' }, { as: both });
  expect((await town.get(path)).html).toContain('No more mails about Canteen Talks?');
  expect(await rhythmIn(both, talks.id)).toBe('weekly');
  const ended = await town.postAndFollow(path, {});
  expect(ended.html).toContain('You get no more mails about Canteen Talks');
  expect(await rhythmIn(both, talks.id)).toBe('never');
  const back = /name="back" value="([^"]*)"/.exec(ended.html)![1]!;
  const undone = await town.postAndFollow(path, { back }, { locale: 'de' });
  expect(undone.html).toContain('Rückgängig gemacht');
  expect(await rhythmIn(both, talks.id)).toBe('weekly');
});

it('ends all mails, also those that were chosen for one partnership, and brings all back', async () => {
  const path = endingPath(town.house, { person: both });
  const ended = await town.postAndFollow(path, {}, { locale: 'de' });
  expect(ended.html).toContain('Sie bekommen keine E-Mails mehr zu Partnerschaften');
  expect(await now(both)).toMatchObject({ rhythm: 'never', hour: 8 });
  expect(await rhythmIn(both, talks.id)).toBe(null);
  const back = /name="back" value="([^"]*)"/.exec(ended.html)![1]!;
  await town.postAndFollow(path, { back });
  expect(await now(both)).toMatchObject({ rhythm: 'daily', hour: 8 });
  expect(await rhythmIn(both, talks.id)).toBe('weekly');
});

it('lets a mail program end them in one click, without cookie and without saying where from', async () => {
  const path = endingPath(town.house, { person: talks.observer });
  const press = (headers: Record<string, string>, to = path) =>
    town.app.request(`http://town.test${to}`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      headers: { host: 'town.test', ...headers },
    });
  const answer = await press({});
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('');
  expect((await now(talks.observer)).rhythm).toBe('never');
  expect((await press({})).status, 'once more changes nothing').toBe(200);
  expect((await press({ origin: 'https://elsewhere.test' })).status).toBe(403);
  expect((await press({}, '/told')).status, 'no other address is open').toBe(403);
  expect((await press({}, '/told/links/none')).status).toBe(404);
});

it('opens with a link of this purpose only, and not for who is gone', async () => {
  const { make } = town.house.links;
  for (const token of ['none', make('part', both), `${make('told', both)}x`]) {
    expect((await town.get(`/told/links/${token}`)).status).toBe(404);
    expect((await town.post(`/told/links/${token}`, {})).status).toBe(404);
  }
  const leaving = await talks.join('Leaving', 'observer');
  const path = endingPath(town.house, { person: leaving, partnership: talks.id });
  await town.database.outer.query('update membership set until = app_now() where person_id = $1', [leaving]);
  const { html } = await town.get(path);
  expect(html).toContain('You get no more mails about this partnership');
  expect(html).not.toContain('Canteen Talks');
  expect((await town.post(path, {})).status).toBe(303);
});

it('shows nobody how somebody else is told', async () => {
  const rows = async (scope: string) =>
    town.database.read(await town.scopeFor(scope), async ({ db }) => [
      ...(await db.selectFrom('told_person').select('audience_id').execute()),
      ...(await db.selectFrom('told_rhythm').select('audience_id').execute()),
    ]);
  for (const person of [both, talks.facilitator, await town.addAdministrator()])
    expect((await rows(person)).every((row) => row.audience_id === person)).toBe(true);
});
