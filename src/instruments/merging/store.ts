import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import type { Part } from './rules.ts';
import '../partnerships/store/tables.ts';
import '../directory/store/tables.ts';

// All of this runs past the guards: two people are one, and no guard knows that yet.

/** Somebody who could be merged: active, with a login or a part. */
export async function findMergeable(tx: Tx, by: { email: string } | { id: string }) {
  return tx.db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'kind', 'locale', 'login_id'])
    .where(({ eb, fn }) => ('id' in by ? eb('id', '=', by.id) : eb(fn('lower', ['email']), '=', by.email)))
    .where('kind', 'in', ['person', 'mailbox'])
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
}
export type Mergeable = NonNullable<Awaited<ReturnType<typeof findMergeable>>>;

export type HeldPart = Part & { id: string; kind: string };

/** Two who merge or leave at the same moment come one after the other. */
export async function lockBoth(tx: Tx, people: readonly string[]): Promise<void> {
  await sql`select from person where id = any (${people}::uuid[]) order by id for update`.execute(tx.db);
}

export function listParts(tx: Tx, person: string): Promise<HeldPart[]> {
  return tx.db
    .selectFrom('membership as m')
    .innerJoin('space as s', 's.id', 'm.space_id')
    .select(['m.id', 'm.space_id as space', 'm.role', 's.kind'])
    .where('m.person_id', '=', person)
    .where('m.until', 'is', null)
    .execute();
}

/** A partnership in which the two speak for different partners: nobody can do that. */
export async function findTwoPartners(tx: Tx, one: string, other: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select s.name from membership m
    join partner p on p.id = m.space_id
    join partner q on q.space_id = p.space_id and q.id <> p.id
    join membership n on n.space_id = q.id and n.person_id = ${other} and n.until is null
    join partnership s on s.id = p.space_id
    where m.person_id = ${one} and m.until is null order by s.name limit 1`.execute(tx.db);
  return rows[0]?.name;
}

/** What the other account takes part in, by name: its owner may read it. */
export async function listNamedParts(tx: Tx, person: string): Promise<(string | Localised)[]> {
  const rows = await tx.db
    .selectFrom('membership as m')
    .leftJoin('organisation as o', 'o.id', 'm.space_id')
    .leftJoin('partnership as s', 's.id', 'm.space_id')
    .select(['o.name as organisation', 's.name as partnership'])
    .distinct()
    .where('m.person_id', '=', person)
    .where('m.until', 'is', null)
    .limit(100)
    .execute();
  return rows.flatMap(({ organisation, partnership }) => organisation ?? partnership ?? []);
}

/** What hangs on a person besides parts, roles and to-dos. What was done keeps its name. */
export async function moveHeld(tx: Tx, stays: string, other: string): Promise<void> {
  const moves = [
    // Named for a single row: once is enough.
    sql`delete from counterpart c where c.person_id = ${other}
      and exists (select from counterpart k where k.row_id = c.row_id and k.person_id = ${stays})`,
    sql`update counterpart set person_id = ${stays} where person_id = ${other}`,
    // Pages that are being written, requests that are followed, claims that wait.
    sql`update brief set audience_id = ${stays} where audience = 'person' and audience_id = ${other}`,
    sql`update brief set writer_id = ${stays} where writer_id = ${other}`,
    sql`update request set asker_person = ${stays} where asker_person = ${other}`,
    sql`update claim set audience_id = ${stays} where audience_id = ${other} and decided_at is null`,
    sql`update absence set person_id = ${stays} where person_id = ${other} and ended_at is null`,
    // Up to where they have been told: nothing twice.
    sql`update told_rhythm set audience_id = ${stays} where audience_id = ${other}
      and not exists (select from told_rhythm k where k.space_id = told_rhythm.space_id and k.audience_id = ${stays})`,
    sql`insert into told_mark (person_id, space_id, position)
      select ${stays}::uuid, space_id, position from told_mark where person_id = ${other}
      on conflict (person_id, space_id) do update set position = greatest(told_mark.position, excluded.position)`,
    sql`insert into told_reminder (person_id, item, at)
      select ${stays}::uuid, item, at from told_reminder where person_id = ${other} on conflict do nothing`,
    sql`delete from told_mark where person_id = ${other}`,
    sql`delete from told_reminder where person_id = ${other}`,
  ];
  for (const move of moves) await move.execute(tx.db);
}

/** Closes the other account for good: it stays as the name of what was done with it. */
export async function closeFor(tx: Tx, stays: string, other: string): Promise<void> {
  await tx.db
    .updateTable('person')
    .set({ deactivated_at: tx.now, merged_into: stays, login_id: null })
    .where('id', '=', other)
    .execute();
}

/** Where to write to somebody, whether their account is closed or not. */
export function findAddress(
  tx: Tx,
  person: string,
): Promise<{ email: string | null; locale: Locale } | undefined> {
  return tx.db.selectFrom('person').select(['email', 'locale']).where('id', '=', person).executeTakeFirst();
}
