import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetOld } from '../../platform/housekeeping.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

const ask = (text: string, values: unknown[] = []) => town.database.outer.query(text, values);
const count = async (text: string, values: unknown[] = []): Promise<number> =>
  (await ask(`select count(*)::int as n from ${text}`, values)).rows[0].n;

/** So many days later, what has served is gone. */
async function after(days: number): Promise<void> {
  await town.moveTime(`${days} days`);
  await forgetOld(town.house);
}

it('invitations go ninety days after nobody can take them up any more', async () => {
  const lead = await town.addAdministrator('Inviting');
  const invite = { role: 'administrator', kind: 'person', locale: 'en', name: '', email: 'late@people.test' };
  expect((await town.post(`/spaces/${town.city}/invitations`, invite, { as: lead })).status).toBe(303);
  const talks = await foundPartnership(town);
  const many = { role: 'observer', invited: 'late@guest.test', language: 'en', note: '' };
  expect(
    (await town.post(`/partnerships/${talks.id}/invitations`, many, { as: talks.facilitator })).status,
  ).toBe(303);
  await after(100);
  // Both count on: one has run out seventy days ago, the other eighty-six.
  expect([await count('invitation'), await count('partner_invitation')]).toEqual([1, 1]);
  await after(10);
  expect([await count('invitation'), await count('partner_invitation')]).toEqual([1, 0]);
  await after(20);
  expect(await count('invitation')).toBe(0);
});

it('who has a closed account is erased a year later, and nobody whose account was opened again', async () => {
  const closed = await town.addPerson('Closed Down');
  const opened = await town.addPerson('Opened Again');
  for (const id of [closed, opened])
    await ask('update person set deactivated_at = app_now() where id = $1', [id]);
  await after(364);
  await ask('update person set deactivated_at = null where id = $1', [opened]);
  expect(await count('person where id = $1', [closed])).toBe(1);
  await after(2);
  expect(await count('person where id = $1', [closed])).toBe(0);
  expect(await count('person where id = $1', [opened])).toBe(1);
});

it('who took part by link is erased a year after they left everywhere', async () => {
  const talks = await foundPartnership(town);
  const guest = async (name: string) => {
    const id = newId();
    await ask(`insert into person (id, kind, name, locale) values ($1, 'guest', $2, 'en')`, [id, name]);
    await ask(
      `insert into guest_address (id, space_id, audience_id, address, locale, proven) values ($1, $2, $1, $3, 'en', true)`,
      [id, talks.id, `${name}@guest.test`],
    );
    await town.addMembership(id, talks.id, 'observer');
    return id;
  };
  const [left, stays] = [await guest('left'), await guest('stays')];
  await ask('update membership set until = app_now() where person_id = $1', [left]);
  await after(364);
  expect(await count('guest_address')).toBe(2);
  await after(2);
  expect(await count('guest_address')).toBe(1);
  expect(await count('person where id = $1', [stays])).toBe(1);
});

it('earlier drafts go ninety days after their round is over', async () => {
  const talks = await foundPartnership(town);
  const [partner] = talks.partners;
  const round = newId();
  await ask(
    `insert into round (id, space_id, title, questions, locale, opens, due_at)
     values ($1, $2, 'Round', '[]', 'en', 'date', app_now() + interval '10 days')`,
    [round, talks.id],
  );
  await ask(
    `insert into earlier_draft (id, space_id, round_id, content, saved_at) values ($1, $2, $3, '{}', app_now())`,
    [newId(), partner!.id, round],
  );
  await after(99);
  expect(await count('earlier_draft')).toBe(1);
  await after(2);
  expect(await count('earlier_draft')).toBe(0);
});

it('settled hints, past absences and decided losses go after a year', async () => {
  const organisation = newId();
  await town.addOrganisation(organisation, 'old-office', { en: 'Old office' });
  const person = await town.addPerson('Away');
  await ask(`insert into suggestion (id, space_id, text, settled_at) values ($1, $2, 'Moved', app_now())`, [
    newId(),
    organisation,
  ]);
  await ask(
    `insert into absence (id, space_id, person_id, from_day, until_day) values ($1, $2, $3, app_now()::date, app_now()::date)`,
    [newId(), organisation, person],
  );
  await ask(
    `insert into factor_loss (id, space_id, person_id, reach, closed_by, closed_at) values ($1, $2, $3, 'By phone', $3, app_now())`,
    [newId(), town.city, person],
  );
  const left = async () => [await count('suggestion'), await count('absence'), await count('factor_loss')];
  await after(364);
  expect(await left()).toEqual([1, 1, 1]);
  await after(3);
  expect(await left()).toEqual([0, 0, 0]);
});

it('reports go a year after they are closed, reminders after thirty days, tables that were sent after one', async () => {
  const person = await town.addPerson('Reminded');
  const report = (closed: string) =>
    ask(
      `insert into abuse_report (id, space_id, about, reason, closed_at) values ($1, $2, 'request', 'Rude', ${closed})`,
      [newId(), town.city],
    );
  await report('app_now()');
  await report('null');
  await ask(`insert into told_reminder (person_id, item) values ($1, 'x')`, [person]);
  await ask(
    `insert into directory_upload (id, space_id, audience_id, kind, text) values ($1, $2, $3, 'organisations', 'x')`,
    [newId(), town.city, person],
  );
  const left = async () => [
    await count('abuse_report'),
    await count('told_reminder'),
    await count('directory_upload'),
  ];
  await forgetOld(town.house);
  expect(await left()).toEqual([2, 1, 1]);
  await after(2);
  expect(await left()).toEqual([2, 1, 0]);
  await after(29);
  expect(await left()).toEqual([2, 0, 0]);
  await after(333);
  expect(await left()).toEqual([2, 0, 0]);
  await after(2);
  expect(await left(), 'the one that nobody has closed').toEqual([1, 0, 0]);
});

it('one that cannot be thrown away keeps no other from going', async () => {
  await ask('alter table suggestion rename to suggestion_elsewhere');
  await ask(`insert into once (key, at) values ($1, app_now() - interval '8 days')`, [newId()]);
  await forgetOld(town.house);
  expect(await count('once')).toBe(0);
  await ask('alter table suggestion_elsewhere rename to suggestion');
});
