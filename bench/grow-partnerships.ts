import type { Database } from '../src/platform/database/database.ts';
import type { Decides } from './grow-decisions.ts';

/** What the measured pages are of: one partnership with very many partners, and its rounds. */
export type GrownPartnership = { id: string; closed: string; opened: string };

/** Another partnership, for what people decide. */
export type Beside = { id: string; partner: string };

/**
 * Puts `partnerships` more into the city, with three partners and their leads each, and one with `partners` in
 * which `person` facilitates and speaks for the first partner: with a round that is closed, one that is open, and
 * answers of all.
 */
export async function growPartnerships(
  database: Database,
  { partnerships, partners, person }: { partnerships: number; partners: number; person: string },
): Promise<GrownPartnership & { beside: Beside }> {
  const run = (text: string, values: unknown[] = []) => database.outer.query(text, values);
  const one = async (text: string, values: unknown[] = []) => (await run(text, values)).rows[0].id as string;
  await run(
    `create temp table grown as
       select gen_random_uuid() as id, n, case when n = 0 then $2::int else 3 end as size
       from generate_series(0, $1::int) n`,
    [partnerships, partners],
  );
  await run(
    `create temp table grown_partner as
       select gen_random_uuid() as id, gen_random_uuid() as person, g.id as partnership, g.n, k
       from grown g, generate_series(1, g.size) k`,
  );
  await run(`insert into space (id, kind, audience) select id, 'partnership', 'space' from grown`);
  await run(`insert into space (id, kind, audience) select id, 'partner', 'space' from grown_partner`);
  await run(
    `insert into partnership (id, space_id, name, purpose, locale, begun_at)
       select id, id, 'Grown ' || n, 'Something better, number ' || n, 'en', now() from grown`,
  );
  await run(
    `insert into partner (id, space_id, name, kind, joined_at)
       select id, partnership, 'Partner ' || k || ' of ' || n,
         (array['community', 'business', 'department', 'nonprofit', 'university'])[1 + k % 5], now()
       from grown_partner`,
  );
  await run(
    `insert into person (id, kind, name, locale)
       select person, 'person', 'Lead ' || k || ' of ' || n, 'en' from grown_partner`,
  );
  await run(
    `insert into membership (id, space_id, person_id, role)
       select gen_random_uuid(), id, person, 'lead' from grown_partner
       union all select gen_random_uuid(), partnership, person, 'participant' from grown_partner`,
  );
  const id = await one('select id from grown where n = 0');
  const first = await one('select id from grown_partner where n = 0 and k = 1');
  await run(
    `insert into membership (id, space_id, person_id, role) values
       (gen_random_uuid(), $1, $3, 'facilitator'), (gen_random_uuid(), $2, $3, 'deputy')`,
    [id, first, person],
  );
  const questions = JSON.stringify([
    { key: 'q1', kind: 'text', text: 'What should be different in three years?' },
    { key: 'q2', kind: 'text', text: 'What do you bring?' },
  ]);
  const round = async (due: string) => {
    const made = await one(
      `insert into round (id, space_id, title, questions, locale, opens, due_at, asked_at)
         values (gen_random_uuid(), $1, 'What we want', $2, 'en', 'date', now() + $3::interval, now() - interval '30 days')
         returning id`,
      [id, questions, due],
    );
    await run(
      `insert into round_partner (id, space_id, round_id, partner_id)
         select gen_random_uuid(), $1, $2, id from grown_partner where n = 0`,
      [id, made],
    );
    await run(
      `insert into sealed_answer (id, space_id, round_id, content, locale, sealed_at)
         select gen_random_uuid(), id, $1,
           jsonb_build_object('q1', repeat('More meals from nearby. ', 8), 'q2', 'Kitchen number ' || k), 'en',
           now() - interval '10 days'
         from grown_partner where n = 0 and k > 1`,
      [made],
    );
    return made;
  };
  const closed = await round('30 days');
  const opened = await round('-1 days');
  const { rows } = await run(
    'select partnership as id, id as partner from grown_partner where n = 1 and k = 1',
  );
  await run('drop table grown, grown_partner');
  await run('analyze');
  return { id, closed, opened, beside: rows[0] };
}

/** People who only look on in a partnership. */
export async function growObservers(
  database: Database,
  partnership: string,
  people: number,
): Promise<string[]> {
  const { rows } = await database.outer.query(
    `with p as (insert into person (id, kind, name, locale)
       select gen_random_uuid(), 'person', 'Observer ' || n, 'en' from generate_series(1, $2::int) n returning id)
     insert into membership (id, space_id, person_id, role)
       select gen_random_uuid(), $1, id, 'observer' from p returning person_id as person`,
    [partnership, people],
  );
  return rows.map(({ person }) => person);
}

/** The partnership that the sample city brings, its two rounds, and something that goes on being decided. */
export async function sampleTalks(database: Database): Promise<GrownPartnership & Decides> {
  const { rows } = await database.outer.query(
    `select space_id as id, (array_agg(id) filter (where not open))[1] as closed,
       (array_agg(id) filter (where open))[1] as opened, space_id as partnership,
       (select d.id from decision d where d.space_id = r.space_id and d.settled_at is null
         and d.withdrawn_at is null order by d.at limit 1) as decision
     from (select space_id, id, app_round_open(id) as open from round where kind = 'open' order by asked_at) r
     group by space_id`,
  );
  return rows[0];
}

/** Entries that the timeline of a partnership tells. */
export async function growHistory(database: Database, partnership: string, entries: number): Promise<void> {
  await database.outer.query(
    `insert into journal_entry (id, space_id, audience, kind, at, content, commitment, personal)
       select gen_random_uuid(), $1, 'space', 'to-do.done', now() - n * interval '1 minute',
         '{}', sha256(n::text::bytea), jsonb_build_object('text', 'Step ' || n)
       from generate_series($2::int, 1, -1) n`,
    [partnership, entries],
  );
}
