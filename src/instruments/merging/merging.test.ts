import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  town.mails.length = 0;
});

const here = '/account/merging';
const rowsOf = async (statement: string, ...values: unknown[]) =>
  (await town.database.outer.query(statement, values)).rows;
const rolesOf = async (person: string) =>
  (
    await rowsOf(
      'select space_id || $2 || role as part from membership where person_id = $1 and until is null',
      person,
      ' ',
    )
  ).map(({ part }) => part as string);
const addressOf = async (person: string) =>
  (await rowsOf('select email from person where id = $1', person))[0].email as string;

async function somebody(name: string) {
  const person = await town.addPerson(`${name} ${newId()}`);
  await town.get('/desk', { as: person });
  return person;
}

/** Asks as one for the other, and reads the link off the mail. */
async function linkFor(stays: string, other: string): Promise<string> {
  const email = await addressOf(other);
  expect((await town.post(here, { email }, { as: stays })).location).toBe(here);
  for (let turn = 0; turn < 60; turn += 1) {
    await town.settle();
    const mail = town.mails.find(({ to, text }) => to[0]?.address === email && text?.includes(here));
    if (mail) return new URL(/http:\S+\/account\/merging\/\S+/.exec(mail.text!)![0]).pathname;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No link came');
}

describe('two accounts of one person', () => {
  it('become one: what is held moves, what was done keeps its name, both addresses are told', async () => {
    const [stays, other] = [await somebody('Nora at home'), await somebody('Nora at work')];
    const organisation = newId();
    await town.addOrganisation(organisation, organisation, { en: 'Bakers', de: 'Bäckerei' });
    await town.addMembership(other, organisation, 'lead');
    await town.addMembership(stays, organisation, 'member');
    const [partner] = talks.partners;
    await town.addMembership(other, talks.id, 'participant');
    await town.addMembership(other, partner!.id, 'member');
    const toDo = (owner: string) => ({ text: 'Call the mill', owner: `person:${owner}`, due: '1.6.' });
    await town.post(`/partnerships/${talks.id}/to-dos`, toDo(other), { as: other });
    const at = `/partnerships/${talks.id}`;
    const milestone = { what: 'Ten canteens', known: 'We count', owner: `person:${other}`, due: '1.6.' };
    await town.post(`${at}/transition/plan`, milestone, { as: other });
    const says = {
      claim: 'Less waste',
      who: 'Cooks',
      indicator: 'Bins',
      baselineWords: 'Nine',
      targetWords: 'Two',
    };
    const check = { checkOn: '1.6.', checker: `person:${other}` };
    await town.post(`${at}/benefits`, { kind: 'own', ...says, ...check }, { as: other });
    const begun = await town.post(
      '/briefs',
      { to: organisation, title: 'Plan', want: 'Benches', bring: 'Wood' },
      { as: other },
    );
    const brief = begun.location!.split('/')[2]!;
    await town.settle();
    const before = await rowsOf(
      'select id, actor_id, commitment from journal_entry where actor_id = $1 order by seq',
      other,
    );
    expect(before.length).toBeGreaterThan(0);

    const link = await linkFor(stays, other);
    const page = await town.get(link, { as: stays, locale: 'de' });
    for (const words of ['Nora at work', 'Bäckerei', 'Canteen Talks', 'Zusammenlegen'])
      expect(page.html).toContain(words);
    const done = await town.postAndFollow(link, {}, { as: stays });
    expect(done.html).toContain('Your two accounts are one now');

    expect((await rolesOf(stays)).sort()).toEqual(
      [
        `${organisation} lead`,
        `${organisation} member`,
        `${talks.id} participant`,
        `${partner!.id} member`,
        `${brief} requester`,
      ].sort(),
    );
    expect(await rolesOf(other)).toEqual([]);
    expect(await rowsOf('select writer_id, audience_id from brief where id = $1', brief)).toEqual([
      { writer_id: stays, audience_id: stays },
    ]);
    expect((await town.get(begun.location!, { as: stays })).status).toBe(200);
    const owners = await rowsOf(`select owner_person, created_by from to_do where text = 'Call the mill'`);
    expect(owners).toEqual([{ owner_person: stays, created_by: other }]);
    expect(await rowsOf('select owner_person from milestone')).toEqual([{ owner_person: stays }]);
    expect(await rowsOf('select checker_person from benefit')).toEqual([{ checker_person: stays }]);

    expect(
      await rowsOf(
        'select id, actor_id, commitment from journal_entry where actor_id = $1 order by seq',
        other,
      ),
    ).toEqual(before);
    const [gone] = await rowsOf(
      'select name, merged_into, login_id, deactivated_at from person where id = $1',
      other,
    );
    expect(gone).toMatchObject({ merged_into: stays, login_id: null });
    expect(gone.name).toContain('Nora at work');
    expect((await town.get('/account', { as: other })).status, 'its session is over').toBe(303);
    await town.settle();
    const told = town.mails.filter(({ subject }) => subject === 'Your accounts at Testby are one now');
    expect(told.map(({ to }) => to[0]?.address).sort()).toEqual(
      [await addressOf(stays), await addressOf(other)].sort(),
    );
    expect((await town.get(`/partnerships/${talks.id}/timeline`, { as: stays })).html).toContain(
      'goes on with one account instead of two',
    );
    expect((await town.get(link, { as: stays })).status, 'the link is dead').toBe(404);
  });

  it('of which one has the other’s role keep the stronger one where there is one for each', async () => {
    const partner = talks.partners[1]!.id;
    const [stays, other] = [
      await talks.join('Ole', 'observer', partner),
      await talks.join('Ole too', 'deputy', partner),
    ];
    for (const as of [stays, other]) await town.get('/desk', { as });
    await town.post(await linkFor(stays, other), {}, { as: stays });
    expect((await rolesOf(stays)).sort()).toEqual([`${partner} deputy`, `${talks.id} participant`].sort());
  });

  it('that speak for two partners of one partnership stay two, until one part has ended', async () => {
    const [one, two] = talks.partners as unknown as [{ id: string }, { id: string }];
    const [stays, other] = [
      await talks.join('Ida', 'member', one.id),
      await talks.join('Ida too', 'member', two.id),
    ];
    for (const as of [stays, other]) await town.get('/desk', { as });
    const link = await linkFor(stays, other);
    const refused = await town.get(link, { as: stays });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('“Canteen Talks” they speak for two different partners');
    expect((await town.post(link, {}, { as: stays })).status).toBe(409);
    expect(await rolesOf(other)).toHaveLength(2);
    await rowsOf('update membership set until = now() where person_id = $1 and space_id = $2', other, two.id);
    expect((await town.post(link, {}, { as: stays })).location).toBe('/account');
  });

  it('are never a shared mailbox', async () => {
    const [stays, other] = [await somebody('Reader'), await somebody('Mailbox')];
    await rowsOf(`update person set kind = 'mailbox' where id = $1`, other);
    const refused = await town.get(await linkFor(stays, other), { as: stays });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('shared mailbox');
  });
});

describe('the link', () => {
  it('is worth something in the account that asked, alone, while it is signed in freshly, for two hours', async () => {
    const [stays, other, thief] = [await somebody('Pia'), await somebody('Pia too'), await somebody('Thief')];
    const link = await linkFor(stays, other);
    expect((await town.get(link, { as: thief })).status).toBe(404);
    expect((await town.post(link, {}, { as: other })).status).toBe(404);
    expect((await town.get(link)).location).toContain('/sign-in?next=');
    await rowsOf(
      `update auth_session set proven_at = now() - interval '16 minutes' where "userId" = (select login_id from person where id = $1)`,
      stays,
    );
    for (const answer of [await town.get(link, { as: stays }), await town.post(link, {}, { as: stays })])
      expect(answer.location).toBe(`/sign-in?next=${encodeURIComponent(link)}`);
    await rowsOf(`update auth_session set proven_at = now()`);
    await town.moveTime('121 minutes');
    expect((await town.get(link, { as: stays })).status).toBe(404);
    expect((await town.post(link, {}, { as: stays })).status).toBe(404);
    expect(await rowsOf('select merged_into from person where id = $1', other)).toEqual([
      { merged_into: null },
    ]);
  });

  it('goes to no address that nobody has, and the answer is the same', async () => {
    const stays = await somebody('Asker');
    const known = await town.post(here, { email: await addressOf(await somebody('Known')) }, { as: stays });
    const unknown = await town.post(here, { email: 'nobody@people.test' }, { as: stays });
    const own = await town.post(here, { email: await addressOf(stays) }, { as: stays });
    for (const answer of [unknown, own])
      expect([answer.status, answer.location]).toEqual([known.status, known.location]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await town.settle();
    expect(town.mails.map(({ to }) => to[0]?.address)).not.toContain('nobody@people.test');
    expect(town.mails).toHaveLength(1);
    expect((await town.post(here, { email: 'no address' }, { as: stays })).html).toContain(
      'Write a mail address',
    );
  });

  it('wants the second factor of the other account too', async () => {
    const [stays, other] = [await somebody('Uma'), await somebody('Uma too')];
    const { factors } = town.house.accounts;
    await town.database.system(({ db }) =>
      db
        .insertInto('passkey')
        .values({
          ...{ id: newId(), person_id: other, credential_id: newId(), public_key: Buffer.from('none') },
          ...{ counter: 0, transports: [], name: 'Key', used_at: null },
        })
        .execute(),
    );
    const [code] = await town.database.system((tx) => factors.makeRecoveryCodes(tx, other));
    const link = await linkFor(stays, other);
    expect((await town.get(link, { as: stays })).html).toContain('Code of the other account');
    for (const wrong of ['', '000000']) {
      const refused = await town.post(link, { code: wrong }, { as: stays });
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('does not count for the other account');
    }
    expect((await town.post(link, { code: code! }, { as: stays })).location).toBe('/account');
    expect(await town.database.system((tx) => factors.has(tx, other))).toBe(false);
    expect(await rowsOf('select merged_into from person where id = $1', other)).toEqual([
      { merged_into: stays },
    ]);
  });

  it('pressed twice at the same moment merges once', async () => {
    const [stays, other] = [await somebody('Vera'), await somebody('Vera too')];
    const link = await linkFor(stays, other);
    const answers = await Promise.all([1, 2].map(() => town.post(link, {}, { as: stays })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
  });
});

it('administrators see what became of it, and open it no more', async () => {
  const admin = await town.addAdministrator(`Admin ${newId()}`);
  const [stays, other] = [await somebody('Wim'), await somebody('Wim too')];
  await town.post(await linkFor(stays, other), {}, { as: stays });
  const page = await town.get(`/settings/accounts/${other}`, { as: admin });
  expect(page.html).toContain('Put together with another account');
  expect(page.html).not.toContain('/return');
  await town.post(`/settings/accounts/${other}/return`, {}, { as: admin });
  const [row] = await rowsOf('select deactivated_at from person where id = $1', other);
  expect(row.deactivated_at).not.toBeNull();
  await town.post('/sign-in/links', { email: await addressOf(other) });
  await town.settle();
  expect(town.mails.filter(({ subject }) => subject === 'Your link to sign in')).toHaveLength(0);
});
