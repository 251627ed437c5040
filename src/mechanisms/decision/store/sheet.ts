import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import '../tables.ts';

// What a sheet tells of many decisions, each asked for once.

/** The last words of each. */
export async function listLastWords(tx: Tx, decisions: readonly string[]) {
  if (decisions.length === 0) return [];
  return tx.db
    .selectFrom('decision_version')
    .distinctOn('decision_id')
    .select(['decision_id as of', 'text'])
    .where('decision_id', 'in', decisions)
    .orderBy('decision_id')
    .orderBy('number', 'desc')
    .execute();
}

/** What can be chosen in each, in the order in which it was written. */
export async function listOptionsOf(tx: Tx, decisions: readonly string[]) {
  if (decisions.length === 0) return [];
  return tx.db
    .selectFrom('decision_option')
    .select(['decision_id as of', 'id', 'text'])
    .where('decision_id', 'in', decisions)
    .orderBy('decision_id')
    .orderBy('position')
    .execute();
}

export type Otherwise = { of: string; voice: string; voter: string; stance: string; reason: string };

/** Who had a voice in what is over and saw it otherwise in the end: as far as the reader may see it. */
export async function listOtherwise(tx: Tx, decisions: readonly string[]): Promise<Otherwise[]> {
  const { rows } = await sql<Otherwise>`
    select d.id as of, said.id as voice, said.voter, said.stance, said.reason
    from decision d cross join lateral (
      select distinct on (coalesce(v.person_id, v.partner_id)) v.id, v.stance, v.reason,
        coalesce(v.person_id, v.partner_id) as voter
      from decision_voice v where v.decision_id = d.id
        and v.version = (select max(n.number) from decision_version n where n.decision_id = d.id)
      order by coalesce(v.person_id, v.partner_id), v.at desc, v.id desc) said
    join lateral jsonb_array_elements(d.process -> 'ballot' -> 'stances') s on s ->> 'key' = said.stance
      and s ->> 'counts' in ('against', 'blocks')
    where d.id = any (${decisions}::uuid[]) and app_has_voice(d.id, said.voter, d.due_at)
    order by d.id, said.voter`.execute(tx.db);
  return rows;
}

/** By its voice, why an objection was to be set aside. */
export async function listAsideReasons(
  tx: Tx,
  decisions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (decisions.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('decision_aside')
    .select(['voice_id as voice', 'reason'])
    .where('decision_id', 'in', decisions)
    .execute();
  return new Map(rows.map(({ voice, reason }) => [voice, reason]));
}
