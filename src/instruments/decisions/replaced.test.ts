import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let leads: string[];

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  leads = talks.partners.map(({ lead }) => lead);
}, 120_000);
afterAll(() => town.close());

const see = async (path: string, as: string) =>
  (await town.get(path, { as })).html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const end = async (at: string, stance?: string) => {
  if (stance) await town.post(`${at}/voice`, { version: '1', stance }, { as: leads[0]! });
  await endNow(town, idOf(at));
  await settleEnded(town);
};
const over = async (form: Record<string, string>, stance?: string) => {
  const at = await propose(town, talks, { text: 'We bake.', quorum: '0', ...form }, leads[0]!);
  await end(at, stance);
  return at;
};
const write = async (at: string) => {
  const written = { text: 'So it is.', holds: 'yes', review: inDays(90) };
  expect((await town.post(`${at}/outcome`, written, { as: leads[0]! })).status).toBe(303);
};
const again = async (at: string, stance?: string) => {
  const form = { because: 'It snowed', text: 'We bake less.', day: inDays(20), time: '12:00' };
  const { location } = await town.post(`${at}/reopening`, form, { as: leads[0]! });
  await end(location!, stance);
  return location!;
};

describe('what something else holds in place of', () => {
  it('is not asked to be read any more, also where the new one was left to who proposed it', async () => {
    const at = await over({ way: 'advice', title: 'Small loaves' });
    await write(at);
    const asked = 'read what was decided: Small loaves';
    const next = await again(at);
    expect(await see('/desk', leads[1]!), 'nobody has said yet whether that holds').toContain(asked);
    await write(next);
    const { html } = await town.get('/desk', { as: leads[1]! });
    expect(html).toContain(`${next}/reading`);
    expect(html).not.toContain(`${at}/reading`);
  });

  it('is not looked at again, also where the new one was counted and is not written down', async () => {
    const at = await over({ way: 'consent', title: 'Large loaves' }, 'consent');
    await write(at);
    await town.database.outer.query(
      'update decision_statement set review_on = app_now()::date where decision_id = $1',
      [idOf(at)],
    );
    expect(await see('/desk', leads[1]!)).toContain('Look again at: Large loaves');
    await again(at, 'consent');
    expect(await see('/desk', leads[1]!)).not.toContain('Look again at: Large loaves');
    expect(await see(`/partnerships/${talks.id}/decisions?q=large`, leads[1]!)).toContain('Replaced');
  });
});
