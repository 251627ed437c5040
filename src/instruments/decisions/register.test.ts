import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { endNow, idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  lead = talks.partners[0]!.lead;
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (query = '') =>
  said((await town.get(`/partnerships/${talks.id}/decisions${query}`, { as: talks.observer })).html);

describe('the register of what was decided', () => {
  it('has nothing in it that is still explored or shaped when its day has come', async () => {
    const form = { way: 'consent', text: 'We buy a mill.' };
    for (const stage of ['explore', 'shape']) {
      const at = await propose(town, talks, { ...form, title: `A mill to ${stage}`, stage }, lead);
      await endNow(town, idOf(at));
    }
    expect(await see('?q=mill')).toContain('Nothing fits. Try fewer or other words.');
    expect(await see()).toContain('A mill to explore');
    expect(await see()).not.toContain('Being counted');
  });
});
