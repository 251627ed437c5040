import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { settleTown } from './testing.ts';

let town: TestTown;

beforeAll(async () => {
  town = await openTestTown({ config: { mail: undefined } });
});
afterAll(() => town.close());

it('asks for a department first where there is none that could be the liaison desk', async () => {
  const administrator = await town.addAdministrator('Ada');
  const { html } = await town.get('/settings/liaison', { as: administrator });
  expect(html).toContain('href="/registration?kind=department"');
  expect(html).not.toContain('name="unit"');
  // Nor is it said that every mail was sent, where none can be.
  const mail = await town.get('/settings/mail', { as: administrator });
  expect(mail.html).not.toContain('Every mail has been sent.');
});

it('says before the first step that a page without an account cannot be sent where there is no mail', async () => {
  const people = await settleTown(town);
  const said = 'This city cannot send mail yet.';
  for (const path of ['/briefs/new?to=mobility', '/complaints/turn']) {
    expect((await town.get(path)).html).toContain(said);
    expect((await town.get(path, { as: people.stranger })).html).not.toContain(said);
  }
  expect((await town.get('/briefs/new', { locale: 'de' })).html).toContain(
    'Diese Stadt kann noch keine E-Mails schicken.',
  );
});
