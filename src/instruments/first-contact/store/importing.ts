import type { Tx } from '../../../platform/database/database.ts';
import { unpublish } from './publishing.ts';
import './tables.ts';

/** Somebody as they sign. For the import, which looks past the guards. */
export function findSigner(tx: Tx, person: string) {
  return tx.db.selectFrom('person').select(['id', 'name']).where('id', '=', person).executeTakeFirstOrThrow();
}

/** Did people do anything with an imported request since? */
export async function wasMovedOn(tx: Tx, request: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('journal_entry')
    .select('id')
    .where('space_id', '=', request)
    .where('kind', 'like', 'request.%')
    .where('kind', '<>', 'request.imported')
    .where('kind', 'not like', 'request.due-%')
    .where('kind', '<>', 'request.late')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes away what an earlier version of the file had brought, but for the space itself. */
export async function clearImported(tx: Tx, request: string): Promise<void> {
  await unpublish(tx, request);
  await tx.db.deleteFrom('published_request').where('space_id', '=', request).execute();
  await tx.db.deleteFrom('request_passed_on').where('space_id', '=', request).execute();
  await tx.db.deleteFrom('request').where('id', '=', request).execute();
  await tx.db.deleteFrom('membership').where('space_id', '=', request).execute();
}
