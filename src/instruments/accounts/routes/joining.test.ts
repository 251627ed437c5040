import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../platform/id.ts';
import { openTestTown, type TestTown } from '../../../testing.ts';
import { endPart } from '../actions.ts';

// A city without a mail server: whoever invites sees the link and hands it on.
let town: TestTown;
const organisation = newId();
let lead: string;
beforeAll(async () => {
  town = await openTestTown({ config: { mail: undefined } });
  await town.addOrganisation(organisation, 'neighbours', { en: 'Neighbours' });
  lead = await town.addPerson('Lead', { space: organisation, role: 'lead' });
});
afterAll(() => town.close());

/** The lead invites somebody, and reads the link off the page. */
async function handedOn(email: string): Promise<string> {
  const path = `/spaces/${organisation}/invitations`;
  const form = { email, role: 'member', kind: 'person', locale: 'en', name: '' };
  const { html } = await town.postAndFollow(path, form, { as: lead });
  return /<code>http:\/\/town\.test(\/invitations\/[^<]+)<\/code>/.exec(html)![1]!;
}

it('a link that was handed on makes an account for who has none', async () => {
  const link = await handedOn('new@people.test');
  const joined = await town.post(link, { name: 'New', password: 'a password of words' });
  expect(joined).toMatchObject({ status: 303, location: '/desk' });
  expect((await town.get('/account', { cookie: joined.cookie })).html).toContain('Neighbours');
});

it('a link that was handed on opens nobody’s account: they sign in first, and only then take part', async () => {
  const administrator = await town.addAdministrator('Ada');
  const link = await handedOn('ada@people.test');
  for (const as of [undefined, lead]) {
    const looked = await town.get(link, { as });
    expect(looked.location).toBe(`/sign-in?next=${encodeURIComponent(link)}`);
    const taken = await town.post(link, { name: 'Not Ada', password: 'a password of words' }, { as });
    expect(taken.location).toBe(`/sign-in?next=${encodeURIComponent(link)}`);
    expect(taken.headers.getSetCookie().join()).not.toContain('session_token');
  }
  expect((await town.post(link, { name: 'Ada' }, { as: administrator })).location).toBe('/desk');
  expect((await town.get(link, { as: administrator })).status).toBe(404);
});

it('who tries a link while somebody else is signed in needs a password too, or could never come back', async () => {
  const link = await handedOn('second@people.test');
  expect((await town.get(link, { as: lead })).html).not.toContain('(optional)');
  expect((await town.post(link, { name: 'Second' }, { as: lead })).status).toBe(422);
  expect(
    (await town.post(link, { name: 'Second', password: 'a password of words' }, { as: lead })).status,
  ).toBe(303);
});

it('nothing promises a link where none can be sent', async () => {
  const signIn = await town.get('/sign-in');
  expect(signIn.html).toContain('With your mail address and your password.');
  expect(signIn.html).not.toContain('href="/sign-up');
  const wrong = await town.post('/sign-in', { email: 'lead@people.test', password: 'no password of theirs' });
  expect(wrong.html).toContain('Address and password do not match. Check both.');
  const signUp = await town.get('/sign-up');
  expect(signUp.html).toContain('This city sends no mail yet, so nobody can make an account alone.');
  expect(signUp.html).not.toContain('action="/sign-up"');
  expect((await town.get('/sign-in/sent')).html).not.toContain('Look into your mailbox');
});

it('whoever comes first into an organisation is invited to lead it, if nobody says otherwise', async () => {
  const administrator = await town.addAdministrator('Adam');
  const empty = newId();
  await town.addOrganisation(empty, 'empty', { en: 'Empty' });
  const chosen = /<input[^>]*name="role"[^>]*checked[^>]*>/;
  const first = (await town.get(`/spaces/${empty}/people`, { as: administrator })).html;
  expect(chosen.exec(first)![0]).toContain('value="lead"');
  const more = (await town.get(`/spaces/${organisation}/people`, { as: lead })).html;
  expect(chosen.exec(more)![0]).toContain('value="member"');
});

it('who cannot be spared is not offered to leave', async () => {
  const only = (await town.get(`/spaces/${organisation}/people`, { as: lead })).html;
  expect(only).not.toMatch(/>Leave/);
  const second = await town.addPerson('Second lead', { space: organisation, role: 'lead' });
  expect((await town.get(`/spaces/${organisation}/people`, { as: second })).html).toMatch(/>Leave/);
});

it('a link that two take up at the same moment counts once', async () => {
  const link = await handedOn('twice@people.test');
  const statuses = (
    await Promise.all(
      [1, 2].map((n) => town.post(link, { name: `Twice ${n}`, password: 'a password of words' })),
    )
  ).map(({ status }) => status);
  expect(statuses).toContain(303);
  expect(statuses).not.toContain(500);
  const { rows } = await town.database.outer.query(
    `select count(*) as n from journal_entry j join person p on p.id = j.subject_id
     where j.kind = 'member.joined' and p.email = 'twice@people.test'`,
  );
  expect(rows[0].n).toBe(1);
});

it('an address that is proven by several at the same moment becomes one person', async () => {
  const proven = await Promise.all(
    [1, 2, 3, 4].map((n) => town.house.accounts.joinProven('race@people.test', `Race ${n}`, 'person', 'en')),
  );
  expect(new Set(proven.map(({ person }) => person)).size).toBe(1);
  for (const { cookies } of proven) expect(cookies.getSetCookie().join()).toContain('session_token');
});

it('two leads who end each other’s part at the same moment leave one of them', async () => {
  const space = newId();
  await town.database.system(({ db }) =>
    db
      .insertInto('space')
      .values({ id: space, kind: 'organisation', audience: 'public', audience_id: null, created_by: null })
      .execute(),
  );
  const pair = [
    await town.addPerson('One of two', { space, role: 'lead' }),
    await town.addPerson('Other of two', { space, role: 'lead' }),
  ];
  const { rows } = await town.database.outer.query(
    'select id, person_id from membership where space_id = $1',
    [space],
  );
  const scopes = await Promise.all(pair.map((one) => town.scopeFor(one)));
  const ends = pair.map((as, n) => {
    const other = rows.find((row) => row.person_id !== as)!;
    return town.database.change(scopes[n]!, (tx) => endPart(tx, space, other.id)).catch(() => undefined);
  });
  await Promise.all(ends);
  const left = await town.database.outer.query(
    'select count(*) as n from membership where space_id = $1 and until is null',
    [space],
  );
  expect(left.rows[0].n).toBe(1);
});
