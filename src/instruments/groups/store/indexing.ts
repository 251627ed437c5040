import type { Tx } from '../../../platform/database/database.ts';
import { indexSubject } from '../../../platform/search/index-subject.ts';

/** As what the search knows a group. */
export const foundKind = 'working-group';

/** So that a group is found by its name, and by what it is there for, by those in its partnership. */
export async function indexGroup(tx: Tx, id: string): Promise<void> {
  const { space, locale, name, purpose, decides } = await tx.db
    .selectFrom('working_group')
    .select(['space_id as space', 'locale', 'name', 'purpose', 'decides'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const texts = [
    { part: 'name', locale, text: name, weight: 2 },
    { part: 'purpose', locale, text: purpose, weight: 1 },
    { part: 'decides', locale, text: decides, weight: 1 },
  ];
  await indexSubject(tx, { space, audience: 'space', kind: foundKind, id, texts });
}

/** Groups that were found, those that have ended too. */
export function listGroupsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('working_group as c')
    .innerJoin('partnership as s', 's.id', 'c.space_id')
    .select(['c.id', 'c.space_id as partnership', 's.name as partnershipName', 'c.name', 'c.purpose'])
    .select(['c.decides', 'c.locale', 'c.ended_at as endedAt'])
    .where('c.id', 'in', ids)
    .execute();
}
