import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Happened } from '../../../platform/instrument.ts';
import { breath, oldest, type Rhythm } from '../rules.ts';
import './tables.ts';

/** Seals of one space looked at for one reader: who comes into an old space is not told its history. */
const mostSeals = 500;

/** Whose hour has struck since it was last gone through. Who wants nothing at all is not looked at. */
export async function listWhoseHourStruck(tx: Tx, daily: readonly Date[], most: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('told_part')
    .select('person_id')
    .where('rhythm', '<>', 'never')
    .where(({ eb }) =>
      eb(
        sql<Date>`coalesce(daily_at, since)`,
        '<',
        sql<Date>`(${daily.map((at) => at.toISOString())}::timestamptz[])[hour + 1]`,
      ),
    )
    .groupBy('person_id')
    .orderBy('person_id')
    .limit(most)
    .execute();
  return rows.map((row) => row.person_id);
}

/** Who is told at once, has not been for a while, and has something new in one of their spaces. */
export async function listToldAtOnce(tx: Tx, most: number): Promise<string[]> {
  const before = new Date(tx.now.getTime() - breath * 60_000);
  const rows = await tx.db
    .selectFrom('told_part')
    .select('person_id')
    .where('rhythm', '=', 'at-once')
    .where(({ or, eb }) => or([eb('at_once_at', 'is', null), eb('at_once_at', '<=', before)]))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('journal_seal as js')
          .select('js.number')
          .whereRef('js.space_id', '=', 'told_part.space_id')
          .whereRef('js.position', '>', 'told_part.position'),
      ),
    )
    .groupBy('person_id')
    .orderBy('person_id')
    .limit(most)
    .execute();
  return rows.map((row) => row.person_id);
}

/** Who is to be told, and where they are written to: empty where nobody knows whether that is theirs. */
export async function listReaders(tx: Tx, people: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    guest: boolean;
    name: string;
    locale: Locale;
    address: string | null;
    turn: number;
    rhythm: Rhythm;
    hour: number;
    weeklyAt: Date | null;
    organisations: string;
  }>`
    select p.id, p.kind = 'guest' as guest, p.name, p.locale, coalesce(p.email, g.address) as address,
      coalesce(t.turn, 0) as turn, coalesce(t.rhythm, 'daily') as rhythm, coalesce(t.hour, 8) as hour, t.weekly_at as "weeklyAt",
      coalesce((select array_agg(m.space_id) from membership m join space s on s.id = m.space_id
        where m.person_id = p.id and s.kind = 'organisation' and m.role <> 'claimant'
          and (m.until is null or m.until > app_now())), '{}')::text as organisations
    from person p
    left join guest_address g on g.id = p.id and g.proven
    left join told_person t on t.id = p.id
    where p.id = any(${people}::uuid[]) and p.deactivated_at is null`.execute(tx.db);
  return rows;
}
export type ToldReader = Awaited<ReturnType<typeof listReaders>>[number];

/** A space in which something is new for somebody: up to which seal, and what of it others did. */
export type News = {
  person: string;
  space: string;
  partnership: string;
  rhythm: Rhythm;
  since: Date;
  head: number;
  entries: string[];
};

/** What is new for these people since they were last told, space by space. One statement. */
export async function listNews(
  tx: Tx,
  people: readonly string[],
  rhythms: readonly string[],
  kinds: readonly string[],
): Promise<News[]> {
  const young = new Date(tx.now.getTime() - oldest * 86_400_000);
  const { rows } = await sql<News>`
    select t.person_id as person, t.space_id as space, t.partnership_id as partnership, t.rhythm, t.since,
      h.head, coalesce(n.entries, '{}') as entries
    from told_part t
    cross join lateral (select max(js.position) as head from journal_seal js where js.space_id = t.space_id) h
    left join lateral (
      select array_agg(e.id) as entries
      from (select js.entry_id from journal_seal js
        where js.space_id = t.space_id and js.position > t.position and js.position <= h.head
        order by js.position desc limit ${mostSeals}) js
      join journal_entry e on e.id = js.entry_id
      where e.kind = any(${kinds}::text[]) and e.actor_id is distinct from t.person_id
        and e.at >= greatest(t.since, ${young}::timestamptz)) n on true
    where t.person_id = any(${people}::uuid[]) and t.rhythm = any(${rhythms}::text[]) and h.head > t.position`.execute(
    tx.db,
  );
  return rows;
}

type Asking = { person: string; locale: Locale; organisations: string; entries: readonly string[] };

/** What each of these readers may read of it, asked as each of them under row level security. One statement. */
export async function listReadable(
  tx: Tx,
  readers: readonly Asking[],
): Promise<ReadonlyMap<string, Happened[]>> {
  const found = new Map<string, Happened[]>();
  if (readers.length === 0) return found;
  const { rows } = await sql<Happened & { reader: string }>`
    select * from told_readable(${JSON.stringify(readers)}::jsonb)`.execute(tx.db);
  for (const { reader, ...happened } of rows) {
    const so = found.get(reader);
    if (so) so.push(happened);
    else found.set(reader, [happened]);
  }
  return found;
}

/** Names of partnerships, for those who were just found to take part in them. */
export async function listPartnershipNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where(({ eb }) => eb('id', '=', sql<string>`any(${ids}::uuid[])`))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Which of these partnerships are told how to these people. */
export async function listRhythms(tx: Tx, people: readonly string[]) {
  return tx.db
    .selectFrom('told_part')
    .select(['person_id as person', 'partnership_id as partnership', 'rhythm'])
    .where(({ eb }) => eb('person_id', '=', sql<string>`any(${people}::uuid[])`))
    .distinct()
    .execute();
}

/** What these people were reminded of, as `person item`. */
export async function listReminded(tx: Tx, people: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('told_reminder')
    .select(['person_id', 'item'])
    .where(({ eb }) => eb('person_id', '=', sql<string>`any(${people}::uuid[])`))
    .execute();
  return new Set(rows.map(({ person_id, item }) => `${person_id} ${item.toString('hex')}`));
}
