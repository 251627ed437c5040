import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';

/** A common goal, an own goal of two partners each, and a rating with which the fit of the first has fallen. */
export async function settleFit(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const [first, second] = founded.partners;
  const at = `/partnerships/${founded.id}/fit`;
  const send = async (path: string, form: Record<string, string>, as: string) => {
    const { status, html } = await town.post(`${at}/${path}`, form, { as });
    if (status !== 303) throw new Error(`${path}: ${status} ${html.slice(0, 2000)}`);
  };
  const newest = async (table: string, space: string) =>
    (
      await town.database.outer.query(
        `select id from ${table} where space_id = $1 order by at desc limit 1`,
        [space],
      )
    ).rows[0].id as string;
  await send('goals', { goal: 'Meals from nearby' }, first!.lead);
  const common = await newest('fit_goal', founded.id);
  for (const { lead } of [first!, second!]) await send('own/goals', { goal: 'Fewer queues' }, lead);
  const own = await newest('fit_own_goal', first!.id);
  await send('own/rating', { [`says-${own}-${common}`]: 'supports' }, first!.lead);
  const tension = { [`says-${own}-${common}`]: 'tension', [`why-${own}-${common}`]: 'Queues grow' };
  await send('own/rating', tension, first!.lead);
  return {
    common,
    own,
    peerown: await newest('fit_own_goal', second!.id),
    rating: await newest('fit_rating', first!.id),
    fall: await newest('fit_summary', founded.id),
  };
}
