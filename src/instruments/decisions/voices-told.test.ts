import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let leads: string[];

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  leads = talks.partners.map(({ lead }) => lead!);
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as: string) => said((await town.get(path, { as })).html);
const decides = async (title: string, voices: 'partners' | 'people') => {
  const at = await propose(town, talks, { way: 'majority', title, text: 'We cook.', voices }, leads[0]!);
  for (const as of leads) await town.post(`${at}/voice`, { version: '1', stance: 'yes' }, { as });
  await town.settle();
  return at;
};

it('where people decide, who has spoken is read on its page, and all else that happened is not buried', async () => {
  const at = await decides('Soup', 'people');
  const timeline = await see(`/partnerships/${talks.id}/timeline`, talks.observer);
  expect(timeline).toContain('put to all: Soup');
  expect(timeline).not.toContain('has spoken on: Soup');
  expect(await see(`/partnerships/${talks.id}`, talks.observer)).not.toContain('has spoken on: Soup');
  expect(await see(at, talks.observer)).toContain('3 of 3 people have spoken.');
  // The journal is whole, and each finds what they did.
  const { rows } = await town.database.outer.query(
    "select count(*)::int as n from journal_entry where kind = 'decision.person-spoken' and subject_id = $1",
    [idOf(at)],
  );
  expect(rows).toEqual([{ n: 3 }]);
  expect(await see('/desk', leads[1]!)).toContain('has spoken on: Soup');
});

it('where partners decide, each of them that has spoken is told', async () => {
  await decides('Bread', 'partners');
  const timeline = await see(`/partnerships/${talks.id}/timeline`, talks.observer);
  expect(timeline.split('has spoken on: Bread')).toHaveLength(4);
});
