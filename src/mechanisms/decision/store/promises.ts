import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { type Lived, ratingDays, type Tally } from '../promise.ts';
import type { Decision } from './reading.ts';
import { own } from './writing.ts';
import '../tables.ts';

type Of = Pick<Decision, 'id' | 'space'>;

/** What was promised, the first first, with what came of it and what the reader answered. */
export async function findPromise(tx: Tx, decision: string) {
  const promises = await tx.db
    .selectFrom('decision_promise as p')
    .leftJoin('person as by', 'by.id', 'p.by_person')
    .select(['p.id', 'p.level', 'p.because', 'p.locale', 'p.at', 'by.name as byName'])
    .where('p.decision_id', '=', decision)
    .orderBy('p.at')
    .orderBy('p.id')
    .execute();
  const { rows } = await sql<{ rates: string | null; rating: number | null }>`
    select app_rates(${decision}) as rates, (select r.level from decision_rating r where r.decision_id = ${decision}
      and r.audience_id = app_person()) as rating`.execute(tx.db);
  return { promises, ...rows[0]!, lived: (await listLived(tx, [decision]))[0] };
}

/** What came of the promises of these. */
export async function listLived(tx: Tx, decisions: readonly string[]) {
  if (decisions.length === 0) return [];
  const rows = await tx.db
    .selectFrom('decision_lived as l')
    .select(['l.decision_id as decision', 'l.promised', 'l.answers', 'l.counts'])
    .select(['l.lived_sum as sum', 'l.lived_of as of'])
    .where('l.decision_id', 'in', decisions)
    .execute();
  return rows.map(({ sum, of, ...one }) => ({
    ...one,
    lived: sum !== null && of !== null ? { sum, of } : undefined,
  }));
}
export type LivedDecision = Awaited<ReturnType<typeof listLived>>[number];

/** By year, by the clocks of a city, what was promised and lived in the decisions of a space: each counts the same. */
export async function listTallies(
  tx: Tx,
  space: string,
  timeZone: string,
): Promise<(Tally & { year: number })[]> {
  const { rows } = await sql<Tally & { year: number }>`
    select extract(year from d.settled_at at time zone ${timeZone})::int as year, avg(l.promised)::float8 as promised,
      avg(l.lived_sum::float8 / l.lived_of) as lived, count(*)::int as n
    from decision_lived l join decision d on d.id = l.decision_id
    where l.space_id = ${space} and l.lived_of is not null group by 1 order by 1 desc`.execute(tx.db);
  return rows;
}

/** What is promised now in these, by decision. */
export async function listPromised(
  tx: Tx,
  decisions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (decisions.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('decision_promise')
    .distinctOn('decision_id')
    .select(['decision_id as decision', 'level'])
    .where('decision_id', 'in', decisions)
    .orderBy('decision_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ decision, level }) => [decision, level]));
}

/** A promise beside those made before. */
export async function insertPromise(
  tx: Tx,
  { id, space }: Of,
  promise: { level: number; because: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('decision_promise')
    .values({ ...own(tx, space), decision_id: id, ...promise })
    .execute();
}

/** What somebody answers for themselves; answered again, the last one counts. Nothing of it says when. */
export async function putRating(
  tx: Tx,
  { id, space }: Of,
  { partner, level }: { partner: string; level: number },
): Promise<void> {
  await tx.db
    .insertInto('decision_rating')
    .values({
      ...{ id: randomUUID(), space_id: space, audience: 'person', audience_id: tx.scope.person!.id },
      ...{ decision_id: id, partner_id: partner, level },
    })
    .onConflict((conflict) => conflict.columns(['decision_id', 'audience_id']).doUpdateSet({ level }))
    .execute();
}

/** Decisions of which somebody is asked how far they were involved, and has not answered. Nowhere but in `within`. */
export async function listToRate(tx: Tx, within: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    partnership: string;
    name: string;
    title: string;
    locale: Locale;
    settledAt: Date;
  }>`
    select d.id, d.space_id as partnership, s.name, d.title, d.locale, d.settled_at as "settledAt"
    from decision d join partnership s on s.id = d.space_id and s.ended_at is null
    where d.space_id = any (${within}::uuid[]) and d.withdrawn_at is null
      and d.settled_at > app_now() - make_interval(days => ${ratingDays})
      and not exists (select from decision_rating r where r.decision_id = d.id and r.audience_id = app_person())
      and app_rates(d.id) is not null
    order by d.settled_at, d.id limit 100`.execute(tx.db);
  return rows;
}

/** What is over, and all have answered or their time is up: held for this transaction. Past the guards. */
export async function takeAnswered(tx: Tx) {
  const { rows } = await sql<{ id: string; space: string; title: string; promised: number }>`
    select d.id, d.space_id as space, d.title,
      (select max(p.level) from decision_promise p where p.decision_id = d.id) as promised
    from decision d
    where d.settled_at is not null and exists (select from decision_promise p where p.decision_id = d.id)
      and not exists (select from decision_lived l where l.decision_id = d.id)
      and not exists (select from decision_fallback f where f.decision_id = d.id and f.leads_to_id is not null)
      and (d.settled_at <= app_now() - make_interval(days => ${ratingDays})
        or (exists (select from decision_rating r where r.decision_id = d.id) and not exists (
          select from decision_raters(d.id) q where not exists (
            select from decision_rating r where r.decision_id = d.id and r.audience_id = q.person))))
    order by d.settled_at limit 1 for update of d skip locked`.execute(tx.db);
  return rows[0];
}

/** Levels that were answered, with the partner of each. Past the guards. */
export function listRatings(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_rating')
    .select(['partner_id as partner', 'level'])
    .where('decision_id', '=', decision)
    .execute();
}

/** What came of the promise, once; the answers go with it. Past the guards. */
export async function insertLived(
  tx: Tx,
  { id, space, promised }: Of & { promised: number },
  { answers, counts, lived }: Lived,
): Promise<void> {
  await tx.db
    .insertInto('decision_lived')
    .values({
      ...{ id: newId(), space_id: space, audience_id: null, decision_id: id, promised, answers },
      ...{ counts: counts ?? null, lived_sum: lived?.sum ?? null, lived_of: lived?.of ?? null },
    })
    .execute();
}

/** What a guest answered becomes their account's; where that has answered too, only that stays. Past the guards. */
export async function moveRatings(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await sql`update decision_rating t set audience_id = ${account}
    where t.space_id = ${partnership} and t.audience_id = ${guest} and not exists (
      select from decision_rating o where o.decision_id = t.decision_id and o.audience_id = ${account})`.execute(
    tx.db,
  );
  await sql`delete from decision_rating where space_id = ${partnership} and audience_id = ${guest}`.execute(
    tx.db,
  );
}
