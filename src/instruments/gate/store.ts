import { type Generated, sql } from 'kysely';
import type { RecordedHow } from '../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Span } from '../../platform/instrument.ts';
import { calledIn } from '../partnerships/store.ts';
import { ownKind, type Standing } from './rules.ts';
import '../../mechanisms/sealed-round/tables.ts';

type Side = 'partner' | 'facilitator';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    gate_outcome: GuardedByDefault & {
      round_id: string;
      partner_id: string;
      choice: Standing;
      review_on: string;
      reason: string;
      locale: Locale;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
    gate_consent: GuardedByDefault & {
      outcome_id: string;
      side: Side;
      yes: boolean;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}

/** The latest word of a side about whether an outcome becomes public. */
const agreed = (side: Side) =>
  sql<boolean>`coalesce((select c.yes from gate_consent c where c.outcome_id = o.id and c.side = ${side}
    order by c.at desc, c.id desc limit 1), false)`;

const latest = sql<boolean>`not exists (select from gate_outcome later where later.partner_id = o.partner_id
  and (later.at, later.id) > (o.at, o.id))`;

/** All that partners have stated, the latest first: the first of each partner counts. */
export function listOutcomes(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('gate_outcome as o')
    .leftJoin('person as by', 'by.id', 'o.by_person')
    .select(['o.id', 'o.partner_id as partner', 'o.choice', 'o.review_on as review', 'o.reason', 'o.locale'])
    .select(['o.recorded_how as recordedHow', 'o.recorded_on as recordedOn', 'o.at', 'by.name as writer'])
    .select([agreed('partner').as('partnerAgrees'), agreed('facilitator').as('facilitatorAgrees')])
    .where('o.space_id', '=', partnership)
    .orderBy('o.at', 'desc')
    .orderBy('o.id', 'desc')
    .execute();
}
export type Outcome = Awaited<ReturnType<typeof listOutcomes>>[number];

export type NewOutcome = {
  space: string;
  gate: string;
  partner: string;
  choice: Standing;
  review: string;
  reason: string;
  locale: Locale;
  recording: { how: RecordedHow; on: string } | undefined;
};

export async function insertOutcome(tx: Tx, outcome: NewOutcome): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('gate_outcome')
    .values({
      id,
      space_id: outcome.space,
      audience_id: null,
      round_id: outcome.gate,
      partner_id: outcome.partner,
      choice: outcome.choice,
      review_on: outcome.review,
      reason: outcome.reason,
      locale: outcome.locale,
      recorded_how: outcome.recording?.how ?? null,
      recorded_on: outcome.recording?.on ?? null,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
  return id;
}

export async function insertConsent(
  tx: Tx,
  space: string,
  consent: { outcome: string; side: Side; yes: boolean },
): Promise<void> {
  await tx.db
    .insertInto('gate_consent')
    .values({
      id: newId(),
      space_id: space,
      audience_id: null,
      outcome_id: consent.outcome,
      side: consent.side,
      yes: consent.yes,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** The partners that take part in the latest gate of each partnership, with what they have answered and stated. */
const asked = (tx: Tx) =>
  tx.db
    .selectFrom('round_partner as p')
    .innerJoin('round as r', 'r.id', 'p.round_id')
    .innerJoin('partnership as s', 's.id', 'r.space_id')
    .innerJoin('partner', 'partner.id', 'p.partner_id')
    .select(['r.id', 'r.space_id as partnership', 's.name', 'r.due_at as due'])
    .select(['p.partner_id as partner', calledIn().as('partnerName')])
    .where('r.kind', '=', ownKind)
    .where('r.withdrawn_at', 'is', null)
    .where('s.ended_at', 'is', null)
    .where('partner.left_at', 'is', null);

/**
 * Opened gates after which these partners, or those without people in these partnerships, have not said where they
 * stand. `within` are all partnerships that the reader takes part in: nowhere else is looked.
 */
export function listUnstated(
  tx: Tx,
  partners: readonly string[],
  partnerships: readonly string[],
  within: readonly string[],
) {
  return asked(tx)
    .where('r.space_id', 'in', some(within))
    .where(theirs('p.partner_id', 'r.space_id', partners, partnerships))
    .where((where) => where.or([where('r.revealed_at', 'is not', null), where('r.due_at', '<=', tx.now)]))
    .where(
      sql<boolean>`not exists (select from round later where later.space_id = r.space_id and later.kind = r.kind
        and later.withdrawn_at is null and later.asked_at > r.asked_at)`,
    )
    .where(
      sql<boolean>`not exists (select from gate_outcome o where o.partner_id = p.partner_id and o.at >= least(r.revealed_at, r.due_at))`,
    )
    .orderBy('r.due_at')
    .limit(50)
    .execute();
}

/** Outcomes of these partners, or in these partnerships, whose review day is not later than `until`. */
export function listToReview(
  tx: Tx,
  partners: readonly string[],
  partnerships: readonly string[],
  until: string,
) {
  return tx.db
    .selectFrom('gate_outcome as o')
    .innerJoin('partnership as s', 's.id', 'o.space_id')
    .innerJoin('partner', 'partner.id', 'o.partner_id')
    .select(['o.id', 'o.space_id as partnership', 's.name', 'o.review_on as review', 'o.choice'])
    .select([calledIn().as('partnerName')])
    .where((where) =>
      where.or([where('o.partner_id', 'in', some(partners)), where('o.space_id', 'in', some(partnerships))]),
    )
    .where('o.review_on', '<=', until)
    .where('s.ended_at', 'is', null)
    .where('partner.left_at', 'is', null)
    .where(latest)
    .orderBy('o.review_on')
    .limit(50)
    .execute();
}

/** Partnerships with an outcome to look at again on one of these days. Past the guards. */
export async function listSpacesToReview(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('gate_outcome')
    .select('space_id')
    .distinct()
    .where('review_on', '>=', firstDay)
    .where('review_on', '<=', lastDay)
    .execute();
  return rows.map((row) => row.space_id);
}

/** `in` wants at least one. */
function some(ids: readonly string[]): readonly string[] {
  return ids.length > 0 ? ids : ['00000000-0000-0000-0000-000000000000'];
}

function theirs(
  partner: string,
  space: string,
  partners: readonly string[],
  partnerships: readonly string[],
) {
  return sql<boolean>`(${sql.ref(partner)} in (${sql.join(some(partners))})
    or (${sql.ref(space)} in (${sql.join(some(partnerships))}) and app_without_people(${sql.ref(partner)})))`;
}
