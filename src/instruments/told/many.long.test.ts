import { afterAll, beforeAll, expect, it } from 'vitest';
import { queriesOf } from '../../../long/count-queries.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { tellAtOnce } from './jobs.ts';
import { takeMails } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;

beforeAll(async () => {
  const narrates = { 'thing.done': { say: (locale: Locale) => (locale === 'de' ? 'Erledigt' : 'Done') } };
  town = await openTestTown({ rooms: [() => ({ name: 'things', routes: [], narrates })] });
  talks = await foundPartnership(town);
});
afterAll(() => town.close());

/** So many more people look on, and want to know at once. */
async function grow(n: number) {
  const ids = Array.from({ length: n }, newId);
  await town.database.outer.query(
    `with p as (insert into person (id, kind, name, email, locale)
       select id, 'person', 'Somebody', id || '@people.test', 'en' from unnest($1::uuid[]) id returning id),
     t as (insert into told_person (id, space_id, audience_id, rhythm) select id, $3, id, 'at-once' from p)
     insert into membership (id, space_id, person_id, role) select gen_random_uuid(), $2, id, 'observer' from p`,
    [ids, talks.id, town.city],
  );
}
async function tellOfOne() {
  await town.moveTime('10 minutes');
  await town.database.system(
    (tx) => tx.record({ space: talks.id, kind: 'thing.done' }),
    await town.scopeFor(talks.facilitator),
  );
  await town.settle();
  await town.house.city.get(); // kept for a few seconds
  const queries = await queriesOf(() => tellAtOnce(town.house));
  const { rows } = await town.database.outer.query(
    `select count(*)::int as n from mail where kind = 'told.digest'`,
  );
  await town.database.outer.query('delete from mail');
  return { queries: queries.length, mails: rows[0].n };
}

it('asks the database as often for two hundred people as for one, and a thousand are five times as many', {
  timeout: 120_000,
}, async () => {
  await grow(1);
  const one = await tellOfOne();
  expect(one.mails).toBe(1);
  await grow(199);
  const batch = await tellOfOne();
  expect(batch).toEqual({ queries: one.queries, mails: 200 });
  await grow(800);
  const all = await tellOfOne();
  expect(all.mails).toBe(1_000);
  expect(all.queries).toBeLessThan(one.queries * 5);
});

it('tells all of them of very much, a few at a time', { timeout: 120_000 }, async () => {
  await town.database.outer.query(
    `update membership set until = app_now() where role = 'observer' and until is null`,
  );
  await grow(45);
  await town.moveTime('10 minutes');
  const by = await town.scopeFor(talks.facilitator);
  await town.database.system(async (tx) => {
    for (let n = 0; n < 500; n += 1) await tx.record({ space: talks.id, kind: 'thing.done' });
  }, by);
  await town.settle();
  await tellAtOnce(town.house);
  const mails = await takeMails(town);
  expect(new Set(mails.map(({ to }) => to)).size).toBe(45);
  expect(mails).toHaveLength(45);
  for (const { subject } of mails) expect(subject).toContain('and 499 more things');
});
