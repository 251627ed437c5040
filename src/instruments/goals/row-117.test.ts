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

test('all goals are found, from page to page, those without a year at the end', async () => {
  await town.database.outer.query(
    `insert into city_goal (id, space_id, audience, title, target, due_year, retired_at)
     select gen_random_uuid(), $1, 'public', jsonb_build_object('en', 'Goal number ' || n), '{}',
       case when n % 3 > 0 then 2030 + n % 3 end, case when n > 230 then app_now() end
     from generate_series(1, 460) n`,
    [town.city],
  );
  for (const [list, from, to] of [
    ['after', 1, 230],
    ['retired', 231, 460],
  ] as const) {
    const numbers: number[] = [];
    let next: string | undefined = '/goals';
    for (let pages = 0; next && pages < 5; pages += 1) {
      const { html } = await town.get(next, { as: administrator });
      const shown = [...html.matchAll(/>Goal number (\d+)</g)].map((match) => Number(match[1]));
      numbers.push(...shown.filter((n) => n >= from && n <= to));
      const links = [...html.matchAll(/href="([^"]*)"[^>]*rel="next"/g)].map((match) => match[1]!);
      next = links.find((link) => link.includes(`${list}=`));
    }
    expect(numbers, list).toHaveLength(230);
    expect(new Set(numbers).size, list).toBe(230);
    expect(numbers.at(-1)! % 3, list).toBe(0);
  }
});
