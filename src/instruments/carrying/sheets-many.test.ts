import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetReader } from '../../platform/carrying/sheet-reader.ts';
import { partsOf } from '../../platform/carrying/testing.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { daysOf, fillRooms } from '../../testing-sheets.ts';
import { settleDifferences } from '../differences/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { tried } from '../past/testing.ts';
import { settleStatements } from '../statements/testing.ts';
import { send } from '../transition/testing.ts';
import { packed } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
}, 120_000);
afterAll(() => town.close());

/** How often each room asks the database for its sheet: in its own transaction, not what goes on beside it. */
async function queries(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const reader = sheetReader('en', await town.house.city.get());
  const original = pg.Client.prototype.query;
  const mark = 'select 1 as this_one';
  let client: pg.Client | undefined;
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...args: [{ text?: string }, ...never[]]) {
    if (args[0].text?.includes(mark)) client = this;
    else if (this === client) count += 1;
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as never;
  try {
    await town.database.read(await town.scopeFor(talks.observer), async (tx) => {
      await sql.raw(mark).execute(tx.db);
      for (const { name, exporting } of town.house.instruments) {
        // Of texts and rounds each has a sheet of its own; decisions are counted one by one.
        if (!exporting || ['texts', 'rounds', 'decisions'].includes(name)) continue;
        count = 0;
        await exporting(town.house, tx, talks.id, reader);
        counts[name] = count;
      }
    });
  } finally {
    pg.Client.prototype.query = original;
  }
  return counts;
}

describe('the sheets of a partnership', () => {
  it('ask the database as often with more rows', async () => {
    const at = `/partnerships/${talks.id}`;
    const days = await daysOf(town);
    await fillRooms(town, talks, days);
    const few = await queries();
    for (const count of Object.values(few)) expect(count).toBeGreaterThan(0);
    const [first] = talks.partners;
    const post = (path: string, form: Record<string, string>) =>
      send(town, `${at}/${path}`, form, first!.lead);
    await settleDifferences(town, talks);
    await settleStatements(town, talks);
    const owner = `person:${first!.lead}`;
    await post('to-dos', { text: 'Cook', owner, due: days.far });
    await post('roles', { title: 'Treasurer', purpose: 'Pays', months: '3' });
    await post('transition/plan', { what: 'All eat', known: 'Plates', owner, due: days.far });
    await post('benefits', {
      ...{ kind: 'own', claim: 'It lasts', who: 'All', indicator: 'Years', unit: '', baselineWords: 'None' },
      ...{ targetWords: 'Ten', checkOn: days.far, checker: owner },
    });
    await post('past/attempts', { ...tried, years: '2001', what: 'A farm shop' });
    await post('continuity', { partner: first!.id, toPartner: '', toName: 'Water board' });
    await post('engage', { name: 'Neighbours', affected: '3', influence: '3', why: 'They smell it' });
    await post('fit/goals', { goal: 'Fair prices' });
    expect(await queries()).toEqual(few);
  }, 120_000);

  it('hold all of a list that has several parts', async () => {
    await town.database.outer.query(
      `insert into to_do (id, space_id, text, owner_partner, due_on, done_at)
       select gen_random_uuid(), $1, 'Pot ' || n, $2, '2020-06-01', '2020-06-01T10:00:00Z' from generate_series(1, 1200) n`,
      [talks.id, talks.partners[0]!.id],
    );
    const all = (await partsOf(await packed(town, talks.id, 'shared'))).get('to-dos.md')!.toString();
    const pots = [...all.matchAll(/^- (Pot \d+) · Food Office · done on 1 June 2020$/gm)].map(
      ([, pot]) => pot,
    );
    expect(pots).toHaveLength(1200);
    expect(new Set(pots).size).toBe(1200);
  });
});
