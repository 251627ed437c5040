import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { beginWith, invitationIn, joinByLink, pathTo } from './testing-journey.ts';

// Nobody is in two partners of one partnership: what is refused one after the other is refused at the same moment too.
let town: TestTown;
let founder: string;
beforeAll(async () => {
  town = await openTestTown();
  founder = await town.addPerson('Founder');
}, 120_000);
afterAll(() => town.close());

const group = (name: string) => ({ as: 'group', group: name, kind: 'community' });

/** A partnership into which two are invited, each for a partner of their own: the ways in. */
async function twoInvited() {
  const addresses = ['ada', 'bo'].map((name) => `${name}.${newId()}@guest.test`) as [string, string];
  const id = await beginWith(town, founder, { invited: addresses });
  const links = [await invitationIn(town, addresses[0]), await invitationIn(town, addresses[1])] as const;
  return { id, addresses, links };
}

/** How many partners of a partnership somebody is in. */
async function partnersOf(person: string, partnership: string): Promise<number> {
  const { rows } = await town.database.outer.query(
    `select count(distinct p.id)::int as n from membership m join partner p on p.id = m.space_id
     where m.person_id = $1 and m.until is null and p.space_id = $2`,
    [person, partnership],
  );
  return rows[0].n;
}

it('who takes up two invitations at the same moment comes in by one', async () => {
  const { id, links } = await twoInvited();
  const kim = await town.addPerson(`Kim ${newId()}`);
  const answers = await Promise.all(
    links.map((link, n) => town.post(link, group(`Group ${n}`), { as: kim })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  expect(answers.find(({ status }) => status === 422)!.html).toContain(
    'You take part in this partnership already',
  );
  expect(await partnersOf(kim, id)).toBe(1);
});

it('so does who has no account, and is one person after it', async () => {
  const { id, addresses, links } = await twoInvited();
  await town.database.outer.query('update partner_invitation set email = $1 where email = $2', addresses);
  const answers = await Promise.all(
    links.map((link, n) => town.post(link, { name: `Bo ${n}`, ...group(`Group ${n}`) })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  const { rows } = await town.database.outer.query('select id from guest_address where address = $1', [
    addresses[0],
  ]);
  expect(rows).toHaveLength(1);
  expect(await partnersOf(rows[0].id, id)).toBe(1);
});

it('so does who takes over into an account what they have by link', async () => {
  const { id, links } = await twoInvited();
  const kim = await town.addPerson(`Kim ${newId()}`);
  const { cookie } = await joinByLink(town, links[0], { name: 'Ada', group: 'Bakery', kind: 'business' });
  const answers = await Promise.all([
    town.post('/taking-part/joining', {}, { as: kim, cookie }),
    town.post(links[1], group('Market'), { as: kim }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  expect(await partnersOf(kim, id)).toBe(1);
  expect((await town.get(pathTo(id), { as: kim })).status).toBe(200);
});

it('of two who invite the same address at the same moment one does', async () => {
  const { id } = await twoInvited();
  const { rows } = await town.database.outer.query('select id from partner where space_id = $1 order by id', [
    id,
  ]);
  const email = `kim.${newId()}@guest.test`;
  const many = { role: 'lead', invited: email, language: 'en', note: '' };
  const answers = await Promise.all(
    [1, 2].map(() => town.post(`${pathTo(id)}/invitations`, many, { as: founder })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  const after = await town.database.outer.query('select id from partner where space_id = $1', [id]);
  expect(after.rows).toHaveLength(rows.length + 1);
});
