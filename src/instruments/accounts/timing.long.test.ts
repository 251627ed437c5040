// Whether an address has an account is told neither by what the page says nor by how long it takes.
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../../../bin/figures.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

const rounds = 80;

let town: TestTown;
const addresses: Record<string, string> = { unknown: 'nobody@people.test' };
beforeAll(async () => {
  town = await openTestTown();
  for (const kind of ['with a password', 'without one']) {
    const name = `Reader ${newId()}`;
    const person = await town.addPerson(name);
    await town.get('/account', { as: person });
    if (kind === 'with a password') await town.house.accounts.setPassword(person, 'three words in a row');
    addresses[kind] = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test`;
  }
  const right = { email: addresses['with a password']!, password: 'three words in a row' };
  expect((await town.post('/sign-in', right)).status).toBe(303);
});
afterAll(() => town.close());

/** How often something of the one takes longer than something of the other: half of the times, where they are alike. */
function longer(one: readonly number[], other: readonly number[]): number {
  const wins = one.flatMap((a) => other.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce((sum: number, won) => sum + won, 0) / wins.length;
}

const without = (html: string, address: string) => html.replaceAll(address, '').replace(/[0-9a-f-]{36}/g, '');

it.each([
  ['a wrong password', '/sign-in', { password: 'three words in a queue' }],
  ['asking for a link', '/sign-in/links', {}],
])(
  '%s is answered alike and in the same time, whether there is an account or not',
  async (what, path, more) => {
    const took: Record<string, number[]> = Object.fromEntries(
      Object.keys(addresses).map((kind) => [kind, []]),
    );
    const said = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      await town.database.outer.query('delete from rate_limit');
      // In another order each time: what one leaves to do meets each of the others.
      const order = Object.entries(addresses).toSorted(() => Math.random() - 0.5);
      for (const [kind, email] of order) {
        const beginning = performance.now();
        const answer = await town.post(path, { email, ...more });
        took[kind]!.push(performance.now() - beginning);
        said.add(`${answer.status} ${answer.location} ${without(answer.html, email)}`);
        await town.settle();
      }
    }
    expect([...said], 'one answer for all').toHaveLength(1);
    const { unknown, ...known } = took;
    for (const [kind, times] of Object.entries(known)) {
      const share = longer(times, unknown!);
      noteFigure(
        `${what}: known ${kind}`,
        rounds,
        `took longer than for an unknown address in ${Math.round(100 * share)} of 100`,
      );
      // By chance alone it leaves this range once in many thousand runs.
      expect(share, `${what}, ${kind}`).toBeGreaterThan(0.3);
      expect(share, `${what}, ${kind}`).toBeLessThan(0.7);
    }
  },
);
