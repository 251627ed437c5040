import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { goUpTo, idOf, lastOf, raise, runOutNow, sayYes } from './testing.ts';

// What the pages refuse, the database refuses by itself.
let town: TestTown;
let talks: FoundedPartnership;
let lead: string;
let peer: string;
let third: string;
let member: string;
let path: string;
let id: string;
const refused = '42501';

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  [lead, peer, third] = talks.partners.map((one) => one.lead!) as [string, string, string];
  member = await talks.join('Member', 'member', talks.partners[0]!.id);
  path = await raise(town, talks);
  id = idOf(path);
}, 120_000);
afterAll(() => town.close());

/** Rows that somebody reads or changes by raw SQL, or the code with which that is refused. */
const run = async (as: string, statement: ReturnType<typeof sql>) =>
  town.database
    .change(await town.scopeFor(as), async ({ db }) => {
      const { rows, numAffectedRows } = await statement.execute(db);
      return rows.length > 0 ? rows.length : Number(numAffectedRows ?? 0);
    })
    .catch((error) => (error as { code?: string }).code ?? String(error));

type Typed = {
  kind: string;
  step?: string;
  partner?: string | null;
  offer?: string | null;
  how?: string | null;
  text?: string;
  due?: ReturnType<typeof sql>;
  of?: string;
  told?: boolean;
};

/** Adds an entry as its dispute stands, whether they may read it or not, with something of it said otherwise. */
async function adds(as: string, { kind, of = id, ...typed }: Typed, by = as) {
  const { step, partner = null, offer = null, how = null, text = 'x', due, told } = typed;
  const { rows } = await town.database.outer.query(
    'select number, step, due_at from dispute_entry where dispute_id = $1 order by number desc limit 1',
    [of],
  );
  const last = rows[0];
  const statement = sql`
    insert into dispute_entry (id, space_id, dispute_id, number, kind, step, due_at, how, offer_id, partner_id, text,
      recorded_how, recorded_on, locale, by_person)
    values (gen_random_uuid(), ${talks.id}, ${of}, ${last.number + 1}, ${kind}, ${step ?? last.step},
      ${due ?? last.due_at}, ${how}, ${offer}, ${partner}, ${text}, ${told ? 'phone' : null},
      ${told ? '2020-01-01' : null}, 'en', ${by})`;
  return run(as, statement);
}

const soon = sql`app_now() + interval '9 days'`;

