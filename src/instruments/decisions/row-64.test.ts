import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetReader } from '../../platform/carrying/sheet-reader.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { exporting } from './exporting.ts';
import { idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let leads: string[];
let stoves: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  leads = talks.partners.map(({ lead }) => lead!);
  const form = {
    way: 'majority',
    title: 'Two stoves',
    text: 'We buy two stoves.',
    results: 'closed',
    quorum: '3',
  };
  stoves = await propose(town, talks, form, leads[0]!);
  const say = (stance: string, as: string, reason = '') =>
    town.post(`${stoves}/voice`, { version: '1', stance, reason }, { as });
  await say('yes', leads[0]!);
  await say('yes', leads[1]!);
  await say('no', leads[2]!, 'One would do, and the rest goes to the growers');
  await town.post(`${stoves}/closure`, {}, { as: leads[0]! });
  await propose(town, talks, { way: 'consent', title: 'A new name', text: 'Soup Talks.' }, leads[0]!);
  const colours = { way: 'approval', title: 'The colour', text: 'We paint it.', options: 'Blue\nRed' };
  await propose(town, talks, colours, leads[0]!);
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const write = (text: string, as = leads[0]!) =>
  town.post(`${stoves}/outcome`, { text, because: 'One fails in January', review: inDays(120) }, { as });

describe('row 64: what was decided can be read years later, with why, and who saw it otherwise', () => {
  it('is written down, and told to all', async () => {
    expect((await write('')).status).toBe(422);
    expect((await write('Two stoves, since one fails in January.')).status).toBe(303);
    await town.settle();
    expect(await see(`/partnerships/${talks.id}/timeline`)).toContain(
      'wrote down what was decided: Two stoves',
    );
  });

  it('stands in the register with its outcome, its reason, its dissent and the day on which it is looked at again', async () => {
    const register = await see(`/partnerships/${talks.id}/decisions`);
    expect(register).toMatch(
      /Being decided A new name.*Over .*Two stoves Two stoves, since one fails in January\./,
    );
    expect(register).toContain('look at it again on');
    const page = await see(stoves);
    expect(page).toContain('2 for it, 1 against it.');
    expect(page).toContain('One would do, and the rest goes to the growers');
    expect(page).toMatch(/Voices.*Yes 2 No 1 I abstain 0/);
  });

  it('is found by the words of the proposal and of what was written down, in the language of each', async () => {
    for (const words of ['stoves', 'January'])
      expect(await see(`/search?q=${words}`), words).toContain('Two stoves');
    expect(await see('/search?q=January', await town.addPerson('Stranger'))).not.toContain('Two stoves');
    const form = {
      ...{ text: 'Zwei Herde, weil einer im Winter ausfällt.', review: inDays(120) },
      because: 'Damit alle es lesen',
    };
    await town.post(`${stoves}/outcome`, form, { as: leads[0]!, locale: 'de' });
    const { rows } = await town.database.outer.query(
      `select distinct locale, part from search_posting where subject_id = $1 and word like 'herd%'`,
      [idOf(stoves)],
    );
    expect(rows).toEqual([{ locale: 'de', part: 'statement' }]);
  });

  it('written down anew it says what has changed and why, and the words of before stay to be read', async () => {
    const anew = { text: 'One stove.', review: inDays(120) };
    const silent = await town.post(`${stoves}/outcome`, anew, { as: leads[0]! });
    expect(silent.status).toBe(422);
    expect(said(silent.html)).toContain('Say what you have changed, and why.');
    expect(silent.html).toContain('One stove.');
    const because = 'The other one was given to the school';
    expect((await town.post(`${stoves}/outcome`, { ...anew, because }, { as: leads[0]! })).status).toBe(303);
    await town.settle();
    const page = await see(stoves);
    expect(page).toContain('One stove.');
    expect(page).toMatch(
      /What was written down before .*What has changed: The other one was given to the school/,
    );
    expect(page, 'what is not said any more').toContain('Herde');
    expect(await see(`/partnerships/${talks.id}/timeline`)).toContain(
      'wrote down anew what was decided: Two stoves',
    );
  });

  it('goes with the partnership as a sheet for people', async () => {
    const reader = sheetReader('en', await town.house.city.get());
    const [sheet] = await town.database.read(await town.scopeFor(talks.observer), (tx) =>
      exporting(town.house, tx, talks.id, reader),
    );
    expect(sheet!.path).toBe('decisions.md');
    expect(sheet!.text).toContain('## Two stoves');
    expect(sheet!.text).toContain('We buy two stoves.');
    expect(sheet!.text).toMatch(/- .*: No\. One would do, and the rest goes to the growers/);
    expect(sheet!.text).toContain('## A new name');
    expect(sheet!.text, 'what is put to all, and what there is to choose from').toContain('Soup Talks.');
    expect(sheet!.text).toMatch(/## The colour[\s\S]*We paint it\.[\s\S]*- Blue\n- Red/);
  });
});
