import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { answer } from '../rounds/testing.ts';
import { sectionsOf } from '../texts/testing.ts';
import { idOf, inDays, send } from '../transition/testing.ts';
import { settleMovingOn } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let at: string;
let base: string;
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
  at = `/partnerships/${talks.id}`;
  base = `${at}/moving-on`;
}, 120_000);
afterAll(() => town.close());

const see = async (path: string, as = talks.observer) => (await town.get(path, { as })).html;
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const itemOf = async (what: string) =>
  `${base}/items/${await idOf(town, 'moving_on_item', talks.id, `what like '${what}%'`)}`;
/** The moment at which an item was last changed, as its page says it. */
const seenOn = (html: string) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '';
const sayYes = async (item: string, as: string, more: Record<string, string> = {}) =>
  town.post(`${item}/yes`, { seen: seenOn(await see(item, as)), ...more }, { as });

describe('row 112: handing over or closing, so that nothing is lost', () => {
  it('is offered on its step of the path, and says what is open', async () => {
    expect(await see(`${at}/path/moving-on`)).toContain(`href="${base}"`);
    await send(
      town,
      `${at}/to-dos`,
      { text: 'Pay for the hall', owner: `person:${group.lead}`, due: inDays(30) },
      office.lead,
    );
    const html = said(await see(base));
    for (const open of ['Not all partners have said yes', 'One to-do is still open', 'not agreed yet'])
      expect(html).toContain(open);
  });

  it('is proposed: going on elsewhere says to whom; one partner alone is led to its leaving', async () => {
    const bare = await town.post(
      `${base}/proposals`,
      { choice: 'hand-over', text: 'The city runs it now' },
      { as: group.lead },
    );
    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Write to whom it goes');
    expect(bare.html).toContain('The city runs it now</textarea>');
    const proposal = { choice: 'hand-over', text: 'The city runs it now', more: 'To the Kitchen Office' };
    expect((await town.post(`${base}/proposals`, proposal, { as: talks.observer })).status).toBe(403);
    await send(town, `${base}/proposals`, proposal, group.lead);
    expect(await see(base, group.lead)).toContain(`href="${at}/partners/${group.id}"`);
    expect(await see(base, talks.observer)).not.toContain(`href="${at}/partners/${group.id}"`);
    expect(await see('/desk', office.lead)).toContain('The word of Food Office is wanted');
    expect(await see('/desk', talks.facilitator)).toContain('The word of Silent growers is wanted');
  });

  it('lists what is owed, which data there are, and what is owned; open to-dos come with one press', async () => {
    const bare = await town.post(`${base}/items`, { what: '', until: 'soon' }, { as: group.lead });
    for (const why of ['Choose what kind it is', 'Write what it is', 'Write a day'])
      expect(bare.html).toContain(why);
    expect(bare.html).toContain('value="soon"');
    const add = (form: Record<string, string>, as = group.lead) => send(town, `${base}/items`, form, as);
    await add({
      kind: 'data',
      what: 'Addresses of guests',
      whom: 'deleted by the office',
      until: '31.12.2031',
      taker: office.id,
    });
    await add({ kind: 'asset', what: 'Two big pots', taker: silent.id });
    await add({ kind: 'obligation', what: 'Report to the council' });
    for (const form of [
      { kind: 'asset', what: 'x', taker: '00000000-0000-4000-8000-000000000000' },
      { kind: 'asset', what: 'x', taker: talks.id },
    ])
      expect((await town.post(`${base}/items`, form, { as: group.lead })).html).toContain('no longer in it');
    expect(said(await see(`${base}/items`, group.lead))).toContain('One thing is still to be done');
    expect((await town.post(`${base}/items/to-dos`, {}, { as: talks.observer })).status).toBe(403);
    await send(town, `${base}/items/to-dos`, {}, group.lead);
    await send(town, `${base}/items/to-dos`, {}, office.lead);
    const html = said(await see(`${base}/items`));
    expect(html.match(/Pay for the hall/g)).toHaveLength(1);
    expect(html).toMatch(/Pay for the hall waits for a yes of Harvest group/);
    expect(html).toMatch(/Two big pots waits for a yes of Silent growers/);
    expect(html).toMatch(/Report to the council nobody takes it on yet/);
    expect(html).toContain('deleted by the office · until 31 December 2031');
    await town.settle();
    expect(await see('/search?q=guests', group.lead)).toContain(await itemOf('Addresses'));
  });

  it('is settled by the yes of the named partner only; a yes is to what was read', async () => {
    const data = await itemOf('Addresses');
    expect(await see('/desk', office.lead)).toContain('Does Food Office take it on? Addresses of guests');
    expect(await see('/desk', group.lead)).not.toContain('Does Food Office take it on?');
    for (const as of [group.lead, member, talks.facilitator, talks.observer])
      expect((await town.post(`${data}/yes`, { seen: 'x' }, { as })).status, as).toBe(403);
    const seen = seenOn(await see(data, office.lead));
    const changed = { what: 'Addresses of all guests', whom: '', until: '', taker: office.id };
    await send(town, data, changed, group.lead);
    const stale = await town.post(`${data}/yes`, { seen }, { as: office.lead });
    expect(stale.status).toBe(422);
    expect(stale.html).toContain('read it once more');
    // The page that comes back knows what stands now.
    expect(seenOn(stale.html)).not.toBe(seen);
    expect((await sayYes(data, office.lead)).status).toBe(303);
    expect(said(await see(`${base}/items`))).toMatch(/settled: Food Office said yes on \d+/);
    expect(await see('/desk', office.lead)).not.toContain('Does Food Office take it on?');
    // Changed after the yes, it waits again.
    await send(town, data, { ...changed, until: '1.1.2032' }, group.lead);
    expect(said(await see(data))).toContain('waits for a yes of Food Office');
    expect((await sayYes(data, office.lead)).status).toBe(303);
    await send(town, `${data}/words`, { says: 'again' }, group.lead);
    expect(said(await see(data))).toContain('waits for a yes of Food Office');
    expect((await sayYes(data, office.lead)).status).toBe(303);
  });

  it('is written down for a partner without people, left open with a reason, taken off and put back', async () => {
    const pots = await itemOf('Two big pots');
    expect(await see('/desk', talks.facilitator)).toContain('Does Silent growers take it on? Two big pots');
    const bare = await sayYes(pots, talks.facilitator);
    expect(bare.html).toContain('Choose how you were told');
    expect((await sayYes(pots, talks.facilitator, { how: 'phone', on: '1.1.2020' })).status).toBe(303);
    expect(said(await see(pots))).toMatch(/Silent growers said yes, written down by Facilitator/);
    const report = await itemOf('Report');
    // A yes that has come meanwhile is not written over by leaving it open.
    const late = await town.post(`${pots}/words`, { says: 'open', reason: 'Too big' }, { as: group.lead });
    expect(late.status).toBe(422);
    expect(late.html).toContain('A partner has said yes to it meanwhile');
    const noReason = await town.post(`${report}/words`, { says: 'open', reason: '' }, { as: group.lead });
    expect(noReason.html).toContain('Write why it stays open');
    await send(town, `${report}/words`, { says: 'open', reason: 'The council has changed' }, group.lead);
    expect(said(await see(`${base}/items`))).toContain('The council has changed');
    const hall = await itemOf('Pay');
    const seen = seenOn(await see(hall, group.lead));
    await send(town, `${hall}/removal`, {}, group.lead);
    expect(await see(`${base}/items`)).not.toContain('Pay for the hall');
    // To what is off the list nothing is said, whatever form is still open somewhere.
    for (const [path, form] of [
      [`${hall}/yes`, { seen }],
      [`${hall}/words`, { says: 'open', reason: 'No money' }],
      [hall, { what: 'Pay for the barn', taker: group.id }],
    ] as const) {
      const late = await town.post(path, form, { as: group.lead });
      expect([path, late.status]).toEqual([path, 422]);
      expect(late.html).toContain('This is off the list.');
    }
    await send(town, `${hall}/return`, {}, group.lead);
    expect(said(await see(hall))).toContain('waits for a yes of Harvest group');
    expect(await see(`${base}/items`)).toContain('Pay for the hall');
    // The same to-do is on the list once.
    await send(town, `${hall}/removal`, {}, group.lead);
    await send(town, `${base}/items/to-dos`, {}, group.lead);
    expect((await town.post(`${hall}/return`, {}, { as: group.lead })).html).toContain('once more meanwhile');
    expect(said(await see(base))).toContain('2 of 4 settled, 1 left open');
    expect(said(await see(base))).toContain('One thing on the list is not settled');
  });

  it('asks alone what was learnt, opens it together, and makes a text of it that all agree to', async () => {
    expect((await town.post(`${base}/text`, {}, { as: group.lead })).html).toContain('have to be open first');
    const round = await send(town, `${base}/round`, { day: inDays(9), time: '12:00' }, group.lead);
    const answers = {
      reached: 'Three canteens changed',
      missed: 'The hospital',
      otherwise: 'Ask the cooks first',
      'lives-on': 'The menu',
      thanks: 'The growers',
    };
    await answer(town, round, office.lead, answers);
    await answer(town, round, group.lead, { ...answers, reached: 'People talk about beans' });
    expect(await see(base)).not.toContain('People talk about beans');
    expect(await see(round, office.lead)).not.toContain('People talk about beans');
    const recorded = { ...answers, how: 'phone', on: '1.1.2020' };
    await send(town, `${round}/for/${silent.id}`, recorded, talks.facilitator);
    const text = await send(town, `${base}/text`, {}, group.lead);
    const blocks = await sectionsOf(town, text);
    expect(blocks.map(({ heading }) => heading)).toEqual([
      'What did we reach together?',
      'What did we not reach?',
      'What would we do otherwise?',
      'What should live on, and with whom?',
      'Whom do we thank, and for what?',
    ]);
    expect(said(await see(text))).toContain('Harvest group: People talk about beans');
    const yes = Object.fromEntries(
      blocks.flatMap(({ id }) => [
        [`answer-${id}`, 'yes'],
        [`version-${id}`, '1'],
      ]),
    );
    for (const as of [office.lead, group.lead]) await send(town, `${text}/answers`, yes, as);
    const word = { ...yes, partner: silent.id, how: 'phone', on: '1.3.2020' };
    await send(town, `${text}/answers`, word, talks.facilitator);
    expect(said(await see(base))).not.toContain('What was learnt is not agreed yet');
    expect(said(await see(`${at}/path/moving-on`))).toMatch(/Agreed since/);
  });

  it('thanks each partner in a sentence, if somebody likes', async () => {
    expect((await town.get(`${base}/thanks`, { as: talks.observer })).status).toBe(403);
    const long = await town.post(
      `${base}/thanks`,
      { [`to-${group.id}`]: 'x'.repeat(281) },
      { as: office.lead },
    );
    expect(long.html).toContain('x'.repeat(281));
    await send(town, `${base}/thanks`, { [`to-${group.id}`]: 'For the soup' }, office.lead);
    await send(town, `${base}/thanks`, { [`to-${group.id}`]: 'For the soup and the jokes' }, office.lead);
    await send(town, `${base}/thanks`, { [`to-${silent.id}`]: 'For the beans' }, talks.facilitator);
    const html = said(await see(base));
    expect(html).toContain('For the soup and the jokes Food Office to Harvest group');
    expect(html).not.toMatch(/For the soup Food Office/);
    expect(html).toContain('For the beans The facilitators to Silent growers');
  });

  it('needs the yes of every partner, and ends by who facilitates: what is open is said, and why it ends all the same', async () => {
    const words = `${base}/proposals/${await idOf(town, 'consent_proposal', talks.id)}/words`;
    await send(town, words, { choice: 'objection', reason: 'Who pays the hall?' }, office.lead);
    await send(town, words, { choice: 'yes' }, group.lead);
    const recorded = { partner: silent.id, choice: 'yes', how: 'visit', on: '1.1.2020' };
    await send(town, words, recorded, talks.facilitator);
    expect(said(await see(base))).toContain('Who pays the hall?');
    await send(town, words, { choice: 'yes' }, office.lead);
    expect(said(await see(base))).toMatch(/agreed by all on \d+/);
    for (const as of [office.lead, member, talks.observer]) {
      expect((await town.get(`${base}/ending`, { as })).status).toBe(403);
      expect((await town.post(`${base}/ending`, { reason: 'x' }, { as })).status).toBe(403);
    }
    expect(await see(`${at}/edit`, talks.facilitator)).toContain(`href="${base}/ending"`);
    const ending = said(await see(`${base}/ending`, talks.facilitator));
    expect(ending).toContain('One thing on the list is not settled.');
    expect(ending).not.toContain('Not all partners have said yes');
    const bare = await town.post(`${base}/ending`, { reason: ' ' }, { as: talks.facilitator });
    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Write why it ends although something is open');
    expect((await town.get(at, { as: talks.observer })).html).not.toContain('What remains');
    const ended = await town.postAndFollow(
      `${base}/ending`,
      { reason: 'The hall has closed' },
      { as: talks.facilitator },
    );
    expect(ended.html).toContain('The partnership has ended.');
    await town.settle();
    expect(said(await see(`${at}/timeline`))).toContain('ended it although something was open');
  });
});

