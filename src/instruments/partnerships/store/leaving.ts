import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Erased } from '../../../platform/personal/declared.ts';
import './tables.ts';

/**
 * Where these people are the only ones who facilitate a partnership with others in it, or who lead a partner with others.
 * One that has ended needs nobody.
 */
export async function findOnlyOnes(tx: Tx, people: readonly string[]) {
  const { rows } = await sql<{ partnership: string; partner: boolean; name: string }>`
    with held as (
      select m.space_id, m.role, bool_or(m.person_id = any (${people}::uuid[])) as theirs,
        bool_or(m.person_id <> all (${people}::uuid[])) as others
      from membership m join person p on p.id = m.person_id and p.deactivated_at is null
      where m.until is null and m.role <> 'claimant' group by m.space_id, m.role)
    select s.id as partnership, w.id is not null as partner, coalesce(nullif(partner_called(w.name, w.organisation_id), ''), s.name) as name
    from held h
    left join partner w on w.id = h.space_id and w.left_at is null
    join partnership s on s.id = coalesce(w.space_id, h.space_id) and s.ended_at is null
    where h.theirs and not h.others and h.role = case when w.id is null then 'facilitator' else 'lead' end
      and exists (select from held o where o.space_id = h.space_id and o.others)
    order by 3, 1`.execute(tx.db);
  return rows;
}

/** Partners of whom nobody is left once these people are gone, where they led them. */
export async function findGaps(tx: Tx, people: readonly string[]) {
  const { rows } = await sql<{ partnership: string; name: string }>`
    select s.id as partnership, concat_ws(' · ', s.name, nullif(partner_called(w.name, w.organisation_id), '')) as name
    from partner w join partnership s on s.id = w.space_id and s.ended_at is null
    where w.left_at is null
      and exists (select from membership m join person p on p.id = m.person_id and p.deactivated_at is null
        where m.space_id = w.id and m.role = 'lead' and m.until is null and m.person_id = any (${people}::uuid[]))
      and not exists (select from membership m join person p on p.id = m.person_id and p.deactivated_at is null
        where m.space_id = w.id and m.role <> 'claimant' and m.until is null
          and m.person_id <> all (${people}::uuid[]))
    order by 2, 1`.execute(tx.db);
  return rows;
}

/** Who was to be invited to a partnership that has not begun: its founder has typed addresses. */
export async function forgetInDrafts(tx: Tx, { addresses }: Erased): Promise<void> {
  for (const address of addresses) {
    const pattern = address.replaceAll(/[^\w@-]/g, '\\$&');
    await sql`update partnership set draft = regexp_replace(draft::text, ${pattern}, '', 'gi')::jsonb
      where draft::text ~* ${pattern}`.execute(tx.db);
  }
}
