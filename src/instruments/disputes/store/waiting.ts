import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Span } from '../../../platform/instrument.ts';
import type { Place } from '../rules.ts';
import './tables.ts';

type Seats = { within: readonly string[]; facilitates: readonly string[]; answers: readonly string[] };

export type DeskDispute = {
  id: string;
  space: string;
  partnership: string;
  title: string;
  locale: Locale;
  by: string;
  step: Place;
  dueAt: Date | null;
  reviewOn: string | null;
  helps: boolean;
  /** Named on this step: somebody, and whether that is the reader. */
  helped: boolean;
  helper: boolean;
  rated: string[];
};

/** Disputes of these partnerships that the reader reads and in which somebody may have to do something. */
export async function listAtDesk(
  tx: Tx,
  person: string,
  seats: Seats,
  until: string,
): Promise<DeskDispute[]> {
  const { within, facilitates, answers } = seats;
  const { rows } = await sql<DeskDispute>`
    select d.id, d.space_id as space, s.name as partnership, d.title, d.locale, d.by_partner as by, last.step,
      last.due_at as "dueAt", last.review_on as "reviewOn", app_dispute_helps(d.id) as helps,
      named.offer_id is not null as helped, coalesce(named.helper_person = ${person}, false) as helper,
      array(select dispute_ratings(d.id)) as rated
    from dispute d join partnership s on s.id = d.space_id and s.ended_at is null
    cross join lateral (select e.step, e.due_at, e.review_on from dispute_entry e
      where e.dispute_id = d.id order by e.number desc limit 1) last
    left join lateral (select e.offer_id, o.helper_person from dispute_entry e join dispute_offer o on o.id = e.offer_id
      where e.dispute_id = d.id and e.kind = 'named' and e.step = last.step order by e.number desc limit 1) named on true
    where d.space_id = any (${within}::uuid[])
      and (last.step <> 'ended' or last.review_on <= ${until} or exists (
        select from dispute_side x where x.dispute_id = d.id and (x.partner_id = any (${answers}::uuid[])
          or (d.space_id = any (${facilitates}::uuid[]) and app_without_people(x.partner_id)))
          and not x.partner_id = any (select dispute_ratings(d.id))))
    order by last.due_at, d.id`.execute(tx.db);
  return rows;
}

/** Sides of these disputes that are still in. */
export async function listSidesOf(tx: Tx, disputes: readonly string[]) {
  const { rows } = await sql<{ of: string; partner: string; name: string; silent: boolean }>`
    select s.dispute_id as of, p.id as partner, partner_called(p.name, p.organisation_id) as name,
      app_without_people(p.id) as silent
    from dispute_side s join partner p on p.id = s.partner_id and p.left_at is null
    where s.dispute_id = any (${disputes}::uuid[]) order by p.id`.execute(tx.db);
  return rows;
}

/** What was put to the sides of these disputes, the first one first. */
export function listOffersOf(tx: Tx, disputes: readonly string[]) {
  return tx.db
    .selectFrom('dispute_offer')
    .select(['dispute_id as of', 'id', 'kind', 'step'])
    .where('dispute_id', 'in', disputes)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** What was said to offers of these disputes, and what came of them. */
export function listAnswersOf(tx: Tx, disputes: readonly string[]) {
  return tx.db
    .selectFrom('dispute_entry')
    .select(['dispute_id as of', 'offer_id as offer', 'partner_id as partner', 'kind'])
    .where('dispute_id', 'in', disputes)
    .where('offer_id', 'is not', null)
    .execute();
}

/** Partnerships in which a step runs out or an agreement is looked at in a span. Past the guards. */
export async function listSpacesDue(tx: Tx, { from, until, firstDay, lastDay }: Span): Promise<string[]> {
  const { rows } = await sql<{ space: string }>`
    select space_id as space from dispute_entry where due_at between ${from} and ${until}
    union select space_id from dispute_entry where review_on between ${firstDay} and ${lastDay}`.execute(
    tx.db,
  );
  return rows.map(({ space }) => space);
}

/** Disputes that stand behind their time without an entry that says so: their ids, and the spaces they are in. Past the guards. */
export async function listRunOut(tx: Tx) {
  const { rows } = await sql<{ id: string; space: string }>`
    select d.id, d.space_id as space
    from dispute d join partnership s on s.id = d.space_id and s.ended_at is null
    cross join lateral (select e.kind, e.step, e.due_at from dispute_entry e
      where e.dispute_id = d.id order by e.number desc limit 1) last
    where last.due_at <= app_now() and not exists (select from dispute_entry e
      where e.dispute_id = d.id and e.kind = 'ran-out' and e.due_at = last.due_at)
    order by d.id`.execute(tx.db);
  return rows;
}

/** Open disputes of a partnership, or those that wait for what this decision comes to. Past the guards. */
export async function listOpenOf(tx: Tx, space: string, decision?: string) {
  const { rows } = await sql<{ id: string; space: string; by: string }>`
    select d.id, d.space_id as space, d.by_partner as by from dispute d
    cross join lateral (select e.step from dispute_entry e
      where e.dispute_id = d.id order by e.number desc limit 1) last
    where d.space_id = ${space} and last.step <> 'ended'
      and (${decision ?? null}::uuid is null or exists (select from dispute_entry e
        where e.dispute_id = d.id and e.kind = 'put' and e.decision_id = ${decision ?? null}))
    order by d.id`.execute(tx.db);
  return rows;
}
