import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../../platform/i18n/locale.ts';
import { openTestTown, type TestTown } from '../../../testing.ts';

let town: TestTown;
let administrator: string;
let resident: string;
beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator('Ada');
  resident = await town.addPerson('Rosa');
});
afterAll(() => town.close());

const pages = [
  '/settings',
  '/settings/city',
  '/settings/joining',
  '/settings/days',
  '/settings/look',
  '/settings/mail',
  '/settings/texts/privacy',
  '/settings/texts/accessibility',
  '/settings/texts/imprint',
];
const good = {
  name_en: 'Testby',
  name_de: 'Testby',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  locales: [...locales],
  defaultLocale: 'en',
  sizeBand: 'medium',
  limits_en: '',
  limits_de: '',
};

async function lastChange(): Promise<unknown> {
  const entry = await town.database.system(({ db }) =>
    db
      .selectFrom('journal_entry')
      .select('content')
      .where('kind', '=', 'city.changed')
      .orderBy('seq', 'desc')
      .executeTakeFirst(),
  );
  return entry?.content.fields;
}

describe.each(pages)('%s', (path) => {
  it('is for administrators, in every language', async () => {
    for (const locale of locales) {
      expect((await town.get(path, { as: administrator, locale })).status).toBe(200);
    }
    expect((await town.get(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    expect((await town.get(path, { as: resident })).status).toBe(403);
  });
});

it('changes name, place, languages, size and limits, and says in the journal what', async () => {
  const saved = await town.postAndFollow(
    '/settings/city',
    {
      ...good,
      name_en: 'Riverton',
      name_de: 'Flussstadt',
      timeZone: 'Europe/Oslo',
      currency: 'nok',
      sizeBand: 'small',
      limits_en: 'Trains are not ours.',
    },
    { as: administrator },
  );
  expect(saved.html).toContain('Saved.');
  expect(await lastChange()).toEqual(['name', 'limits', 'time_zone', 'currency', 'size_band']);
  expect((await town.get('/')).html).toContain('Working together in Riverton');
  expect((await town.get('/', { locale: 'de' })).html).toContain('Gemeinsam anpacken in Flussstadt');
  expect((await town.house.city.get()).currency).toBe('NOK');

  const same = await town.postAndFollow(
    '/settings/city',
    {
      ...good,
      name_en: 'Riverton',
      name_de: 'Flussstadt',
      timeZone: 'Europe/Oslo',
      currency: 'NOK',
      sizeBand: 'small',
      limits_en: 'Trains are not ours.',
    },
    { as: administrator },
  );
  expect(same.html).toContain('nothing changed');
});

it('says kindly what is wrong, and loses nothing that was typed', async () => {
  const { status, html } = await town.post(
    '/settings/city',
    {
      ...good,
      name_en: '',
      name_de: '',
      timeZone: 'Europe/Elvestad',
      currency: 'crowns',
      limits_en: 'Keep me',
      defaultLocale: 'de',
      locales: 'en',
    },
    { as: administrator, locale: 'de' },
  );
  expect(status).toBe(422);
  expect(html).toContain('Geben Sie den Namen der Stadt in mindestens einer Sprache an');
  expect(html).toContain('Wählen Sie eine Zeitzone aus der Liste');
  expect(html).toContain('Geben Sie die drei Buchstaben einer Währung an');
  expect(html).toContain('Keep me');
  expect((await town.post('/settings/city', { ...good, locales: [] }, { as: administrator })).html).toContain(
    'Choose one language at least',
  );
  const other = await town.post(
    '/settings/city',
    { ...good, locales: 'en', defaultLocale: 'de' },
    { as: administrator },
  );
  expect(other.html).toContain('Choose one of the languages above');
});

it('keeps the texts of a language that is no longer offered', async () => {
  await town.postAndFollow('/settings/city', { ...good, name_de: 'Probstadt' }, { as: administrator });
  await town.postAndFollow(
    '/settings/city',
    { ...good, name_de: 'Probstadt', locales: 'en' },
    { as: administrator },
  );
  const only = await town.get('/settings/city', { as: administrator });
  expect(only.html).not.toContain('name_de');
  const { name_de: _, limits_de: __, ...english } = good;
  await town.postAndFollow('/settings/city', { ...english, name_en: 'Newby' }, { as: administrator });
  expect((await town.house.city.get()).name).toEqual({ en: 'Newby', de: 'Probstadt' });
});

it('lets certain addresses join, and asks which', async () => {
  const asked = await town.post(
    '/settings/joining',
    { signUp: 'domain', domains: '' },
    { as: administrator },
  );
  expect(asked.html).toContain('Write one ending at least');
  const wrong = await town.post(
    '/settings/joining',
    { signUp: 'domain', domains: 'city.example\nnonsense' },
    { as: administrator },
  );
  expect(wrong.html).toContain('“nonsense” is not the ending of a mail address');
  await town.postAndFollow(
    '/settings/joining',
    { signUp: 'domain', domains: '@city.example' },
    { as: administrator },
  );
  const { signUp, signUpDomains } = await town.house.city.get();
  expect({ signUp, signUpDomains }).toEqual({ signUp: 'domain', signUpDomains: ['city.example'] });
});

it('closes the town hall on the days that are written', async () => {
  const wrong = await town.post('/settings/days', { days: '25.12.2026\nChristmas' }, { as: administrator });
  expect(wrong.status).toBe(422);
  expect(wrong.html).toMatch(
    /“Christmas” is not a day. Write day, month and year, for example 25\.12\.20\d\d/,
  );
  expect(wrong.html).toContain('25.12.2026');
  const many = await town.post(
    '/settings/days',
    { days: '25.12.2026\n'.repeat(2_000) },
    { as: administrator },
  );
  expect(many.status).toBe(422);
  await town.postAndFollow('/settings/days', { days: '26/12/2026\r\n25.12.2026' }, { as: administrator });
  expect((await town.house.city.get()).closedDays).toEqual(['2026-12-25', '2026-12-26']);
  expect((await town.get('/settings/days', { as: administrator })).html).toContain('25.12.2026\n26.12.2026');
});

it('shows the city’s own text instead of the draft, escaped, with headings, lists and links', async () => {
  const text =
    '# Who\nThe <b>city</b>\nStreet 1\n\n- one\n- see https://city.example/more.\n\nMail post@city.example';
  await town.postAndFollow('/settings/texts/imprint', { text_en: text }, { as: administrator });
  const { html } = await town.get('/imprint');
  expect(html).not.toContain('draft');
  expect(html).toMatch(/<h2[^>]*>Who<\/h2>/);
  expect(html).toContain('The &lt;b>city&lt;/b><br/>Street 1');
  expect(html).toContain('href="https://city.example/more"');
  expect(html).toContain('href="mailto:post@city.example"');
  expect(html).toContain('<li>one</li>');
  expect(await lastChange()).toEqual(['imprint']);
  await town.postAndFollow('/settings/texts/imprint', { text_en: '' }, { as: administrator });
  expect((await town.get('/imprint')).html).toContain('This is a draft');
});

it('knows only three legal texts', async () => {
  expect((await town.get('/settings/texts/secrets', { as: administrator })).status).toBe(404);
});

it('refuses every change by others', async () => {
  const forms = ['city', 'joining', 'days', 'look', 'texts/privacy', 'mail/tests', 'mail/stuck'];
  for (const form of forms) {
    expect((await town.post(`/settings/${form}`, good, { as: resident })).status, form).toBe(403);
    expect((await town.post(`/settings/${form}`, good)).location, form).toContain('/sign-in');
  }
});

it('a legal draft that is saved as it is stays a draft, and gaps in a text are named', async () => {
  const page = await town.get('/settings/texts/imprint', { as: administrator });
  const typed = (name: string) =>
    new RegExp(`<textarea[^>]*name="${name}"[^>]*>([\\s\\S]*?)</textarea>`)
      .exec(page.html)![1]!
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const same = await town.postAndFollow(
    '/settings/texts/imprint',
    { text_en: typed('text_en'), text_de: typed('text_de') },
    { as: administrator },
  );
  expect(same.html).toContain('square brackets');
  expect((await town.get('/imprint')).html).toContain('This is a draft');
  const own = await town.postAndFollow(
    '/settings/texts/imprint',
    { text_en: 'Testby, Main Street 1', text_de: '' },
    { as: administrator },
  );
  expect(own.html).not.toContain('square brackets');
  expect((await town.get('/imprint')).html).toContain('Main Street 1');
});
