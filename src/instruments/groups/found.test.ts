import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { foundKind } from './store/indexing.ts';
import { setUpGroup } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let elsewhere: string;
let neighbour: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, { name: 'Canteen Talks' });
  elsewhere = (await foundPartnership(town, { name: 'Street Repair' })).facilitator;
  neighbour = await town.addPerson('Neighbour');
}, 120_000);
afterAll(() => town.close());

const asked = async (q: string, as?: string) =>
  (await town.get(`/search?${new URLSearchParams({ q })}`, { ...(as && { as }) })).html;

it('a group is found by its name and its mandate as they read now, by those who take part and nobody else', async () => {
  const form = { name: 'Bakehouse circle', purpose: 'Kneads pumpernickel', decides: 'Which rye we buy' };
  const id = await setUpGroup(town, talks, form);
  const path = `/partnerships/${talks.id}/groups/${id}`;
  for (const q of ['bakehouse', 'pumpernickel', 'rye'])
    for (const as of [talks.observer, talks.facilitator]) {
      const html = await asked(q, as);
      expect(html, q).toContain(`href="${path}"`);
      expect(html, q).toContain('Canteen Talks');
    }
  for (const as of [undefined, neighbour, elsewhere, await town.addAdministrator()])
    expect(await asked('pumpernickel', as)).not.toContain(path);
  const review = await town.inDays(200);
  const changed = { ...form, purpose: 'Kneads sourdough', above: '', review };
  expect((await town.post(`${path}/edit`, changed, { as: talks.facilitator })).status).toBe(303);
  expect(await asked('pumpernickel', talks.observer)).not.toContain(path);
  expect(await asked('sourdough', talks.observer)).toContain(path);
  await town.post(`${path}/ending`, {}, { as: talks.facilitator });
  expect(await asked('sourdough', talks.observer), 'what it was stays to be read').toContain('has ended');
});

it('no words of a group are in the index for somebody of another partnership', async () => {
  await setUpGroup(town, talks, { name: 'Kohlrabi circle' });
  const words = (as: string) =>
    town.scopeFor(as).then((scope) =>
      town.database.read(scope, async ({ db }) => {
        const { rows } = await sql`select 1 from search_posting where subject_kind = ${foundKind}`.execute(
          db,
        );
        return rows.length;
      }),
    );
  expect(await words(elsewhere)).toBe(0);
  expect(await words(talks.observer)).toBeGreaterThan(0);
});
