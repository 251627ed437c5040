import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
let administrator: string;
let contact: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
});
afterAll(() => town.close());

const idOf = async (slug: string) =>
  (
    await town.database.system(({ db }) =>
      db.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirstOrThrow(),
    )
  ).id;
const kindsOf = async (slug: string) => {
  const id = await idOf(slug);
  return (
    await town.database.system(({ db }) =>
      db.selectFrom('journal_entry').select('kind').where('space_id', '=', id).orderBy('seq').execute(),
    )
  ).map((row) => row.kind);
};

async function inZone(zone: string): Promise<void> {
  await town.database.system(({ db }) => db.updateTable('city').set({ time_zone: zone }).execute());
  town.house.city.forget();
}

describe('row 24: who decides what, found in plain words, confirmed and dated', () => {
  const streets = '/organisations/streets-and-squares';

  test('an administrator adds a department, and everybody sees it', async () => {
    const page = await town.postAndFollow(
      '/registration',
      {
        kind: 'department',
        name_en: 'Streets and Squares',
        name_de: 'Straßen und Plätze',
        summary_en: 'Looks after streets.',
      },
      { as: administrator },
    );
    expect(page.html).toContain('It is on the list');
    const { html } = await town.get('/who-does-what');
    expect(html).toContain('Streets and Squares');
    expect((await town.get(streets, { locale: 'de' })).html).toContain('Straßen und Plätze');
  });

  test('what it decides is written down, and the search finds it at once', async () => {
    await town.postAndFollow(
      `${streets}/responsibilities`,
      {
        decides: 'yes',
        text_en: 'Tables of cafés on the pavement',
        words_en: 'terrace\noutdoor seating',
        text_de: 'Tische von Cafés',
        words_de: 'Freisitz',
      },
      { as: administrator },
    );
    await town.postAndFollow(
      `${streets}/responsibilities`,
      { decides: 'no', text_en: 'Speed limits on main roads', elsewhere_en: 'the region' },
      { as: administrator },
    );
    const page = await town.get(streets);
    expect(page.html).toMatch(
      /What we decide[\s\S]*Tables of cafés on the pavement[\s\S]*What we don’t decide[\s\S]*Speed limits on main roads[\s\S]*the region/,
    );
    const found = await town.get('/who-does-what?q=can+I+put+out+a+terace');
    expect(found.html).toMatch(/Best match[\s\S]*Streets and Squares[\s\S]*Tables of cafés/);
    expect(found.html).toContain('We also looked for <strong>terrace</strong>');
  });

  test('a form with mistakes says what to do and loses nothing', async () => {
    const page = await town.post(
      `${streets}/contact`,
      { role_en: 'Head of streets', phone: 'call me', replyDays: '0' },
      { as: administrator },
    );
    expect(page.status).toBe(422);
    expect(page.html).toContain('Write a number of days from 1 to 120');
    expect(page.html).toContain('value="call me"');
    expect(page.html).toContain('value="Head of streets"');
  });

  test('contact, deputy and the promise stand on the page, with the day by which an answer comes', async () => {
    await town.postAndFollow(
      `${streets}/contact`,
      {
        role_en: 'Head of streets',
        deputy_en: 'Planner for squares',
        phone: '00 00 12 34',
        hours_en: 'Mon–Thu 9–15',
        replyDays: '10',
        languages: ['en'],
        otherLanguages: 'Polish',
      },
      { as: administrator },
    );
    const { html } = await town.get(streets);
    expect(html).toContain('Head of streets');
    expect(html).toContain('Planner for squares');
    expect(html).toMatch(/An answer within 10 working days, by \w+day \d+ \w+ if you write today/);
    expect(html).toContain('href="tel:00001234"');
    expect(html).toMatch(/Polish and English|English and Polish/);
    // As boxes stand the city's languages and those chosen before; every other one is written.
    const form = await town.get(`${streets}/contact`, { as: administrator });
    expect(form.html.match(/name="languages"/g)).toHaveLength(locales.length + 1);
    const unknown = await town.post(
      `${streets}/contact`,
      { languages: 'en', otherLanguages: 'Klingon' },
      { as: administrator, locale: 'de' },
    );
    expect(unknown.html).toContain('Schreiben Sie Namen von Sprachen');
    expect(unknown.html).toContain('value="Klingon"');
  });

  test('its own people confirm it; after 180 days it is marked', async () => {
    contact = await town.addPerson('Siri Contact', {
      space: await idOf('streets-and-squares'),
      role: 'contact',
    });
    const confirmed = await town.postAndFollow(`${streets}/confirmation`, {}, { as: contact });
    expect(confirmed.html).toMatch(/Confirmed on [^<]* by Head of streets/);
    expect((await town.get(streets)).html).not.toContain('Siri');
    await town.database.system(({ db }) =>
      db
        .updateTable('organisation')
        .set({ confirmed_at: new Date(Date.now() - 270 * 86_400_000) })
        .where('slug', '=', 'streets-and-squares')
        .execute(),
    );
    expect((await town.get(streets)).html).toContain('Last confirmed 9 months ago');
    expect((await town.get('/who-does-what')).html).toContain('Last confirmed 9 months ago');
    expect((await town.get('/who-does-what?q=terrace', { locale: 'de' })).html).toContain(
      'Zuletzt vor 9 Monaten bestätigt',
    );
  });

  test('while the contact is away, the deputy is named', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const wrong = await town.post(
      `${streets}/absences`,
      { person: contact, from: today, until: '1.1.2020' },
      { as: contact },
    );
    expect(wrong.html).toContain('The last day cannot come before the first one');
    await town.postAndFollow(
      `${streets}/absences`,
      { person: contact, from: today, until: '31.12.2099' },
      { as: contact },
    );
    expect((await town.get(streets)).html).toMatch(
      /Planner for squares[\s\S]*answers until 31 December 2099/,
    );
    const list = await town.get(`${streets}/absences`, { as: contact });
    await town.postAndFollow(/action="([^"]+\/end)"/.exec(list.html)![1]!, {}, { as: contact });
    expect((await town.get(streets)).html).not.toContain('31 December 2099');
  });

  test('an absence that is over, or entered twice, is refused; one that is to come is taken back', async () => {
    const days = (from: number, until: number) => ({
      person: contact,
      from: new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10),
      until: new Date(Date.now() + until * 86_400_000).toISOString().slice(0, 10),
    });
    const over = await town.post(`${streets}/absences`, days(-9, -3), { as: contact });
    expect(over.status).toBe(422);
    expect(over.html).toContain('These days are over');
    expect(over.html).toMatch(/For example \d+ \w+ 20\d\d/);
    await town.postAndFollow(`${streets}/absences`, days(20, 30), { as: contact });
    const twice = await town.post(`${streets}/absences`, days(30, 40), { as: contact, locale: 'de' });
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('Siri Contact ist an einigen dieser Tage schon als abwesend eingetragen');
    const list = await town.get(`${streets}/absences`, { as: contact });
    expect(list.html).not.toContain('Back already');
    const [, end] = /action="([^"]+\/end)"[\s\S]*Take it back/.exec(list.html)!;
    const back = await town.postAndFollow(end!, {}, { as: contact });
    expect(back.html).toContain('The absence is taken back.');
    expect(back.html).not.toContain('/end"');
  });

  // At any hour, the day in one of the two is not that of Greenwich.
  test.each(['Pacific/Kiritimati', 'Pacific/Niue'])(
    'a day ends when it ends in the city: %s',
    async (zone) => {
      await inZone(zone);
      const today = dayOf(new Date(), zone);
      const enter = (day: string) =>
        town.post(`${streets}/absences`, { person: contact, from: day, until: day }, { as: contact });
      expect((await enter(addDays(today, -1))).html).toContain('These days are over');
      expect((await enter(today)).status).toBe(303);
      const list = await town.get(`${streets}/absences`, { as: contact });
      await town.post(/action="([^"]+\/end)"/.exec(list.html)![1]!, {}, { as: contact });
      await inZone('Europe/Berlin');
    },
  );

  test('anyone tells what has changed; the people of the page settle it', async () => {
    const told = await town.postAndFollow(`${streets}/suggestions`, {
      text: 'The office moved to room 12 <script>',
    });
    expect(told.html).toContain('now see your note');
    expect((await town.get(streets)).html).not.toContain('room 12');
    const list = await town.get(`${streets}/suggestions`, { as: contact });
    expect(list.html).toContain('room 12 &lt;script');
    const after = await town.postAndFollow(
      /action="([^"]+\/settlement)"/.exec(list.html)![1]!,
      {},
      { as: contact },
    );
    expect(after.html).toContain('No note waits');
  });

  test('of a machine that fills in everything nothing is kept; whose browser did so loses nothing', async () => {
    const trapped = await town.post(`${streets}/suggestions`, { text: 'Buy now', _trap: 'x' });
    expect(trapped.status).toBe(422);
    expect(trapped.html).toContain('Empty it below and send the note again.');
    expect(trapped.html).toContain('Buy now</textarea>');
    expect((await town.get(`${streets}/suggestions`, { as: contact })).html).not.toContain('Buy now');
  });

  test('a line is taken off, is no longer found, and can be put back; order changes', async () => {
    await town.postAndFollow(
      `${streets}/responsibilities`,
      { decides: 'yes', text_en: 'Benches', words_en: 'seat' },
      { as: contact },
    );
    const list = await town.get(`${streets}/responsibilities`, { as: contact });
    const ids = [...list.html.matchAll(/responsibilities\/([0-9a-f-]{36})"/g)].map((match) => match[1]!);
    const bench = ids[1]!;
    await town.postAndFollow(`${streets}/responsibilities/${bench}/place`, { way: 'up' }, { as: contact });
    expect((await town.get(streets)).html).toMatch(/Benches[\s\S]*Tables of cafés/);
    await town.postAndFollow(`${streets}/responsibilities/${bench}/removal`, {}, { as: contact });
    expect((await town.get(streets)).html).not.toContain('Benches');
    expect((await town.get('/who-does-what?q=bench')).html).toContain('We found nobody for these words');
    await town.postAndFollow(`${streets}/responsibilities/${bench}/return`, {}, { as: contact });
    expect((await town.get('/who-does-what?q=bench')).html).toContain('Streets and Squares');
  });

  test('every change stands in the journal', async () => {
    expect(await kindsOf('streets-and-squares')).toEqual([
      'organisation.registered',
      'responsibility.added',
      'responsibility.added',
      'organisation.contact-changed',
      'organisation.confirmed',
      ...Array.from({ length: 4 }, () => ['absence.entered', 'absence.ended']).flat(),
      'suggestion.sent',
      'suggestion.settled',
      'responsibility.added',
      'responsibility.moved',
      'responsibility.removed',
      'responsibility.returned',
    ]);
  });

  test('strangers and other organisations find no way to change it', async () => {
    const other = await town.addPerson('Other Lead');
    await town.post('/registration', { kind: 'community', name_en: 'Other group' }, { as: other });
    for (const path of ['card', 'contact', 'responsibilities', 'absences', 'suggestions', 'ties']) {
      for (const as of [undefined, other]) {
        await town.isClosed(`${streets}/${path}`, { as });
      }
    }
    for (const path of ['card', 'contact', 'confirmation', 'responsibilities', 'absences']) {
      const answer = await town.post(
        `${streets}/${path}`,
        { name_en: 'Taken over', decides: 'yes', text_en: 'x' },
        { as: other },
      );
      expect(answer.status, path).toBe(404);
    }
    expect((await town.get(streets, { as: other })).html).not.toContain('Your page');
  });

  test('a group is offered what fits a group, not the tools of an office', async () => {
    const lead = await town.addPerson('Choir lead');
    await town.post('/registration', { kind: 'community', name_en: 'Tower choir' }, { as: lead });
    const group = '/organisations/tower-choir';
    const { html } = await town.get(group, { as: lead });
    expect(html).toMatch(/Your page[\s\S]*Change name and address[\s\S]*Change the contact</);
    for (const tool of ['Change what we decide', 'Say who is away', 'reply time'])
      expect(html).not.toContain(tool);
    const form = await town.get(`${group}/contact`, { as: lead, locale: 'de' });
    expect(form.html).toContain('Wer antwortet, und wie man Sie erreicht.');
    expect(form.html).not.toContain('name="replyDays"');
    await town.postAndFollow(`${group}/contact`, { role_en: 'Singer' }, { as: lead });
    expect((await town.get(group)).html).toContain('Singer');
  });
});
