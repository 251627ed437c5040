// Whether an address has an account is told by no answer, and not by how long it takes.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';
import { bare } from '../src/testing-answers.ts';

/** Turns, each with one of every kind in another order: so that whatever else the machine does hits all alike. */
const turns = 70;
/**
 * How often one kind takes longer than the other, of all pairs: half the time if they are alike. With 70 turns chance
 * alone leaves 0.5 by 0.21 in 1 of 100,000 (normal approximation of Mann and Whitney's U: its deviation is 0.049).
 */
const allowed = 0.21;

let town: TestTown;
const known: string[] = [];
const bareAccounts: string[] = [];
const unknown = Array.from({ length: turns }, (_, n) => `nobody.${n}@people.test`);

beforeAll(async () => {
  town = await openTestTown();
  for (let n = 0; n < turns; n += 1) {
    for (const [kind, list] of Object.entries({ Known: known, Bare: bareAccounts })) {
      const person = await town.addPerson(`${kind} ${n}`);
      const email = `${kind.toLowerCase()}.${n}@people.test`;
      list.push(email);
      if (n > 2) continue;
      await town.house.accounts.signInProven(email, `${kind} ${n}`);
      if (kind === 'Known') await town.house.accounts.setPassword(person, 'three words in a row');
    }
  }
  // The rest have the same password without being asked for it, which would take a minute.
  await town.database.outer.query(`
    insert into auth_user (id, name, email, "emailVerified", "createdAt", "updatedAt")
    select p.id::text, p.name, p.email, true, now(), now() from person p
    where p.email like 'known.%' and p.login_id is null`);
  await town.database.outer.query(`
    update person set login_id = id::text where email like 'known.%' and login_id is null`);
  await town.database.outer.query(`
    insert into auth_account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
    select p.id::text, p.id::text, 'credential', p.login_id, (select password from auth_account where password is not null limit 1),
      now(), now()
    from person p where p.email like 'known.%'
      and not exists (select from auth_account a where a."userId" = p.login_id)`);
}, 300_000);
afterAll(() => town.close());

/** The share of pairs in which the first takes longer. */
function longerShare(first: readonly number[], second: readonly number[]): number {
  let longer = 0;
  for (const one of first) for (const other of second) longer += one > other ? 1 : one === other ? 0.5 : 0;
  return longer / (first.length * second.length);
}

const kinds = { known, bareAccounts, unknown };
type Kind = keyof typeof kinds;

async function measured(path: string, form: (email: string) => Record<string, string>) {
  const taken: Record<Kind, number[]> = { known: [], bareAccounts: [], unknown: [] };
  const said = new Set<string>();
  for (let turn = 0; turn < turns; turn += 1) {
    const order = Object.keys(kinds) as Kind[];
    order.push(...order.splice(0, turn % order.length));
    for (const kind of order) {
      // What the answer before has left to do is done, and its attempts are forgotten.
      await town.settle();
      await town.database.outer.query('delete from rate_limit');
      const email = kinds[kind][turn]!;
      const begun = performance.now();
      const answer = await town.post(path, form(email));
      taken[kind].push(performance.now() - begun);
      said.add(`${answer.status} ${answer.location} ${bare(answer, path).replaceAll(email, '#')}`);
    }
  }
  return { taken, said };
}

it.each([
  ['/sign-in', (email: string) => ({ email, password: 'not the password of it' })],
  ['/sign-in/links', (email: string) => ({ email })],
  ['/taking-part/way-in', (email: string) => ({ email })],
] as const)('%s answers alike, and as soon, whoever is asked for', async (path, form) => {
  // The first ones load what the others find loaded.
  for (const email of ['one@people.test', known[0]!, bareAccounts[0]!]) await town.post(path, form(email));
  const { taken, said } = await measured(path, form);
  expect([...said]).toHaveLength(1);
  const shares = {
    'with a password': longerShare(taken.known, taken.unknown),
    'without one': longerShare(taken.bareAccounts, taken.unknown),
  };
  for (const [kind, share] of Object.entries(shares))
    expect(Math.abs(share - 0.5), `${kind}: longer in ${share} of all pairs`).toBeLessThan(allowed);
  const told = Object.entries(shares).map(([kind, share]) => `${kind} ${share.toFixed(2)}`);
  noteFigure(`time of ${path}, account or none`, turns * 3, `longer in (0.5 is alike): ${told.join(', ')}`);
});

it('would be told apart where one of them took a tenth longer', () => {
  // As measured times are: most near each other, some far above.
  const times = Array.from({ length: turns }, (_, n) => 100 + (n % 7) + (n % 10 === 0 ? 60 : 0));
  expect(
    longerShare(
      times.map((time) => time * 1.1),
      times,
    ) - 0.5,
  ).toBeGreaterThan(allowed);
  expect(longerShare(times, times)).toBe(0.5);
});
