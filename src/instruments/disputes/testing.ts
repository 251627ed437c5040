import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';

export const idOf = (path: string) => path.split('/').at(-1)!;

export const words = {
  title: 'Who pays the cook',
  about: 'money',
  happened: 'In May the cook was paid by us, in June as well.',
  wants: 'That each of us pays every second month.',
};

/** Raises something for the first partner with the second; returns its address. */
export async function raise(
  town: TestTown,
  { id, partners }: Pick<FoundedPartnership, 'id' | 'partners'>,
  form: Record<string, string | string[]> = {},
  as = partners[0]!.lead!,
): Promise<string> {
  const whole = { ...words, with: [partners[1]!.id], ...form };
  const { location, status, html } = await town.post(`/partnerships/${id}/disputes`, whole, { as });
  if (!location) throw new Error(`${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
  return location;
}

const stepOrder = ['raised', 'direct', 'facilitated', 'mediator', 'decision'] as const;

/** Goes up to a step, each with a reason. */
export async function goUpTo(
  town: TestTown,
  path: string,
  step: (typeof stepOrder)[number],
  as: string,
): Promise<void> {
  const { rows } = await town.database.outer.query(
    'select step from dispute_entry where dispute_id = $1 order by number desc limit 1',
    [idOf(path)],
  );
  const from = stepOrder.indexOf(rows[0].step);
  for (const at of stepOrder.slice(from, stepOrder.indexOf(step))) {
    const { status, html } = await town.post(
      `${path}/step`,
      { from: at, reason: 'It does not move' },
      { as },
    );
    if (status !== 303) throw new Error(`${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
  }
}

/** The last row of a dispute in one of its tables. */
export async function lastOf(town: TestTown, table: 'dispute_offer' | 'dispute_entry', path: string) {
  const order = table === 'dispute_offer' ? 'at, id' : 'number';
  const { rows } = await town.database.outer.query(
    `select id from ${table} where dispute_id = $1 order by (${order}) desc limit 1`,
    [idOf(path)],
  );
  return rows[0].id as string;
}

/** Its time is over, by more than the millisecond to which the program reads clocks. */
export async function runOutNow(town: TestTown, path: string): Promise<void> {
  await town.database.outer.query(
    `update dispute_entry set due_at = date_trunc('milliseconds', app_now()) - interval '2 milliseconds'
     where dispute_id = $1 and due_at is not null`,
    [idOf(path)],
  );
}

/** Says yes to the last offer, for the side of somebody. */
export async function sayYes(town: TestTown, path: string, as: string): Promise<void> {
  const offer = await lastOf(town, 'dispute_offer', path);
  const { status, html } = await town.post(`${path}/offers/${offer}`, { answer: 'yes' }, { as });
  if (status !== 303) throw new Error(`${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
}

/** For the matrix and the guards: one that is raised with something put to all, one on each step that has a page, one settled. */
export async function settleDisputes(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const [lead, peer] = founded.partners.map((one) => one.lead!) as [string, string];
  const raised = await raise(town, founded);
  const agreed = { text: 'We pay in turn.', review: '' };
  await town.post(`${raised}/settlement`, agreed, { as: lead });
  const helped = await raise(town, founded, { title: 'The small pot' });
  await goUpTo(town, helped, 'facilitated', lead);
  const deciding = await raise(town, founded, { title: 'The large pot' });
  await goUpTo(town, deciding, 'decision', lead);
  const settled = await raise(town, founded, { title: 'The lid' });
  await town.post(`${settled}/settlement`, agreed, { as: lead });
  await sayYes(town, settled, peer);
  return {
    ...{ dispute: idOf(raised), helped: idOf(helped), deciding: idOf(deciding), laid: idOf(settled) },
    ...{
      offer: await lastOf(town, 'dispute_offer', raised),
      entry: await lastOf(town, 'dispute_entry', raised),
    },
  };
}
