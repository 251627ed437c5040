import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';
import { sectionsOf } from '../texts/testing.ts';
import { idOf, inDays, send } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let plan: string;
let milestone: string;
let office: { id: string; lead: string };
let group: { id: string; lead: string };
let silent: { id: string };
let member: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent growers', kind: 'business', people: [] },
    ],
  });
  [office, group, silent] = talks.partners as unknown as [typeof office, typeof group, typeof silent];
  member = await talks.join('Member', 'member', group.id);
  base = `/partnerships/${talks.id}/transition`;
  plan = `${base}/plan`;
}, 120_000);
afterAll(() => town.close());

const see = async (path: string, as = talks.observer) => (await town.get(path, { as })).html;
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const told = async (as = talks.observer) => {
  await town.settle();
  return said(await see(`/partnerships/${talks.id}/timeline`, as));
};

describe('row 102: what is in place, what worries whom, go or hold', () => {
  it('is offered on two steps of the path, and has no tab of its own', async () => {
    for (const step of ['manager', 'commitments'])
      expect(await see(`/partnerships/${talks.id}/path/${step}`)).toContain(`href="${base}"`);
    const tabs = /<nav[^>]*aria-label="Canteen Talks"[\s\S]*?<\/nav>/.exec(
      await see(`/partnerships/${talks.id}`),
    );
    expect(tabs).not.toBeNull();
    expect(tabs![0]).not.toContain('transition');
  });

  it('counts what is in place from the house', async () => {
    const before = said(await see(base));
    expect(before).toContain('2 of 7 things are in place');
    expect(before).toContain('What you want together is not agreed yet.');
    expect(before).toContain('No role is described yet.');
    expect(before).toContain('Nothing is left to be done.');
    const at = `/partnerships/${talks.id}`;
    const form = { title: 'How we decide', from: 'empty', headings: 'Together', element: 'governance' };
    const text = await send(town, `${at}/texts`, form, office.lead);
    const [block] = await sectionsOf(town, text);
    const words = { heading: 'Together', text: 'By consent.', base: '0' };
    await send(town, `${text}/blocks/${block!.id}/versions`, words, office.lead);
    const yes = { [`answer-${block!.id}`]: 'yes', [`version-${block!.id}`]: '1' };
    for (const as of [office.lead, group.lead]) await send(town, `${text}/answers`, yes, as);
    const recorded = { ...yes, partner: silent.id, how: 'phone', on: '1.3.2020' };
    await send(town, `${text}/answers`, recorded, talks.facilitator);
    const role = { title: 'Recorder', purpose: 'Writes', months: '3' };
    await send(town, `${at}/roles`, role, office.lead);
    const after = said(await see(base));
    expect(after).toContain('3 of 7 things are in place');
    expect(after).toMatch(/How you decide is agreed since \d+ \w+ \d{4}/);
    expect(after).toContain('0 of 1 roles are held by somebody');
  });

  it('lets each partner tick what only it can know, and a facilitator for one without people', async () => {
    for (const as of [talks.observer, member])
      expect((await town.get(`${base}/checks`, { as })).status).toBe(403);
    await send(town, `${base}/checks`, { ticked: ['people', 'means', 'gold'] }, office.lead);
    for (const as of [office.lead, talks.observer])
      expect(
        (await town.post(`${base}/checks`, { partner: silent.id, ticked: 'risks' }, { as })).status,
      ).toBe(403);
    await send(town, `${base}/checks`, { partner: silent.id, ticked: ['risks'] }, talks.facilitator);
    const rows = (await see(base)).split('<tr').map(said);
    const of = (name: string) => rows.find((row) => row.includes(name))!;
    expect(of('Food Office')).toMatch(/Food Office yes not yet yes not yet on .+ by Lead of Food Office/);
    expect(of('Silent growers')).toMatch(/not yet not yet not yet yes on .+ written down by Facilitator/);
    expect(of('Harvest group')).toMatch(/Harvest group – – – –/);
    // Said anew, the latest counts; said the same, nothing is told twice.
    await send(town, `${base}/checks`, { ticked: ['people', 'means'] }, office.lead);
    expect(
      (await town.database.outer.query('select count(*)::int as n from transition_check')).rows[0].n,
    ).toBe(2);
    expect(await told()).toContain('Food Office said what is in place at its own place');
  });

  it('asks all alone what worries them, and opens it together', async () => {
    expect((await town.post(`${base}/round`, {}, { as: talks.observer })).status).toBe(403);
    const wrong = await town.post(`${base}/round`, { day: 'soon', time: '12:00' }, { as: group.lead });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="soon"');
    expect(wrong.html).toContain('Write a day, with its month and year');
    const round = await send(town, `${base}/round`, { day: inDays(9), time: '12:00' }, group.lead);
    const twice = await town.post(`${base}/round`, { day: inDays(9), time: '12:00' }, { as: office.lead });
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('being asked already');
    expect(await see(base, office.lead)).toContain(`href="${round}"`);
    await answer(town, round, office.lead, { ready: '0', worries: 'Nothing at all' });
    await answer(town, round, group.lead, { ready: '2', worries: 'Nobody has time in May' });
    expect(await see(base)).not.toContain('Nobody has time in May');
    expect(said(await see(base))).toContain('2 of 3 have answered');
    const recorded = { ready: '1', worries: 'If the price is fair', how: 'phone', on: '1.1.2020' };
    await send(town, `${round}/for/${silent.id}`, recorded, talks.facilitator);
    const open = said(await see(base));
    expect(open).toContain('1 ready, 1 ready if something happens first, 1 not yet.');
    for (const one of ['Nobody has time in May', 'If the price is fair', 'Harvest group: not yet'])
      expect(open).toContain(one);
    expect(open.indexOf('Nobody has time in May')).toBeLessThan(open.indexOf('Nothing at all'));
  });

  it('holds first: what must happen is said, an objection prevents it, and it can be taken back', async () => {
    const bare = await town.post(
      `${base}/proposals`,
      { choice: 'hold', text: 'Too early' },
      { as: group.lead },
    );
    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Write what must happen before it goes on');
    expect(bare.html).toContain('Too early</textarea>');
    const hold = { choice: 'hold', text: 'Too early', more: 'Find a cook' };
    expect((await town.post(`${base}/proposals`, hold, { as: talks.observer })).status).toBe(403);
    await send(town, `${base}/proposals`, hold, group.lead);
    const twice = await town.post(`${base}/proposals`, hold, { as: office.lead });
    expect(twice.html).toContain('Something is proposed already');
    const id = await idOf(town, 'consent_proposal', talks.id);
    const words = `${base}/proposals/${id}/words`;
    const desk = await see('/desk', office.lead);
    expect(desk).toContain('Go or hold? The word of Food Office is wanted');
    expect(await see('/desk', talks.facilitator)).toContain('The word of Silent growers is wanted');
    expect(await see('/desk', member)).not.toContain('Go or hold?');
    const without = await town.post(words, { choice: 'objection', reason: '' }, { as: office.lead });
    expect(without.status).toBe(422);
    expect(without.html).toContain('Write why you object');
    await send(town, words, { choice: 'objection', reason: 'The cook is found' }, office.lead);
    await send(town, words, { choice: 'yes' }, group.lead);
    const recorded = { partner: silent.id, choice: 'yes', how: 'visit', on: '1.1.2020' };
    for (const as of [office.lead, member, talks.observer])
      expect((await town.post(words, recorded, { as })).status).toBe(403);
    await send(town, words, recorded, talks.facilitator);
    const open = said(await see(base));
    expect(open).toContain('The cook is found');
    expect(open).toMatch(/Silent growers yes · .+ written down by Facilitator/);
    expect(open).not.toContain('Hold, agreed by all');
    expect((await town.post(`${base}/proposals/${id}/withdrawal`, {}, { as: member })).status).toBe(403);
    await send(town, `${base}/proposals/${id}/withdrawal`, {}, group.lead);
    expect((await town.post(words, { choice: 'yes' }, { as: office.lead })).html).toContain(
      'decided already',
    );
    expect(said(await see(base))).toMatch(/taken back on \d+/);
  });

  it('goes once every partner has said yes, with its day, and is told', async () => {
    await send(town, `${base}/proposals`, { choice: 'go', text: 'We can begin' }, office.lead);
    const words = `${base}/proposals/${await idOf(town, 'consent_proposal', talks.id)}/words`;
    await send(town, words, { choice: 'yes' }, office.lead);
    await send(town, words, { choice: 'yes' }, group.lead);
    expect(said(await see(base))).not.toContain('Go, agreed by all');
    const recorded = { partner: silent.id, choice: 'yes', how: 'visit', on: '1.1.2020' };
    const last = await town.postAndFollow(words, recorded, { as: talks.facilitator });
    expect(last.html).toContain('All have said yes: it is agreed.');
    expect(said(await see(base))).toMatch(/Go, agreed by all on \d+ \w+ \d{4}/);
    expect(await told()).toContain('All partners agreed: the work begins');
    expect(said(await see(`/partnerships/${talks.id}/timeline?tour=1`))).toContain('the work begins');
    expect(await see(base, group.lead)).toContain('type="radio"');
    expect((await town.get(base, { as: office.lead, locale: 'de' })).html).toContain('Es geht los');
  });

  it('holds for agreed what all who stay have said yes to, when one leaves that had not', async () => {
    const other = await foundPartnership(town, { name: 'Street Repair' });
    const at = `/partnerships/${other.id}/transition`;
    await send(town, `${at}/proposals`, { choice: 'go', text: 'Now' }, other.facilitator);
    const words = `${at}/proposals/${await idOf(town, 'consent_proposal', other.id)}/words`;
    for (const { lead } of other.partners.slice(0, 2)) await send(town, words, { choice: 'yes' }, lead);
    const third = other.partners[2]!;
    await send(town, `/partnerships/${other.id}/partners/${third.id}/removal`, { reason: '' }, third.lead);
    await town.settle();
    expect(said(await see(at, other.observer))).toContain('Go, agreed by all');
  });
});