describe('row 112: the archive of a partnership that has ended', () => {
  it('stands first: what it was, when, who, what was agreed and learnt, and what became of things', async () => {
    for (const as of [talks.observer, group.lead, talks.facilitator]) {
      const page = await see(at, as);
      const html = said(page);
      for (const words of [
        'What remains',
        'Meals from nearby in every canteen',
        'The city runs it now To the Kitchen Office',
        'Things on the list were not settled. The hall has closed',
        'Food Office from',
        'Facilitated by Facilitator',
        'What we learnt together agreed on',
        'Harvest group: People talk about beans',
        'Addresses of all guests settled: Food Office said yes',
        'The council has changed',
        'For the soup and the jokes',
        'All partners agreed: it goes on elsewhere',
      ])
        expect(html, words).toContain(words);
      expect(page).toContain('class="letter-sheet"');
      expect(page).toContain(`href="${at}/timeline"`);
      expect(page).toMatch(new RegExp(`href="${at}/texts/[0-9a-f-]{36}/sheet"`));
    }
    expect((await town.get(at, { as: group.lead, locale: 'de' })).html).toContain('Was bleibt');
    expect(await see('/partnerships', group.lead)).toContain(`href="${at}"`);
  });

  it('is read to its end, and nothing can be added: no page has a form for it, and none takes one', async () => {
    const item = await itemOf('Addresses');
    const pages = [base, `${base}/items`, item, `${at}/transition`, `${at}/transition/plan`];
    for (const path of pages)
      for (const as of [group.lead, talks.facilitator]) {
        const { status, html } = await town.get(path, { as });
        expect([path, status]).toEqual([path, 200]);
        expect(html, path).not.toMatch(new RegExp(`<form[^>]*action="${at}/`));
      }
    const words = `${base}/proposals/${await idOf(town, 'consent_proposal', talks.id)}/words`;
    for (const path of [
      ...['proposals', 'items', 'items/to-dos', 'round', 'text', 'thanks', 'ending'].map(
        (one) => `${base}/${one}`,
      ),
      ...['', '/yes', '/words', '/removal', '/return'].map((one) => item + one),
      words,
      ...['checks', 'round', 'proposals', 'plan', 'plan/text'].map((one) => `${at}/transition/${one}`),
    ])
      for (const as of [group.lead, talks.facilitator])
        expect([path, (await town.post(path, { choice: 'close', text: 'x' }, { as })).status]).toEqual([
          path,
          403,
        ]);
    expect(await see('/desk', group.lead)).not.toContain('take it on?');
  });

  it('stays as it is under raw SQL too', async () => {
    const one = async (table: string) => idOf(town, table, talks.id);
    const item = await one('moving_on_item');
    const statements = [
      `insert into moving_on_item (id, space_id, kind, what, locale, by_person) values (gen_random_uuid(), '${talks.id}', 'asset', 'x', 'en', app_person())`,
      `update moving_on_item set what = 'x' where id = '${item}'`,
      `insert into moving_on_word (id, space_id, item_id, says, reason, locale, by_person) values (gen_random_uuid(), '${talks.id}', '${item}', 'open', 'x', 'en', app_person())`,
      `insert into moving_on_thanks (id, space_id, to_partner, text, locale, by_person) values (gen_random_uuid(), '${talks.id}', '${group.id}', 'x', 'en', app_person())`,
      `insert into moving_on_end (id, space_id, open, locale, by_person) values (gen_random_uuid(), '${talks.id}', '{}', 'en', app_person())`,
      `insert into consent_proposal (id, space_id, kind, choice, text, locale, by_person) values (gen_random_uuid(), '${talks.id}', 'moving-on', 'close', 'x', 'en', app_person())`,
      `insert into milestone (id, space_id, what, known_by, locale, due_on, created_by) values (gen_random_uuid(), '${talks.id}', 'x', 'x', 'en', app_now()::date, app_person())`,
    ];
    for (const text of statements) {
      const done = await town.database
        .change(await town.scopeFor(talks.facilitator), async ({ db }) =>
          Number((await sql.raw(text).execute(db)).numAffectedRows ?? 0),
        )
        .catch((error) => (error as { code?: string }).code);
      expect([0, '42501'], text).toContain(done);
    }
  });

  it('is taken up again by the button that is there; what was agreed to the end before counts for no other', async () => {
    await town.moveTime('1 hour');
    await send(town, `${at}/resumption`, {}, talks.facilitator);
    expect(await see(at)).not.toContain('What remains');
    const hall = await itemOf('Pay');
    expect((await sayYes(hall, group.lead)).status).toBe(303);
    const ending = said(await see(`${base}/ending`, talks.facilitator));
    for (const open of ['Not all partners have said yes', 'What was learnt is not agreed yet'])
      expect(ending).toContain(open);
    const { steps } = town.house.instruments.find(({ name }) => name === 'moving-on')!;
    const work = () => town.database.system((tx) => steps!.work!(tx, talks.id));
    expect(await work()).toMatchObject([{ agreedAt: null }]);
    expect((await town.post(`${base}/ending`, {}, { as: talks.facilitator })).status).toBe(422);
    await send(town, `${base}/proposals`, { choice: 'close', text: 'Done at last' }, talks.facilitator);
    const words = `${base}/proposals/${await idOf(town, 'consent_proposal', talks.id)}/words`;
    for (const as of [office.lead, group.lead]) await send(town, words, { choice: 'yes' }, as);
    const recorded = { partner: silent.id, choice: 'yes', how: 'visit', on: '1.1.2020' };
    await send(town, words, recorded, talks.facilitator);
    expect(said(await see(`${base}/ending`, talks.facilitator))).not.toContain('Not all partners');
    expect(await work()).toMatchObject([{ agreedAt: expect.any(Date) }]);
    await send(town, `${base}/ending`, { reason: 'We learnt no more' }, talks.facilitator);
    const html = said(await see(at));
    for (const told of ['What remains', 'Done at last', 'We learnt no more']) expect(html).toContain(told);
    for (const old of ['The hall has closed', 'To the Kitchen Office']) expect(html).not.toContain(old);
  });
});

