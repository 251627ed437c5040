import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { tellAtOnce, tellByTheHour, tellOfTurns } from './jobs.ts';
import { takeMails, toHour } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
});
afterAll(() => town.close());

const addressOf = async (person: string) =>
  (await town.database.outer.query('select email from person where id = $1', [person])).rows[0].email;
const today = async () => {
  const { timeZone } = await town.house.city.get();
  return dayOf(await town.database.system(async ({ now }) => now), timeZone);
};
async function ask(title: string, _once: string = newId()) {
  const form = {
    _once,
    title,
    about: '',
    q1: 'What should change?',
    opens: 'all',
    day: addDays(await today(), 9),
    time: '18:00',
    who: talks.partners.map(({ id }) => id),
  };
  return town.postAndFollow(`/partnerships/${talks.id}/rounds`, form, { as: talks.facilitator });
}

it('tells at once who is asked something that has a day, whatever their rhythm; but nobody who wants no mails', async () => {
  const [office, group, canteens] = talks.partners;
  await town.post('/told', { rhythm: 'never', hour: '8' }, { as: office!.lead });
  await town.post('/told', { rhythm: 'weekly', hour: '8' }, { as: group!.lead });
  await ask('Shared vision');
  await takeMails(town);
  await Promise.all([tellOfTurns(town.house), tellOfTurns(town.house)]);
  const mails = await takeMails(town);
  const asked = [await addressOf(group!.lead), await addressOf(canteens!.lead)];
  expect(mails.map(({ to }) => to).sort(), 'not who asked, nor who only looks on').toEqual(asked.sort());
  for (const { subject, text, lines } of mails) {
    expect(subject).toMatch(/^Your turn – .*Shared vision.* \(Canteen Talks\)$/);
    expect(text).toMatch(/Waits for you - .*Shared vision.* \(Canteen Talks, by \w+/);
    expect(text).not.toContain('What happened');
    const at = lines.findIndex((line) => line.startsWith('- ') && line.includes('Shared vision'));
    expect(lines[at + 1], 'its address, on a line of its own').toMatch(
      new RegExp(`^ {2}http://town.test/partnerships/${talks.id}/rounds/[0-9a-f-]{36}$`),
    );
  }
  await tellOfTurns(town.house);
  expect(await takeMails(town), 'once').toEqual([]);
});

it('tells them as well of what a room asks by questions of its own', async () => {
  const groupAddress = await addressOf(talks.partners[1]!.lead);
  const form = { about: '', opens: 'all', day: addDays(await today(), 9), time: '18:00' };
  await town.postAndFollow(`/partnerships/${talks.id}/strategy`, form, { as: talks.facilitator });
  await takeMails(town);
  await tellOfTurns(town.house);
  const told = (await takeMails(town)).filter(({ to }) => to === groupAddress);
  expect(told.map(({ subject }) => subject)).toEqual([
    'Your turn – Partnership strategy: answer for Harvest group (Canteen Talks)',
  ]);
});

it('tells who is told of all at once in one mail, with what waits before what happened', async () => {
  const [, , canteens] = talks.partners;
  await tellByTheHour(town.house);
  await town.post('/told', { rhythm: 'at-once', hour: '8' }, { as: canteens!.lead });
  await town.moveTime('10 minutes');
  await ask('Second thoughts');
  await takeMails(town);
  await tellOfTurns(town.house);
  await tellAtOnce(town.house);
  const mine = await addressOf(canteens!.lead);
  const mails = (await takeMails(town)).filter(({ to }) => to === mine);
  expect(mails).toHaveLength(1);
  expect(mails[0]!.subject).toMatch(/^Your turn – /);
  expect(mails[0]!.text).toMatch(
    /Waits for you.*Second thoughts.*What happened.*Canteen Talks.*Second thoughts/,
  );
});

it('says in ten lines what happened, of each partnership something, and how much more there is', async () => {
  const other = await foundPartnership(town, { name: 'Street Repair' });
  const reader = talks.observer;
  await town.addMembership(reader, other.id, 'observer');
  await toHour(town, 8);
  await tellByTheHour(town.house);
  await takeMails(town);
  for (let n = 0; n < 13; n += 1) {
    const about = { name: 'Canteen Talks', purpose: `Purpose ${n}`, place: '' };
    await town.post(`/partnerships/${talks.id}/edit`, about, { as: talks.facilitator });
  }
  const about = { name: 'Street Repair', purpose: 'Purpose', place: '' };
  await town.post(`/partnerships/${other.id}/edit`, about, { as: other.facilitator });
  await toHour(town, 8);
  await takeMails(town);
  await tellByTheHour(town.house);
  const address = await addressOf(reader);
  const mail = (await takeMails(town)).find(({ to }) => to === address)!;
  expect(mail.subject).toMatch(/changed name or purpose and 13 more things$/);
  const news = mail.lines.filter((line) => /^- .*changed name or purpose/.test(line));
  expect(news).toHaveLength(10);
  expect(mail.text).toContain('- and 4 more');
  expect(mail.text).toContain('Street Repair');
  for (const id of [talks.id, other.id])
    expect(mail.lines.filter((line) => line.endsWith(`/partnerships/${id}`))).toHaveLength(1);
  const { rows } = await town.database.outer.query(
    `select distinct subject from mail where kind like 'told.%'`,
  );
  expect(
    rows.map(({ subject }) => subject),
    'what administrators read in the list of mails',
  ).toEqual(['Partnerships in Testby: what waits and what is new']);
});
