import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../testing.ts';
import { filledForm } from '../../../testing-forms.ts';

let town: TestTown;
let administrator: string;
beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator('Ada');
});
afterAll(() => town.close());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const file = (content: string | Buffer, name: string, type: string) =>
  new File([new Uint8Array(Buffer.from(content))], name, { type });
const send = (logo: File, more: Record<string, string> = {}) =>
  town.post('/settings/look', { theme: 'elvestad', logo, ...more }, { as: administrator });

it('refuses what only calls itself a picture', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = '<!doctype html><script>alert(1)</script>';
  for (const disguised of [file(svg, 'logo.png', 'image/png'), file(html, 'logo.png', 'image/png')]) {
    const { status, html: page } = await send(disguised);
    expect(status).toBe(422);
    expect(page).toContain('This is not a picture we can show');
  }
  expect((await town.get('/logo')).status).toBe(404);
});

it('says how large a picture may be', async () => {
  const large = file(Buffer.concat([png, Buffer.alloc(300 * 1024)]), 'logo.png', 'image/png');
  const { status, html } = await send(large);
  expect(status).toBe(422);
  expect(html).toContain('This file has 301 kB');
});

it('shows the logo on every page, kept by browsers until it changes, and takes it away again', async () => {
  expect((await send(file(png, 'whatever.svg', 'image/svg+xml'))).status).toBe(303);
  const [, address] = /src="(\/logo\?v=[0-9a-f]{8})"/.exec((await town.get('/')).html)!;
  const { status, headers } = await town.get(address!);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('image/png');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toContain('immutable');
  expect((await town.get('/logo')).headers.get('cache-control')).toBe('no-cache');
  expect((await town.get('/settings/look', { as: administrator })).html).toContain('alt="Testby"');

  const none = file('', '', 'application/octet-stream');
  expect((await send(none, { noLogo: 'yes' })).status).toBe(303);
  expect((await town.get('/logo')).status).toBe(404);
  expect((await town.get('/')).html).not.toContain('/logo');
});

it('shows another look on its own page before it is everybody’s', async () => {
  const sheets = ({ html }: { html: string }) =>
    [...html.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href);
  const now = await town.get('/settings/look', { as: administrator });
  const tried = await town.get('/settings/look?theme=havn', { as: administrator });
  expect(sheets(tried)).not.toEqual(sheets(now));
  expect(tried.html).toContain('This page shows the look Havn.');
  expect(tried.html).toMatch(/value="havn"[^>]*checked/);
  expect((await town.house.city.get()).theme).toBe('elvestad');
  expect((await town.get('/settings/look?theme=constructor', { as: administrator })).status).toBe(200);
});

it('takes only a look that was built', async () => {
  const none = file('', '', 'application/octet-stream');
  const { status, html } = await send(none, { theme: 'nowhere' });
  expect(status).toBe(422);
  expect(html).toContain('Choose a look');
});

it('of two who put up a logo at the same time the second is shown the first', async () => {
  const second = await town.addAdministrator('Second');
  const page = '/settings/look';
  const other = Buffer.concat([png, Buffer.alloc(8)]);
  const opened = await town.get(page, { as: administrator });
  const opens = filledForm((await town.get(page, { as: second })).html, page);
  const first = { ...filledForm(opened.html, page), logo: file(png, 'first.png', 'image/png') };
  expect((await town.post(page, first, { as: administrator })).status).toBe(303);
  const late = await town.post(
    page,
    { ...opens, logo: file(other, 'second.png', 'image/png') },
    { as: second },
  );
  expect(late.status).toBe(409);
  expect(late.html).toContain('Somebody else has put up this logo meanwhile');
  const standing = async () => (await town.database.outer.query('select logo from city')).rows[0].logo;
  expect(await standing()).toEqual(png);
  const again = { ...filledForm(late.html, page), logo: file(other, 'second.png', 'image/png') };
  expect((await town.post(page, again, { as: second })).status).toBe(303);
  expect(await standing()).toEqual(other);
});
