import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptWhatHolds } from '../../mechanisms/adoption/actions.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { endNow, idOf } from '../decisions/testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';
import { wholeAnswer } from '../structure/testing.ts';
import { beginVision, sectionsOf } from '../texts/testing.ts';
import { chooseWay, end, proposeWay, say } from './testing.ts';

/** Adoption in each room that adopts: by everybody's yes, by consent with an objection between, by a majority that is missed. */
let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const see = async (path: string, as: string) => plain((await town.get(path, { as })).html);
const leadsOf = (founded: FoundedPartnership) =>
  founded.partners.map(({ lead }) => lead!) as [string, string, string];

async function write(path: string, block: string, text: string, base: string, as: string) {
  const form = { heading: `Part ${block.slice(-4)}`, text, base };
  expect((await town.post(`${path}/blocks/${block}/versions`, form, { as })).status).toBe(303);
}

/** A vision with its five sections written. */
async function writtenVision(founded: FoundedPartnership) {
  const [rosa] = leadsOf(founded);
  const path = await beginVision(town, founded.id, rosa);
  const blocks = (await sectionsOf(town, path)).map(({ id }) => id);
  for (const [n, block] of blocks.entries()) await write(path, block, `Words ${n + 1}.`, '0', rosa);
  return { path, blocks };
}

/** A text with one section. */
async function writtenText(founded: FoundedPartnership) {
  const [rosa] = leadsOf(founded);
  const form = { title: 'House rules', from: 'empty', headings: 'Doors' };
  const { location } = await town.post(`/partnerships/${founded.id}/texts`, form, { as: rosa });
  const [block] = (await sectionsOf(town, location!)).map(({ id }) => id);
  await write(location!, block!, 'Doors close at ten.', '0', rosa);
  return { path: location!, blocks: [block!] };
}

/** A structure that was chosen out of the answers. */
async function chosenStructure(founded: FoundedPartnership) {
  const leads = leadsOf(founded);
  const asked = { about: 'Who?', opens: 'all', day: await town.inDays(9), time: '12:00' };
  const round = (await town.post(`/partnerships/${founded.id}/structure`, asked, { as: leads[0] })).location!;
  for (const lead of leads) await answer(town, round, lead, { ...wholeAnswer });
  const choice = { chosen: ['joint'], reasons: 'Nobody can carry it alone.' };
  const path = (await town.post(`${round}/text`, choice, { as: leads[0] })).location!;
  return { path, blocks: (await sectionsOf(town, path)).map(({ id }) => id) };
}

/** Says yes to all sections of a text. */
async function sayYes(path: string, blocks: readonly string[], as: string, version = '1') {
  const yes = blocks.flatMap((id) => [
    [`answer-${id}`, 'yes'],
    [`version-${id}`, version],
  ]);
  return town.post(`${path}/answers`, Object.fromEntries(yes), { as });
}

/** A text that was agreed, and is changed when it is looked at again. */
async function revisited(founded: FoundedPartnership) {
  const [rosa] = leadsOf(founded);
  const { path, blocks } = await writtenText(founded);
  for (const as of leadsOf(founded)) await sayYes(path, blocks, as);
  expect(await see(path, rosa)).toContain('What we agreed');
  await write(path, blocks[0]!, 'Doors close at nine.', '1', rosa);
  return { path, blocks };
}

const put = (path: string, sections: readonly string[], as: string) =>
  town.post(`${path}/adoption`, { sections: [...sections] }, { as });

const states = async (blocks: readonly string[]) => {
  const { rows } = await town.database.outer.query(
    `select coalesce(max(g.version), 0)::int as agreed, max(v.number)::int as latest
     from block_version v left join block_agreement g on g.block_id = v.block_id and g.version = v.number
     where v.block_id = any ($1::uuid[]) group by v.block_id`,
    [blocks],
  );
  return { held: rows.filter(({ agreed, latest }) => agreed === latest).length, of: rows.length };
};

const rooms = [
  { room: 'a text', make: writtenText, was: 0 },
  { room: 'a vision', make: writtenVision, was: 0 },
  { room: 'a structure', make: chosenStructure, was: 0 },
  { room: 'a text that is looked at again', make: revisited, was: 1 },
];

