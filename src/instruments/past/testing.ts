import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';

export const tried = {
  years: '1998–2001',
  what: 'A shop that mended bicycles',
  byWhom: 'Cycle club',
  ended: 'The roof leaked',
  remains: '',
  source: '',
};

/** For the matrix: an attempt of the first partner, and a question that two have drafts for. */
export async function settlePast(
  town: TestTown,
  { id, facilitator, partners }: FoundedPartnership,
): Promise<Record<string, string>> {
  const [first, second] = partners as unknown as [{ lead: string }, { lead: string }];
  const base = `/partnerships/${id}/past`;
  await town.post(`${base}/attempts`, tried, { as: first.lead });
  const { id: attempt } = await town.database.system(({ db }) =>
    db.selectFrom('attempt').select('id').where('space_id', '=', id).executeTakeFirstOrThrow(),
  );
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  const asked = await town.post(`${base}/hurt`, { day, time: '12:00' }, { as: facilitator });
  if (!asked.location) throw new Error(`Not asked: ${asked.status} ${asked.html.slice(0, 2000)}`);
  for (const { lead: as } of [first, second])
    await town.post(`${asked.location}/draft`, { hurt: 'The bill', need: 'A word', version: '0' }, { as });
  return { attempt, hurt: asked.location.split('/').at(-1)! };
}
