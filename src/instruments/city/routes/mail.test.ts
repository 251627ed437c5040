import { afterAll, beforeAll, expect, it } from 'vitest';
import { locales } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { openTestTown, type TestTown } from '../../../testing.ts';

let town: TestTown;
let administrator: string;
beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator('Ada');
});
afterAll(() => town.close());

async function addMail(failed: boolean, problem: string | null): Promise<string> {
  const id = newId();
  const kept = problem !== 'no mail server';
  await town.database.system(({ db, now }) =>
    db
      .insertInto('mail')
      .values({
        id,
        space_id: town.city,
        audience_id: null,
        person_id: null,
        address: `${id.slice(-6)}@far.example`,
        locale: 'en',
        kind: 'invitation',
        subject: 'Invitation: Parks',
        html: kept ? '<p>the secret link</p>' : null,
        text: kept ? 'the secret link' : null,
        reason: null,
        attempts: 8,
        due_at: now,
        sent_at: null,
        failed_at: failed ? now : null,
        problem,
      })
      .execute(),
  );
  return id;
}

it('sends the administrator a test mail the way all mails go', async () => {
  const asked = await town.postAndFollow('/settings/mail/tests', {}, { as: administrator });
  expect(asked.html).toContain('A test mail is on its way to you.');
  await town.settle();
  expect(town.mails.map((mail) => [mail.to[0]?.address, mail.subject])).toEqual([
    ['ada@people.test', 'Test mail from Testby'],
  ]);
  expect((await town.get('/settings/mail', { as: administrator })).html).toContain(
    'Every mail has been sent.',
  );
});

it('shows what failed and why, never what it says, and really sends it again', async () => {
  const id = await addMail(true, '550 mailbox unknown');
  for (const locale of locales) {
    const { html } = await town.get('/settings/mail', { as: administrator, locale });
    expect(html).toContain('Invitation: Parks');
    expect(html).toContain('550 mailbox unknown');
    expect(html).not.toContain('secret link');
  }
  const before = town.mails.length;
  const again = await town.postAndFollow(`/settings/mail/${id}/attempts`, {}, { as: administrator });
  expect(again.html).toContain('is on its way again');
  await town.settle();
  expect(town.mails).toHaveLength(before + 1);
  expect(town.mails.at(-1)!.text).toContain('the secret link');
  expect((await town.post(`/settings/mail/${id}/attempts`, {}, { as: administrator })).status).toBe(404);
});

it('does not offer to send what was never kept', async () => {
  await addMail(true, 'no mail server');
  const { html } = await town.get('/settings/mail', { as: administrator });
  expect(html).toContain('The text was not kept.');
  expect(html).not.toContain('/attempts"');
});

it('knows no mail for others', async () => {
  const resident = await town.addPerson('Rosa');
  const id = await addMail(true, 'lost');
  expect((await town.post(`/settings/mail/${id}/attempts`, {}, { as: resident })).status).toBe(403);
  expect((await town.post(`/settings/mail/${newId()}/attempts`, {}, { as: administrator })).status).toBe(404);
  expect((await town.post('/settings/mail/nonsense/attempts', {}, { as: administrator })).status).toBe(404);
});

it('tries stuck work again', async () => {
  await town.postAndFollow('/settings/mail/tests', {}, { as: administrator });
  await town.settle();
  const before = town.mails.length;
  await town.database.system(async ({ db }) => {
    const entry = await db
      .selectFrom('journal_entry')
      .select('id')
      .where('kind', '=', 'test-mail.asked')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    await db.deleteFrom('mail').where('reason', '=', entry.id).execute();
    await db
      .insertInto('journal_stuck')
      .values({
        id: newId(),
        reader: 'reactions',
        entry_id: entry.id,
        problem: 'the moon was full',
        attempts: 5,
      })
      .execute();
  });
  const { html } = await town.get('/settings/mail', { as: administrator });
  expect(html).toContain('the moon was full');
  const tried = await town.postAndFollow('/settings/mail/stuck', {}, { as: administrator });
  expect(tried.html).toContain('One thing works now.');
  expect(tried.html).toContain('Nothing is stuck.');
  await town.settle();
  expect(town.mails.length).toBeGreaterThan(before);
});

it('goes on after a hundred', async () => {
  for (let n = 0; n < 101; n += 1) await addMail(false, null);
  const { html } = await town.get('/settings/mail', { as: administrator });
  const [, next] = /href="(\/settings\/mail\?before=[0-9a-f-]{36})"/.exec(html)!;
  expect((await town.get(next!, { as: administrator })).html).toContain('lost');
});
