import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

it('lists all people of an organisation from page to page, and lets the last of them go', async () => {
  const space = newId();
  await town.addOrganisation(space, 'many', { en: 'Many' });
  const lead = await town.addPerson('Lead of many', { space, role: 'lead' });
  await town.database.outer.query(
    `with made as (
       insert into person (id, kind, name, locale)
       select gen_random_uuid(), 'person', 'Neighbour ' || n, 'en' from generate_series(1, 230) n returning id)
     insert into membership (id, space_id, person_id, role, since)
     select gen_random_uuid(), $1, id, 'member', app_now() + row_number() over () * interval '1 second' from made`,
    [space],
  );
  await town.database.outer.query(
    `insert into invitation (id, space_id, email, name, role, kind, locale, expires_at)
     select gen_random_uuid(), $1, n || '@many.example', '', 'member', 'person', 'en', app_now() + interval '3 days'
     from generate_series(1, 130) n`,
    [space],
  );
  const at = `/spaces/${space}/people`;
  let all = '';
  let last = '';
  const paths = [at];
  for (const path of paths) {
    last = (await town.get(path, { as: lead })).html;
    all += last;
    for (const [, next] of last.matchAll(/href="([^"]*)"[^>]*rel="next"/g))
      if (!paths.includes(next!)) paths.push(next!);
  }
  for (let n = 1; n <= 230; n += 1) expect(all).toContain(`>Neighbour ${n}<`);
  for (let n = 1; n <= 130; n += 1) expect(all).toContain(`>${n}@many.example<`);
  const { rows } = await town.database.outer.query(
    `select m.id from membership m where m.space_id = $1 order by m.since desc limit 1`,
    [space],
  );
  const ended = await town.post(`/spaces/${space}/members/${rows[0].id}/end`, {}, { as: lead });
  expect(ended.status).toBe(303);
  const own = await town.database.outer.query('select id from membership where person_id = $1', [lead]);
  const leaving = await town.post(`/spaces/${space}/members/${own.rows[0].id}/end`, {}, { as: lead });
  expect(leaving.status, 'somebody has to lead').toBe(422);
  expect((await town.post(`/spaces/${space}/members/none/end`, {}, { as: lead })).status).toBe(404);
}, 60_000);