describe.each(rooms)('$room', ({ make, was }) => {
  it('is adopted by everybody’s yes where nothing was chosen, and by no decision', async () => {
    const founded = await foundPartnership(town);
    const leads = leadsOf(founded);
    const { path, blocks } = await make(founded);
    const version = String(was + 1);
    const refused = await put(path, blocks, leads[0]);
    expect(refused.status).toBe(422);
    expect(plain(refused.html)).toContain(
      'This text is agreed by everybody’s yes. Say yes to its sections instead',
    );
    for (const as of leads.slice(1)) await sayYes(path, blocks, as, version);
    expect((await states(blocks)).held).toBe(0);
    await sayYes(path, blocks, leads[0], version);
    expect(await states(blocks)).toEqual({ held: blocks.length, of: blocks.length });
    expect(await see(path, leads[1])).toContain(`Edition ${was + 1}, agreed by all 3 partners`);
  });

  it('is adopted by consent: an objection stands between, and its words are taken over', async () => {
    const founded = await foundPartnership(town);
    const [rosa, per, lea] = leadsOf(founded);
    const { path, blocks } = await make(founded);
    await chooseWay(town, founded, { way: 'consent' });
    expect(await see(path, rosa)).toContain('Put it to all partners');
    expect((await town.get('/desk', { as: per })).html, 'no word is asked for').not.toContain(
      'or what is missing',
    );
    const decision = (await put(path, blocks, rosa)).location!;
    expect(await see(decision, per)).toContain('Consent ·');
    const asked = await see(decision, per);
    for (const text of was ? ['Doors close at nine.', 'Until now: Doors close at ten.'] : [])
      expect(asked).toContain(text);
    // The way there and back.
    expect((await town.get(decision, { as: per })).html).toContain(`/adoptions/${idOf(decision)}"`);
    const back = await town.get(`/partnerships/${founded.id}/adoptions/${idOf(decision)}`, { as: per });
    expect(back.location).toBe(path);
    expect((await town.get(path, { as: lea })).html).toContain(`href="${decision}"`);
    expect(await see(path, lea)).toContain('All partners are being asked, until');

    await say(town, decision, { [rosa]: 'consent', [per]: 'consent', [lea]: 'objection' });
    // Somebody else than who proposed it takes the objection up, where the words stand.
    await write(path, blocks[0]!, 'Other words, with a cook.', String(was + 1), lea);
    expect(await see(decision, per)).toContain('Other words, with a cook.');
    expect(
      (await town.post(`${decision}/voice`, { version: '1', stance: 'consent' }, { as: per })).status,
    ).toBe(422);
    await say(town, decision, { [rosa]: 'consent', [per]: 'concern', [lea]: 'consent' }, 2);
    expect((await states(blocks)).held, 'nothing before the end').toBe(0);
    await end(town, decision);
    expect(await states(blocks)).toEqual({ held: blocks.length, of: blocks.length });
    const agreed = await see(path, per);
    expect(agreed).toContain('Other words, with a cook.');
    expect(agreed).toContain(`Edition ${was + 1}, agreed by decision on`);
    expect((await town.get(path, { as: per })).html).toContain(`href="${decision}"`);
    expect(await see(`/partnerships/${founded.id}/timeline`, per)).toContain('It was decided: “');
  });

  it('stays a draft where too few spoke for a majority, and can be put to all again', async () => {
    const founded = await foundPartnership(town);
    const [rosa, per, lea] = leadsOf(founded);
    const { path, blocks } = await make(founded);
    await chooseWay(town, founded, { way: 'majority', quorum: '3' });
    const first = (await put(path, blocks, rosa)).location!;
    expect(plain((await put(path, blocks, per)).html)).toContain('is being decided already');
    await say(town, first, { [rosa]: 'yes', [per]: 'yes' });
    await end(town, first);
    expect((await states(blocks)).held).toBe(0);
    expect(await see(path, lea)).toContain('it was not agreed, and stays a draft');
    const again = (await put(path, blocks, per)).location!;
    await say(town, again, { [rosa]: 'yes', [per]: 'yes', [lea]: 'no' });
    await end(town, again);
    expect(await states(blocks)).toEqual({ held: blocks.length, of: blocks.length });
  });
});

