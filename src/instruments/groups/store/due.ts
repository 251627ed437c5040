import type { Tx } from '../../../platform/database/database.ts';
import type { Span } from '../../../platform/instrument.ts';
import '../store.ts';

/** For desks: groups of these partnerships whose mandate is looked at again by a day. */
export function listToReview(tx: Tx, partnerships: readonly string[], by: string) {
  return tx.db
    .selectFrom('working_group as c')
    .innerJoin('partnership as s', 's.id', 'c.space_id')
    .select(['c.id', 'c.space_id as partnership', 's.name as partnershipName', 'c.name', 'c.locale'])
    .select('c.review_on as reviewOn')
    .where('c.space_id', 'in', partnerships)
    .where('c.ended_at', 'is', null)
    .where('c.review_on', '<=', by)
    .where('s.ended_at', 'is', null)
    .orderBy('c.review_on')
    .orderBy('c.id')
    .limit(50)
    .execute();
}

/** Partnerships in which a mandate is looked at again on one of these days. Past the guards. */
export async function listSpacesDue(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('working_group')
    .select('space_id')
    .distinct()
    .where('ended_at', 'is', null)
    .where('review_on', '>=', firstDay)
    .where('review_on', '<=', lastDay)
    .execute();
  return rows.map((row) => row.space_id);
}
