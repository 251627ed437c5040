import { describe, expect, it } from 'vitest';
import { forgetOld } from '../../platform/housekeeping.ts';
import { newId } from '../../platform/id.ts';
import { nobody } from '../../platform/scope.ts';
import { addDays, addWorkingDays, dayOf } from '../../platform/working-days.ts';
import { firstContact } from './instrument.ts';
import { listReplyRecords } from './store/publishing.ts';
import {
  act,
  inSettledTown,
  linkIn,
  newMails,
  people,
  plan,
  send,
  sendAsGuest,
  town,
  writeAsGuest,
} from './testing.ts';

inSettledTown();

const jobs = () => firstContact(town.house).jobs!;
const runJob = (name: string) =>
  jobs()
    .find((job) => job.name === name)!
    .run(town.house);

/** Pretends that the unit got a request on a day and promised an answer by another. */
async function promise(id: string, due: string, since: string): Promise<void> {
  await town.database.system(async ({ db }) => {
    await db.updateTable('request').set({ due_day: due }).where('id', '=', id).execute();
    await db
      .updateTable('request_act')
      .set({ due_day: due, at: new Date(`${since}T08:00:00Z`) })
      .where('request_id', '=', id)
      .execute();
  });
}
/** The working day that is `days` working days from today, as the town counts. */
async function workingDay(days: number): Promise<string> {
  const city = await town.house.city.get();
  const today = dayOf(await town.database.system(async (tx) => tx.now), city.timeZone);
  if (days > 0) return addWorkingDays(today, days, city);
  let day = today;
  for (let left = -days; left > 0; ) {
    day = addDays(day, -1);
    if (addWorkingDays(addDays(day, -1), 1, city) === day) left -= 1;
  }
  return day;
}
/** Reminders rest at weekends: moves the clock to a Wednesday. */
async function toWednesday(): Promise<void> {
  const day = (await town.database.system(async (tx) => tx.now)).getUTCDay();
  await town.moveTime(`${(3 - day + 7) % 7} days`);
}

describe('row 25: the promised reply time', () => {
  it('row 25: reminders come once each, then the deputy and the administrators are told, and nothing of the text', async () => {
    await toWednesday();
    const id = await send('streets', { title: 'Secret garden', ask: 'A secret permit' });
    const { number } = await town.database.system(({ db }) =>
      db.selectFrom('request').select('number').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    await newMails(town);
    await runJob('request-reminders');
    expect((await newMails(town)).addresses).toEqual([]);

    await promise(id, await workingDay(2), await workingDay(-9));
    await runJob('request-reminders');
    await runJob('request-reminders');
    const soon = await newMails(town);
    expect(soon.addresses).toEqual(['streets.contact@people.test', 'streets@city.test']);

    await promise(id, await workingDay(0), await workingDay(-9));
    await runJob('request-reminders');
    expect((await newMails(town)).to('streets.contact@people.test').subject).toContain('due today');

    await promise(id, await workingDay(-3), await workingDay(-9));
    await runJob('request-reminders');
    await runJob('request-reminders');
    const late = await newMails(town);
    expect(late.addresses).toEqual(
      [
        'administrator@people.test',
        'streets.contact@people.test',
        'streets.deputy@people.test',
        'streets@city.test',
      ].sort(),
    );
    const administrator = late.to('administrator@people.test');
    expect(administrator.subject).toBe(`Request ${number} of Streets is late`);
    expect(administrator.text).not.toMatch(/secret/i);
    expect((await town.get('/requests/late', { as: people.administrator })).html).toContain(`No. ${number}`);
    expect((await town.get(`/requests/${id}`, { as: people.administrator })).status).toBe(404);
    expect((await town.get(`/requests/${id}`, { as: people.streets.deputy })).html).toContain('late');

    await act(id, 'accepted', { note: 'At last.' });
    await newMails(town);
    expect((await town.get('/requests/late', { as: people.administrator })).html).toContain(
      'No request is late.',
    );
    await runJob('request-reminders');
    expect((await newMails(town)).addresses).toEqual([]);
  });

  it('row 25: while the contact is away, the deputy gets the mails at once', async () => {
    await town.database.system(async ({ db }) => {
      const away = {
        id: newId(),
        space_id: people.streets.id,
        audience_id: null,
        person_id: people.streets.contact,
        ended_at: null,
      };
      await db
        .insertInto('absence')
        .values({ ...away, from_day: '2000-01-01', until_day: '2999-12-31' })
        .execute();
    });
    await send();
    const mails = await newMails(town);
    expect(mails.addresses).toContain('streets.deputy@people.test');
    expect(mails.addresses).not.toContain('streets.contact@people.test');
    await town.database.system(({ db, now }) =>
      db.updateTable('absence').set({ ended_at: now }).where('space_id', '=', people.streets.id).execute(),
    );
  });

  it('row 25: the median is public from three answers up, and nothing of any request with it', async () => {
    const section = () => town.database.read(nobody, (tx) => listReplyRecords(tx, '2999-01-01', 3));
    await town.database.system(async ({ db }) => {
      await db.deleteFrom('request').execute();
    });
    for (let n = 0; n < 3; n += 1) {
      expect(await section()).toEqual([]);
      const id = await send('mobility');
      await act(id, 'accepted', { note: 'Yes' }, people.mobility.contact);
    }
    expect(await section()).toEqual([
      { unit: people.mobility.id, answers: 3, medianDays: 0, inTime: 3, late: 0 },
    ]);
    expect((await town.get('/')).html).not.toContain(plan.title);
  });

  it('row 25: a link to answer ends after 60 days, a link to follow does not, and forgotten pages are thrown away', async () => {
    const { follow } = await sendAsGuest(town, 'streets');
    const answering = linkIn((await newMails(town)).to('streets.contact@people.test'));
    const forgotten = await writeAsGuest(town, 'streets');
    await town.moveTime('59 days');
    expect((await town.get(answering)).status).toBe(200);
    await town.moveTime('2 days');
    expect((await town.get(answering)).status).toBe(404);
    expect((await town.post(`${answering}/acts/accepted`, { note: 'Yes' })).status).toBe(404);
    expect((await town.get(follow)).status).toBe(200);
    await forgetOld(town.house);
    await town.isClosed(`/briefs/${forgotten.id}`, { cookie: forgotten.cookie });
    const left = await town.database.system(({ db }) =>
      db.selectFrom('space').select('id').where('id', '=', forgotten.id).execute(),
    );
    expect(left).toEqual([]);
    expect((await town.get(follow)).status).toBe(200);
  });
});
