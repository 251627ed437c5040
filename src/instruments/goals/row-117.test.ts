import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let administrator: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  await town.post(
    '/registration',
    { kind: 'department', name_en: 'Parks', name_de: 'Grünflächen' },
    { as: administrator },
  );
});
afterAll(() => town.close());

const owner = async () => {
  const { id } = await town.database.system(({ db }) =>
    db.selectFrom('organisation').select('id').where('slug', '=', 'parks').executeTakeFirstOrThrow(),
  );
  return id;
};

test('row 117: a goal is written down with owner, year, targets and strategies, and everybody reads it', async () => {
  const empty = await town.get('/goals');
  expect(empty.html).toContain('No goal is written down yet');

  const wrong = await town.post(
    '/goals',
    { title_en: 'Shade', target_en: '3,000 trees', sdg: '11.7, 13.9', dueYear: 'soon' },
    { as: administrator },
  );
  expect(wrong.html).toContain('Write codes of targets');
  expect(wrong.html).toContain('Write a year with four figures');
  expect(wrong.html).toContain('value="11.7, 13.9"');

  const added = await town.postAndFollow(
    '/goals',
    {
      title_en: 'Shade in summer',
      title_de: 'Schatten im Sommer',
      target_en: 'By 2032 we plant 3,000 trees.',
      plan_en: 'Green Plan',
      owner: await owner(),
      dueYear: '2032',
      sdg: '11.7 13.1',
      strategies: ['rethink', 'reduce', 'nonsense'],
    },
    { as: administrator },
  );
  expect(added.html).toContain('The goal is in the register');

  const { html } = await town.get('/goals');
  expect(html).toMatch(/Shade in summer[\s\S]*By 2032[\s\S]*Parks/);
  const path = /href="(\/goals\/[0-9a-f-]+)"/.exec(html)![1]!;
  const page = await town.get(path, { locale: 'de' });
  expect(page.html).toContain('Schatten im Sommer');
  expect(page.html).toContain('lang="en"'); // the target stands in English only, and says so
  expect(page.html).toMatch(/13\.1 Maßnahmen zum Klimaschutz/);
  expect(page.html).toContain('Umdenken, Weniger verbrauchen');
  expect((await town.get('/organisations/parks')).html).toMatch(/Goals we answer for[\s\S]*Shade in summer/);

  await town.postAndFollow(
    `${path}/edit`,
    { title_en: 'More shade', target_en: 'By 2033 we plant 3,000 trees.', dueYear: '2033' },
    { as: administrator },
  );
  expect((await town.get(path)).html).toContain('More shade');
  await town.postAndFollow(`${path}/retirement`, {}, { as: administrator });
  expect((await town.get('/goals')).html).not.toContain('More shade');
  expect((await town.get(path)).html).toContain('The city has retired this goal');
  await town.postAndFollow(`${path}/return`, {}, { as: administrator });
  expect((await town.get('/goals')).html).toContain('More shade');
});

test('nobody but administrators writes in the register, also below the pages', async () => {
  const member = await town.addPerson('Member', { space: town.city, role: 'member' });
  for (const path of ['/goals/new']) {
    expect((await town.get(path, { as: member })).status).toBe(403);
    expect((await town.get(path)).location).toContain('/sign-in');
  }
  expect((await town.post('/goals', { title_en: 'Mine', target_en: 'x' }, { as: member })).status).toBe(403);
  await expect(
    town.database.change(await town.scopeFor(member), ({ db }) =>
      db.updateTable('city_goal').set({ due_year: 2100 }).returning('id').execute(),
    ),
  ).resolves.toEqual([]);
});
