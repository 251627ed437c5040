import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, propose } from './testing.ts';

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
const over = async (title: string, form: Record<string, string> = {}) => {
  const at = await propose(town, talks, { way: 'consent', title, text: 'We bake.', ...form }, leads[0]!);
  for (const as of leads.slice(0, 2))
    await town.post(`${at}/voice`, { version: '1', stance: 'consent' }, { as });
  await endNow(town, idOf(at));
  return at;
};
const counted = async (at: string) => {
  const { rows } = await town.database.outer.query('select settled_at from decision where id = $1', [
    idOf(at),
  ]);
  return rows[0].settled_at !== null;
};

describe('in the minute in which the house has not counted yet', () => {
  it('the desk asks to write down what was decided, and it can be written down at once', async () => {
    const at = await over('Bread on Mondays');
    for (const as of [leads[0]!, talks.facilitator])
      expect(await see('/desk', as)).toContain('Write down what came of: Bread on Mondays');
    expect(await see('/desk', leads[1]!)).not.toContain('Write down what came of');
    expect(await counted(at), 'the desk counts nothing').toBe(false);
    const form = { text: 'Bread each Monday.', review: await town.inDays(90) };
    expect((await town.post(`${at}/outcome`, form, { as: leads[0]! })).location).toBe(at);
    expect(await see(at, leads[1]!)).toContain('Bread each Monday.');
    expect(await see('/desk', leads[0]!)).not.toContain('Write down what came of: Bread on Mondays');
  });

  it('its page counts it, and offers to write it down', async () => {
    const at = await over('Bread on Tuesdays');
    const page = await see(at, leads[0]!);
    expect(page).toContain('Agreed');
    expect(page).toContain('Write down what was decided');
    expect(await counted(at)).toBe(true);
    await settleEnded(town);
    await town.settle();
    const told = await see(`/partnerships/${talks.id}/timeline`, leads[1]!);
    expect(told.split('Agreed: Bread on Tuesdays')).toHaveLength(2);
    expect((await town.get(`${at}/outcome`, { as: leads[0]! })).status).toBe(200);
  });

  it('what goes on in another way is asked of nobody to be written down', async () => {
    const at = await over('Bread on Wednesdays', { fallback: 'time', quorum: '3' });
    expect(await see('/desk', leads[0]!)).not.toContain('Write down what came of: Bread on Wednesdays');
    const page = await see(at, leads[2]!);
    expect(page).toContain('it goes on once more');
    expect(page).not.toContain('Not agreed');
  });
});