describe('row 102: the plan with milestones', () => {
  const fields = () => ({
    what: 'Three canteens cook the new menu',
    known: 'We eat there on a Monday',
    owner: `person:${group.lead}`,
    due: inDays(20),
  });

  it('is empty, then holds what, by when, who, and how all will know', async () => {
    expect(said(await see(plan))).toContain('No milestone yet.');
    // It is found again by the step whose room it is: promises, not the one that the whole room serves first.
    expect(await see(plan)).toContain(`href="/partnerships/${talks.id}/path/commitments"`);
    expect(await see(base)).toContain(`href="/partnerships/${talks.id}/path/manager"`);
    const bare = await town.post(
      plan,
      { what: '', known: '', owner: '', due: '31.2.2030' },
      { as: office.lead },
    );
    expect(bare.status).toBe(422);
    // As its fields stand, from the top.
    expect([...bare.html.matchAll(/href="#(what|due|owner|known)"/g)].map(([, name]) => name)).toEqual([
      'what',
      'due',
      'owner',
      'known',
    ]);
    for (const why of [
      'Write what is reached then',
      'This day does not exist',
      'Choose who it is',
      'how you will know',
    ])
      expect(bare.html).toContain(why);
    expect(bare.html).toContain('<sv-draft name="milestone-');
    const past = await town.post(plan, { ...fields(), due: '1.1.2020' }, { as: office.lead });
    expect(past.html).toContain('Choose a day that is still to come');
    expect(past.html).toContain('We eat there on a Monday</textarea>');
    expect((await town.post(plan, fields(), { as: talks.observer })).status).toBe(403);
    await send(town, plan, fields(), office.lead);
    const later = {
      ...fields(),
      what: 'Half of all dishes',
      owner: `partner:${office.id}`,
      due: inDays(200),
    };
    await send(town, plan, later, office.lead);
    milestone = `${plan}/${await idOf(town, 'milestone', talks.id, `what like 'Three%'`)}`;
    const html = await see(plan);
    expect(html).toMatch(/<svg class="chart day-line"/);
    expect(html.match(/class="day-line-mark"/g)).toHaveLength(2);
    expect(said(html)).toMatch(
      /1\. Three canteens cook the new menu .+ Lead of Harvest group .+ 2\. Half of all dishes/,
    );
    expect(said(await see(`/partnerships/${talks.id}/path/commitments`))).toContain('Plan with milestones');
  });

  it('has steps that are to-dos', async () => {
    const step = { text: 'Buy ten pots', owner: `person:${office.lead}`, due: inDays(5) };
    expect(
      (await town.post(`${milestone}/steps`, { ...step, text: '' }, { as: office.lead })).html,
    ).toContain('Write what is to be done');
    await send(town, `${milestone}/steps`, step, office.lead);
    expect(await see(`/partnerships/${talks.id}/to-dos`)).toContain('Buy ten pots');
    expect(said(await see(plan))).toContain('0 of 1 done');
    const toDo = await idOf(town, 'to_do', talks.id);
    await send(town, `/partnerships/${talks.id}/to-dos/${toDo}/done`, {}, office.lead);
    expect(said(await see(plan))).toContain('1 of 1 done');
    expect(said(await see(milestone))).toMatch(/Buy ten pots .+ done on \d+/);
  });

  it('waits on the desk of who answers for it, a month ahead, and is known to reminders', async () => {
    expect(await see('/desk', group.lead)).toContain('Milestone: Three canteens cook the new menu');
    expect(await see('/desk', office.lead)).not.toContain('Milestone: Half of all dishes');
    const room = town.house.instruments.find(({ name }) => name === 'transition')!;
    const day = inDays(20);
    const span = { from: new Date(), until: new Date(), firstDay: day, lastDay: day };
    const before = { ...span, firstDay: inDays(1), lastDay: inDays(2) };
    await town.database.system(async (tx) => {
      expect(await room.dueIn!(tx, span)).toContain(talks.id);
      expect(await room.dueIn!(tx, before)).not.toContain(talks.id);
    });
  });

  it('waits on the desks of its partner and of who facilitates once who answered for it has left', async () => {
    const leaver = await talks.join('Leaver', 'member', office.id);
    const other = await foundPartnership(town, { name: 'Street Repair' });
    const form = { ...fields(), what: 'Ten ovens', owner: `person:${leaver}`, due: inDays(10) };
    await send(town, plan, form, office.lead);
    const orphan = 'Nobody answers for this milestone any more: Ten ovens';
    expect(await see('/desk', leaver)).toContain('Milestone: Ten ovens');
    expect(await see('/desk', talks.facilitator)).not.toContain('Ten ovens');
    await town.database.outer.query('update membership set until = app_now() where person_id = $1', [leaver]);
    expect(await see('/desk', talks.facilitator)).toContain(orphan);
    for (const as of [leaver, other.facilitator]) expect(await see('/desk', as)).not.toContain('Ten ovens');
    await town.database.outer.query(`delete from milestone where what = 'Ten ovens'`);
  });

  it('keeps the days that were moved, with the reason', async () => {
    const bare = await town.post(`${milestone}/date`, { due: inDays(40), reason: '' }, { as: group.lead });
    expect(bare.html).toContain('Write why the day is moved');
    const same = await town.post(`${milestone}/date`, { due: inDays(20), reason: 'x' }, { as: group.lead });
    expect(same.html).toContain('This is the day that it has already');
    await send(town, `${milestone}/date`, { due: inDays(40), reason: 'The stove came late' }, group.lead);
    const html = said(await see(milestone));
    expect(html).toContain('The stove came late');
    expect(html).toMatch(/From \d+ \w+ \d{4} to \d+ \w+ \d{4}/);
    expect(said(await see(plan))).toMatch(/\(first: \d+ \w+ \d{4}\)/);
    expect(await told()).toContain('moved the milestone “Three canteens cook the new menu” to');
  });

  it('is changed in its words, and reached, missed or dropped with a way back', async () => {
    const { due: _, ...words } = fields();
    await send(town, milestone, { ...words, what: 'Four canteens cook it' }, office.lead);
    const noReason = await town.post(`${milestone}/outcome`, { as: 'missed', note: '' }, { as: group.lead });
    expect(noReason.html).toContain('so that others learn from it');
    await send(town, `${milestone}/outcome`, { as: 'missed', note: 'No stove' }, group.lead);
    expect(said(await see(milestone))).toMatch(/missed, said Lead of Harvest group \w+ on \d+/);
    expect(await see(milestone)).toContain('No stove');
    expect(await see('/desk', group.lead)).not.toContain('Milestone: Four canteens');
    const twice = await town.post(`${milestone}/outcome`, { as: 'reached' }, { as: office.lead });
    expect(twice.html).toContain('undo that first');
    expect((await town.post(`${milestone}/reopening`, {}, { as: talks.observer })).status).toBe(403);
    await send(town, `${milestone}/reopening`, {}, office.lead);
    expect(said(await see(milestone))).not.toContain('missed, said');
    await send(town, `${milestone}/outcome`, { as: 'reached' }, group.lead);
    expect(await see(plan)).toContain('data-state="done"');
    expect(said(await see(base))).toContain('2 milestones, 1 reached');
  });

  it('is found by its words, and printed on a sheet', async () => {
    await town.settle();
    expect(await see('/search?q=canteens', group.lead)).toContain(milestone);
    const sheet = await see(`${plan}/sheet`);
    expect(sheet).toContain('class="letter-sheet"');
    expect(said(sheet)).toContain('Four canteens cook it');
  });

  it('becomes a text that all agree to: then the step counts as agreed', async () => {
    expect((await town.post(`${plan}/text`, {}, { as: talks.observer })).status).toBe(403);
    const text = await send(town, `${plan}/text`, {}, office.lead);
    const blocks = await sectionsOf(town, text);
    expect(blocks.map(({ heading }) => heading)).toEqual(['Four canteens cook it', 'Half of all dishes']);
    const yes = Object.fromEntries(
      blocks.flatMap(({ id }) => [
        [`answer-${id}`, 'yes'],
        [`version-${id}`, '1'],
      ]),
    );
    expect(said(await see(text))).toContain('We eat there on a Monday');
    for (const as of [office.lead, group.lead]) await send(town, `${text}/answers`, yes, as);
    const recorded = { ...yes, partner: silent.id, how: 'phone', on: '1.3.2020' };
    await send(town, `${text}/answers`, recorded, talks.facilitator);
    expect(said(await see(plan))).toMatch(/agreed on \d+ \w+ \d{4}/);
    expect(said(await see(`/partnerships/${talks.id}/path/commitments`))).toMatch(/Agreed since/);
    expect(said(await see(base))).toContain('What you promise each other is agreed since');
  });
});

