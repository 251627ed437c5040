import { putToAll, settleEnded, writeOutcome } from '../src/instruments/decisions/actions.ts';
import { findProcess } from '../src/mechanisms/decision/processes.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { Scope } from '../src/platform/scope.ts';
import type { Beside } from './grow-partnerships.ts';

/** The partnership in which decisions are measured, and one of them that is talked about. */
export type Decides = { partnership: string; decision: string };

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const place = { locale: 'en', timeZone: 'Europe/Oslo' } as const;
const said = { options: [], day: inDays(300), time: '12:00', results: 'open' } as const;

/** Somebody comes to facilitate, and `voters` people come to take part; their scopes are the caller's to make. */
export async function growVoters(
  database: Database,
  { id, partner }: Beside,
  facilitator: string,
  voters: number,
): Promise<string[]> {
  await database.outer.query(
    `insert into membership (id, space_id, person_id, role) values
       (gen_random_uuid(), $1, $3, 'facilitator'), (gen_random_uuid(), $2, $3, 'deputy')`,
    [id, partner, facilitator],
  );
  const { rows } = await database.outer.query(
    `with p as (insert into person (id, kind, name, email, locale)
       select gen_random_uuid(), 'person', 'Voter ' || n, 'voter-' || n || '@voters.test', 'en' from generate_series(1, $3::int) n returning id),
     inside as (insert into membership (id, space_id, person_id, role)
       select gen_random_uuid(), $1, id, 'participant' from p)
     insert into membership (id, space_id, person_id, role)
       select gen_random_uuid(), $2, id, 'member' from p returning person_id as id`,
    [id, partner, voters],
  );
  await database.outer.query('analyze');
  return rows.map((row) => row.id as string);
}

/** Something that all people of a partnership are asked. */
export function putToPeople(
  database: Database,
  as: Scope,
  partnership: string,
  title: string,
  day: string = said.day,
): Promise<string> {
  const asked = {
    ...said,
    day,
    title,
    text: 'We cook two soups a week.',
    voices: 'people',
    quorum: 1,
  } as never;
  return database.change(as, (tx) => putToAll(tx, partnership, findProcess('majority')!, asked, place));
}

/** What nine of ten people say, and so many comments. */
export async function growDecision(
  database: Database,
  { partnership, decision }: Decides,
  comments: number,
): Promise<void> {
  const run = (text: string, values: unknown[]) => database.outer.query(text, values);
  await run(
    `insert into decision_voice (id, space_id, decision_id, version, person_id, stance, reason, locale, by_person)
     select gen_random_uuid(), $1, $2, 1, id, case when n % 3 = 0 then 'no' else 'yes' end, 'Because of number ' || n, 'en', id
     from (select v.voter as id, row_number() over (order by v.voter) as n from decision_voters($2, app_now()) v) v
     where n % 10 <> 0`,
    [partnership, decision],
  );
  await run(
    `with d as (insert into discussion (id, space_id, decision_id, length) values ($2, $1, $2, $3) returning id),
     people as (select array_agg(v.voter) as ids from decision_voters($2, app_now()) v)
     insert into discussion_comment (id, space_id, discussion_id, number, text, locale, by_person)
     select gen_random_uuid(), $1, d.id, n, 'Number ' || n || ': **soup** on Thursdays, and bread.', 'en',
       ids[1 + n % cardinality(ids)]
     from d, people, generate_series(1, $3::int) n`,
    [partnership, decision, comments],
  );
  await run('analyze', []);
}

/** A register of so many decisions that are over: one that was written down, and what is like it. */
export async function growRegister(
  database: Database,
  as: Scope,
  partnership: string,
  decided: number,
): Promise<void> {
  const asked = { ...said, title: 'Two soups a week', text: 'We cook two soups a week.', quorum: 0 } as never;
  const first = await database.change(as, (tx) =>
    putToAll(tx, partnership, findProcess('consent')!, asked, place),
  );
  await database.outer.query("update decision set due_at = app_now() - interval '1 second' where id = $1", [
    first,
  ]);
  await settleEnded({ database }, first);
  const written = {
    text: 'Two soups a week, from next week on.',
    review: inDays(300),
    holds: 'yes',
  } as never;
  await database.change(as, (tx) => writeOutcome(tx, partnership, first, written, place));
  await database.outer.query(
    'create temp table copied as select n, gen_random_uuid() as id from generate_series(1, $1::int) n',
    [decided - 1],
  );
  const copies = {
    decision: { id: 'c.id', title: "t.title || ' ' || c.n", at: "t.at - c.n * interval '1 hour'" },
    decision_version: { id: 'gen_random_uuid()', decision_id: 'c.id' },
    decision_statement: { id: 'gen_random_uuid()', decision_id: 'c.id' },
  };
  for (const [table, own] of Object.entries(copies)) await copy(database, table, own, first);
  await database.outer.query('drop table copied');
  await database.outer.query('analyze');
}

/** Rows like those of the first decision, for each that is copied; `own` says what is not the same in them. */
async function copy(
  database: Database,
  table: string,
  own: Record<string, string>,
  first: string,
): Promise<void> {
  const { rows } = await database.outer.query(
    'select column_name as name from information_schema.columns where table_name = $1',
    [table],
  );
  const names = rows.map(({ name }) => name as string);
  const which = table === 'decision' ? 't.id' : 't.decision_id';
  await database.outer.query(
    `insert into ${table} (${names.join(', ')})
     select ${names.map((name) => own[name] ?? `t.${name}`).join(', ')} from ${table} t, copied c where ${which} = $1`,
    [first],
  );
}
