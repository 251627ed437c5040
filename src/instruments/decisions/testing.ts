import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';

/** A day so many days from now, as somebody types it. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export const plain = { results: 'open', quorum: '2', time: '12:00' };

/** Puts something to all; returns its address. */
export async function propose(
  town: TestTown,
  { id }: Pick<FoundedPartnership, 'id'>,
  form: Record<string, string>,
  as: string,
): Promise<string> {
  const whole = { ...plain, day: inDays(9), ...form };
  const { location, status, html } = await town.post(`/partnerships/${id}/decisions`, whole, { as });
  if (!location) throw new Error(`${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
  return location;
}

export const idOf = (path: string) => path.split('/').at(-1)!;

/** For the matrix and the guards: one that goes on with a voice, one that is over and written down. */
export async function settleDecisions(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const lead = founded.partners[0]!.lead!;
  const named = { way: 'consent', title: 'Two soups a week', text: 'We cook two soups a week.' };
  const going = await propose(town, founded, named, lead);
  await town.post(`${going}/voice`, { version: '1', stance: 'consent' }, { as: lead });
  const day = { day: inDays(20), time: '12:00', reason: 'Holidays' };
  await town.post(`${going}/later`, day, { as: lead });
  await propose(town, founded, { way: 'dots', title: 'Where', options: 'Schools\nHomes' }, lead);
  const over = await propose(town, founded, { ...named, title: 'One salad', quorum: '0' }, lead);
  await town.post(`${over}/voice`, { version: '1', stance: 'consent' }, { as: lead });
  await endNow(town, idOf(over));
  await settleEnded(town);
  await town.post(`${over}/outcome`, { text: 'One salad a week.', review: inDays(90) }, { as: lead });
  await town.post(`${going}/talk`, { text: 'Which *soup*?' }, { as: lead });
  const { rows } = await town.database.outer.query(
    'select id from discussion_comment where discussion_id = $1',
    [idOf(going)],
  );
  await town.post(`${going}/talk/${rows[0].id}`, { text: 'Which *soups*?' }, { as: lead });
  return { decision: idOf(going), decided: idOf(over), said: rows[0].id };
}

/** Its end is over, by more than clocks are read to. */
export async function endNow(town: TestTown, decision: string): Promise<void> {
  await town.database.outer.query(
    "update decision set due_at = app_now() - interval '1 second' where id = $1",
    [decision],
  );
}

/** So many comments of somebody, beside what was said already. */
export async function addComments(town: TestTown, path: string, person: string, n: number): Promise<void> {
  await town.database.outer.query(
    `with d as (
       insert into discussion (id, space_id, decision_id, length) select id, space_id, id, $3::int from decision where id = $1
       returning id, space_id)
     insert into discussion_comment (id, space_id, discussion_id, number, text, locale, by_person)
     select gen_random_uuid(), d.space_id, d.id, n, 'Comment **' || n || '**', 'en', $2 from d, generate_series(1, $3::int) n`,
    [idOf(path), person, n],
  );
}
