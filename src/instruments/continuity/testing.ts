import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';

export const inWords = { roleName: 'Head of parks', department: 'Parks', ends: 'open' };

/** For the matrix: a relation with a holder, and an election day. */
export async function settleRelations(
  town: TestTown,
  { id, partners }: FoundedPartnership,
): Promise<Record<string, string>> {
  const [first, second] = partners as unknown as { id: string; lead: string }[];
  const as = first!.lead;
  const base = `/partnerships/${id}/continuity`;
  const added = await town.post(base, { partner: first!.id, toPartner: second!.id }, { as });
  if (!added.location) throw new Error(`Not noted: ${added.status} ${added.html.slice(0, 2000)}`);
  await town.post(`${added.location}/holders`, inWords, { as });
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await town.post(`${base}/elections`, { what: 'City council', day }, { as });
  const idOf = (table: 'relation_holder' | 'election_day') =>
    town.database.system(({ db }) =>
      db.selectFrom(table).select('id').where('space_id', '=', id).executeTakeFirstOrThrow(),
    );
  return {
    relation: added.location.split('/').at(-1)!,
    holder: (await idOf('relation_holder')).id,
    election: (await idOf('election_day')).id,
  };
}
