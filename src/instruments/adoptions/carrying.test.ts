import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { brought, packed, rowsOf } from '../carrying/testing.ts';
import { idOf } from '../decisions/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { sectionsOf } from '../texts/testing.ts';
import { chooseWay, end, say } from './testing.ts';

// What a partnership has adopted, and what is being decided, goes with it to another city.
let from: TestTown;
let to: TestTown;
let talks: FoundedPartnership;
let file: string;
let going: string;
let block: string;
const tables = [
  'adoption',
  'adoption_terms',
  'decision',
  'decision_version',
  'decision_voice',
  'block_agreement',
];

beforeAll(async () => {
  from = await openTestTown();
  to = await openTestTown();
  talks = await foundPartnership(from);
  const leads = talks.partners.map(({ lead }) => lead!);
  const [rosa, per, lea] = leads as [string, string, string];
  await chooseWay(from, talks, { way: 'consent', days: '14', quorum: '2' });
  const form = { title: 'House rules', from: 'empty', headings: 'Doors\nBins' };
  const path = (await from.post(`/partnerships/${talks.id}/texts`, form, { as: rosa })).location!;
  const [doors, bins] = (await sectionsOf(from, path)).map(({ id }) => id) as [string, string];
  const write = (of: string, text: string, base: string) =>
    from.post(`${path}/blocks/${of}/versions`, { heading: 'Rule', text, base }, { as: lea });
  await write(doors, 'Doors close at ten.', '0');
  await write(bins, 'Bins go out on Mondays.', '0');
  const put = async (of: string) =>
    (await from.post(`${path}/adoption`, { sections: of }, { as: rosa })).location!;
  const adopted = await put(doors);
  await say(from, adopted, { [rosa]: 'consent', [per]: 'consent', [lea]: 'consent' });
  await end(from, adopted);
  going = await put(bins);
  block = bins;
  await say(from, going, { [rosa]: 'consent' });
  // In other words by now, with what they adopt.
  await write(bins, 'Bins go out on Tuesdays.', '1');
  await say(from, going, { [rosa]: 'consent', [per]: 'consent' }, 2);
  file = await packed(from, talks.id);
}, 240_000);
afterAll(async () => {
  await to.close();
  await from.close();
});

const adoptionsIn = async (town: TestTown) => {
  const rows = await rowsOf(town, talks.id);
  return Object.fromEntries(tables.map((table) => [table, rows[table]]));
};

describe('what is adopted by decisions', () => {
  it('comes back as it was: what was adopted, what is being decided, and how that is done', async () => {
    const before = await adoptionsIn(from);
    const kinds = (before.adoption as { kind: string; number: number; adopted_at: string | null }[]).map(
      ({ kind, number, adopted_at }) => `${kind} ${number} ${adopted_at !== null}`,
    );
    expect(kinds.sort()).toEqual(['section 1 false', 'section 1 true', 'section 2 false', 'terms 1 true']);
    await brought(to, file);
    expect(await adoptionsIn(to)).toEqual(before);
  });

  it('is not adopted once more by the journal that comes with it, nor by the same file brought in twice', async () => {
    const before = await adoptionsIn(to);
    await to.settle();
    expect((await brought(to, file)).stands).toBe('same');
    await to.settle();
    expect(await adoptionsIn(to)).toEqual(before);
  });

  it('goes on there: a decision that ends in the new city adopts what its last words say', async () => {
    await end(to, going);
    const { rows } = await to.database.outer.query(
      'select a.number, g.version from adoption a join block_agreement g on g.decision_id = a.decision_id where a.decision_id = $1 and a.adopted_at is not null',
      [idOf(going)],
    );
    expect(rows).toEqual([{ number: 2, version: 2 }]);
    const agreed = (await rowsOf(to, talks.id)).block_agreement as {
      block_id: string;
      decision_id: string;
    }[];
    expect(agreed.filter((one) => one.block_id === block)).toMatchObject([{ decision_id: idOf(going) }]);
  });
});
