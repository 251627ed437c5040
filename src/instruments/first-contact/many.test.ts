import { beforeAll, expect, it } from 'vitest';
import { asker, inSettledTown, people, send, town } from './testing.ts';

inSettledTown();

const ask = (n: number, title: string, how: { state: string; days?: number }) =>
  town.database.outer.query(
    `with s as (
       insert into space (id, kind, audience) select gen_random_uuid(), 'request', 'space' from generate_series(1, $1::int)
       returning id),
     r as (
       insert into request (id, space_id, kind, title, ask, asker_organisation, asker_name, state, unit_id, moved_at)
       select id, id, 'brief', jsonb_build_object('en', $2 || ' ' || row_number() over ()), '{}', $3, 'Group', $4, $5,
         app_now() - $6::int * interval '1 day' from s returning id)
     insert into membership (id, space_id, organisation_id, role)
     select gen_random_uuid(), r.id, o, 'participant' from r, unnest(array[$3, $5]::uuid[]) o`,
    [n, title, people.group.id, how.state, people.streets.id, how.days ?? 0],
  );

/** All that a list says from page to page. */
async function listed(path: string, as: string, what: RegExp): Promise<string[]> {
  const found: string[] = [];
  let next: string | undefined = path;
  for (let pages = 0; next && pages < 20; pages += 1) {
    const { html } = await town.get(next, { as });
    found.push(...[...html.matchAll(what)].map((match) => match[1]!));
    next = /href="([^"]*)"[^>]*rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    if (next && pages === 0) found.splice(0, found.length, ...new Set(found));
  }
  return found;
}

beforeAll(async () => {
  await ask(1, 'Old question', { state: 'with-asker', days: 90 });
  // All at the same instant: as they come from an import.
  await ask(230, 'Closed', { state: 'confirmed', days: 5 });
});

it('puts a question to the asker on their desk, however much they asked since', async () => {
  const { html } = await town.get('/desk', { as: asker });
  expect(html).toContain('Old question 1');
  expect(html).not.toContain('Closed');
});

it('lists what an office has behind it from page to page, also what was closed at one instant', async () => {
  const closed = await listed('/requests?of=closed', people.streets.contact, />(Closed \d+)</g);
  expect(new Set(closed).size).toBe(230);
  expect(closed).toHaveLength(230);
});

it('lists what somebody asked for from page to page', async () => {
  const asked = await listed('/requests?of=asked', asker, />(Closed \d+|Old question 1)</g);
  expect(new Set(asked).size).toBe(231);
});

it('lists what waits for an office from page to page', async () => {
  await ask(210, 'Waiting', { state: 'with-unit' });
  const waiting = await listed('/requests?of=open', people.streets.contact, />(Waiting \d+)</g);
  expect(new Set(waiting).size).toBe(210);
});

it('lists what an office sent on from page to page', async () => {
  await town.database.outer.query(
    `insert into request_passed_on (id, space_id, audience_id, number, to_unit, at)
     select gen_random_uuid(), id, $1, number, $2, now() from request where state = 'confirmed' limit 60`,
    [people.mobility.id, people.streets.id],
  );
  const sent = await listed('/requests?of=passedOn', people.mobility.contact, /(No\. \d+)/g);
  expect(new Set(sent).size).toBe(60);
});

it('shows administrators every late request and every report, and how many they are', async () => {
  await town.database.outer.query(
    `insert into late_notice (id, space_id, number, unit_id, due_day)
     select gen_random_uuid(), $1, n, $2, current_date - 1 from generate_series(10001, 10230) n`,
    [town.city, people.streets.id],
  );
  await town.database.outer.query(
    `insert into abuse_report (id, space_id, about, number, reason, at, closed_at, closing)
     select gen_random_uuid(), $1, 'request', n, 'Reason ' || n, now(), case when n % 2 = 0 then now() end, 'Seen'
     from generate_series(1, 230) n`,
    [town.city],
  );
  const { html } = await town.get('/desk', { as: people.administrator });
  expect(html).toContain('230 requests are late');
  expect(html).toContain('115 texts were reported');
  const late = await listed('/requests/late', people.administrator, /\b(10[012]\d\d)\b/g);
  expect(new Set(late).size).toBe(230);
  const reports = await listed('/reports', people.administrator, /(Reason \d+)/g);
  expect(new Set(reports).size).toBe(230);
});

it('still shows a request that was just sent at the top of what its asker asked for', async () => {
  await send();
  const { html } = await town.get('/requests', { as: asker });
  expect(html).toContain('A summer street in Mill Street');
});
