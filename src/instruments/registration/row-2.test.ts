import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let administrator: string;
let neighbour: string;
let host: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  neighbour = await town.addPerson('Neighbour');
  host = await town.addPerson('Host lead');
  await town.post(
    '/registration',
    { kind: 'nonprofit', name_en: 'Repair Café', legalNumber: '12 34' },
    { as: host },
  );
});
afterAll(() => town.close());

describe('row 2: an informal group puts itself on the list', () => {
  test('the form asks in the reader’s language first, and one language is enough', async () => {
    const { html } = await town.get('/registration', { as: neighbour, locale: 'de' });
    expect(html).toMatch(/Name \(Deutsch\)[\s\S]*Eine Sprache genügt[\s\S]*id="name_de"[\s\S]*id="name_en"/);
    const empty = await town.post('/registration', { kind: 'school' }, { as: neighbour, locale: 'de' });
    expect(empty.html).toContain('href="#name_de"');
    const only = await town.post(
      '/registration',
      { kind: 'school', name_de: 'Schule am Berg' },
      { as: neighbour, locale: 'de' },
    );
    expect(only.location).toBe('/organisations/schule-am-berg');
  });

  test('strangers are asked to sign in first', async () => {
    expect((await town.get('/registration')).location).toContain('/sign-in?next=');
  });

  test('without a legal number, with a host that confirms', async () => {
    const empty = await town.get('/registration', { as: neighbour });
    expect(empty.html).toMatch(
      /list="host-offers"[\s\S]*<datalist id="host-offers">[\s\S]*value="Repair Café"/,
    );
    const wrong = await town.post(
      '/registration',
      { kind: 'community', name_en: 'Mill Street', host: 'Nobody' },
      { as: neighbour },
    );
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('No organisation here has this name');
    expect(wrong.html).toContain('value="Mill Street"');

    const page = await town.postAndFollow(
      '/registration',
      { kind: 'community', name_en: 'Mill Street', host: 'repair cafe' },
      { as: neighbour },
    );
    expect(page.html).toContain('Your host is asked to confirm');
    expect(page.html).toContain('Informal group');
    const shown = await town.get('/organisations/mill-street');
    expect(shown.html).not.toContain('Repair Café');

    await town.settle();
    expect(town.mails.at(-1)).toMatchObject({
      subject: 'Mill Street names Repair Café',
      to: [{ address: 'host.lead@people.test' }],
    });
    const ties = await town.get('/organisations/repair-cafe/ties', { as: host });
    expect(ties.html).toContain('names you as its host');
    await town.postAndFollow(
      /action="([^"]+\/ties\/hosted\/[^"]+)"/.exec(ties.html)![1]!,
      { answer: 'yes' },
      { as: host },
    );
    expect((await town.get('/organisations/mill-street')).html).toMatch(/Host[\s\S]*Repair Café/);
    expect((await town.get('/organisations/repair-cafe')).html).toMatch(/Host for[\s\S]*Mill Street/);
  });

  test('the same name twice leads to the page that is there', async () => {
    const again = await town.post(
      '/registration',
      { kind: 'community', name_de: 'MILL  Street' },
      { as: host },
    );
    expect(again.html).toContain('listed already');
  });

  test('in safe mode nobody else sees it: not the page, the lists, the search, the administrator', async () => {
    const { location } = await town.post(
      '/registration',
      {
        kind: 'community',
        name_en: 'Quiet Helpers',
        summary_en: 'Sanctuary for whistleblowers',
        safe: 'yes',
      },
      { as: neighbour },
    );
    const hidden = location!;
    expect((await town.get(hidden, { as: neighbour })).html).toContain(
      'Only the people of this organisation see this page',
    );
    for (const as of [undefined, host, administrator]) {
      expect((await town.get(hidden, { as })).status).toBe(404);
      expect((await town.get('/organisations', { as })).html).not.toContain('Quiet Helpers');
      expect((await town.get('/who-does-what?q=sanctuary', { as })).html).toContain('We found nobody');
      expect((await town.get('/who-does-what?q=sanctary', { as })).html).not.toContain('<strong>sanctuary');
    }
    expect((await town.get('/who-does-what?q=sanctuary', { as: neighbour })).html).toContain('Quiet Helpers');
  });

  test('in safe mode its address says nothing, and the same name tells nobody that it is there', async () => {
    const group = { kind: 'community', name_en: 'Shelter' };
    const hidden = await town.post('/registration', { ...group, safe: 'yes' }, { as: neighbour });
    expect(hidden.location).not.toContain('shelter');
    expect((await town.post('/registration', group, { as: host })).location).toBe('/organisations/shelter');
  });

  test('a host in safe mode is asked once the group shows itself, at the address of its name', async () => {
    const group = { name_en: 'Night Walkers', safe: 'yes' };
    const registered = await town.post(
      '/registration',
      { ...group, kind: 'community', host: 'Repair Café' },
      { as: neighbour },
    );
    const before = town.mails.length;
    const asking = { as: neighbour, cookie: registered.cookie };
    expect((await town.get(registered.location!, asking)).html).toContain('once you show your page');
    await town.settle();
    expect(town.mails.length, 'the host learns nothing').toBe(before);
    expect((await town.get('/organisations/repair-cafe/ties', { as: host })).html).not.toContain(
      'Night Walkers',
    );

    const shown = await town.post(
      `${registered.location}/card`,
      { name_en: 'Night Walkers' },
      { as: neighbour },
    );
    expect(shown.location).toBe('/organisations/night-walkers');
    await town.settle();
    expect(town.mails.at(-1)).toMatchObject({ subject: 'Night Walkers names Repair Café' });
    const ties = await town.get('/organisations/repair-cafe/ties', { as: host });
    const confirmation = /action="([^"]+\/ties\/hosted\/[^"]+)"/.exec(ties.html)![1]!;
    await town.postAndFollow(confirmation, { answer: 'yes' }, { as: host });
    expect((await town.get(shown.location!)).html).toMatch(/Host[\s\S]*Repair Café/);

    const gone = await town.post(`${shown.location}/card`, group, { as: neighbour });
    expect(gone.location).not.toContain('night-walkers');
    expect((await town.get(gone.location!, { as: neighbour })).status).toBe(200);
    const same = await town.post(
      '/registration',
      { kind: 'community', name_en: 'Night Walkers' },
      { as: host },
    );
    expect(same.location).toBe('/organisations/night-walkers');
  });

  test('an administrator puts a group on the list for others, and invites them', async () => {
    const form = { kind: 'community', name_en: 'Tower Street choir' };
    const page = await town.postAndFollow('/registration', form, { as: administrator });
    expect(page.html).toContain('invite its people');
    const people = /href="(\/spaces\/[^"]+\/people)"/.exec(page.html)![1]!;
    expect((await town.get(people, { as: administrator })).html).toContain('Nobody yet');
    const invitation = { email: 'choir@people.test', name: '', kind: 'mailbox', role: 'lead', locale: 'en' };
    const space = people.split('/')[2]!;
    expect((await town.post(`/spaces/${space}/invitations`, invitation, { as: administrator })).status).toBe(
      303,
    );
  });

  test('a department is added in words about it, not about who adds it, and may belong to an office', async () => {
    const { html } = await town.get('/registration?kind=department', { as: administrator });
    expect(html).not.toContain('What are you?');
    expect(html).toContain('What it does');
    expect(html).toMatch(/<input type="hidden" name="kind" value="department"/);
    await town.post(
      '/registration',
      { kind: 'local-government', name_en: 'Town Hall' },
      { as: administrator },
    );
    const offered = (await town.get('/registration?kind=department', { as: administrator })).html;
    expect(offered).toMatch(/<datalist id="parent-offers">[\s\S]*value="Town Hall"/);
    const form = { kind: 'department', name_en: 'Harbour', parent: 'Town Hall' };
    const added = await town.postAndFollow('/registration', form, { as: administrator });
    expect(added.html).toContain('You find all three under “Your page”');
    expect(added.html).toContain('Write it down');
    expect((await town.get('/organisations/harbour')).html).not.toContain('Write it down');
    const lines = await town.get('/organisations/harbour/responsibilities', { as: administrator });
    expect(lines.html).toMatch(/<datalist id="instead-offers">[\s\S]*value="Town Hall"/);
    expect(lines.html).not.toContain('<option value="Harbour"');
  });

  test('only administrators add departments, whatever the form says', async () => {
    expect((await town.get('/registration?kind=department', { as: neighbour })).html).not.toContain(
      'Belongs to',
    );
    expect(
      (await town.post('/registration', { kind: 'department', name_en: 'My own office' }, { as: neighbour }))
        .status,
    ).toBe(403);
  });

  test('advice follows the size and the limits of the city', async () => {
    expect((await town.get('/registration', { as: neighbour })).html).toContain('city of this size');
    await town.database.system(({ db }) =>
      db
        .updateTable('city')
        .set({ size_band: 'small', limits: JSON.stringify({ en: 'No new money before June.' }) })
        .execute(),
    );
    town.house.city.forget();
    const page = await town.get('/registration', { as: neighbour });
    expect(page.html).toContain('In a small town people know each other');
    expect(page.html).toContain('No new money before June.');
  });
});

