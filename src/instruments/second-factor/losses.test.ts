import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let first: string;
let second: string;
beforeAll(async () => {
  town = await openTestTown();
  first = await town.addAdministrator('First Admin');
  second = await town.addAdministrator('Second Admin');
  for (const as of [first, second]) await town.get('/desk', { as });
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
  await town.database.outer.query('delete from factor_loss');
  town.mails.length = 0;
});

const list = '/settings/lost-factors';
const password = 'three words in a row';

/** Somebody who has a second factor and cannot use it: what their browser has after the password. */
async function somebodyWithout(existing?: string) {
  const name = `Lou ${newId()}`;
  const person = existing ?? (await town.addPerson(name));
  const { rows } = await town.database.outer.query('select email, name from person where id = $1', [person]);
  const { email } = rows[0];
  await town.house.accounts.signInProven(email, rows[0].name);
  await town.house.accounts.setPassword(person, password);
  await town.database.system(async ({ db }) => {
    const key = { credential_id: newId(), public_key: Buffer.from('none'), counter: 0, transports: [] };
    await db
      .insertInto('passkey')
      .values({ id: newId(), person_id: person, name: 'Gone', used_at: null, ...key })
      .execute();
  });
  const { cookie } = await town.post('/sign-in', { email, password });
  return { person, email, name: rows[0].name as string, cookie };
}
async function asked() {
  const one = await somebodyWithout();
  const reach = '+49 30 1234';
  expect((await town.post('/sign-in/lost', { reach }, { cookie: one.cookie })).location).toBe(
    '/sign-in/lost',
  );
  const { rows } = await town.database.outer.query('select id from factor_loss where person_id = $1', [
    one.person,
  ]);
  return { ...one, path: `${list}/${rows[0].id}`, id: rows[0].id as string };
}
const has = (person: string) => town.database.system((tx) => town.house.accounts.factors.has(tx, person));
const check = (path: string, as: string) => town.post(`${path}/check`, { how: 'I called her' }, { as });
const agree = (path: string, as: string) => town.post(`${path}/agreement`, {}, { as });

