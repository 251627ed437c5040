import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import './tables.ts';

type Turn = { id: string; turn: number; weekly?: boolean };

/**
 * Takes the turn of these people: of two who read the same state, the first to come here tells them, and the
 * other finds nobody left. Returns whose turn it was.
 */
export async function takeTurns(
  tx: Tx,
  city: string,
  turns: readonly Turn[],
  what: 'at-once' | 'hour',
): Promise<ReadonlySet<string>> {
  if (turns.length === 0) return new Set();
  const at = (moved: boolean) => (moved ? sql`${tx.now}::timestamptz` : sql`null::timestamptz`);
  const { rows } = await sql<{ id: string }>`
    insert into told_person as p (id, space_id, audience, audience_id, turn, at_once_at, daily_at, weekly_at)
    select w.id, ${city}::uuid, 'person', w.id, w.turn + 1, ${at(what === 'at-once')}, ${at(what === 'hour')},
      case when w.weekly then ${tx.now}::timestamptz end
    from unnest(${turns.map(({ id }) => id)}::uuid[], ${turns.map(({ turn }) => turn)}::int[],
      ${turns.map(({ weekly }) => weekly ?? false)}::boolean[]) as w (id, turn, weekly)
    order by w.id
    on conflict (id) do update set turn = excluded.turn,
      at_once_at = coalesce(excluded.at_once_at, p.at_once_at),
      daily_at = coalesce(excluded.daily_at, p.daily_at),
      weekly_at = coalesce(excluded.weekly_at, p.weekly_at)
    where p.turn = excluded.turn - 1
    returning p.id`.execute(tx.db);
  return new Set(rows.map(({ id }) => id));
}

/** How far these people have been told. */
export async function setMarks(
  tx: Tx,
  marks: readonly { person: string; space: string; head: number }[],
): Promise<void> {
  if (marks.length === 0) return;
  await sql`
    insert into told_mark as k (person_id, space_id, position)
    select * from unnest(${marks.map(({ person }) => person)}::uuid[], ${marks.map(({ space }) => space)}::uuid[],
      ${marks.map(({ head }) => head)}::bigint[])
    on conflict (person_id, space_id) do update set position = greatest(k.position, excluded.position)`.execute(
    tx.db,
  );
}

/** Days for which it is known what somebody was reminded of: what is due by then is over. */
export const reminderKept = 30;

export async function addReminders(
  tx: Tx,
  reminders: readonly { person: string; item: Buffer }[],
): Promise<void> {
  if (reminders.length === 0) return;
  await tx.db
    .insertInto('told_reminder')
    .values(reminders.map(({ person, item }) => ({ person_id: person, item, at: tx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function forgetOldReminders(tx: Tx): Promise<void> {
  await tx.db
    .deleteFrom('told_reminder')
    .where('at', '<', new Date(tx.now.getTime() - reminderKept * 86_400_000))
    .execute();
}