describe('a listed organisation is claimed', () => {
  let claimant: string;
  const school = '/organisations/hill-school';

  beforeAll(async () => {
    claimant = await town.addPerson('Claimant');
    await town.post('/registration', { kind: 'school', name_en: 'Hill School' }, { as: neighbour });
    // As an import leaves it: listed, and nobody speaks for it.
    await town.database.system(async ({ db }) => {
      const { id } = await db
        .updateTable('organisation')
        .set({ claimed_at: null })
        .where('slug', '=', 'hill-school')
        .returning('id')
        .executeTakeFirstOrThrow();
      await db.deleteFrom('membership').where('space_id', '=', id).execute();
    });
  });

  test('declined with a reason that the claimant reads, on the page and by mail', async () => {
    expect((await town.get(school, { as: claimant })).html).toContain('Is this your organisation?');
    const sent = await town.postAndFollow(`${school}/claim`, { grounds: 'I teach there' }, { as: claimant });
    expect(sent.html).toContain('is with the city’s administration');
    expect((await town.get(`${school}/card`, { as: claimant })).status).toBe(404);
    expect((await town.get('/desk', { as: administrator })).html).toContain(
      'Somebody wants to speak for an organisation',
    );

    const list = await town.get('/claims', { as: administrator });
    expect(list.html).toContain('I teach there');
    const decline = /action="([^"]+\/decline)"/.exec(list.html)![1]!;
    expect((await town.post(decline, { reason: '' }, { as: administrator })).html).toContain(
      'Write a reason',
    );
    expect((await town.post(decline, { reason: 'x' }, { as: claimant })).status).toBe(403);
    await town.postAndFollow(decline, { reason: 'The head has to ask.' }, { as: administrator });
    expect((await town.get(`${school}/claim`, { as: claimant })).html).toContain('The head has to ask.');
    await town.settle();
    expect(town.mails.at(-1)).toMatchObject({ subject: 'Not confirmed: speaking for Hill School' });
    expect(town.mails.at(-1)?.text).toContain('The head has to ask.');
  });

  test('confirmed: the claimant leads it from then on; a second claim comes too late', async () => {
    const rival = await town.addPerson('Rival');
    await town.postAndFollow(`${school}/claim`, { grounds: 'The head sends me' }, { as: claimant });
    await town.postAndFollow(`${school}/claim`, { grounds: 'Me too' }, { as: rival });
    const list = await town.get('/claims', { as: administrator });
    const [first, second] = [...list.html.matchAll(/action="([^"]+\/acceptance)"/g)].map(
      (match) => match[1]!,
    );
    await town.postAndFollow(first!, {}, { as: administrator });
    expect((await town.get(`${school}/card`, { as: claimant })).status).toBe(200);
    expect((await town.post(second!, {}, { as: administrator })).html).toContain(
      'Somebody speaks for this organisation already',
    );
    expect((await town.get(`${school}/card`, { as: rival })).status).toBe(404);
    expect((await town.get(`${school}/card`, { as: administrator })).status).toBe(404);
  });

  test('nobody decides on their own claim', async () => {
    await town.post('/registration', { kind: 'library', name_en: 'Old Library' }, { as: neighbour });
    await town.database.system(({ db }) =>
      db.updateTable('organisation').set({ claimed_at: null }).where('slug', '=', 'old-library').execute(),
    );
    await town.postAndFollow(
      '/organisations/old-library/claim',
      { grounds: 'It is mine' },
      { as: administrator },
    );
    const list = await town.get('/claims', { as: administrator });
    const mine = /It is mine[\s\S]*?action="([^"]+\/acceptance)"/.exec(list.html)![1]!;
    expect((await town.post(mine, {}, { as: administrator })).html).toContain(
      'Another administrator has to decide',
    );
  });
});