describe('what a decision adopts', () => {
  let founded: FoundedPartnership;
  let leads: [string, string, string];
  beforeAll(async () => {
    founded = await foundPartnership(town);
    leads = leadsOf(founded);
    await chooseWay(town, founded, { way: 'consent' });
  });

  it('is adopted once, however often it is told that it holds', async () => {
    const [rosa, per] = leads;
    const { path, blocks } = await writtenText(founded);
    const decision = (await put(path, blocks, rosa)).location!;
    await say(town, decision, { [rosa]: 'consent', [per]: 'consent' });
    await end(town, decision);
    const told = async () => {
      const { rows } = await town.database.outer.query(
        `select kind, count(*)::int as n from journal_entry
         where subject_id = $1 and kind in ('text.adopted', 'text.agreed') group by kind order by kind`,
        [idOf(path)],
      );
      return rows;
    };
    const once = [
      { kind: 'text.adopted', n: 1 },
      { kind: 'text.agreed', n: 1 },
    ];
    expect(await told()).toEqual(once);
    const entry = { space_id: founded.id, subject_id: idOf(decision), kind: 'decision.settled' };
    await town.database.system((tx) => adoptWhatHolds(town.house, tx, entry as never));
    await town.post(`${decision}/outcome`, { text: 'Agreed', review: await town.inDays(90) }, { as: rosa });
    await town.settle();
    expect(await told()).toEqual(once);
  });

  it('is not adopted where the decision is taken back, and what is written stays', async () => {
    const [rosa, per] = leads;
    const { path, blocks } = await writtenText(founded);
    const decision = (await put(path, blocks, rosa)).location!;
    await say(town, decision, { [rosa]: 'consent', [per]: 'consent' });
    expect((await town.post(`${decision}/withdrawal`, {}, { as: rosa })).status).toBe(303);
    await end(town, decision);
    expect((await states(blocks)).held).toBe(0);
    const page = await see(path, per);
    expect(page).toContain('Doors close at ten.');
    expect(page).not.toContain('All partners are being asked');
    expect((await put(path, blocks, per)).status).toBe(303);
  });

  it('is said anew only where it is written, is not taken out meanwhile, and is not taken up again by itself', async () => {
    const [rosa, per] = leads;
    const { path, blocks } = await writtenText(founded);
    const decision = (await put(path, blocks, rosa)).location!;
    expect((await town.get(decision, { as: rosa })).html).not.toContain(`${decision}/wording`);
    expect((await town.get(`${decision}/wording`, { as: rosa })).status).toBe(404);
    const anew = { text: 'Doors stay open.', because: 'Air', base: '1' };
    expect((await town.post(`${decision}/wording`, anew, { as: rosa })).status).not.toBe(303);
    const out = await town.post(`${path}/blocks/${blocks[0]}/removal`, {}, { as: rosa });
    expect(plain(out.html)).toContain('Have the decision taken back first');
    await say(town, decision, { [rosa]: 'consent', [per]: 'consent' });
    await end(town, decision);
    expect((await town.get(`${decision}/reopening`, { as: rosa })).status).toBe(404);
    expect((await town.get(decision, { as: rosa })).html).not.toContain(`${decision}/reopening`);
  });

  it('is what was put to all, also where somebody writes on once it is over', async () => {
    const [rosa, per] = leads;
    const { path, blocks } = await writtenText(founded);
    const decision = (await put(path, blocks, rosa)).location!;
    await say(town, decision, { [rosa]: 'consent', [per]: 'consent' });
    await town.database.outer.query(
      `update decision set due_at = app_now() - interval '1 second' where id = $1`,
      [idOf(decision)],
    );
    await write(path, blocks[0]!, 'Doors never close.', '1', per);
    await end(town, decision);
    expect(await states(blocks)).toEqual({ held: 0, of: 1 });
    const { rows } = await town.database.outer.query(
      'select version from block_agreement where block_id = $1',
      blocks,
    );
    expect(rows).toEqual([{ version: 1 }]);
  });

  it('waits for the words of who proposed it, where they decide after advice', async () => {
    const own = await foundPartnership(town);
    const [rosa, per] = leadsOf(own);
    await chooseWay(town, own, { way: 'advice', quorum: '1' });
    const { path, blocks } = await writtenText(own);
    for (const [holds, held] of [
      ['no', 0],
      ['yes', 1],
    ] as const) {
      const decision = (await put(path, blocks, rosa)).location!;
      await say(town, decision, { [per]: 'go' });
      await end(town, decision);
      expect((await states(blocks)).held).toBe(0);
      expect(await see(path, per)).toContain('Who proposed it writes down what comes of it.');
      const outcome = { holds, text: 'As advised', review: await town.inDays(90) };
      expect((await town.post(`${decision}/outcome`, outcome, { as: rosa })).status).toBe(303);
      await town.settle();
      expect((await states(blocks)).held).toBe(held);
    }
  });

  it('can be that all of a text still holds, once its day has come', async () => {
    const own = await foundPartnership(town);
    const [rosa, per, lea] = leadsOf(own);
    const { path, blocks } = await writtenText(own);
    for (const as of [rosa, per, lea]) await sayYes(path, blocks, as);
    await chooseWay(town, own, { way: 'supermajority' });
    expect((await town.post(`${path}/adoption`, { keeps: 'yes' }, { as: rosa })).status).toBe(422);
    const due = (day: string) =>
      town.database.outer.query('update document set revisit_on = $2 where id = $1', [idOf(path), day]);
    await due(await town.inDays(-1));
    const kept = { title: 'House rules', kept: 'yes', day: await town.inDays(90), reason: '' };
    expect(plain((await town.post(`${path}/frame`, kept, { as: rosa })).html)).toContain(
      'is decided by all partners',
    );
    const decision = (await town.post(`${path}/adoption`, { keeps: 'yes' }, { as: rosa })).location!;
    expect(await see(decision, per)).toContain('“House rules” still holds');
    await say(town, decision, { [rosa]: 'yes', [per]: 'yes', [lea]: 'no' });
    await end(town, decision);
    const { rows } = await town.database.outer.query(
      `select d.revisit_on > app_now()::date + 150 as later, (select count(*)::int from document_look l where l.document_id = d.id) as looks
       from document d where id = $1`,
      [idOf(path)],
    );
    expect(rows).toEqual([{ later: true, looks: 1 }]);
    expect(await see(path, per)).not.toContain('time to look at it again');
    expect(await see(`/partnerships/${own.id}/timeline`, per)).toContain(
      'It was decided: “House rules” still holds.',
    );
  });
});

