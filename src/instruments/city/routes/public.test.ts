import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../../platform/i18n/locale.ts';
import { sealOnce } from '../../../platform/journal/sealer.ts';
import { openTestTown, type TestTown } from '../../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

describe.each(locales)('in %s', (locale) => {
  it.each(['/', '/invitations', '/about', '/sources', '/journal', '/privacy', '/accessibility', '/imprint'])(
    'everybody reads %s',
    async (path) => {
      const { status, html } = await town.get(path, { locale });
      expect(status).toBe(200);
      expect(html).toContain(`lang="${locale}"`);
    },
  );

  it('every page leads to the legal texts', async () => {
    const { html } = await town.get('/about', { locale });
    for (const path of ['/privacy', '/accessibility', '/imprint', '/journal', '/sources']) {
      expect(html).toContain(`href="${path}"`);
    }
  });
});

it('opens three doors on the home page, and asks who decides', async () => {
  const { html } = await town.get('/');
  expect(html).toContain('Working together in Testby');
  expect(html).toContain('action="/who-does-what"');
  for (const path of ['/briefs/new', '/who-does-what', '/invitations'])
    expect(html).toContain(`href="${path}"`);
  expect(html).toContain('These pages are in English, German, Norwegian Bokmål, and Dutch.');
});

it('says what comes next where nothing is there yet', async () => {
  expect((await town.get('/')).html).toContain('Nothing is going on here yet.');
  const administrator = await town.addAdministrator('Ada');
  expect((await town.get('/', { as: administrator })).html).toContain('put in the departments');
});

it('shows a draft of each legal text, and says that it is one', async () => {
  const privacy = (await town.get('/privacy')).html;
  expect(privacy).toContain('This is a draft that comes with the program. Testby has not');
  expect(privacy).toContain('samvirke.session_token');
  expect(privacy).not.toContain('href="/settings/texts/privacy"');
  expect((await town.get('/accessibility', { locale: 'de' })).html).toContain('EN 301 549');
  expect((await town.get('/imprint', { locale: 'de' })).html).toContain('[Straße und Hausnummer]');
});

it('credits the two sources and what they stand on', async () => {
  const { html } = await town.get('/sources');
  for (const name of [
    'Circular Oslo',
    'Attribution-NonCommercial-ShareAlike 4.0',
    'Intersector Toolkit',
    'Partnering Toolbook',
    'Sophia Silverton, ICLEI Europe',
    'UrbanCommunity',
    'Robert Bosch Stiftung',
    'Sociocracy 3.0',
    'Designsystemet',
    'Source Sans 3',
  ]) {
    expect(html).toContain(name);
  }
});

it('shows the head of the city’s record for anyone to keep', async () => {
  while ((await sealOnce(town.database)) > 0);
  const { html } = await town.get('/journal');
  expect(html).toMatch(new RegExp(`<code>${town.city}:\\d+:[0-9a-f]{64}</code>`));
});

it('has no logo and no outbox where there are none', async () => {
  expect((await town.get('/logo')).status).toBe(404);
  expect((await town.get('/outbox')).status).toBe(404);
  expect((await town.get('/outbox/0199a0c0-0000-7000-8000-000000000000')).status).toBe(404);
});