it('lets nobody say yes for another, nor thank in another’s name: not even by raw SQL', async () => {
  const other = await foundPartnership(town, { name: 'Street Repair' });
  const ids = await settleMovingOn(town, other);
  const [first, second] = other.partners as unknown as { id: string; lead: string }[];
  const run = async (as: string, text: string) =>
    town.database
      .change(await town.scopeFor(as), async ({ db }) =>
        Number((await sql.raw(text).execute(db)).numAffectedRows ?? 0),
      )
      .catch((error) => (error as { code?: string }).code);
  const yes = (partner: string, by: string, recorded = 'null, null') =>
    `insert into moving_on_word (id, space_id, item_id, says, partner_id, locale, by_person, recorded_how, recorded_on)
      values (gen_random_uuid(), '${other.id}', '${ids.item}', 'yes', '${partner}', 'en', '${by}', ${recorded})`;
  const thanks = (from: string, by: string) =>
    `insert into moving_on_thanks (id, space_id, from_partner, to_partner, text, locale, by_person)
      values (gen_random_uuid(), '${other.id}', ${from}, '${first!.id}', 'x', 'en', '${by}')`;
  for (const [as, text] of [
    [second!.lead, yes(first!.id, second!.lead)],
    [second!.lead, yes(second!.id, second!.lead)],
    [first!.lead, yes(first!.id, second!.lead)],
    [other.facilitator, yes(first!.id, other.facilitator, `'phone', '2020-01-01'`)],
    [other.observer, yes(first!.id, other.observer)],
    [second!.lead, thanks(`'${first!.id}'`, second!.lead)],
    [second!.lead, thanks('null', second!.lead)],
    [other.observer, thanks(`'${second!.id}'`, other.observer)],
    [second!.lead, 'delete from moving_on_item'],
    [second!.lead, `update moving_on_item set changed_at = '2020-01-01'`],
    [second!.lead, `update moving_on_word set says = 'yes'`],
    [
      first!.lead,
      `insert into moving_on_end (id, space_id, open, locale, by_person) values (gen_random_uuid(), '${other.id}', '{}', 'en', '${first!.lead}')`,
    ],
  ] as const)
    expect(await run(as, text), text).toBe('42501');
  expect(await run(first!.lead, yes(first!.id, first!.lead))).toBe(1);
  await send(town, `/partnerships/${other.id}/moving-on/items/${ids.item}/removal`, {}, first!.lead);
  expect(await run(first!.lead, yes(first!.id, first!.lead))).toBe('42501');
  const administrator = await town.scopeFor(await town.addAdministrator());
  for (const table of ['moving_on_item', 'moving_on_word', 'moving_on_thanks', 'moving_on_end']) {
    const { rows } = await town.database.read(administrator, ({ db }) =>
      sql.raw(`select * from ${table}`).execute(db),
    );
    expect(rows, table).toEqual([]);
  }
});
