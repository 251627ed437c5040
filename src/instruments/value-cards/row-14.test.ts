import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let administrator: string;
let lead: string;
let planner: string;
let stranger: string;
let streets: string;
let goal: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  lead = await town.addPerson('Lead');
  stranger = await town.addPerson('Stranger');
  await town.post('/registration', { kind: 'department', name_en: 'Streets' }, { as: administrator });
  await town.post('/registration', { kind: 'community', name_en: 'Repair Café' }, { as: lead });
  await town.post('/registration', { kind: 'community', name_en: 'Others' }, { as: stranger });
  const added = await town.post(
    '/goals',
    { title_en: 'Repair first', target_en: 'A quarter less waste.' },
    { as: administrator },
  );
  goal = added.location!.split('/').at(-1)!;
  ({ id: streets } = await town.database.system(({ db }) =>
    db.selectFrom('organisation').select('id').where('slug', '=', 'streets').executeTakeFirstOrThrow(),
  ));
  planner = await town.addPerson('Planner', { space: streets, role: 'contact' });
});
afterAll(() => town.close());

const card = {
  title: 'We keep 900 things out of the bin',
  expertise: 'Small motors',
  networks: '1,400 guests',
  capacity: '26 volunteers',
  evidence: '912 mended',
};

test('row 14: expertise, networks, capacity and evidence become a card for a goal, shown to whom one chooses', async () => {
  const list = '/organisations/repair-cafe/value-cards';
  const wrong = await town.post(list, { ...card, title: '', audience: 'counterparts' }, { as: lead });
  expect(wrong.html).toContain('Write in one line what you bring');
  expect(wrong.html).toContain('26 volunteers');
  const nobody = await town.post(list, { ...card, audience: 'counterparts' }, { as: lead });
  expect(nobody.html).toContain('Choose the department that may read it');

  // Private
  const posted = await town.post(list, { ...card, goal, audience: 'space' }, { as: lead });
  const path = posted.location!;
  expect((await town.get(path, { as: lead })).html).toMatch(
    /letter-sheet[\s\S]*Repair first[\s\S]*Small motors[\s\S]*912 mended/,
  );
  for (const as of [undefined, stranger, administrator, planner])
    expect((await town.get(path, { as })).status).toBe(404);

  // For one department
  await town.postAndFollow(
    `${path}/edit`,
    { ...card, goal, audience: 'counterparts', department: streets },
    { as: lead },
  );
  expect((await town.get(path, { as: planner })).html).toContain('912 mended');
  expect((await town.get(path, { as: planner })).html).not.toContain('Change this card');
  for (const as of [undefined, stranger, administrator])
    expect((await town.get(path, { as })).status).toBe(404);
  expect((await town.get(`/goals/${goal}`, { as: planner })).html).not.toContain('900 things');

  // Public: on the pages of the organisation and of the goal
  await town.postAndFollow(`${path}/edit`, { ...card, goal, audience: 'public' }, { as: lead });
  for (const page of [path, '/organisations/repair-cafe', `/goals/${goal}`]) {
    expect((await town.get(page)).html, page).toContain('We keep 900 things out of the bin');
  }

  // In another language: that text is added, the first one stays.
  await town.postAndFollow(
    `${path}/edit`,
    { title: 'Wir retten 900 Dinge', goal, audience: 'public' },
    { as: lead, locale: 'de' },
  );
  expect((await town.get(path, { locale: 'de' })).html).toMatch(
    /Wir retten 900 Dinge[\s\S]*lang="en">Small motors/,
  );
  expect((await town.get(path)).html).toContain('We keep 900 things out of the bin');

  for (const as of [stranger, planner, administrator]) {
    expect((await town.get(`${path}/edit`, { as })).status).toBe(404);
    expect((await town.post(`${path}/removal`, {}, { as })).status).toBe(404);
  }
  await town.postAndFollow(`${path}/removal`, {}, { as: lead });
  expect((await town.get(path, { as: lead })).status).toBe(404);
});

test('the sheet keeps lines as they were written, says whom to turn to, and how to print it', async () => {
  await town.postAndFollow(
    '/organisations/repair-cafe/contact',
    { role_en: 'Workshop lead', phone: '00 12 34', visit_en: 'Mill Street 4' },
    { as: lead },
  );
  const { location } = await town.post(
    '/organisations/repair-cafe/value-cards',
    { ...card, expertise: 'Motors\nZips', audience: 'public' },
    { as: lead },
  );
  const { html } = await town.get(location!, { locale: 'de' });
  expect(html).toMatch(/class="text written"><span lang="en">Motors\nZips/);
  expect(html).toMatch(
    /So erreichen Sie uns[\s\S]*Workshop lead[\s\S]*00 12 34[\s\S]*Mill Street 4[\s\S]*\/organisations\/repair-cafe<\/a>/,
  );
  expect(html).toMatch(/<button[^>]*hidden[\s\S]*Dieses Blatt drucken[\s\S]*Druckbefehl Ihres Browsers/);
});

test('an organisation that hides itself hides its cards', async () => {
  const posted = await town.post(
    '/organisations/repair-cafe/value-cards',
    { ...card, audience: 'public' },
    { as: lead },
  );
  const hidden = await town.post(
    '/organisations/repair-cafe/card',
    { name_en: 'Repair Café', safe: 'yes' },
    { as: lead },
  );
  expect((await town.get(posted.location!)).status).toBe(404);
  expect((await town.get('/organisations/repair-cafe')).status).toBe(404);
  expect((await town.get('/who-does-what?q=repair')).html).not.toContain('Repair Café');
  const refused = await town.post(
    `${hidden.location}/value-cards`,
    { ...card, audience: 'public' },
    { as: lead },
  );
  expect(refused.html).toContain('its cards cannot be either');
});

test('all cards of an organisation, and all for a goal, are found from page to page', async () => {
  await town.database.outer.query(
    `insert into value_card (id, space_id, audience, goal_id, title)
     select gen_random_uuid(), o.id, 'public', $1, jsonb_build_object('en', 'Card number ' || n)
     from organisation o, generate_series(1, 75) n where o.slug = 'others'`,
    [goal],
  );
  for (const first of ['/organisations/others', `/goals/${goal}`]) {
    const titles: string[] = [];
    let next: string | undefined = first;
    for (let pages = 0; next && pages < 5; pages += 1) {
      const { html } = await town.get(next);
      titles.push(...[...html.matchAll(/>(Card number \d+)</g)].map((match) => match[1]!));
      next = /href="(\?cards=[^"]*)"[^>]*rel="next"/.exec(html)?.[1];
      if (next) next = first + next;
    }
    expect(new Set(titles).size, first).toBe(75);
    expect(titles, first).toHaveLength(75);
  }
});
