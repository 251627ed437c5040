import { dayOf } from '../../platform/working-days.ts';
import type { TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { ask } from '../rounds/actions.ts';
import { insertToDo } from '../to-dos/store.ts';

/** A partnership with a round, a text, a to-do and a role, each with a word that stands nowhere else in the town. */
export async function settleThings(town: TestTown) {
  const talks = await foundPartnership(town, { name: 'Kantinengespräche' });
  const base = `/partnerships/${talks.id}`;
  const [first, second, third] = talks.partners as [
    FoundedPartnership['partners'][number],
    FoundedPartnership['partners'][number],
    FoundedPartnership['partners'][number],
  ];
  const inAWeek = dayOf(new Date(Date.now() + 7 * 86_400_000), 'Europe/Oslo');
  const scope = await town.scopeFor(talks.facilitator);
  const round = await town.database.change(scope, (tx) =>
    ask(
      tx,
      talks.id,
      {
        title: 'Shared quibbleworth',
        about: '',
        questions: [{ key: 'q1', kind: 'text', text: 'Which pumpernickel do we want?' }],
        who: talks.partners.map(({ id }) => id),
        opens: 'all',
        day: inAWeek.split('-').reverse().map(Number).join('.'),
        time: '12:00',
      },
      { locale: 'en', timeZone: 'Europe/Oslo' },
    ),
  );
  const toDo = await town.database.change(scope, (tx) =>
    insertToDo(tx, talks.id, {
      text: 'Taste the marzipantorte',
      owner_partner: null,
      owner_person: talks.facilitator,
      due_on: '2030-05-01',
    }),
  );
  const text = await town.post(
    `${base}/texts`,
    { title: 'Our salsify', from: 'vision' },
    { as: talks.facilitator },
  );
  const role = await town.post(
    `${base}/roles`,
    {
      title: 'Keeper of the tureen',
      purpose: 'Soup stays hot',
      powers: 'May buy a lid',
      duties: '',
      skills: '',
      stage: '',
      months: '6',
    },
    { as: first.lead },
  );
  return { talks, base, first, second, third, round, toDo, text: text.location!, role: role.location! };
}

/** A word of each thing, and the address under which those who take part find it. */
export function wordsOfThings(things: Awaited<ReturnType<typeof settleThings>>): [string, string][] {
  const { base, round, toDo, text, role } = things;
  return [
    ['Kantinengespräche', `href="${base}"`],
    ['quibbleworth', `href="${base}/rounds/${round}"`],
    ['pumpernickel', `href="${base}/rounds/${round}"`],
    ['marzipantorte', `href="${base}/to-dos#${toDo}"`],
    ['salsify', `href="${text}"`],
    ['tureen', `href="${role}"`],
  ];
}
