import { insertRound } from '../../mechanisms/sealed-round/store.ts';
import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { words } from './messages/index.ts';
import { ownReady, questionsIn } from './rules.ts';
import { insertDifference } from './store.ts';

/** A difference whose answers are open, with an option and something that counts; and another one with its outcome. */
export async function settleDifferences(
  town: TestTown,
  founded: FoundedPartnership,
  silent?: string,
): Promise<Record<string, string>> {
  const at = `/partnerships/${founded.id}/differences`;
  const leads = founded.partners.map(({ lead }) => lead);
  const begin = (title: string) =>
    town.database.system(async (tx) => {
      const difference = await insertRound(tx, {
        space: founded.id,
        kind: 'open',
        title,
        about: '',
        questions: questionsIn(words('en')),
        locale: 'en',
        opens: 'date',
        dueAt: new Date(tx.now.getTime() - 86_400_000),
        partners: founded.partners.map(({ id }) => id),
        previous: null,
        ready: ownReady,
      });
      await insertDifference(tx, { space: founded.id, difference }, null);
      return difference;
    });
  const send = async (path: string, form: Record<string, string>, as: string) => {
    const { status, html } = await town.post(`${at}/${path}`, form, { as });
    if (status !== 303) throw new Error(`${path}: ${status} ${html.slice(0, 2000)}`);
  };
  const newest = async (table: string, of: string) =>
    (
      await town.database.outer.query(
        `select id from ${table} where difference_id = $1 order by at desc limit 1`,
        [of],
      )
    ).rows[0].id as string;
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  const apart = { kind: 'apart', text: 'We go on all the same', day };
  const difference = await begin('A binding target');
  await send(`${difference}/options`, { option: 'A target in the council', needs: '' }, leads[0]!);
  await send(`${difference}/criteria`, { criterion: 'Guests like it' }, leads[0]!);
  await send(`${difference}/ways`, apart, leads[0]!);
  const settled = await begin('Who pays');
  await send(`${settled}/ways`, apart, leads[0]!);
  const way = await newest('difference_way', settled);
  for (const lead of leads) await send(`${settled}/word`, { way, word: 'yes' }, lead);
  if (silent) {
    const told = { way, word: 'yes', partner: silent, how: 'phone', on: '1.3.2020' };
    await send(`${settled}/word`, told, founded.facilitator);
  }
  return {
    difference,
    settleddifference: settled,
    settledway: way,
    option: await newest('difference_option', difference),
    criterion: await newest('difference_criterion', difference),
    way: await newest('difference_way', difference),
  };
}
