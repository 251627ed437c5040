import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { answer, settleRound } from '../rounds/testing.ts';
import { foundPartnership } from './testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

it('whose partner is taken out loses the partnership, however many take part in it', async () => {
  const founded = await foundPartnership(town);
  const [office] = founded.partners;
  await town.database.system(({ db }) =>
    sql`
      with made as (
        insert into person (id, kind, name, locale)
        select gen_random_uuid(), 'person', 'Neighbour ' || n, 'en' from generate_series(1, 1100) n returning id)
      insert into membership (id, space_id, person_id, role, since)
      select gen_random_uuid(), ${founded.id}, id, 'participant', app_now() - interval '1 year' from made`.execute(
      db,
    ),
  );
  const at = `/partnerships/${founded.id}`;
  const removal = await town.post(`${at}/partners/${office!.id}/removal`, {}, { as: founded.facilitator });
  expect(removal.status).toBe(303);
  expect((await town.get(at, { as: office!.lead })).status).toBe(404);
}, 60_000);

/** So many more people with a part, each a minute after the one before; they came before all others. */
const joinMany = (partnership: string, role: string, n: number) =>
  town.database.outer.query(
    `with made as (
       insert into person (id, kind, name, locale)
       select gen_random_uuid(), 'person', $2 || ' ' || n, 'en' from generate_series(1, $3::int) n returning id)
     insert into membership (id, space_id, person_id, role, since)
     select gen_random_uuid(), $1, id, $2, app_now() - interval '1 year' + row_number() over () * interval '1 minute'
     from made`,
    [partnership, role, n],
  );