describe('the way itself', () => {
  it('is changed by everybody’s yes at first, and by the way that holds from then on', async () => {
    const founded = await foundPartnership(town);
    const [rosa, per, lea] = leadsOf(founded);
    const home = `/partnerships/${founded.id}/adoptions`;
    const now = async () => (await see(home, rosa)).match(/How it is now (.+?)\./)![1];
    expect(await now()).toBe('Everybody’s yes');
    const first = await proposeWay(town, founded, { way: 'majority' }, per);
    const second = await town.post(
      home,
      { way: 'consent', days: '9', quorum: '1', because: 'Better' },
      { as: rosa },
    );
    expect(plain(second.html)).toContain('Another way is being decided already');
    await say(town, first, { [rosa]: 'yes', [per]: 'yes' });
    await endNow(town, idOf(first));
    const third = await town.post(
      home,
      { way: 'consent', days: '9', quorum: '1', because: 'Its end is not counted' },
      { as: rosa },
    );
    expect(plain(third.html)).toContain('Another way is being decided already');
    await end(town, first);
    expect(await now(), 'one silence keeps it as it is').toBe('Everybody’s yes');
    await chooseWay(town, founded, { way: 'majority', days: '9' });
    expect(await now()).toBe('Majority');
    const back = await proposeWay(town, founded, { way: 'everybody' }, lea);
    expect(await see(back, rosa)).toContain('Majority ·');
    await say(town, back, { [rosa]: 'yes', [lea]: 'yes', [per]: 'no' });
    await end(town, back);
    expect(await now()).toBe('Everybody’s yes');
    expect(await see(`/partnerships/${founded.id}/timeline`, rosa)).toContain(
      'It was decided how you agree from now on: Majority.',
    );
  });

  it('is another one for one text where all want that, and can be as everything else again', async () => {
    const founded = await foundPartnership(town);
    const [rosa, per] = leadsOf(founded);
    const { path, blocks } = await writtenText(founded);
    const other = await writtenVision(founded);
    await chooseWay(town, founded, { way: 'majority', text: idOf(path) });
    expect((await put(other.path, other.blocks, rosa)).status, 'the vision goes on as before').toBe(422);
    const decision = (await put(path, blocks, rosa)).location!;
    await say(town, decision, { [rosa]: 'yes', [per]: 'yes' });
    await end(town, decision);
    expect((await states(blocks)).held).toBe(1);
    expect(await see(`/partnerships/${founded.id}/adoptions`, rosa)).toMatch(
      /Texts with a way of their own House rules Majority/,
    );
    const back = await proposeWay(town, founded, { way: 'all', text: idOf(path) }, rosa);
    await say(town, back, { [rosa]: 'yes', [per]: 'yes' });
    await end(town, back);
    expect(await see(`${path}/adoption`, rosa)).toContain('agreed by everybody’s yes');
  });

  it('is typed with errors beside its fields, and nobody who looks on proposes it', async () => {
    const founded = await foundPartnership(town);
    const [rosa] = leadsOf(founded);
    const home = `/partnerships/${founded.id}/adoptions`;
    const empty = plain((await town.post(home, { days: '0', quorum: '9' }, { as: rosa })).html);
    for (const said of [
      'Choose a way',
      'Use a number from 1 to 90',
      'So many partners are not here',
      'Say why you propose it',
    ])
      expect(empty).toContain(said);
    const whole = { way: 'everybody', days: '9', quorum: '1', because: 'So' };
    expect(plain((await town.post(home, whole, { as: rosa })).html)).toContain('It is like that already');
    expect((await town.post(home, whole, { as: founded.observer })).status).toBe(403);
    expect((await town.get(`${home}/new`, { as: founded.observer })).status).toBe(403);
    const other = await foundPartnership(town);
    const foreign = await writtenText(other);
    expect((await town.get(`${home}/new?text=${idOf(foreign.path)}`, { as: rosa })).status).toBe(404);
  });
});