/** Raw SQL as somebody, under the guarded role: rows done, or how it was refused. */
async function run(as: string, statement: ReturnType<typeof sql>): Promise<number | string> {
  try {
    return await town.database.change(await town.scopeFor(as), async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    );
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
/** The same past the guards, as the program itself. */
async function runAsHouse(statement: ReturnType<typeof sql>): Promise<number | string> {
  try {
    return await town.database.system(async ({ db }) =>
      Number((await statement.execute(db)).numAffectedRows ?? 0),
    );
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
const refused = ['42501', '23514', 0];

describe('a lost second factor', () => {
  it('is removed once one administrator has made sure and another one says yes; the person is told each time', async () => {
    const { person, email, name, cookie, path } = await asked();
    expect((await town.get('/sign-in/lost', { cookie })).html).toContain('waits for an administrator');
    expect((await town.get('/desk', { as: first })).html).toContain(`${name} has lost their second step`);
    const page = (await town.get(path, { as: first })).html;
    expect(page).toContain('+49 30 1234');
    expect(page).toContain(email);
    expect((await check(path, first)).location).toBe(list);
    expect((await town.get('/desk', { as: first })).html, 'nothing more for the first').not.toContain(name);
    expect((await town.get('/sign-in/lost', { cookie, locale: 'de' })).html).toContain('Eine zweite Person');
    expect((await town.get(path, { as: second })).html).toContain('I called her');
    expect(await has(person), 'not before').toBe(true);
    expect((await agree(path, second)).location).toBe(list);
    expect(await has(person)).toBe(false);
    expect((await town.post('/sign-in', { email, password })).location).toBe('/desk');
    await town.settle();
    const told = town.mails.filter((mail) => mail.to[0]?.address === email).map(({ text }) => text);
    expect(told).toEqual([
      expect.stringContaining('asks the administrators'),
      expect.stringContaining('A second one has to say yes'),
      expect.stringContaining('Two administrators have removed your second step'),
    ]);
    const { rows } = await town.database.outer.query(
      `select kind, actor_id from journal_entry where kind like 'second-factor.l%' and space_id = $1 order by seq desc limit 3`,
      [town.city],
    );
    expect(rows.reverse()).toEqual([
      { kind: 'second-factor.lost', actor_id: person },
      { kind: 'second-factor.loss-checked', actor_id: first },
      { kind: 'second-factor.loss-agreed', actor_id: second },
    ]);
  });

  it('may be declined, and then everything stays', async () => {
    const { path, person, email } = await asked();
    await check(path, first);
    expect((await town.post(`${path}/closure`, {}, { as: second })).location).toBe(list);
    expect((await agree(path, second)).status).toBe(422);
    expect(await has(person)).toBe(true);
    await town.settle();
    expect(town.mails.filter((mail) => mail.to[0]?.address === email).at(-1)?.text).toContain(
      'did not remove',
    );
  });

  it('is not lost any more once its owner gets in with it', async () => {
    const { path, person, email } = await asked();
    await check(path, first);
    const [code] = await town.database.system((tx) =>
      town.house.accounts.factors.makeRecoveryCodes(tx, person),
    );
    const { cookie } = await town.post('/sign-in', { email, password });
    expect((await town.post('/sign-in/code', { code: code! }, { cookie })).location).toBe('/desk');
    expect((await agree(path, second)).status).toBe(422);
    expect((await town.get(path, { as: second })).html).toContain('nothing was changed');
  });

  it('is asked about after password or address alone, once at a time', async () => {
    expect((await town.get('/sign-in/lost')).location).toContain('/sign-in?next=');
    expect((await town.post('/sign-in/lost', { reach: 'x' })).location).toContain('/sign-in?next=');
    const { cookie, person } = await asked();
    expect((await town.post('/sign-in/lost', { reach: 'again' }, { cookie })).location).toBe('/sign-in/lost');
    const { rows } = await town.database.outer.query('select reach from factor_loss where person_id = $1', [
      person,
    ]);
    expect(rows).toEqual([{ reach: '+49 30 1234' }]);
    const other = await somebodyWithout();
    expect((await town.post('/sign-in/lost', { reach: ' ' }, { cookie: other.cookie })).html).toContain(
      'Say how we can reach you',
    );
  });

  it('leads to whoever runs the machine where there are no two others', async () => {
    const { cookie, person } = await somebodyWithout(second);
    const page = (await town.get('/sign-in/lost', { cookie })).html;
    expect(page).toContain('npm run let-in');
    expect(page).not.toContain('action="/sign-in/lost"');
    expect((await town.post('/sign-in/lost', { reach: 'x' }, { cookie })).status).toBe(404);
    await town.database.outer.query('delete from passkey where person_id = $1', [person]);
  });
});

describe('one administrator alone', () => {
  it('does not get there by pages: neither twice, nor for themselves, nor in the wrong order', async () => {
    const { path, person } = await asked();
    expect((await agree(path, first)).status, 'nobody has made sure').toBe(422);
    await check(path, first);
    expect((await agree(path, first)).html).toContain('Another administrator has to say yes');
    expect((await check(path, second)).status, 'it was made sure of').toBe(422);
    expect(await has(person)).toBe(true);
    const third = await town.addAdministrator(`Third ${newId()}`);
    expect((await agree(path, third)).status, 'whoever was let in since').toBe(422);
    expect((await town.get(path, { as: third })).html).not.toContain(`${path}/agreement`);
    const own = newId();
    await town.database.outer.query(
      `insert into factor_loss (id, space_id, person_id, reach) values ($1, $2, $3, 'mine')`,
      [own, town.city, third],
    );
    for (const act of ['check', 'agreement', 'closure'])
      expect((await town.post(`${list}/${own}/${act}`, { how: 'It is me' }, { as: third })).status).toBe(422);
    await town.database.outer.query('update membership set until = now() where person_id = $1', [third]);
  });

  it('does not get there by SQL either, under the guarded role', async () => {
    const { id, person } = await asked();
    const outsider = await town.addPerson(`Outsider ${newId()}`);
    const set = (what: string) => sql`update factor_loss set ${sql.raw(what)} where id = ${id}`;
    const checked = (by: string) => `checked_by = '${by}', checked_at = app_now(), checked_how = 'x'`;
    const agreed = (by: string) => `agreed_by = '${by}', agreed_at = app_now()`;
    for (const [as, what] of [
      [outsider, checked(outsider)],
      [person, checked(person)],
      [first, checked(second)],
      [first, agreed(first)],
      [first, `${checked(second)}, ${agreed(first)}`],
      [first, `${checked(first)}, ${agreed(second)}`],
      [first, `person_id = '${first}'`],
    ] as const)
      expect(refused, `${as} ${what}`).toContain(await run(as, set(what)));
    const puppet = await town.addAdministrator(`Puppet ${newId()}`);
    expect(await run(first, set(checked(first)))).toBe(1);
    expect(await run(puppet, set(agreed(puppet))), 'in office since then').toBe('42501');
    await town.database.outer.query('update membership set until = now() where person_id = $1', [puppet]);
    for (const [as, what] of [
      [first, agreed(first)],
      [first, agreed(second)],
      [first, checked(first)],
      [second, checked(second)],
      [second, agreed(first)],
      [outsider, agreed(outsider)],
    ] as const)
      expect(refused, `${as} ${what}`).toContain(await run(as, set(what)));
    for (const table of [
      'code_app',
      'passkey',
      'recovery_code',
      'account_step',
      'auth_session',
      'auth_account',
    ])
      expect(await run(first, sql`delete from ${sql.table(table)}`), table).toBe('42501');
    for (const statement of [
      sql`insert into factor_loss (id, space_id, person_id, reach) values (${newId()}, ${town.city}, ${outsider}, 'x')`,
      sql`delete from factor_loss`,
    ])
      expect(await run(first, statement)).toBe('42501');
    expect(await has(person)).toBe(true);
    expect(await run(second, set(agreed(second)))).toBe(1);
    expect(await has(person)).toBe(false);
    expect(await run(second, set('agreed_by = null, agreed_at = null')), 'it is decided').toBe('23514');
  });

  it('does not get there past the guards: the table itself wants two', async () => {
    const { id, person } = await asked();
    const set = (what: string) => sql`update factor_loss set ${sql.raw(what)} where id = ${id}`;
    const both = (one: string, other: string) =>
      set(
        `checked_by = '${one}', checked_at = now(), checked_how = 'x', agreed_by = '${other}', agreed_at = now()`,
      );
    const outsider = await town.addPerson(`Outsider ${newId()}`);
    for (const statement of [
      both(first, first),
      both(first, second),
      both(first, person),
      both(outsider, first),
    ])
      expect(refused).toContain(await runAsHouse(statement));
    expect(await runAsHouse(set(`checked_by = '${first}', checked_at = now(), checked_how = 'x'`))).toBe(1);
    for (const by of [first, person, outsider])
      expect(refused).toContain(await runAsHouse(set(`agreed_by = '${by}', agreed_at = now()`)));
    const made = sql`insert into factor_loss (id, space_id, person_id, reach, checked_by, checked_at, checked_how, agreed_by, agreed_at)
      values (${newId()}, ${town.city}, ${outsider}, 'x', ${first}, now(), 'x', ${first}, now())`;
    expect(refused, 'nor made as decided').toContain(await runAsHouse(made));
    expect(await has(person)).toBe(true);
  });
});