it('finds who facilitates behind a thousand who take part, and lets all but the last of them go', async () => {
  const founded = await foundPartnership(town);
  await joinMany(founded.id, 'participant', 1_100);
  const second = await founded.join('Second', 'facilitator');
  const at = `/partnerships/${founded.id}`;
  expect((await town.get(at, { as: second })).html).toMatch(/Facilitator [0-9a-f]{6}, Second [0-9a-f]{6}/);
  const endOf = async (html: string) => /href="([^"]*\/people\/[^"]*\/end)"/.exec(html)![1]!;
  const { html } = await town.get(`${at}/people`, { as: second });
  expect(html.match(/\/people\/[^"]*\/end"/g)).toHaveLength(3);
  const end = await endOf(html);
  expect((await town.get(end, { as: second })).status).toBe(200);
  expect((await town.post(end, {}, { as: second })).status).toBe(303);
  const { html: left } = await town.get(`${at}/people`, { as: second });
  expect(left.match(/\/people\/[^"]*\/end"/g), 'the observer only').toHaveLength(1);
  const { rows } = await town.database.outer.query(
    `select id from membership where space_id = $1 and role = 'facilitator' and until is null`,
    [founded.id],
  );
  const last = await town.post(`${at}/people/${rows[0].id}/end`, {}, { as: second });
  expect(last.status).toBe(422);
  expect((await town.get(`${at}/people/not-an-id/end`, { as: second })).status).toBe(404);
}, 60_000);

it('lists everybody who looks on, from page to page, and nobody who does so for a partner', async () => {
  const founded = await foundPartnership(town);
  await joinMany(founded.id, 'observer', 230);
  await founded.join('Colleague', 'observer', founded.partners[0]!.id);
  const all = await readOn(`/partnerships/${founded.id}/people`, founded.facilitator);
  const listed = [...all.matchAll(/<span>(observer \d+|Observer [0-9a-f]+|Colleague[^<]*)</g)].map(
    (m) => m[1]!,
  );
  expect(listed).toHaveLength(231);
  expect(new Set(listed).size).toBe(231);
  expect(listed.some((name) => name.startsWith('Colleague'))).toBe(false);
}, 60_000);

/** All that stands on a page and those after it. */
async function readOn(first: string, as: string): Promise<string> {
  let all = '';
  for (let path: string | undefined = first; path; ) {
    const { html } = await town.get(path, { as });
    all += html;
    path = /href="([^"]*)"[^>]*rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  return all;
}

it('lists all invitations that wait, from page to page, and finds an address among them', async () => {
  const founded = await foundPartnership(town);
  await town.database.outer.query(
    `insert into partner_invitation (id, space_id, email, role, locale, expires_at)
     select gen_random_uuid(), $1, n || '@many.example', 'observer', 'en', app_now() + interval '3 days'
     from generate_series(1, 230) n`,
    [founded.id],
  );
  const at = `/partnerships/${founded.id}`;
  const all = await readOn(`${at}/people`, founded.facilitator);
  for (let n = 1; n <= 230; n += 1) expect(all).toContain(`>${n}@many.example<`);
  for (const invited of ['1@many.example', '230@many.example']) {
    const again = { role: 'observer', invited, language: 'en', note: '' };
    const { status, html } = await town.post(`${at}/invitations`, again, { as: founded.facilitator });
    expect(status).toBe(422);
    expect(html).toContain(`${invited} is invited already`);
  }
}, 60_000);

it('lists all partnerships of somebody, and all roles of one, from page to page', async () => {
  const founded = await foundPartnership(town);
  const { lead } = founded.partners[0]!;
  await town.database.outer.query(
    `with made as (
       insert into space (id, kind, audience) select gen_random_uuid(), 'partnership', 'space' from generate_series(1, 130)
       returning id),
     named as (
       insert into partnership (id, space_id, name, purpose, locale, begun_at)
       select id, id, 'Talks ' || row_number() over (), 'Meals', 'en', app_now() from made returning id)
     insert into membership (id, space_id, person_id, role) select gen_random_uuid(), id, $1, 'observer' from named`,
    [lead],
  );
  await town.database.outer.query(
    `insert into role (id, space_id, title, purpose, term_months)
     select gen_random_uuid(), $1, 'Role ' || n, 'Helps', 6 from generate_series(1, 130) n`,
    [founded.id],
  );
  const own = await readOn('/partnerships', lead);
  const roles = await readOn(`/partnerships/${founded.id}/roles`, lead);
  for (let n = 1; n <= 130; n += 1) {
    expect(own).toContain(`>Talks ${n}<`);
    expect(roles).toContain(`>Role ${n}<`);
  }
  expect(roles).toContain('130 roles. 130 are waiting for somebody.');
}, 60_000);

it('knows of sixty partners that nobody leads any more, on their pages and on the desks of those concerned', async () => {
  const partners = Array.from({ length: 60 }, (_, n) => ({ name: `Group ${n}` }));
  const founded = await foundPartnership(town, { partners });
  const last = founded.partners.at(-1)!;
  const deputy = await founded.join('Deputy', 'deputy', last.id);
  await town.database.outer.query(
    `update membership m set until = app_now() from partner p
     where p.space_id = $1 and m.space_id = p.id and m.role = 'lead'`,
    [founded.id],
  );
  const at = `/partnerships/${founded.id}`;
  const people = (await town.get(`${at}/people`, { as: founded.facilitator })).html;
  expect(people.match(/class="late">Nobody/g)).toHaveLength(60);
  const page = (await town.get(`${at}/partners/${last.id}`, { as: founded.facilitator })).html;
  expect(page).toContain('Nobody leads');
  const { html: desk } = await town.get('/desk', { as: deputy });
  expect(desk).toContain('Group 59');
  expect(desk).not.toContain('Group 0');
}, 60_000);

it('an answer that was taken back and sealed again counts as one round that was answered', async () => {
  const { founded, path, office, group, company } = await settleRound(town);
  await answer(town, path, office.lead, 'Cook together');
  await town.post(`${path}/taking-back`, {}, { as: office.lead });
  await answer(town, path, office.lead, 'Eat together');
  for (const { lead } of [group, company]) await answer(town, path, lead, 'Grow together');
  const { html } = await town.get(`/partnerships/${founded.id}/partners/${office.id}`, { as: group.lead });
  expect(html).toContain('Answered one round, in time.');
});

it('who has invited too many in a day is told so beside the address', async () => {
  const founded = await foundPartnership(town);
  const { id: partner, lead } = founded.partners[0]!;
  await town.database.system(({ db }) =>
    sql`
      insert into partner_invitation (id, space_id, partner_id, email, role, locale, invited_by, expires_at)
      select gen_random_uuid(), ${founded.id}, ${partner}, n || '@neighbours.example', 'member', 'en', ${lead},
        app_now() + interval '1 day' from generate_series(1, 300) n`.execute(db),
  );
  const colleague = { email: 'one@more.example', role: 'member', language: 'en' };
  const at = `/partnerships/${founded.id}/partners/${partner}`;
  const { status, html } = await town.post(`${at}/invitations`, colleague, { as: lead });
  expect(status).toBe(422);
  expect(html).toContain('href="#email"');
});
