import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { answer, askThem } from '../rounds/testing.ts';
import { type FoundedPartnership, foundPartnership } from './testing.ts';
import { invitationIn, joinByLink, pathTo } from './testing-journey.ts';

// A partner with people lets others in itself. Whoever could put somebody there would read what it keeps to itself:
// here somebody tries who facilitates, through the pages and with raw SQL under their own role.
let town: TestTown;
let founded: FoundedPartnership;
let facilitator: string;
let base: string;
let first: FoundedPartnership['partners'][number];
let silent: string;

beforeAll(async () => {
  town = await openTestTown();
  founded = await foundPartnership(town, {
    partners: [
      { name: 'Food Office', kind: 'department' },
      { name: 'Harvest group', kind: 'community' },
      { name: 'Silent growers', kind: 'business', people: [] },
      { name: 'Bakers', kind: 'business', people: [{ name: 'Member of Bakers', role: 'member' }] },
    ],
  });
  facilitator = founded.facilitator;
  base = pathTo(founded.id);
  first = founded.partners[0]!;
  silent = founded.partners[2]!.id;
});
afterAll(() => town.close());

const at = (partner: string) => `${base}/partners/${partner}`;
const form = (email: string, role = 'member') => ({ email, name: '', role, language: 'en', note: '' });
const invite = (partner: string, email: string, as: string, role?: string) =>
  town.post(`${at(partner)}/invitations`, form(email, role), { as });
async function run(as: string, text: string) {
  return town.database.change(await town.scopeFor(as), async ({ db }) => {
    const { rows, numAffectedRows } = await sql.raw<Record<string, unknown>>(text).execute(db);
    return { rows, changed: Number(numAffectedRows ?? 0) };
  });
}
const membershipOf = async (person: string, space: string) =>
  (
    await town.database.outer.query(
      'select id from membership where person_id = $1 and space_id = $2 and until is null',
      [person, space],
    )
  ).rows[0].id as string;
const insertion = (partner: string, more: { email?: string; role?: string; space?: string } = {}) =>
  `insert into partner_invitation (id, space_id, partner_id, email, role, locale, expires_at) values
   (gen_random_uuid(), '${more.space ?? founded.id}', '${partner}', '${more.email ?? 'straw@people.test'}',
    '${more.role ?? 'member'}', 'en', app_now() + interval '9 days')`;

