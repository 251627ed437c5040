import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import type { Erased } from '../../../platform/personal/declared.ts';
import { rename } from '../../../platform/personal/erasing.ts';
import '../../directory/store/tables.ts';

/**
 * Ends all parts of somebody who is erased. Where partners work together it stays known that somebody was there, under
 * the name that the partnership keeps; anywhere else nothing is left.
 */
export async function endPartsOf(tx: Tx, erased: Erased): Promise<void> {
  const { ids } = erased;
  await sql`delete from membership m using space s
    where s.id = m.space_id and s.kind not in ('partnership', 'partner') and m.person_id = any (${ids}::uuid[])`.execute(
    tx.db,
  );
  await sql`update membership set until = app_now()
    where person_id = any (${ids}::uuid[]) and (until is null or until > app_now())`.execute(tx.db);
  await rename(tx, 'membership', 'person_id', erased);
}

/**
 * Organisations that nobody speaks for once these people are gone: they lead them, and nobody else is there. And those
 * that have no other contact.
 */
export async function findGaps(tx: Tx, people: readonly string[]) {
  const { rows } = await sql<{ space: string; role: 'lead' | 'contact'; name: Localised }>`
    with held as (
      select m.space_id, m.role, bool_or(m.person_id = any (${people}::uuid[])) as theirs,
        bool_or(m.person_id <> all (${people}::uuid[])) as others
      from membership m join person p on p.id = m.person_id and p.deactivated_at is null
      where m.until is null and m.role in ('lead', 'contact') group by m.space_id, m.role)
    select distinct on (o.id) o.id as space, h.role, o.name
    from held h join organisation o on o.id = h.space_id
    where h.theirs and not h.others
      and (h.role = 'contact' or not exists (select from membership m
        where m.space_id = h.space_id and m.person_id <> all (${people}::uuid[]) and m.until is null))
    order by o.id, h.role desc`.execute(tx.db);
  return rows;
}

/**
 * Where these people are the only one who administers the city, or who leads an organisation that has others. The same
 * rule as for ending a part by hand (`neededAs`); a closed account leads nothing.
 */
export async function findNeeded(tx: Tx, people: readonly string[]) {
  const { rows } = await sql<{ space: string; kind: 'city' | 'organisation'; name: Localised }>`
    select s.id as space, s.kind, coalesce(o.name, c.name) as name
    from space s left join organisation o on o.id = s.id left join city c on c.space_id = s.id
    where s.kind in ('city', 'organisation')
      and exists (select from membership m join person p on p.id = m.person_id
        where m.space_id = s.id and m.person_id = any (${people}::uuid[]) and m.until is null
          and p.deactivated_at is null and m.role = case s.kind when 'city' then 'administrator' else 'lead' end)
      and not exists (select from membership m join person p on p.id = m.person_id
        where m.space_id = s.id and m.person_id <> all (${people}::uuid[]) and m.until is null
          and p.deactivated_at is null and m.role = case s.kind when 'city' then 'administrator' else 'lead' end)
      and (s.kind = 'city' or exists (select from membership m
        where m.space_id = s.id and m.person_id <> all (${people}::uuid[]) and m.until is null))
    order by s.id`.execute(tx.db);
  return rows;
}
