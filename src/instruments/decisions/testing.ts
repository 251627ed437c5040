import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { countAnswered } from './promises.ts';

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

/** One that is over, written down, and shown to everybody on the public page. Returns its id. */
export async function settleShown(
  town: TestTown,
  founded: Pick<FoundedPartnership, 'id' | 'partners'>,
): Promise<string> {
  const lead = founded.partners[0]!.lead!;
  const form = { way: 'consent', title: 'Bread for all', text: 'We bake for all.', quorum: '0' };
  const path = await propose(town, founded, form, lead);
  await endNow(town, idOf(path));
  await settleEnded(town);
  const written = { text: 'Bread on Fridays.', review: inDays(90), open: 'yes' };
  const { status, html } = await town.post(`${path}/outcome`, written, { as: lead });
  if (status !== 303) throw new Error(html.slice(0, 3_000));
  return idOf(path);
}

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
  // Two objections of the second partner: one that may be asked about, and one about which all others are asked.
  const peer = founded.partners[1]!.lead!;
  const objects = async (title: string) => {
    const decision = await propose(town, founded, { ...named, title }, lead);
    await town.post(
      `${decision}/voice`,
      { version: '1', stance: 'objection', reason: 'Too many' },
      { as: peer },
    );
    const { html } = await town.get(decision, { as: lead });
    return /href="([^"]+\/objections\/[^"]+)"/.exec(html)![1]!;
  };
  const stands = await objects('Three soups');
  const asked = await objects('Four soups');
  await town.post(asked, { reason: 'We try it' }, { as: founded.facilitator });
  const third = founded.partners[2];
  const consent: Record<string, string> = third?.lead
    ? {}
    : { partner: third?.id ?? '', how: 'phone', on: '1.1.2020' };
  if (third) await town.post(`${asked}/consent`, consent, { as: third.lead ?? founded.facilitator });
  const { rows } = await town.database.outer.query('select id from decision_aside where voice_id = $1', [
    idOf(asked),
  ]);
  await propose(town, founded, { way: 'dots', title: 'Where', options: 'Schools\nHomes' }, lead);
  const over = await propose(town, founded, { ...named, title: 'One salad', quorum: '0' }, lead);
  await town.post(`${over}/voice`, { version: '1', stance: 'consent' }, { as: lead });
  await endNow(town, idOf(over));
  await settleEnded(town);
  const owner = `partner:${founded.partners[0]!.id}`;
  const written = { text: 'One salad a week.', review: inDays(90), open: 'yes', tell: 'paper@press.test' };
  const step = { 'step-0': 'Buy a bowl', 'owner-0': owner, 'due-0': inDays(60) };
  await town.post(`${over}/outcome`, { ...written, ...step }, { as: lead });
  // One that was taken up again, and taken back; the others go on.
  const other = await propose(town, founded, { ...named, title: 'Two salads', quorum: '0' }, lead);
  await endNow(town, idOf(other));
  await settleEnded(town);
  const again = { because: 'It snowed', text: 'Three salads.', day: inDays(20), time: '12:00' };
  await town.post(`${other}/reopening`, again, { as: lead });
  // Of one it is counted how far people were involved: its two weeks are over.
  await town.database.outer.query(
    "update decision set settled_at = settled_at - interval '15 days' where id = $1",
    [idOf(other)],
  );
  await countAnswered(town);
  // One was moved, and one fell back.
  const moved = await propose(town, founded, { ...named, title: 'Bread', stage: 'shape' }, lead);
  const on = { stage: 'decide', day: inDays(20), time: '12:00' };
  await town.post(`${moved}/stage`, on, { as: lead });
  const fallen = await propose(town, founded, { ...named, title: 'Rolls', fallback: 'way-majority' }, lead);
  await endNow(town, idOf(fallen));
  await settleEnded(town);
  await town.post(`${going}/talk`, { text: 'Which *soup*?' }, { as: lead });
  const talked = await town.database.outer.query(
    'select id from discussion_comment where discussion_id = $1',
    [idOf(going)],
  );
  await town.post(`${going}/talk/${talked.rows[0].id}`, { text: 'Which *soups*?' }, { as: lead });
  const { rows: others } = await town.database.outer.query(
    `select id as statement from decision_statement where decision_id = $1`,
    [idOf(over)],
  );
  await town.database.outer.query(
    `insert into to_do (id, space_id, text, due_on) values (gen_random_uuid(), $1, 'A spare one', app_now()::date + 60)`,
    [founded.id],
  );
  const { rows: spare } = await town.database.outer.query(
    `select id from to_do where space_id = $1 and text = 'A spare one'`,
    [founded.id],
  );
  const decisionOf = (path: string) => path.split('/').at(-3)!;
  return {
    ...{ decision: idOf(going), decided: idOf(over), aside: rows[0].id },
    ...{ said: talked.rows[0].id, statement: others[0].statement, spare: spare[0].id },
    ...{ objected: decisionOf(stands), objection: idOf(stands) },
    ...{ askedOf: decisionOf(asked), asked: idOf(asked) },
  };
}

/** Its end is over, by more than the millisecond to which the program reads clocks. */
export async function endNow(town: TestTown, decision: string): Promise<void> {
  await town.database.outer.query(
    "update decision set due_at = app_now() - interval '2 milliseconds' where id = $1",
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
