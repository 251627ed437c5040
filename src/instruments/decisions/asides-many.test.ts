import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAsides } from '../../mechanisms/decision/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  lead = talks.partners[0]!.lead!;
}, 120_000);
afterAll(() => town.close());

const many = 500;

/** How often the database asks whether one has a voice, to say something. */
async function timesAsked(tx: Tx, say: () => Promise<unknown>): Promise<number> {
  const asked = async () => {
    const { rows } = await sql<{ n: number }>`
      select coalesce(sum(calls), 0)::int as n from pg_stat_xact_user_functions
      where funcname = 'app_has_voice'`.execute(tx.db);
    return rows[0]!.n;
  };
  await sql`set local track_functions = 'all'`.execute(tx.db);
  const before = await asked();
  await say();
  return (await asked()) - before;
}

/** How many rows of memberships it reads for that. */
async function rowsRead(tx: Tx, say: () => Promise<unknown>): Promise<number> {
  const read = async () => {
    const { rows } = await sql<{ n: number }>`
      select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as n
      from pg_stat_xact_user_tables where relname = 'membership'`.execute(tx.db);
    return rows[0]!.n;
  };
  const before = await read();
  await say();
  return (await read()) - before;
}

it('hundreds of people who consent are looked up together, and one alone without going through all', async () => {
  const consent = { way: 'consent', title: 'Hot', text: 'So?', voices: 'people', quorum: '1' };
  const at = await propose(town, talks, consent, lead);
  await town.post(`${at}/voice`, { version: '1', stance: 'objection', reason: 'Too hot' }, { as: lead });
  await town.database.outer.query(
    `with one as (insert into person (id, kind, name, locale)
       select gen_random_uuid(), 'person', 'Person ' || n, 'en' from generate_series(1, $3::int) n returning id),
     inside as (insert into membership (id, space_id, person_id, role)
       select gen_random_uuid(), $1, id, 'participant' from one)
     insert into membership (id, space_id, person_id, role) select gen_random_uuid(), $2, id, 'member' from one`,
    [talks.id, talks.partners[1]!.id, many],
  );
  const { html } = await town.get(at, { as: talks.facilitator });
  const objection = /href="([^"]+\/objections\/[^"]+)"/.exec(html)![1]!;
  await town.post(objection, { reason: 'We open windows' }, { as: talks.facilitator });
  await town.database.outer.query(
    `insert into decision_aside_yes (id, space_id, aside_id, person_id, by_person)
     select gen_random_uuid(), a.space_id, a.id, p.id, p.id from decision_aside a, person p
     where a.decision_id = $1 and p.name like 'Person %'`,
    [idOf(at)],
  );
  await town.database.outer.query('analyze');
  await town.database.system(async (tx) => {
    const hasVoice = (whose: string) =>
      sql<{ has: boolean }>`select app_has_voice(${idOf(at)}, ${whose}, app_now()) as has`.execute(tx.db);
    const asked = await timesAsked(tx, async () => {
      expect((await listAsides(tx, idOf(at)))[0]).toMatchObject({ agreed: many });
    });
    expect(asked).toBe(0);
    expect(await timesAsked(tx, () => hasVoice(lead)), 'it would be seen').toBe(1);
    // Planned once for all whom it is asked about: to plan it takes longer than to ask.
    await sql`set local plan_cache_mode = force_generic_plan`.execute(tx.db);
    const read = await rowsRead(tx, async () => {
      expect((await hasVoice(lead)).rows[0]!.has).toBe(true);
      expect((await hasVoice(talks.observer)).rows[0]!.has).toBe(false);
    });
    expect(read).toBeLessThan(20);
  });
});
