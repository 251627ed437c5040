import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let strong: string;
let weak: string;
const here = '/settings/second-factor';
const setUp = '/account/second-factor';

beforeAll(async () => {
  town = await openTestTown();
  strong = await town.addAdministrator('Strong Admin');
  weak = await town.addAdministrator('Weak Admin');
  for (const as of [strong, weak]) await town.get('/desk', { as });
  await give(strong);
});
afterAll(() => town.close());
beforeEach(() => require(false));

async function give(person: string): Promise<void> {
  await town.database.system(({ db }) =>
    db
      .insertInto('passkey')
      .values({
        ...{ id: newId(), person_id: person, credential_id: newId(), public_key: Buffer.from('none') },
        ...{ counter: 0, transports: [], name: 'Key', used_at: null },
      })
      .execute(),
  );
}
async function require(required: boolean): Promise<void> {
  await town.database.outer.query('update city set second_factor_required = $1', [required]);
}

it('administrators say whether they need a second factor, and see who has one', async () => {
  const page = (await town.get(here, { as: strong })).html;
  expect(page).toMatch(/Strong Admin[\s\S]*?has a second step/);
  expect(page).toMatch(/Weak Admin[\s\S]*?has none yet/);
  const on = await town.postAndFollow(here, { required: 'yes' }, { as: strong });
  expect(on.html).toContain('From now on administrators need a second step');
  const { rows } = await town.database.outer.query(
    `select content from journal_entry where kind = 'city.changed' order by seq desc limit 1`,
  );
  expect(rows[0].content).toEqual({ fields: ['second_factor_required'] });
  expect((await town.postAndFollow(here, {}, { as: strong })).html).toContain('need no second step');
});

it('nobody shuts themselves out by it', async () => {
  const refused = await town.post(here, { required: 'yes' }, { as: weak });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('Set up your own second step first');
  expect(refused.html).toContain('href="/account/second-factor"');
});

it('who has none is led to set one up, does nothing as an administrator until then, and all of it right after', async () => {
  await require(true);
  expect((await town.get('/settings', { as: strong })).status).toBe(200);
  for (const path of ['/settings', '/claims', here, '/goals/new'])
    expect((await town.get(path, { as: weak })).location, path).toBe(setUp);
  expect((await town.post('/settings/joining', { signUp: 'open' }, { as: weak })).location).toBe(setUp);
  expect((await town.get(`/spaces/${town.city}/people`, { as: weak })).status).toBe(404);
  expect((await town.get(setUp, { as: weak })).html).toContain(
    'until then you can do nothing as an administrator',
  );
  const desk = await town.get('/desk', { as: weak });
  expect(desk.status, 'everything else stays theirs').toBe(200);
  expect(desk.html).toContain('Administering waits for your second step');
  await town.house.accounts.setPassword(weak, 'three words in a row');
  const signIn = { email: 'weak.admin@people.test', password: 'three words in a row', next: '/told' };
  expect((await town.post('/sign-in', signIn)).location).toBe(setUp);
  await give(weak);
  expect((await town.get('/settings', { as: weak })).status).toBe(200);
});

it('the database holds them back too', async () => {
  await require(true);
  const held = await town.addAdministrator('Held Admin');
  const scope = { ...(await town.scopeFor(held)) };
  expect(scope).toMatchObject({ administers: false, heldBack: true });
  const run = (statement: ReturnType<typeof sql>) =>
    town.database
      .change(scope, async ({ db }) => Number((await statement.execute(db)).numAffectedRows ?? 0))
      .catch((error) => error.code);
  expect(await run(sql`update city set theme = 'havn'`)).toBe(0);
  const membership = sql`insert into membership (id, space_id, person_id, role)
    values (${newId()}, ${town.city}, ${strong}, 'member')`;
  expect(await run(membership)).toBe('42501');
  const seen = await town.database.read(scope, async ({ db }) => ({
    mails: (await sql`select from mail`.execute(db)).rows.length,
    people: (await sql<{ id: string }>`select id from person`.execute(db)).rows.map(({ id }) => id),
  }));
  expect(seen).toEqual({ mails: 0, people: [held] });
  await give(held);
  expect(await run(sql`update city set theme = theme`)).toBe(1);
});
