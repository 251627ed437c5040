import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { softPasskey } from '../../platform/accounts/testing.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

// Browsers keep passkeys for names over safe lines, and for localhost.
const origin = 'http://localhost';
let town: TestTown;
beforeAll(async () => {
  town = await openTestTown({ config: { url: origin } });
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  town.mails.length = 0;
});

const here = '/account/second-factor';

/** What a script of ours asks for; the answers of forms are pages. */
async function question(
  path: string,
  cookie: string,
): Promise<{ challenge: string; cookie: string; status: number }> {
  const answer = await town.post(path, {}, { cookie });
  const { challenge = '' } = answer.status === 201 ? JSON.parse(answer.html) : {};
  return { challenge, cookie: answer.cookie, status: answer.status };
}

async function somebody() {
  const name = `Kay ${newId()}`;
  const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@people.test`;
  const person = await town.addPerson(name);
  const cookies = await town.house.accounts.signInProven(email, name);
  await town.house.accounts.setPassword(person, 'three words in a row');
  return { person, email, cookie: cookies.getSetCookie()[0]!.split(';')[0]! };
}

async function withPasskey() {
  const { cookie, ...one } = await somebody();
  const key = softPasskey('localhost');
  const asked = await question(`${here}/passkeys/questions`, cookie);
  const credential = key.added({ challenge: asked.challenge, origin });
  const added = await town.post(
    `${here}/passkeys`,
    { name: 'My phone', credential },
    { cookie: `${cookie}; ${asked.cookie}` },
  );
  expect(added.location).toBe(`${here}/codes`);
  return { ...one, key, cookie: added.cookie, before: cookie };
}

/** Signs in with it, honestly unless said otherwise. */
async function signIn(
  key: ReturnType<typeof softPasskey>,
  { challenge, ...more }: Partial<Parameters<typeof key.proves>[0]> = {},
  also = '',
) {
  const asked = await question('/sign-in/passkey/questions', also);
  const credential = key.proves({ origin, ...more, challenge: challenge ?? asked.challenge });
  const cookie = [asked.cookie, also].filter(Boolean).join('; ');
  return {
    ...(await town.post('/sign-in/passkey', { credential, next: '/told' }, { cookie })),
    credential,
    asked,
  };
}
const isIn = async (cookie: string) => (await town.get('/account', { cookie })).status === 200;

describe('a passkey', () => {
  it('is added under a name, with recovery codes, a new token and a mail', async () => {
    const { cookie, before, email } = await withPasskey();
    expect([await isIn(cookie), await isIn(before)]).toEqual([true, false]);
    const page = await town.get(here, { cookie });
    expect(page.html).toContain('My phone');
    expect(page.html).toContain('10 are left');
    expect(page.html).toContain('<script type="module" src="/p.js">');
    await town.settle();
    expect(town.mails.find((mail) => mail.to[0]?.address === email)?.text).toContain('has a new passkey');
  });

  it('counts as both: it signs in at once, and leads on', async () => {
    const { key, person } = await withPasskey();
    const done = await signIn(key);
    expect(done.location).toBe('/told');
    expect(await isIn(done.cookie)).toBe(true);
    const { rows } = await town.database.outer.query('select used_at from passkey where person_id = $1', [
      person,
    ]);
    expect(rows[0].used_at).not.toBeNull();
  });

  it('is asked for after the password; a recovery code works without JavaScript', async () => {
    const { key, email } = await withPasskey();
    const half = await town.post('/sign-in', { email, password: 'three words in a row' });
    expect(half.location).toBe('/sign-in/code?next=%2Fdesk');
    const page = await town.get(half.location!, { cookie: half.cookie });
    expect(page.html).toContain('Use a passkey');
    expect(page.html).toContain('Recovery code');
    expect(page.html).toContain('Passkeys need JavaScript');
    const done = await signIn(key, {}, half.cookie);
    expect(await isIn(done.cookie)).toBe(true);
    expect(done.headers.getSetCookie().some((cookie) => cookie.startsWith('samvirke.sign-in=;'))).toBe(true);
  });

  it('that has not checked its owner is worth nothing', async () => {
    const { key } = await withPasskey();
    expect((await signIn(key, { checked: false })).status).toBe(422);
    const { cookie } = await somebody();
    const asked = await question(`${here}/passkeys/questions`, cookie);
    const credential = softPasskey('localhost').added({ challenge: asked.challenge, origin, checked: false });
    const added = await town.post(
      `${here}/passkeys`,
      { name: 'Key', credential },
      { cookie: `${cookie}; ${asked.cookie}` },
    );
    expect(added.status).toBe(422);
    expect(added.html).toContain('The passkey was not added');
    expect(added.html, 'what was typed stays').toContain('value="Key"');
  });

  it('answers for this city alone, to the question of this browser, once', async () => {
    const { key } = await withPasskey();
    expect((await signIn(key, { origin: 'https://evil.test' })).status).toBe(422);
    expect((await signIn(key, { challenge: 'AAAA' })).status).toBe(422);
    expect((await signIn(softPasskey('localhost'))).status, 'one that nobody has added').toBe(422);
    const { credential, asked, ...done } = await signIn(key);
    expect(done.status).toBe(303);
    const again = await town.post('/sign-in/passkey', { credential }, { cookie: asked.cookie });
    expect(again.status, 'the same answer a second time').toBe(422);
    const elsewhere = await question('/sign-in/passkey/questions', '');
    expect((await town.post('/sign-in/passkey', { credential }, { cookie: elsewhere.cookie })).status).toBe(
      422,
    );
    for (const junk of [
      '',
      '{}',
      'null',
      '[]',
      '{"id":1}',
      '{"id":"x","response":null}',
      'x'.repeat(30_000),
    ]) {
      await town.database.outer.query('delete from rate_limit');
      const { cookie } = await question('/sign-in/passkey/questions', '');
      expect((await town.post('/sign-in/passkey', { credential: junk }, { cookie })).status).toBe(422);
    }
  });

  it('that counts backwards is a copy, and is refused', async () => {
    const { key } = await withPasskey();
    expect((await signIn(key, { counter: 5 })).status).toBe(303);
    expect((await signIn(key, { counter: 5 })).status).toBe(422);
    expect((await signIn(key, { counter: 4 })).status).toBe(422);
    expect((await signIn(key, { counter: 6 })).status).toBe(303);
  });

  it('is not added by somebody else’s question', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const asked = await question(`${here}/passkeys/questions`, one.cookie);
    const credential = softPasskey('localhost').added({ challenge: asked.challenge, origin });
    const added = await town.post(
      `${here}/passkeys`,
      { name: 'Key', credential },
      { cookie: `${other.cookie}; ${asked.cookie}` },
    );
    expect(added.status).toBe(422);
    const { rows } = await town.database.outer.query('select from passkey where person_id = any ($1)', [
      [one.person, other.person],
    ]);
    expect(rows).toHaveLength(0);
  });

  it('is renamed and removed by its owner alone, and then opens nothing', async () => {
    const { key, cookie, person, email } = await withPasskey();
    const { rows } = await town.database.outer.query('select id from passkey where person_id = $1', [person]);
    const path = `${here}/passkeys/${rows[0].id}`;
    const other = await withPasskey();
    for (const tried of [path, `${path}/removal`])
      expect((await town.post(tried, { name: 'Mine' }, { cookie: other.cookie })).status).toBe(404);
    expect((await town.post(path, { name: ' ' }, { cookie })).html).toContain('Write a name');
    expect((await town.postAndFollow(path, { name: 'Old phone' }, { cookie })).html).toContain('Old phone');
    expect((await town.get(path, { cookie })).html).toContain('Remove this passkey');
    const removed = await town.post(`${path}/removal`, {}, { cookie });
    expect(removed.location).toBe(here);
    expect(await isIn(cookie), 'under a new token').toBe(false);
    expect((await signIn(key)).status).toBe(422);
    const again = await town.post('/sign-in', { email, password: 'three words in a row' });
    expect(again.location, 'nothing is asked for any more').toBe('/desk');
  });
});

it('where browsers cannot keep one, nobody is offered one', async () => {
  const plain = await openTestTown({ config: { url: 'http://192.0.2.7' } });
  try {
    expect((await plain.get('/sign-in')).html).not.toContain('passkey');
    const person = await plain.addPerson('Plain');
    expect((await plain.get(here, { as: person })).html).not.toContain('sv-passkey');
  } finally {
    await plain.close();
  }
});
