import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Erased } from '../../../platform/personal/declared.ts';
import './tables.ts';

/** Pages that were begun go with their spaces. What was asked and answered stays, signed by the name that is left. */
export async function leaveRequests(tx: Tx, { ids, names, addresses, formerIn }: Erased): Promise<void> {
  await sql`delete from space s using brief b
    where b.id = s.id and b.writer_id = any (${ids}::uuid[]) and not exists (select from request r where r.id = s.id)`.execute(
    tx.db,
  );
  await sql`delete from asker_address
    where audience_id = any (${ids}::uuid[]) or lower(address) = any (${addresses}::text[])`.execute(tx.db);
  const { rows } = await sql<{ space: string }>`
    select id as space from request where asker_person = any (${ids}::uuid[])
    union select space_id from request_act where by_person = any (${ids}::uuid[])`.execute(tx.db);
  for (const { space } of rows) {
    const { name } = await formerIn(space);
    await sql`update request set asker_name = ${name}
      where id = ${space} and asker_person = any (${ids}::uuid[]) and asker_name = any (${names}::text[])`.execute(
      tx.db,
    );
    await sql`update request_act set by_name = ${name}
      where space_id = ${space} and by_person = any (${ids}::uuid[])`.execute(tx.db);
    await sql`update request set asker_group = '' where id = ${space} and asker_group = any (${names}::text[])`.execute(
      tx.db,
    );
  }
  await sql`update published_request set asker_name = '' where asker_name = any (${names}::text[])
    and space_id in (select id from request where asker_person = any (${ids}::uuid[]))`.execute(tx.db);
}
