import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown({ config: { demo: true, mail: undefined } });
  await become('loaded');
});
afterAll(() => town.close());

async function become(demo: string): Promise<void> {
  await town.database.outer.query('update city set demo = $1', [demo]);
  town.house.city.forget();
}

it('shows the sample city’s mails with links to follow, and sends none', async () => {
  expect((await town.get('/outbox')).html).toContain('No mail yet.');
  const administrator = await town.addAdministrator('Ada');
  await town.postAndFollow(
    `/spaces/${town.city}/invitations`,
    { email: 'new@city.example', name: '', kind: 'person', role: 'administrator', locale: 'de' },
    { as: administrator },
  );
  await town.settle();
  expect(town.mails).toHaveLength(0);

  const list = (await town.get('/outbox')).html;
  expect(list).toContain('to new@city.example');
  const [, path] = /href="(\/outbox\/[0-9a-f-]{36})"/.exec(list)!;
  const { html } = await town.get(path!, { locale: 'de' });
  expect(html).toContain('In einer echten Stadt wäre sie an new@city.example gegangen.');
  const [, link] = /href="http:\/\/town\.test(\/invitations\/[^"]+)"/.exec(html)!;
  expect((await town.get(link!)).status).toBe(200);
});

it('escapes what somebody put into a name', async () => {
  const trick = await town.addAdministrator('Trick');
  await town.postAndFollow('/account', { name: '<img src=x>', locale: 'en' }, { as: trick });
  await town.postAndFollow(
    `/spaces/${town.city}/invitations`,
    { email: 'second@city.example', kind: 'person', role: 'administrator', locale: 'en' },
    { as: trick },
  );
  await town.settle();
  const [, path] = /href="(\/outbox\/[0-9a-f-]{36})"/.exec((await town.get('/outbox')).html)!;
  const { html } = await town.get(path!);
  expect(html).toContain('&lt;img src=x');
  expect(html).not.toContain('<img src=x');
});

it('leads from “look into your mailbox” to the page of mails, in a sample city', async () => {
  const read = /href="\/outbox">Read it on a page instead/;
  expect((await town.get('/sign-in/sent')).html).toMatch(read);
  await become('removed');
  expect((await town.get('/sign-in/sent')).html).not.toMatch(read);
  await become('loaded');
});

it('has no mail at an address that is none', async () => {
  for (const id of ['none', '00000000-0000-7000-8000-000000000000'])
    expect((await town.get(`/outbox/${id}`)).status).toBe(404);
});

it('tells the administrator that mails are shown, not sent', async () => {
  const administrator = await town.addAdministrator('Bea');
  const { html } = await town.get('/settings/mail', { as: administrator });
  expect(html).toContain('href="/outbox"');
});

it('shows nothing any more once the sample city was taken out, even before the program starts anew', async () => {
  const [, path] = /href="(\/outbox\/[0-9a-f-]{36})"/.exec((await town.get('/outbox')).html)!;
  await become('removed');
  expect((await town.get('/outbox')).status).toBe(404);
  expect((await town.get(path!)).status).toBe(404);
});
