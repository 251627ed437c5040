import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskItem, Instrument } from '../../platform/instrument.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { askThem } from '../rounds/testing.ts';
import { tellByTheHour } from './jobs.ts';
import { dueSoon, partnershipOf } from './rules.ts';
import { takeMails, toHour } from './testing.ts';
import { findDueSoon } from './waiting.ts';

/** Whose desks were read, and where something may be due. */
const read: string[] = [];
let named: string[] = [];
let due: ((now: Date) => DeskItem[]) | undefined;
const things: Instrument = {
  name: 'things',
  routes: [],
  narrates: { 'thing.done': { say: () => 'Done' } },
  desk: async ({ person }, tx) => {
    const items = due?.(tx.now) ?? [];
    read.push(person!.id);
    return items;
  },
  dueIn: async () => named,
};

let town: TestTown;
let talks: FoundedPartnership;
let other: FoundedPartnership;
beforeAll(async () => {
  town = await openTestTown({ rooms: [() => things] });
  talks = await foundPartnership(town);
  other = await foundPartnership(town, { name: 'Street Repair' });
}, 120_000);
afterAll(() => town.close());

async function nextMorning() {
  await toHour(town, 8);
  read.length = 0;
  await tellByTheHour(town.house);
  return takeMails(town);
}
const everybodyIn = ({ facilitator, observer, people }: FoundedPartnership) =>
  [facilitator, observer, ...people.map(({ id }) => id)].sort();

it('reads the desks of those to whom something happened, and where something may be due: no other', async () => {
  await nextMorning();
  expect(read, 'nothing happened, nothing is due').toEqual([]);

  named = [other.id];
  const tomorrow = (now: Date) => new Date(now.getTime() + 86_400_000);
  due = (now) => [
    {
      href: `/partnerships/${other.id}/things`,
      title: 'Water the trees',
      about: '',
      action: 'Do',
      due: tomorrow(now),
    },
  ];
  const reminders = await nextMorning();
  expect(read.toSorted()).toEqual(everybodyIn(other));
  expect(reminders.filter(({ text }) => text.includes('Water the trees'))).toHaveLength(
    everybodyIn(other).length,
  );

  named = [];
  const by = await town.scopeFor(talks.facilitator);
  await town.database.system((tx) => tx.record({ space: talks.id, kind: 'thing.done' }), by);
  await town.settle();
  const told = await nextMorning();
  expect(read.toSorted()).toEqual(everybodyIn(talks).filter((person) => person !== talks.facilitator));
  expect(
    told.every(({ text }) => text.includes('Water the trees')),
    'what waits stands in front',
  ).toBe(true);
});

it('is told by each room of every partnership in which its desk shows something that is due soon', async () => {
  due = undefined;
  await toHour(town, 8);
  const [first] = talks.partners;
  const round = await askThem(town, talks, { days: 1 });
  for (const kind of ['gate', 'strategy', 'structure']) await askThem(town, other, { days: 1, kind });
  const at = [talks.id, first!.id, first!.lead, round];
  await town.database.outer.query(
    `with days as (select app_now()::date + 1 as tomorrow),
     todo as (insert into to_do (id, space_id, text, owner_partner, due_on)
       select gen_random_uuid(), $1, 'Call the depot', $2, tomorrow from days),
     role as (insert into role (id, space_id, title, purpose, term_months)
       values (gen_random_uuid(), $1, 'Treasurer', 'Money', 6) returning id),
     term as (insert into role_term (id, space_id, role_id, person_id, since, until)
       select gen_random_uuid(), $1, role.id, $3, tomorrow - 60, tomorrow from role, days),
     outcome as (insert into gate_outcome (id, space_id, round_id, partner_id, choice, review_on, locale)
       select gen_random_uuid(), $1, $4, $2, 'partner', tomorrow, 'en' from days),
     claim as (insert into benefit (id, space_id, kind, claim, who, indicator, check_on, checker_partner, locale)
       select gen_random_uuid(), $1, 'own', 'It lasts', 'All', 'Years', tomorrow, $2, 'en' from days),
     text as (insert into document (id, space_id, kind, title, locale, revisit_on)
       select gen_random_uuid(), $1, 'text', 'Our vision', 'en', (app_now() at time zone 'UTC')::date from days returning id)
     insert into document_edition (id, space_id, document_id, number, partners)
     select gen_random_uuid(), $1, id, 1, 3 from text`,
    at,
  );
  const city = await town.house.city.get();
  const soon = await town.database.system((tx) => findDueSoon(town.house, tx, city.timeZone));
  expect([...soon].filter(([, where]) => where === 'anywhere').map(([room]) => room.name)).toEqual([]);
  const found = new Set<string>();
  for (const person of [...everybodyIn(talks), ...everybodyIn(other)]) {
    const scope = await town.scopeFor(person);
    const reader = { scope, person: scope.person, locale: 'en' as const, city, text: () => '' };
    for (const room of town.house.instruments) {
      const shown = await town.database.read(scope, async (tx) =>
        ((await room.desk?.(reader, tx)) ?? []).filter((item) => dueSoon(item, tx.now, city.timeZone)),
      );
      for (const { href } of shown) {
        const partnership = partnershipOf(href);
        const where = soon.get(room);
        if (!partnership || where === 'anywhere') continue;
        expect(where, `${room.name} shows ${href}`).toContain(partnership);
        found.add(room.name);
      }
    }
  }
  expect([...found].sort()).toEqual([
    'benefits',
    'gate',
    'roles',
    'rounds',
    'strategy',
    'structure',
    'texts',
    'to-dos',
  ]);
});
