import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let lead: string;
let guest: string;
let account: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  lead = talks.partners[0]!.lead;
}, 120_000);
afterAll(() => town.close());

const somebody = (name: string) => talks.join(name, 'member', talks.partners[1]!.id);
const passOn = async () => {
  const decisions = town.house.instruments.find(({ name }) => name === 'decisions')!;
  await town.database.system((tx) => decisions.passesOn!(tx, { partnership: talks.id, guest, account }));
};
const rowsOf = async (statement: string, ...values: unknown[]) =>
  (await town.database.outer.query(statement, values)).rows;

describe('an account that a guest has now', () => {
  beforeAll(async () => {
    guest = await somebody('Gast');
    account = await somebody('Konto');
  });

  it('steers what the guest proposed and is still being decided, and changes what the guest said', async () => {
    const form = { way: 'consent', title: 'A saw', text: 'One saw.', quorum: '0' };
    const at = await propose(town, talks, form, guest);
    const over = await propose(town, talks, { ...form, title: 'A drill' }, guest);
    await endNow(town, idOf(over));
    await settleEnded(town);
    await town.post(`${at}/talk`, { text: 'A sharp one' }, { as: guest });
    const [{ id }] = await rowsOf('select id from discussion_comment where discussion_id = $1', idOf(at));
    expect((await town.post(`${at}/withdrawal`, {}, { as: account })).status).toBe(403);
    await passOn();
    const changed = await town.post(`${at}/talk/${id}`, { text: 'A very sharp one' }, { as: account });
    expect(changed.status).toBe(303);
    const [{ text }] = await rowsOf('select text from discussion_comment where id = $1', id);
    expect(text).toBe('A very sharp one');
    const [version] = await rowsOf('select by_person from decision_version where decision_id = $1', idOf(at));
    expect(version.by_person).toBe(account);
    expect((await town.post(`${at}/withdrawal`, {}, { as: account })).status).toBe(303);
    const [settled] = await rowsOf('select by_person from decision where id = $1', idOf(over));
    expect(settled.by_person, 'who proposed what is over stays').toBe(guest);
  });

  it('has the objection that the guest made to new words, also where it had agreed to those before', async () => {
    const form = { way: 'consent', title: 'A bench', text: 'One bench.', voices: 'people', quorum: '0' };
    const at = await propose(town, talks, form, lead);
    const say = (version: string, stance: string, as: string) =>
      town.post(`${at}/voice`, { version, stance, reason: 'So we say' }, { as });
    await say('1', 'consent', account);
    await town.post(`${at}/wording`, { text: 'Two benches.', because: 'Asked for', base: '1' }, { as: lead });
    expect((await say('2', 'objection', guest)).status).toBe(303);
    await passOn();
    const rows = await rowsOf(
      'select version, stance from decision_voice where decision_id = $1 and person_id = $2 order by version',
      idOf(at),
      account,
    );
    expect(rows).toEqual([
      { version: 1, stance: 'consent' },
      { version: 2, stance: 'objection' },
    ]);
  });
});
