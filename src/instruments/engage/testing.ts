import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';

export const seen = { affected: '5', influence: '1', why: 'They cook what we plan' };

/** For the matrix: a group on the map that a partner has rated and something is decided about, and an answer to who is missing. */
export async function settleConcerned(
  town: TestTown,
  { id, partners }: FoundedPartnership,
): Promise<Record<string, string>> {
  const [{ lead: as }] = partners as unknown as [{ lead: string }];
  const base = `/partnerships/${id}/engage`;
  const added = await town.post(base, { name: 'Night cooks', ...seen }, { as });
  if (!added.location) throw new Error(`Not on the map: ${added.status} ${added.html.slice(0, 2000)}`);
  await town.post(`${added.location}/decisions`, { does: 'nothing', reason: 'Not now' }, { as });
  await town.post(`${base}/missing`, { nobody: 'yes' }, { as });
  return { concerned: added.location.split('/').at(-1)! };
}
