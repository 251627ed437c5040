import type { Tx } from '../../../platform/database/database.ts';
import { calledIn } from '../../partnerships/store.ts';
import './tables.ts';

/** All partners there ever were, with how long they were in. */
export function listPartnersEver(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('partner')
    .select(['id', calledIn().as('name'), 'kind', 'joined_at as joinedAt', 'left_at as leftAt'])
    .where('space_id', '=', partnership)
    .where('joined_at', 'is not', null)
    .orderBy('joined_at')
    .orderBy('id')
    .limit(500)
    .execute();
}
export type PartnerEver = Awaited<ReturnType<typeof listPartnersEver>>[number];
