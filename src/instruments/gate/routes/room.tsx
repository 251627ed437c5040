import { lessonFor } from '../../../guide/lessons.ts';
import type { Room } from '../../../mechanisms/same-questions/room.ts';
import { stageOf } from '../../../mechanisms/sealed-round/rules.ts';
import type { InRound } from '../../rounds/actions.ts';
import { door } from '../actions.ts';
import { words } from '../messages/index.ts';
import { ownKind, partsIn } from '../rules.ts';
import { listOutcomes } from '../store.ts';
import { AfterOpening, Three } from '../views/around.tsx';

/** What is asked, and what is the gate's own around it: outcomes are stated at the latest one that is open. */
export const room: Room<InRound> = {
  kind: ownKind,
  address: '/partnerships/:id/gate/:gate',
  title: (locale) => words(locale)('title'),
  lead: ({ locale }) => words(locale)('lead'),
  partsIn: (locale) => partsIn(words(locale)),
  door,
  lesson: (locale) => lessonFor('answer', locale),
  Before: Three,
  around: async (page, tx, { inside, rounds, at }) => {
    const opened = rounds.find((one) => stageOf(one, tx.now) === 'open')?.id;
    if (!opened) return {};
    const outcomes = await listOutcomes(tx, inside.partnership.id);
    const partners = inside.partners.map(({ id }) => id);
    const withoutPeople = await door.listWithoutPeople(tx, partners);
    const given = { page, inside, opened, outcomes, withoutPeople, at };
    return { below: <AfterOpening {...given} /> };
  },
};
