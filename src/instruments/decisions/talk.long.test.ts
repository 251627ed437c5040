import { afterAll, beforeAll, expect, it } from 'vitest';
import { queriesOf } from '../../../long/count-queries.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { addComments, propose } from './testing.ts';

// A decision about which everybody has something to say: five thousand comments open as fast as fifty.
let town: TestTown;
let talks: FoundedPartnership;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  lead = talks.partners[0]!.lead!;
}, 120_000);
afterAll(() => town.close());

async function talkedAbout(n: number): Promise<string> {
  const path = await propose(town, talks, { way: 'consent', title: `So ${n}`, text: 'So?' }, lead);
  await addComments(town, path, talks.partners[1]!.lead!, n);
  await town.post(`${path}/talk/reading`, {}, { as: lead });
  return path;
}

/** The middle of eleven, in milliseconds. */
async function timeOf(path: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    const begun = performance.now();
    expect((await town.get(path, { as: lead })).status).toBe(200);
    times.push(performance.now() - begun);
  }
  return times.toSorted((a, b) => a - b)[5]!;
}

it('opens five thousand comments as fast as fifty, wherever one begins', async () => {
  const few = await talkedAbout(50);
  const many = await talkedAbout(5_000);
  for (const suffix of ['', '/talk', '/talk?from=1', '/talk?from=26']) {
    const [fast, whole] = [await timeOf(`${few}${suffix}`), await timeOf(`${many}${suffix}`)];
    expect(whole, `${suffix}: ${fast} ms for fifty`).toBeLessThan(fast * 1.5 + 10);
  }
  const sent = [few, many].map((path) => queriesOf(() => town.get(`${path}/talk?from=2500`, { as: lead })));
  const [a, b] = await Promise.all(sent);
  expect(b!.length).toBe(a!.length);
  const begun = performance.now();
  expect((await town.post(`${many}/talk`, { text: 'One more' }, { as: lead })).status).toBe(303);
  expect(performance.now() - begun).toBeLessThan(1_000);
}, 240_000);
