import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let lead: string;
beforeAll(async () => {
  town = await openTestTown();
  const administrator = await town.addAdministrator();
  lead = await town.addPerson('Lead');
  await town.post('/registration', { kind: 'consortium', name_en: 'River Alliance' }, { as: administrator });
  await town.database.outer.query(
    `insert into membership (id, space_id, person_id, role)
     select gen_random_uuid(), id, $1, 'lead' from organisation where slug = 'river-alliance'`,
    [lead],
  );
  await town.database.outer.query(
    `with alliance as (select id from organisation where slug = 'river-alliance'),
     s as (insert into space (id, kind, audience)
       select gen_random_uuid(), 'organisation', 'public' from generate_series(1, 310) returning id),
     n as (select id, row_number() over () as n from s),
     o as (insert into organisation (id, space_id, audience, slug, kind, name, host_id, host_confirmed_at)
       select n.id, n.id, 'public', 'group-' || n, 'community', jsonb_build_object('en', 'Group number ' || n),
         case when n > 150 then alliance.id end, case when n between 151 and 300 then app_now() end
       from n, alliance returning id, slug)
     insert into organisation_member (id, space_id, audience, member_id, confirmed_at)
     select gen_random_uuid(), alliance.id, 'public', o.id, case when n.n <= 140 then app_now() end
     from o join n on n.id = o.id, alliance where n.n <= 150`,
  );
}, 60_000);
afterAll(() => town.close());

const body = '/organisations/river-alliance';
async function listed(first: string, list: string, as?: string): Promise<number[]> {
  const found: number[] = [];
  let next: string | undefined = first;
  for (let pages = 0; next && pages < 6; pages += 1) {
    const { html } = await town.get(next, { as });
    const main = /<main[\s\S]*<\/main>/.exec(html)![0];
    const numbers = [...main.matchAll(/>Group number (\d+)</g)].map((match) => Number(match[1]));
    found.push(...numbers.filter((n) => (list === 'hosted' ? n > 150 : n <= 150)));
    const links = [...html.matchAll(/href="([^"]*)"[^>]*rel="next"/g)].map((match) => match[1]!);
    next = links.find((link) => link.includes(`${list}=`));
  }
  return found;
}

it('shows all members of a body and all groups of a host from page to page, unconfirmed ones to the two concerned', async () => {
  for (const [list, as, n] of [
    ['member', undefined, 140],
    ['member', lead, 150],
    ['hosted', undefined, 150],
    ['hosted', lead, 160],
  ] as const) {
    const found = await listed(body, list, as);
    expect(found, `${list} ${as}`).toHaveLength(n);
    expect(new Set(found).size).toBe(n);
  }
});

it('lets a body take out any of its members', async () => {
  const found = await listed(`${body}/members`, 'after', lead);
  expect(new Set(found).size).toBe(150);
});

it('asks a host about those who wait for its word, behind however many it has confirmed', async () => {
  const { html } = await town.get(`${body}/ties`, { as: lead });
  expect(new Set(html.match(/Group number \d+/g)).size).toBe(10);
  expect((await town.get(body, { as: lead })).html).toContain('/ties"');
});