describe('a partner with people', () => {
  it('is invited into by its lead and its deputy, and by nobody else', async () => {
    const deputy = await founded.join('Deputy', 'deputy', first.id);
    const member = await founded.join('Member', 'member', first.id);
    expect((await invite(first.id, 'one@office.test', first.lead)).status).toBe(303);
    expect((await invite(first.id, 'two@office.test', deputy)).status).toBe(303);
    for (const as of [facilitator, member, founded.partners[1]!.lead])
      expect((await invite(first.id, 'straw@people.test', as)).status).toBe(404);
  });

  it('says so on its page to who facilitates, in the place of the form', async () => {
    const { html } = await town.get(at(first.id), { as: facilitator });
    expect(html).toContain('Food Office has people of its own. Only its lead and its deputy invite others');
    expect(html).not.toContain('Invite somebody for this partner');
    expect(html).not.toMatch(/action="[^"]+\/(role|end|renewal)"/);
    const german = await town.get(at(first.id), { as: facilitator, locale: 'de' });
    expect(german.html).toContain('Nur Leitung und Vertretung laden weitere ein');
    const people = await town.get(`${base}/people`, { as: facilitator });
    expect(people.html).toContain('only the partner’s lead or deputy sends it again');
    expect(people.html).not.toContain('/renewal"');
    expect((await town.get(at(first.id), { as: first.lead })).html).toContain('Invite somebody for this');
  });

  it('has its invitations sent anew by itself only; who facilitates may take them back', async () => {
    const { rows } = await town.database.outer.query(
      `select id from partner_invitation where email = 'one@office.test'`,
    );
    const there = `${base}/invitations/${rows[0].id}`;
    expect((await town.post(`${there}/renewal`, {}, { as: facilitator })).status).toBe(404);
    expect((await town.post(`${there}/withdrawal`, {}, { as: facilitator })).status).toBe(303);
  });

  it('has nobody’s role given or taken by who facilitates, as long as somebody answers for it', async () => {
    const { rows } = await town.database.outer.query(
      'select id, role from membership where space_id = $1 and until is null',
      [first.id],
    );
    for (const { id } of rows) {
      for (const role of ['lead', 'deputy', 'member']) {
        const given = await town.post(`${at(first.id)}/people/${id}/role`, { role }, { as: facilitator });
        expect(given.status).toBe(404);
      }
      expect((await town.post(`${at(first.id)}/people/${id}/end`, {}, { as: facilitator })).status).toBe(404);
    }
  });

  it('without lead and deputy is helped to a lead, out of its own people', async () => {
    const bakers = founded.partners[3]!.id;
    const person = founded.people.find((one) => one.partner === bakers)!.id;
    expect((await invite(bakers, 'straw@people.test', facilitator, 'lead')).status).toBe(404);
    const named = `${at(bakers)}/people/${await membershipOf(person, bakers)}/role`;
    expect((await town.post(named, { role: 'lead' }, { as: facilitator })).status).toBe(303);
    expect((await invite(bakers, 'own@bakers.test', person)).status).toBe(303);
  });

  it('that was taken out and brought back has the same people, and is not invited into meanwhile', async () => {
    const second = founded.partners[1]!;
    await town.post(`${at(second.id)}/removal`, { reason: '' }, { as: facilitator });
    expect((await invite(second.id, 'straw@people.test', facilitator)).status).toBe(404);
    await town.post(`${at(second.id)}/return`, {}, { as: facilitator });
    const { rows } = await town.database.outer.query(
      'select person_id as id from membership where space_id = $1 and until is null',
      [second.id],
    );
    expect(rows).toEqual([{ id: second.lead }]);
  });

  it('is not invited into with raw SQL, nor with the invitation of somebody else', async () => {
    const administrator = await town.addAdministrator();
    const email = 'own@bakers.test';
    for (const as of [facilitator, founded.partners[1]!.lead, founded.observer, administrator]) {
      for (const role of ['lead', 'deputy', 'member', 'observer', 'facilitator'])
        await expect(run(as, insertion(first.id, { role })), role).rejects.toThrow(/row-level security/);
      for (const change of [
        `email = 'straw@people.test'`,
        `partner_id = '${first.id}'`,
        `role = 'lead'`,
        `expires_at = app_now() + interval '90 days'`,
        `invited_by = '${first.lead}'`,
      ])
        await expect(
          run(as, `update partner_invitation set ${change} where email = '${email}'`),
        ).rejects.toThrow(/permission denied/);
    }
    for (const open of ['accepted_at = null', 'withdrawn_at = null'])
      await expect(
        run(facilitator, `update partner_invitation set ${open} where email = 'one@office.test'`),
      ).rejects.toThrow(/closed stays closed/);
    await expect(run(first.lead, insertion(first.id, { role: 'facilitator' }))).rejects.toThrow(/row-level/);
    const elsewhere = await foundPartnership(town, { name: 'Street Repair' });
    for (const [as, space] of [
      [first.lead, elsewhere.id],
      [elsewhere.facilitator, elsewhere.id],
    ] as const)
      await expect(run(as, insertion(first.id, { space }))).rejects.toThrow(/row-level security/);
    await expect(
      run(first.lead, `update partner set space_id = '${elsewhere.id}' where id = '${first.id}'`),
    ).rejects.toThrow(/permission denied/);
  });

  it('is made of no other space, whose people the partnership would be told', async () => {
    const organisation = newId();
    await town.addOrganisation(organisation, 'hidden-house', { en: 'Hidden house' });
    for (const space of [organisation, town.city]) {
      await expect(
        run(
          facilitator,
          `insert into partner (id, space_id, name, kind) values ('${space}', '${founded.id}', 'x', 'business')`,
        ),
      ).rejects.toThrow(/row-level security/);
    }
  });

  it('is joined by nobody who gives themselves a part in it', async () => {
    for (const role of ['lead', 'deputy', 'member', 'observer']) {
      for (const [as, person] of [
        [facilitator, facilitator],
        [facilitator, founded.observer],
        [await town.addAdministrator(`Administrator ${role}`), founded.observer],
      ] as const)
        await expect(
          run(
            as,
            `insert into membership (id, space_id, person_id, role) values (gen_random_uuid(), '${first.id}', '${person}', '${role}')`,
          ),
        ).rejects.toThrow(/row-level security/);
    }
    const again = `update membership set until = null where space_id = '${first.id}'`;
    expect((await run(facilitator, again)).changed).toBe(0);
  });

  it('a claim to be in it is no part: one that does not sign in is still recorded for', async () => {
    const claimant = await town.addPerson('Claimant');
    await run(
      claimant,
      `insert into membership (id, space_id, person_id, role) values (gen_random_uuid(), '${silent}', '${claimant}', 'claimant')`,
    );
    const { rows } = await run(facilitator, `select app_without_people('${silent}') as nobody`);
    expect(rows).toEqual([{ nobody: true }]);
  });
});

