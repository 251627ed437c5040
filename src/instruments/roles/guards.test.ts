import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';

/** The second guard: what the database refuses, whatever a page would ask of it. */
let town: TestTown;
let talks: FoundedPartnership;
let other: FoundedPartnership;
let first: { id: string; lead: string };
let second: { id: string; lead: string };
const people: Record<string, string> = {};

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town, { partners: [{ name: 'Food Office' }, { name: 'Harvest group' }] });
  other = await foundPartnership(town, { name: 'Street Repair' });
  [first, second] = talks.partners as unknown as [typeof first, typeof second];
  Object.assign(people, {
    lead: first.lead,
    peer: second.lead,
    facilitator: talks.facilitator,
    observer: talks.observer,
    member: await talks.join('Member', 'member', first.id),
    deputy: await talks.join('Deputy', 'deputy', first.id),
    foreign: other.facilitator,
    abroad: other.partners[0]!.lead,
  });
}, 120_000);
afterAll(() => town.close());

/** Runs statements as somebody in one transaction; tells how many rows the last one did, or how it was refused. */
async function run(as: string, ...statements: ReturnType<typeof sql>[]): Promise<number | string> {
  try {
    return await town.database.change(await town.scopeFor(people[as]!), async ({ db }) => {
      let changed = 0;
      for (const statement of statements)
        changed = Number((await statement.execute(db)).numAffectedRows ?? 0);
      return changed;
    });
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
const refused = '42501';
const closed = '23514';

async function expectRefused(statement: ReturnType<typeof sql>, ...who: string[]): Promise<void> {
  for (const as of who) expect([0, refused], as).toContain(await run(as, statement));
}

/** A role, and who is put to all for it. */
async function proposed(person: string, by = 'lead', willing = false) {
  const [role, proposal] = [newId(), newId()];
  expect(
    await run(
      by,
      sql`insert into role (id, space_id, title, purpose, term_months)
        values (${role}, ${talks.id}, 'Recorder', 'Writes', 3)`,
      sql`insert into role_proposal (id, space_id, role_id, person_id, reason, by_person, willing_at)
        values (${proposal}, ${talks.id}, ${role}, ${people[person]!}, 'Has time', ${people[by]!},
          ${willing ? sql`app_now()` : null})`,
    ),
  ).toBe(1);
  return { role, proposal };
}
const consent = (as: string, proposal: string, partner: string, space = talks.id, by = people[as]!) =>
  run(
    as,
    sql`insert into role_consent (id, space_id, proposal_id, partner_id, choice, by_person)
      values (${newId()}, ${space}, ${proposal}, ${partner}, 'yes', ${by})`,
  );
const willing = (proposal: string) =>
  sql`update role_proposal set willing_at = app_now() where id = ${proposal}`;
const close = (proposal: string, outcome: string) =>
  sql`update role_proposal set closed_at = app_now(), outcome = ${outcome} where id = ${proposal}`;
const appoint = (role: string, person: string, months = 3) =>
  sql`insert into role_term (id, space_id, role_id, person_id, since, until)
    values (${newId()}, ${talks.id}, ${role}, ${people[person]!}, app_now()::date,
      (app_now()::date + make_interval(months => ${months}))::date)`;
const endTerms = (role: string) =>
  sql`update role_term set ended_at = app_now() where role_id = ${role} and ended_at is null`;

/** Somebody holds it, as all want. */
async function held(person: string) {
  const { role, proposal } = await proposed(person, person, true);
  expect(await consent('lead', proposal, first.id)).toBe(1);
  expect(await consent('peer', proposal, second.id)).toBe(1);
  expect(await run(person, close(proposal, 'appointed'), appoint(role, person))).toBe(1);
  return { role, proposal };
}

describe('the word of a partner about a role', () => {
  it('is given by its lead and its deputy, for their own partner, in its own partnership', async () => {
    const { role, proposal } = await proposed('member');
    const nominate = (as: string, partner: string, person = 'member', space = talks.id) =>
      run(
        as,
        sql`insert into role_nomination (id, space_id, role_id, partner_id, person_id, reason, by_person)
          values (${newId()}, ${space}, ${role}, ${partner}, ${people[person]!}, 'x', ${people[as]!})`,
      );
    for (const as of ['member', 'peer', 'facilitator', 'observer', 'foreign']) {
      expect(await nominate(as, first.id), as).toBe(refused);
      expect(await consent(as, proposal, first.id), as).toBe(refused);
    }
    for (const as of ['lead', 'deputy']) {
      expect(await nominate(as, first.id), as).toBe(1);
      expect(await consent(as, proposal, first.id), as).toBe(1);
    }
    expect(await consent('lead', proposal, first.id, talks.id, people.deputy)).toBe(refused);
    expect(await nominate('lead', first.id, 'observer')).toBe(refused);
    expect(await nominate('abroad', other.partners[0]!.id)).toBe(refused);
    expect(await nominate('abroad', other.partners[0]!.id, 'abroad', other.id)).toBe(refused);
    expect(await consent('abroad', proposal, other.partners[0]!.id, other.id)).toBe(refused);
  });
});

describe('a role', () => {
  it('is written by those who contribute, and stays in its partnership', async () => {
    const { role } = await proposed('peer', 'member');
    const title = sql`update role set title = 'Keeper' where id = ${role}`;
    await expectRefused(title, 'observer', 'foreign');
    for (const as of ['member', 'peer', 'facilitator']) expect(await run(as, title), as).toBe(1);
    for (const change of ['space_id = space_id', `audience = 'space'`, 'created_at = now()'])
      expect(await run('member', sql`update role set ${sql.raw(change)} where id = ${role}`)).toBe(refused);
  });

  it('is proposed in one’s own name, for somebody who contributes, and nobody else says they are willing', async () => {
    const { role, proposal } = await proposed('member');
    await expectRefused(willing(proposal), 'lead', 'peer', 'facilitator', 'observer', 'foreign');
    expect(await run('lead', close(proposal, 'withdrawn'))).toBe(1);
    const propose = (person: string, by: string, more = sql`null`) =>
      run(
        'peer',
        sql`insert into role_proposal (id, space_id, role_id, person_id, reason, by_person, willing_at)
          values (${newId()}, ${talks.id}, ${role}, ${people[person]!}, 'x', ${people[by]!}, ${more})`,
      );
    expect(await propose('member', 'lead')).toBe(refused);
    expect(await propose('observer', 'peer')).toBe(refused);
    expect(await propose('foreign', 'peer')).toBe(refused);
    expect(await propose('member', 'peer', sql`app_now()`)).toBe(refused);
    expect(await propose('peer', 'peer', sql`app_now()`)).toBe(1);
    expect(await run('lead', close(proposal, 'withdrawn'))).toBe(closed);
  });

  it('is declined by the candidate, and taken back by who proposed it or facilitates', async () => {
    const { proposal } = await proposed('member');
    await expectRefused(close(proposal, 'declined'), 'lead', 'peer', 'facilitator', 'observer');
    await expectRefused(close(proposal, 'withdrawn'), 'member', 'peer', 'observer', 'foreign');
    expect(await run('member', willing(proposal))).toBe(1);
    expect(await run('member', close(proposal, 'declined'))).toBe(1);
    const next = await proposed('member');
    expect(await run('facilitator', close(next.proposal, 'withdrawn'))).toBe(1);
  });

  it('is filled by nobody before all partners agree, and then for its own term and by the one they agreed to', async () => {
    const { role, proposal } = await proposed('member');
    const everybody = ['member', 'lead', 'peer', 'facilitator', 'observer', 'foreign'];
    const fill = async (person = 'member', months = 3) => {
      const told: Record<string, number | string> = {};
      for (const as of everybody)
        told[as] = await run(as, close(proposal, 'appointed'), appoint(role, person, months));
      return told;
    };
    const nobody = Object.fromEntries(everybody.map((as) => [as, refused]));
    await expectRefused(appoint(role, 'member'), ...everybody);
    expect(await fill()).toEqual(nobody);
    expect(await run('member', willing(proposal))).toBe(1);
    expect(await consent('lead', proposal, first.id)).toBe(1);
    expect(await fill()).toEqual(nobody);
    expect(await consent('peer', proposal, second.id)).toBe(1);
    expect(await fill('peer')).toEqual(nobody);
    expect(await fill('member', 60)).toEqual(nobody);
    expect(await run('peer', close(proposal, 'appointed'), appoint(role, 'member'))).toBe(1);
    await expectRefused(appoint(role, 'member'), ...everybody);
  });

  it('is given back by its holder or by who facilitates', async () => {
    const { role } = await held('member');
    await expectRefused(endTerms(role), 'lead', 'peer', 'observer', 'foreign');
    expect(await run('member', endTerms(role))).toBe(1);
    for (const as of ['member', 'facilitator'])
      expect(await run(as, sql`update role_term set ended_at = null where role_id = ${role}`)).toBe(refused);
    const { role: next } = await held('peer');
    expect(await run('facilitator', endTerms(next))).toBe(1);
  });

  it('is handed over in its holder’s own words, which whoever comes next has read', async () => {
    const { role } = await held('member');
    const write = sql`update role_term set hand_over = 'The key', hand_over_at = app_now(), growth = 'x'
      where role_id = ${role}`;
    await expectRefused(write, 'lead', 'peer', 'facilitator', 'observer', 'foreign');
    expect(await run('member', write)).toBe(1);
    expect(await run('member', sql`update role_term set person_id = person_id, until = until`)).toBe(refused);
    const next = newId();
    expect(
      await run(
        'peer',
        sql`insert into role_proposal (id, space_id, role_id, person_id, reason, by_person, willing_at)
          values (${next}, ${talks.id}, ${role}, ${people.peer!}, 'x', ${people.peer!}, app_now())`,
      ),
    ).toBe(1);
    expect(await consent('lead', next, first.id)).toBe(1);
    expect(await consent('peer', next, second.id)).toBe(1);
    expect(await run('lead', close(next, 'appointed'), endTerms(role), appoint(role, 'peer'))).toBe(1);
    const mark = sql`update role_term set hand_over_read_at = app_now()
      where role_id = ${role} and ended_at is not null`;
    await expectRefused(mark, 'member', 'lead', 'facilitator', 'observer', 'foreign');
    await expectRefused(write, 'member');
    expect(await run('peer', mark)).toBe(1);
  });
});

it('is offered to nobody who only claims to take part', async () => {
  people.claimant = await town.addPerson('Claimant', { space: talks.id, role: 'claimant' });
  const { role } = await proposed('member');
  const nominations = `/partnerships/${talks.id}/roles/${role}/nominations`;
  const choice = { person: people.claimant, reason: 'Wants to' };
  expect((await town.post(nominations, choice, { as: people.lead! })).html).toContain('Choose somebody');
});
