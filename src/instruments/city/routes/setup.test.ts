import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../testing.ts';
import { firstAdministratorCode } from '../first-administrator.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

/** Back to a city as the program finds it when it starts for the first time. */
beforeEach(async () => {
  await town.database.system(async ({ db }) => {
    await db.updateTable('city').set({ set_up_at: null, name: '{}' }).execute();
    await db.deleteFrom('membership').execute();
  });
  await town.database.outer.query('delete from rate_limit');
  town.house.city.forget();
});

const founder = { name: 'Ada', email: 'ada@city.example', password: 'a long walk by the river' };
const opening = { name_en: 'Newby', name_de: 'Neustadt', locales: ['en', 'de'], signUp: 'open', domains: '' };

/** The languages that are ticked already. */
const ticked = (html: string) =>
  (html.match(/<input [^>]*name="locales"[^>]*>/g) ?? [])
    .filter((input) => /\bchecked\b/.test(input))
    .map((input) => /value="(\w+)"/.exec(input)![1]);

it('says on the home page what to do, in both languages', async () => {
  expect((await town.get('/')).html).toContain('href="/setup"');
  expect((await town.get('/', { locale: 'de' })).html).toContain('Diese Stadt ist noch nicht eröffnet');
  expect((await town.get('/setup?code=ABCD', { locale: 'de' })).html).toContain('value="ABCD"');
});

it('lets the holder of the code in, in two short steps', async () => {
  const code = (await firstAdministratorCode(town.house))!;
  expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  const first = await town.post('/setup', { ...founder, code: code.toLowerCase().replaceAll('-', ' ') });
  expect(first.location).toBe('/setup/city');

  const step = await town.get('/setup/city', { cookie: first.cookie });
  expect(step.html).toContain('Step 2 of 2');
  expect(ticked(step.html)).toEqual(['en']);
  const norwegian = await town.get('/setup/city', { cookie: first.cookie, locale: 'nb' });
  expect(ticked(norwegian.html)).toEqual(['en', 'nb']);
  expect((await town.get('/', { cookie: first.cookie })).html).toContain('href="/setup/city"');
  const wrong = await town.post(
    '/setup/city',
    { ...opening, name_en: '', name_de: '' },
    { cookie: first.cookie },
  );
  expect(wrong.html).toContain('Write the name of the city');
  const german = await town.post(
    '/setup/city',
    { ...opening, name_en: '', name_de: '' },
    { cookie: first.cookie, locale: 'de' },
  );
  expect(german.html).toMatch(/href="#name_de"[\s\S]*id="name_de"[\s\S]*\(freiwillig\)[\s\S]*id="name_en"/);

  const opened = await town.postAndFollow('/setup/city', opening, { cookie: first.cookie });
  expect(opened.html).toContain('The city is open.');
  expect((await town.get('/')).html).toContain('Working together in Newby');
  expect((await town.get('/setup')).status).toBe(404);
  expect((await town.post('/setup', { ...founder, code })).status).toBe(404);
  expect((await town.get('/setup/city', { cookie: first.cookie })).location).toBe('/settings');
  const again = await town.post('/sign-in', {
    email: founder.email,
    password: founder.password,
    next: '/desk',
  });
  expect(again.location).toBe('/desk');
});

it('lets nobody in once somebody administers', async () => {
  const code = (await firstAdministratorCode(town.house))!;
  await town.post('/setup', { ...founder, code });
  expect(await firstAdministratorCode(town.house)).toBeUndefined();
  const late = await town.post('/setup', { ...founder, email: 'eve@city.example', code });
  expect(late.location).toBe('/sign-in?next=%2Fsetup%2Fcity');
  expect((await town.get('/setup')).location).toContain('/sign-in');
  expect((await town.get('/setup/city')).location).toContain('/sign-in');
});

it('lets only one of two in who come at the same moment', async () => {
  const code = (await firstAdministratorCode(town.house))!;
  const both = await Promise.all([
    town.post('/setup', { ...founder, email: 'one@city.example', code }),
    town.post('/setup', { ...founder, email: 'two@city.example', code }),
  ]);
  expect(both.filter(({ location }) => location === '/setup/city')).toHaveLength(1);
  const { count } = await town.database.system(({ db }) =>
    db
      .selectFrom('membership')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('role', '=', 'administrator')
      .executeTakeFirstOrThrow(),
  );
  expect(count).toBe(1);
});

it('refuses a wrong code kindly, and then waits', async () => {
  const first = await town.post('/setup', { ...founder, code: 'AAAA-BBBB-CCCC-DDDD' });
  expect(first.status).toBe(422);
  expect(first.html).toContain('This is not the code.');
  expect(first.html).toContain('value="ada@city.example"');
  expect(first.html).not.toContain(founder.password);
  for (let n = 0; n < 9; n += 1) await town.post('/setup', { ...founder, code: `AAAA-BBBB-CCCC-DDD${n}` });
  const right = await town.post('/setup', { ...founder, code: (await firstAdministratorCode(town.house))! });
  expect(right.status).toBe(429);
});

it('asks for a long password and a proper address', async () => {
  const { status, html } = await town.post(
    '/setup',
    { code: '', name: '', email: 'ada', password: 'short' },
    { locale: 'de' },
  );
  expect(status).toBe(422);
  for (const said of [
    'Geben Sie den Code',
    'Geben Sie Ihren Namen',
    'zum Beispiel name@example.org',
    'Mindestens 12 Zeichen',
  ]) {
    expect(html).toContain(said);
  }
});
