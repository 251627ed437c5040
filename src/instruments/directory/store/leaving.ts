import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Erased } from '../../../platform/personal/declared.ts';
import './tables.ts';

/**
 * An organisation whose only contact is erased keeps neither the telephone at which they answered, nor an address that
 * is theirs. Others there give new ones.
 */
export async function forgetContact(tx: Tx, { ids, addresses, names }: Erased): Promise<void> {
  await sql`update organisation o set contact = contact - 'phone'
    where contact ? 'phone'
      and exists (select from membership m
        where m.space_id = o.id and m.role in ('contact', 'lead') and m.person_id = any (${ids}::uuid[]) and m.until is null)
      and not exists (select from membership m
        where m.space_id = o.id and m.role = 'contact' and m.person_id <> all (${ids}::uuid[]) and m.until is null)`.execute(
    tx.db,
  );
  await sql`update organisation set email = null, email_shown = false
    where lower(email) = any (${addresses}::text[])`.execute(tx.db);
  await sql`update organisation set confirmed_by = null
    where exists (select from jsonb_each_text(nullif(confirmed_by, 'null'::jsonb)) as c (locale, name)
      where c.name = any (${names}::text[]))`.execute(tx.db);
}
