import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Span } from '../../../platform/instrument.ts';
import { lastWay } from './reading.ts';
import './tables.ts';

type Row = { id: string; space: string; partnership: string; title: string; locale: Locale };
/** Partners that the reader speaks for; partnerships in which they write down for those without people. */
type Reading = { partners: readonly string[]; facilitated: readonly string[] };

const from = sql`
    from difference d
    join round r on r.id = d.id and r.withdrawn_at is null
    join partnership s on s.id = d.space_id and s.ended_at is null`;
const columns = sql`d.id, d.space_id as space, s.name as partnership, r.title, r.locale`;

/** Partners of the reader, and those without people for whom they write down. */
const theirs = ({ partners, facilitated }: Reading) => sql`
    join partner p on p.space_id = d.space_id and p.joined_at is not null and p.left_at is null
      and (p.id = any (${partners}::uuid[])
        or (p.space_id = any (${facilitated}::uuid[]) and app_without_people(p.id)))`;

/** Ways out that wait for the word of these partners. */
export async function listToSay(
  tx: Tx,
  reading: Reading,
): Promise<(Row & { partner: string; name: string; own: boolean })[]> {
  const { rows } = await sql<Row & { partner: string; name: string; own: boolean }>`
    select ${columns}, p.id as partner, partner_called(p.name, p.organisation_id) as name,
      p.id = any (${reading.partners}::uuid[]) as own
    ${from}
    join lateral (select id from difference_way where difference_id = d.id order by number desc limit 1) w on true
    ${theirs(reading)}
    where not exists (select from difference_outcome o where o.way_id = w.id)
      and not exists (select from difference_word x where x.way_id = w.id and x.partner_id = p.id)
    order by d.id limit 50`.execute(tx.db);
  return rows;
}

/** Differences with options that these partners have not weighed, while no way out is put to all. */
export async function listToWeigh(tx: Tx, partners: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select distinct ${columns}
    ${from}
    ${theirs({ partners, facilitated: [] })}
    join difference_option o on o.difference_id = d.id and o.removed_at is null
    join difference_criterion c on c.difference_id = d.id and c.removed_at is null
    where not exists (select from difference_way w where w.difference_id = d.id)
      and not exists (select from difference_weight x
        where x.option_id = o.id and x.criterion_id = c.id and x.partner_id = p.id)
      and (select count(*) from difference_option n where n.difference_id = d.id and n.removed_at is null) > 1
    order by d.id limit 50`.execute(tx.db);
  return rows;
}

/** Outcomes to look at again by a day, of the partnerships that these partners are in and of these partnerships. */
export async function listToLookAt(
  tx: Tx,
  { partners, facilitated }: Reading,
  until: string,
): Promise<(Row & { reviewOn: string })[]> {
  const { rows } = await sql<Row & { reviewOn: string }>`
    select ${columns}, coalesce(l.review_on, w.review_on) as "reviewOn"
    ${from}
    ${lastWay}
    where o.id is not null and coalesce(l.review_on, w.review_on) <= ${until}::date
      and (d.space_id = any (${facilitated}::uuid[])
        or d.space_id in (select p.space_id from partner p where p.id = any (${partners}::uuid[]) and p.left_at is null))
    order by 6, d.id limit 50`.execute(tx.db);
  return rows;
}

/** Partnerships with a day to look again in a span. Past the guards. */
export async function listSpacesToLookAt(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const { rows } = await sql<{ space: string }>`
    select space_id as space from difference_way where review_on between ${firstDay} and ${lastDay}
    union select space_id from difference_look where review_on between ${firstDay} and ${lastDay}`.execute(
    tx.db,
  );
  return rows.map(({ space }) => space);
}

/**
 * Last ways out without an outcome for which all who are in have given their word: the one that was missing has left.
 * Past the guards.
 */
export async function listToSettle(tx: Tx): Promise<{ id: string; space: string }[]> {
  const { rows } = await sql<{ id: string; space: string }>`
    select d.id, d.space_id as space
    ${from}
    join lateral (select id from difference_way where difference_id = d.id order by number desc limit 1) w on true
    where not exists (select from difference_outcome o where o.way_id = w.id)
      and exists (select from difference_said(w.id, d.space_id))
    limit 500`.execute(tx.db);
  return rows;
}