describe('a partner without people', () => {
  it('is invited into by who facilitates; the first who comes in closes what else was sent', async () => {
    expect((await invite(silent, 'lead@growers.test', facilitator, 'lead')).status).toBe(303);
    expect((await invite(silent, 'straw@growers.test', facilitator)).status).toBe(303);
    const straw = await invitationIn(town, 'straw@growers.test');
    const { rows } = await town.database.outer.query(
      `select id from partner_invitation where email = 'straw@growers.test'`,
    );
    await joinByLink(town, await invitationIn(town, 'lead@growers.test'), { name: 'Gerd' });
    expect((await town.get(straw)).status).toBe(404);
    expect((await town.post(straw, { name: 'Straw' })).status).toBe(404);
    const renewal = `${base}/invitations/${rows[0].id}/renewal`;
    expect((await town.post(renewal, {}, { as: facilitator })).status).toBe(404);
  });

  it('one that was left open past the program opens nothing either', async () => {
    const partner = newId();
    await town.database.change(
      await town.scopeFor(facilitator),
      async ({ db }) => {
        await sql
          .raw(`insert into space (id, kind, audience) values ('${partner}', 'partner', 'space')`)
          .execute(db);
        await sql
          .raw(`insert into partner (id, space_id, name, kind, joined_at)
                values ('${partner}', '${founded.id}', 'Growers', 'business', app_now())`)
          .execute(db);
        await sql.raw(insertion(partner, { email: 'late@growers.test' })).execute(db);
      },
      { grant: [partner] },
    );
    await founded.join('Own', 'lead', partner);
    const taking = `update partner_invitation set accepted_at = app_now() where email = 'late@growers.test'`;
    await expect(run(facilitator, taking)).rejects.toThrow(/lets others in itself/);
  });

  it('whose people left keeps what they kept: nobody is invited to it before all read that', async () => {
    const left = await foundPartnership(town, { name: 'Canteen Round' });
    const [leaving, other, third] = left.partners as unknown as [typeof first, typeof first, typeof first];
    const round = await askThem(town, left, { who: [leaving.id, other.id] });
    const path = `${pathTo(left.id)}/rounds/${round}`;
    await answer(town, path, leaving.lead, 'Rhubarb');
    const page = `${pathTo(left.id)}/partners/${leaving.id}`;
    await town.post(
      `${page}/people/${await membershipOf(leaving.lead, leaving.id)}/end`,
      {},
      { as: leaving.lead },
    );
    const ask = (email: string) =>
      town.post(`${page}/invitations`, form(email, 'lead'), { as: left.facilitator });
    expect((await ask('straw@people.test')).status).toBe(404);
    expect((await town.get(page, { as: left.facilitator })).html).toContain(
      'it left words that others do not read',
    );
    await expect(run(left.facilitator, insertion(leaving.id, { space: left.id }))).rejects.toThrow(
      /row-level security/,
    );
    const { rows } = await run(left.facilitator, 'select content from sealed_answer');
    expect(rows).toEqual([]);
    await answer(town, path, other.lead, 'Plums');
    expect((await ask('new@office.test')).status).toBe(303);
    expect(third.id).not.toBe(leaving.id);
  });
});

describe('why a partner left', () => {
  it('is read by who facilitates and by its own people, and by nobody else in the partnership', async () => {
    const left = await foundPartnership(town, { name: 'Canteen Circle' });
    const [leaving, other] = left.partners as unknown as [typeof first, typeof first];
    const there = `${pathTo(left.id)}/partners/${leaving.id}`;
    await town.post(`${there}/removal`, { reason: 'Quarrelsome' }, { as: left.facilitator });
    const administrator = await town.addAdministrator('Administrator of reasons');
    const told = async (as: string) =>
      (await run(as, `select partner_reason('${leaving.id}') as reason`)).rows[0]!.reason;
    for (const as of [left.facilitator, leaving.lead]) expect(await told(as)).toBe('Quarrelsome');
    for (const as of [other.lead, left.observer, administrator, founded.facilitator])
      expect(await told(as)).toBe(null);
    await expect(run(other.lead, 'select reason from partner')).rejects.toThrow(/permission denied/);
    const { rows } = await run(other.lead, 'select to_jsonb(e)::text as entry from journal_entry e');
    expect(JSON.stringify(rows)).not.toContain('Quarrelsome');
    expect((await town.get(`${pathTo(left.id)}/people`, { as: left.facilitator })).html).toContain(
      'Quarrelsome',
    );
  });
});