describe('what is read', () => {
  const tables = ['dispute', 'dispute_side', 'dispute_offer', 'dispute_entry', 'dispute_view'];

  it('every table is read by sides and who facilitates, and by nobody else', async () => {
    await goUpTo(town, path, 'direct', peer);
    await town.post(`${path}/settlement`, { text: 'In turn' }, { as: lead });
    await town.post(`${path}/log/${await lastOf(town, 'dispute_entry', path)}`, { text: 'So' }, { as: peer });
    const administrator = await town.addAdministrator();
    for (const table of tables) {
      const read = sql`select id from ${sql.table(table)}`;
      for (const as of [lead, peer, member, talks.facilitator])
        expect(await run(as, read), table).toBeGreaterThan(0);
      for (const as of [third, talks.observer, administrator]) expect(await run(as, read), table).toBe(0);
    }
  });

  it('how many are open is told to who takes part, and to nobody from elsewhere', async () => {
    const count = sql`select * from dispute_standing(${talks.id})`;
    for (const as of [third, talks.observer, lead]) expect(await run(as, count)).toBe(1);
    expect(await run(await town.addPerson('Stranger'), count)).toBe(0);
  });

  it('the journal names nobody and says no word of it', async () => {
    const { rows } = await town.database.outer.query(
      `select distinct actor_id, personal, content::text from journal_entry where kind like 'dispute.%'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.actor_id).toBeNull();
      expect(row.personal).toBeNull();
      expect(row.content).toMatch(/^\{("step": "\w+")?\}$/);
    }
  });
});

describe('who adds what', () => {
  it('raises something only for their own partner, and only with sides that are in', async () => {
    const add = (as: string, partner: string) => sql`
      insert into dispute (id, space_id, title, about, happened, wants, locale, by_partner, by_person)
      values (gen_random_uuid(), ${talks.id}, 'x', 'money', 'x', 'x', 'en', ${partner}, ${as})`;
    const [first, second] = talks.partners.map((one) => one.id) as [string, string];
    expect(await run(member, add(member, first))).toBe(1);
    expect(await run(member, add(member, second))).toBe(refused);
    expect(await run(member, add(lead, first))).toBe(refused);
    expect(await run(talks.observer, add(talks.observer, first))).toBe(refused);
    const side = (of: string) => sql`
      insert into dispute_side (id, space_id, dispute_id, partner_id)
      values (gen_random_uuid(), ${talks.id}, ${of}, ${talks.partners[2]!.id})`;
    expect(await run(lead, side(id))).toBe(refused);
    expect(await run(third, side(id))).toBe(refused);
  });

  it('goes up only for a side, by who gives its word, one step, ahead in time', async () => {
    const [first, second] = talks.partners.map((one) => one.id) as [string, string];
    const other = await raise(town, talks, { title: 'Up' });
    await goUpTo(town, other, 'direct', lead);
    const up = { kind: 'moved', step: 'facilitated', partner: first, due: soon, of: idOf(other) };
    for (const [as, how] of [
      [third, up],
      [talks.facilitator, up],
      [member, up],
      [peer, up],
      [lead, { ...up, partner: second }],
      [lead, { ...up, step: 'mediator' }],
      [lead, { ...up, step: 'raised' }],
      [lead, { ...up, text: '' }],
      [lead, { ...up, due: sql`app_now() - interval '1 day'` }],
      [lead, { ...up, kind: 'noted' }],
      [lead, { kind: 'ran-out', of: up.of }],
      [lead, { kind: 'undecided', of: up.of }],
    ] as const)
      expect(await adds(as, how), `${as} ${JSON.stringify(how)}`).toBe(refused);
    expect(await adds(lead, up, peer)).toBe(refused);
    expect(await adds(member, { kind: 'noted', partner: first, of: up.of })).toBe(1);
    expect(await adds(lead, up)).toBe(1);
  });

  it('ends it only with what all sides have confirmed, or as who raised it', async () => {
    const [first] = talks.partners.map((one) => one.id) as [string];
    const offer = await lastOf(town, 'dispute_offer', path);
    const end = { kind: 'ended', step: 'ended', due: sql`null::timestamptz`, partner: first };
    for (const how of ['decided', 'left'] as const)
      expect(await adds(lead, { ...end, how }), how).toBe(refused);
    expect(await adds(lead, { ...end, how: 'settled', offer })).toBe(refused);
    expect(await adds(peer, { ...end, how: 'withdrawn' })).toBe(refused);
    // Nobody says the yes of another side, of one's own twice, or of one that speaks for itself.
    const yes = (partner: string, told = false) => ({ kind: 'agreed', partner, offer, told });
    const second = talks.partners[1]!.id;
    expect(await adds(lead, yes(first))).toBe(refused);
    expect(await adds(lead, yes(second))).toBe(refused);
    expect(await adds(third, yes(second))).toBe(refused);
    expect(await adds(talks.facilitator, yes(second, true))).toBe(refused);
    expect(await adds(peer, { ...yes(second), kind: 'declined', text: '' })).toBe(refused);
    const withdrawn = idOf(await raise(town, talks, { title: 'Back' }));
    const back = { ...end, how: 'withdrawn', of: withdrawn };
    for (const as of [peer, member]) expect(await adds(as, back)).toBe(refused);
    expect(await adds(lead, back)).toBe(1);
    await runOutNow(town, path);
    expect(await adds(lead, { ...end, how: 'settled', offer })).toBe(refused);
    await sayYes(town, path, peer);
    // It is over.
    expect(await adds(peer, { kind: 'noted', partner: second })).toBe(refused);
    expect(await adds(peer, yes(second))).toBe(refused);
  });

  it('more time is what all sides have agreed to, to the moment', async () => {
    const other = await raise(town, talks, { title: 'Time' });
    const of = idOf(other);
    await town.post(`${other}/time`, { day: await town.inDays(40), reason: 'Rain' }, { as: lead });
    const offer = await lastOf(town, 'dispute_offer', other);
    const more = { kind: 'extended', offer, of };
    expect(await adds(lead, { ...more, due: soon })).toBe(refused);
    const until = sql`(select o.until from dispute_offer o where o.id = ${offer})`;
    expect(await adds(lead, { ...more, due: until })).toBe(refused);
    await sayYes(town, other, peer);
    expect(await adds(lead, { ...more, due: until })).toBe(refused);
    expect(await adds(lead, { kind: 'named', offer, of })).toBe(refused);
  });

  it('a view is a side’s own, beside an entry of its own dispute', async () => {
    const at = await lastOf(town, 'dispute_entry', path);
    const view = (as: string, partner: string) => sql`
      insert into dispute_view (id, space_id, entry_id, partner_id, text, locale, by_person)
      values (gen_random_uuid(), ${talks.id}, ${at}, ${partner}, 'x', 'en', ${as})`;
    const [first, second, last] = talks.partners.map((one) => one.id) as [string, string, string];
    expect(await run(member, view(member, first))).toBe(1);
    expect(await run(member, view(member, second))).toBe(refused);
    expect(await run(third, view(third, last))).toBe(refused);
    expect(await run(talks.facilitator, view(talks.facilitator, first))).toBe(refused);
  });

  it('whether it was fair is said by a side, once it is over, and read by nobody before all have said it', async () => {
    const [first, second] = talks.partners.map((one) => one.id) as [string, string];
    const rate = (as: string, partner: string, of = id) => sql`
      insert into dispute_rating (id, space_id, dispute_id, partner_id, fair, by_person)
      values (gen_random_uuid(), ${talks.id}, ${of}, ${partner}, 'no', ${as})`;
    const open = idOf(await raise(town, talks, { title: 'Still open' }));
    expect(await run(lead, rate(lead, first, open))).toBe(refused);
    for (const as of [peer, member, talks.facilitator, third])
      expect(await run(as, rate(as, first))).toBe(refused);
    expect(await run(lead, rate(lead, first))).toBe(1);
    const read = sql`select fair from dispute_rating`;
    expect(await run(lead, read)).toBe(1);
    for (const as of [peer, talks.facilitator, third]) expect(await run(as, read)).toBe(0);
    expect(await run(peer, rate(peer, second))).toBe(1);
    for (const as of [lead, peer]) expect(await run(as, read)).toBe(2);
    for (const as of [talks.facilitator, third]) expect(await run(as, read)).toBe(0);
  });

  it('the days of steps are set by who facilitates and who answers for a partner', async () => {
    const set = (as: string) => sql`
      insert into dispute_clock (id, space_id, raised, direct, facilitated, mediator, decision, by_person)
      values (gen_random_uuid(), ${talks.id}, 1, 1, 1, 1, 1, ${as})`;
    for (const as of [member, talks.observer]) expect(await run(as, set(as))).toBe(refused);
    for (const as of [talks.facilitator, third]) expect(await run(as, set(as))).toBe(1);
  });

  it('nothing of it is changed or taken away', async () => {
    for (const table of [
      'dispute',
      'dispute_side',
      'dispute_offer',
      'dispute_entry',
      'dispute_view',
      'dispute_rating',
    ])
      for (const statement of [
        sql`update ${sql.table(table)} set audience = 'public'`,
        sql`delete from ${sql.table(table)}`,
      ])
        expect(await run(lead, statement), table).toBe(refused);
  });
});