it('lets nobody write as somebody else, nor move a day without a word: not even by raw SQL', async () => {
  const id = milestone.split('/').at(-1)!;
  const as = async (person: string, text: string) =>
    town.database
      .change(await town.scopeFor(person), async ({ db }) =>
        Number((await sql.raw(text).execute(db)).numAffectedRows ?? 0),
      )
      .catch((error) => (error as { code?: string }).code ?? String(error));
  const proposal = await idOf(town, 'consent_proposal', talks.id, `outcome = 'withdrawn'`);
  await send(town, `${base}/proposals`, { choice: 'go', text: 'Again' }, office.lead);
  const open = await idOf(town, 'consent_proposal', talks.id, 'closed_at is null');
  const word = (on: string, partner: string, by: string, at = 'app_now()') =>
    `insert into consent_word (id, space_id, proposal_id, partner_id, choice, locale, by_person, at)
      values (gen_random_uuid(), '${talks.id}', '${on}', '${partner}', 'yes', 'en', '${by}', ${at})`;
  for (const [who, text] of [
    [member, word(open, group.id, member)],
    [office.lead, word(open, group.id, office.lead)],
    [office.lead, word(open, office.id, group.lead)],
    [office.lead, word(open, office.id, office.lead, `app_now() - interval '1 day'`)],
    [office.lead, word(proposal, office.id, office.lead)],
    [talks.facilitator, word(open, silent.id, talks.facilitator)],
    [talks.observer, word(open, office.id, talks.observer)],
    [
      office.lead,
      `update consent_proposal set closed_at = app_now(), outcome = 'agreed' where id = '${open}'`,
    ],
    [
      group.lead,
      `update consent_proposal set closed_at = app_now(), outcome = 'withdrawn' where id = '${open}'`,
    ],
    [office.lead, `update consent_word set choice = 'yes'`],
    [office.lead, `delete from transition_check`],
    [
      office.lead,
      `insert into transition_check (id, space_id, partner_id, ticked, by_person)
        values (gen_random_uuid(), '${talks.id}', '${group.id}', '{people}', '${office.lead}')`,
    ],
    [office.lead, 'delete from milestone'],
  ] as const)
    expect(await as(who, text), text).toBe('42501');
  expect(await as(office.lead, `update milestone set due_on = due_on + 1 where id = '${id}'`)).toBe('23514');
  // Whatever it says, it is said by who says it, now.
  const settled = `update milestone set settled_as = 'dropped', settled_at = app_now() - interval '9 days',
    settled_by = '${group.lead}' where id = '${id}'`;
  expect(await as(office.lead, settled)).toBe(1);
  const { rows } = await town.database.outer.query(
    `select settled_by, settled_at > app_now() - interval '1 day' as now from milestone where id = $1`,
    [id],
  );
  expect(rows[0]).toEqual({ settled_by: office.lead, now: true });
  const others = await foundPartnership(town, { name: 'Quay Lane' });
  for (const table of [
    'consent_proposal',
    'consent_word',
    'transition_check',
    'milestone',
    'milestone_step',
  ]) {
    const seen = await town.database.read(await town.scopeFor(others.facilitator), ({ db }) =>
      sql.raw(`select * from ${table}`).execute(db),
    );
    expect(seen.rows, table).toEqual([]);
  }
});
